"""Where a row takes place: what stands in it, then what its partner usually means, then the title of the sheet."""

from dataclasses import replace

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.errors import Problem
from festum.importers.places import PlaceCells, Places

GAZETTEER = load_gazetteer()
LABELS = {"commune": "Ville", "venue": "Où ?", "postcode": "CP", "address": "Rue", "departement": "Dept"}
LODEVE = GAZETTEER.commune("34142")
assert LODEVE is not None


def places(home: str = "", labels: dict[str, str] = LABELS, titles: tuple[str, ...] = ()) -> Places:
    return Places(GAZETTEER, home, labels, titles)


def only(*meanings: str) -> dict[str, str]:
    return {meaning: label for meaning, label in LABELS.items() if meaning in meanings}


def said(where: Places, **cells: str) -> tuple[str | None, list[tuple[str, str, str]]]:
    """(commune, [(level, key, column)])"""
    placed = where.of(PlaceCells(**cells))
    commune = placed.venue.commune.name if placed.venue and placed.venue.commune else None
    return commune, [(problem.level, problem.key, problem.column) for problem in placed.problems]


def test_venue_stands_on_its_commune_with_the_postcode_as_posts_write_it() -> None:
    placed = places().of(PlaceCells(venue="Halle", address="1 rue X", postcode="9300", commune="LAVELANET"))
    lavelanet = GAZETTEER.commune("09160")
    assert placed.problems == ()
    assert placed.venue == Venue("Halle", "1 rue X", "09300", lavelanet, None, None, None).placed()


def test_venue_without_postcode_has_its_commune_s_when_there_is_but_one() -> None:
    assert places().of(PlaceCells(commune="Lodève")).venue == Venue("", "", "34700", LODEVE, None, None, None).placed()


def test_pin_of_a_partner_is_its_own() -> None:
    pin = Point(43.73, 3.32)
    placed = places().of(PlaceCells(venue="Halle", commune="Lodève"), pin)
    assert placed.venue == Venue("Halle", "", "34700", LODEVE, pin, Precision.HOUSENUMBER, Provenance.HUMAN)


def test_row_without_any_place_has_no_venue() -> None:
    assert places().of(PlaceCells()).venue is None


def test_doubt_is_a_warning_once_and_a_note_afterwards() -> None:
    where = places()
    assert said(where, commune="GRUISAN", postcode="11430") == (
        "Gruissan",
        [("warning", "commune_understood", "Ville")],
    )
    assert said(where, commune="Gruisan", postcode="11430") == ("Gruissan", [("note", "commune_understood", "Ville")])
    assert said(where, commune="Gruissan", postcode="11430") == ("Gruissan", [])
    assert said(where, commune="Lodève", departement="Herauld")[1] == [("warning", "departement_unknown", "Dept")]
    assert said(where, commune="Lodève", departement="Herauld")[1] == [("note", "departement_unknown", "Dept")]


def test_question_is_asked_in_every_row() -> None:
    where = places()
    for _ in range(2):
        assert said(where, commune="Bélesta") == (None, [("error", "commune_ambiguous", "Ville")])
        assert said(where, venue="Halle") == (None, [("error", "commune_to_say", "Ville")])
    assert where.remarks() == ()


def test_sheet_without_commune_says_so_once() -> None:
    where = places(labels=only("venue"))
    assert where.remarks() == ()
    assert said(where, venue="Halle") == (None, [("error", "commune_to_say", "Où ?")])
    assert where.remarks() == (Problem("warning", "commune_for_all"),)


def test_home_fills_an_empty_cell_and_gives_way_to_what_is_written() -> None:
    where = places("34142")
    assert said(where, venue="Narbonne, salle") == ("Lodève", [("note", "commune_default", "Ville")])
    assert said(where, commune="Agde") == ("Agde", [])
    assert said(where, postcode="34700") == ("Lodève", [("note", "commune_default", "Ville")])
    assert said(where, postcode="11430") == ("Gruissan", [("warning", "commune_understood", "CP")])
    assert said(where, departement="30") == (None, [("error", "commune_to_say", "Ville")])


@pytest.mark.parametrize(
    ("cells", "commune", "problem"),
    [
        (
            {"address": "30400 Villeneuve-lès-Avignon"},
            "Villeneuve-lès-Avignon",
            ("warning", "commune_from_address", "Rue"),
        ),
        ({"venue": "Halle, 34120 Pézenas"}, "Pézenas", ("warning", "commune_from_address", "Où ?")),
        ({"venue": "Halle, 9300 Lavelanet"}, "Lavelanet", ("warning", "commune_from_address", "Où ?")),
        ({"venue": "Halle, Pézenas"}, "Pézenas", ("error", "commune_which", "Où ?")),
        ({"venue": "Le Port"}, "Le Port", ("error", "commune_which", "Où ?")),
        ({"venue": "Stade, 64000 Pau"}, None, ("error", "commune_outside", "Où ?")),
    ],
)
def test_commune_from_an_address(cells: dict[str, str], commune: str | None, problem: tuple[str, str, str]) -> None:
    assert said(places(labels=only("venue", "address")), **cells) == (commune, [problem])


@pytest.mark.parametrize(
    ("cells", "commune", "problem"),
    [
        ({"venue": "Foix", "postcode": "9000"}, "Foix", ("warning", "commune_from_address", "Où ?")),
        ({"venue": "Halle, Foix", "postcode": "09000"}, "Foix", ("warning", "commune_from_address", "Où ?")),
        ({"address": "Halle - Foix", "postcode": "09000"}, "Foix", ("warning", "commune_from_address", "Rue")),
        ({"venue": "Halle, Albi", "postcode": "9000"}, None, ("error", "commune_of_postcode", "CP")),
        ({"venue": "Foix", "postcode": "33000"}, None, ("error", "commune_outside", "CP")),
    ],
)
def test_postcode_of_several_communes_and_a_place_that_names_one(
    cells: dict[str, str], commune: str | None, problem: tuple[str, str, str]
) -> None:
    assert said(places(), **cells) == (commune, [problem])


def test_title_tells_the_commune_of_a_sheet_without_any() -> None:
    line = "FÊTE - CASTELNAU DE GUERS"
    where = places(labels=only("venue"), titles=(line,))
    about = Problem("warning", "commune_from_title", "", line, "Castelnau-de-Guers (34)")
    assert where.of(PlaceCells(venue="Château")).problems == (replace(about, level="note"),)
    assert where.remarks() == (about,)
    assert said(where, venue="Halle, 34120 Pézenas")[0] == "Pézenas"


def test_title_says_nothing_where_a_column_or_its_partner_does() -> None:
    titles = ("FÊTE - CASTELNAU DE GUERS",)
    assert said(places(titles=titles), venue="Château")[1] == [("error", "commune_to_say", "Ville")]
    assert said(places("34142", only("venue"), titles), venue="Château")[0] == "Lodève"


def test_venue_and_commune_of_one_cell() -> None:
    where = places(labels={"place": "Lieu / commune"})
    placed = where.of(PlaceCells(place="Salle des fêtes, Lodève"))
    assert placed.venue == Venue("Salle des fêtes", "", "34700", LODEVE, None, None, None).placed()
    assert said(where, place="Nulle part") == (None, [("error", "commune_to_say", "Lieu / commune")])
    assert where.of(PlaceCells(place="Nulle part")).venue == Venue("Nulle part", "", "", None, None, None, None)
