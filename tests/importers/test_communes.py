"""One cell to one commune, or to what must be asked."""

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.importers.communes import (
    Codes,
    Meant,
    meant,
    meant_by_postcode,
    meant_in_address,
    named_in_titles,
    split_place,
)

GAZETTEER = load_gazetteer()


def said(found: Meant | None) -> tuple[str | None, str, str]:
    """(commune, key, proposal)"""
    assert found is not None
    return (found.commune.name if found.commune else None), found.key, found.proposal


@pytest.mark.parametrize(
    ("name", "codes", "commune", "key", "proposal"),
    [
        ("ST PRIVAT DES VIEUX", Codes("30340"), "Saint-Privat-des-Vieux", "", ""),
        ("Cotlliure / Collioure", Codes(), "Collioure", "", ""),
        ("COLLIOURE", Codes(), "Collioure", "", ""),
        ("Lavelanet", Codes("9300"), "Lavelanet", "", ""),
        ("", Codes(insee_code="32160"), "L'Isle-Jourdain", "", ""),
        ("GRUISAN", Codes("11430"), "Gruissan", "commune_understood", "Gruissan (11)"),
        ("Montaren", Codes(departement="30"), "Montaren-et-Saint-Médiers", "commune_understood",
         "Montaren-et-Saint-Médiers (30)"),
        ("Montaren et St Médiers", Codes(departement="Gard"), "Montaren-et-Saint-Médiers", "", ""),
        ("L ISLE JOURDAIN", Codes(), "L'Isle-Jourdain", "commune_also_elsewhere", "L'Isle-Jourdain (32) ≠ Vienne (86)"),
        ("L'ISLE-JOURDAIN (32)", Codes(), "L'Isle-Jourdain", "", ""),
        ("Isle-Jourdain (L')", Codes("32600"), "L'Isle-Jourdain", "", ""),
        ("Bélesta", Codes(), None, "commune_ambiguous", "Bélesta (09, 09047), Bélesta (66, 66019)"),
        ("Bélesta", Codes(departement="Ariège"), "Bélesta", "", ""),
        ("Lunel", Codes("34000"), None, "commune_disagrees", "Lunel (34, 34145)"),
        ("L'Isle-Jourdain (86)", Codes(), None, "commune_outside", "Vienne (86)"),
        ("Marseille", Codes(departement="13"), None, "commune_outside", "Bouches-du-Rhône (13)"),
        ("Pau", Codes("64000"), None, "commune_outside", "Pyrénées-Atlantiques (64)"),
        ("Lodève", Codes(departement="Herauld"), "Lodève", "", ""),
        ("Montaren", Codes(), None, "commune_near",
         "Montaren-et-Saint-Médiers (30, 30174), Montredon-des-Corbières (11, 11255), Montredon (46, 46207)"),
        ("xyzzy", Codes(), None, "commune_not_found", ""),
    ],
)  # fmt: skip
def test_commune_of_a_cell(name: str, codes: Codes, commune: str | None, key: str, proposal: str) -> None:
    assert said(meant(name, codes, GAZETTEER)) == (commune, key, proposal)


@pytest.mark.parametrize("name", ["Castelnau", "Vic", "Rieux", "Argelès"])
def test_name_of_old_that_others_begin_with_is_asked_about(name: str) -> None:
    commune, key, proposal = said(meant(name, Codes(), GAZETTEER))
    assert (commune, key) == (None, "commune_ambiguous")
    assert proposal.count("(") >= 3


def test_name_of_old_with_its_postcode_is_understood() -> None:
    assert said(meant("Castelnau", Codes("34170"), GAZETTEER))[0] == "Castelnau-le-Lez"


def test_home_settles_homonyms_and_namesakes() -> None:
    home = GAZETTEER.commune("09047")
    assert said(meant("Bélesta", Codes(), GAZETTEER, home)) == ("Bélesta", "commune_understood", "Bélesta (09)")
    gers = GAZETTEER.commune("32013")
    assert said(meant("L Isle Jourdain", Codes(), GAZETTEER, gers)) == ("L'Isle-Jourdain", "", "")


@pytest.mark.parametrize(
    ("postcode", "commune", "key"),
    [
        ("30340", None, "commune_of_postcode"),
        ("11430", "Gruissan", "commune_understood"),
        ("64000", None, "commune_outside"),
        ("34999", None, "commune_to_say"),
        ("abc", None, "commune_to_say"),
    ],
)
def test_commune_of_a_postcode_alone(postcode: str, commune: str | None, key: str) -> None:
    assert said(meant_by_postcode(Codes(postcode), GAZETTEER))[:2] == (commune, key)


@pytest.mark.parametrize(
    ("text", "commune", "key"),
    [
        ("12 rue X, 30400 Villeneuve-lès-Avignon - Gard", "Villeneuve-lès-Avignon", "commune_understood"),
        ("Hialar, 32600 L'Isla de Baish", None, "commune_of_postcode"),
        ("Stade, 64000 Pau", None, "commune_outside"),
        ("Halle, Pézenas", "Pézenas", "commune_which"),
        ("Lodève", "Lodève", "commune_which"),
    ],
)
def test_commune_in_an_address(text: str, commune: str | None, key: str) -> None:
    assert said(meant_in_address(text, GAZETTEER))[:2] == (commune, key)


@pytest.mark.parametrize(
    "text", ["", "Médiathèque", "Château", "Narbona-Plaja, plaça dels Karantes", "Salle des fêtes"]
)
def test_address_that_names_no_commune(text: str) -> None:
    assert meant_in_address(text, GAZETTEER) is None


@pytest.mark.parametrize(
    ("text", "venue", "commune"),
    [
        ("Salle des fêtes, Lodève", "Salle des fêtes", "Lodève"),
        ("Clermont-l'Hérault - Place", "Place", "Clermont-l'Hérault"),
        ("Halle, place du Marché, 34120 Pézenas", "Halle, place du Marché", "Pézenas"),
        ("Lodève", "", "Lodève"),
        ("Nulle part", "Nulle part", None),
        ("Ici ou là, dehors", "Ici ou là, dehors", None),
    ],
)
def test_venue_and_commune_in_one_cell(text: str, venue: str, commune: str | None) -> None:
    rest, found = split_place(text, Codes(), GAZETTEER)
    assert (rest, found.commune.name if found and found.commune else None) == (venue, commune)


@pytest.mark.parametrize(
    ("lines", "commune"),
    [
        (["PROGRAMME FÊTE DE LA SAINT JEAN - CASTELNAU DE GUERS"], "Castelnau-de-Guers"),
        (["Programme", "Commune de Lodève - juin 2018"], "Lodève"),
        (["Festa de Sant Joan a Besiers"], "Béziers"),
        (["Programme d’Agde"], "Agde"),
        (["Mairie de Gignac"], None),
        (["Fête de Saint Jean", "La Saint-Jean"], None),
        (["Lodève / Pézenas"], None),
        (["Total Festum 2018"], None),
        ([], None),
    ],
)
def test_commune_named_in_titles(lines: list[str], commune: str | None) -> None:
    found = named_in_titles(lines, GAZETTEER)
    assert (found[1].name if found else None) == commune
