"""The commune that was meant, or a question: never a guess."""

import json
from typing import Any

import pytest

from festum.domain.gazetteer import (
    Ambiguous,
    Doubt,
    Gazetteer,
    How,
    Recognised,
    Unknown,
    contours,
    departement,
    load_gazetteer,
)
from festum.domain.place import Commune, Departement, Epci, Point, Precision, Provenance, Venue

GAZETTEER = load_gazetteer()


def codes(communes: tuple[Commune, ...]) -> list[str]:
    return [commune.insee_code for commune in communes]


def test_load_gazetteer_whole_region_once() -> None:
    assert load_gazetteer() is GAZETTEER
    assert len(GAZETTEER.communes) == len({commune.insee_code for commune in GAZETTEER.communes}) == 4446
    assert len(GAZETTEER.epcis) == 164
    assert {commune.epci for commune in GAZETTEER.communes} == GAZETTEER.epcis.keys()
    assert {commune.departement for commune in GAZETTEER.communes} == GAZETTEER.departements.keys()


def test_commune_gruissan_is_read_whole() -> None:
    assert GAZETTEER.commune("11170") == Commune(
        insee_code="11170",
        name="Gruissan",
        postcodes=("11430",),
        departement="11",
        epci="241100593",
        point=Point(43.10604, 3.08638),
        population=5032,
    )
    assert GAZETTEER.epcis["241100593"] == Epci("241100593", "CA Le Grand Narbonne", "CA")


@pytest.mark.parametrize(
    ("code", "present"),
    [
        ("12076", "12218"),
        ("09286", "09334"),
        ("9122", "09122"),
        (" 34172 ", "34172"),
        ("34999", None),
        ("", None),
    ],
)
def test_commune_by_code_old_short_or_unknown(code: str, present: str | None) -> None:
    found = GAZETTEER.commune(code)
    assert (found and found.insee_code) == present


NAMES: list[tuple[str, dict[str, str], str, How]] = [
    ("Gruissan", {}, "11170", How.NAME),
    ("ST PRIVAT DES VIEUX", {"postcode": "30340"}, "30294", How.NORMALISED),
    ("CASTELNAU DE GUERS", {}, "34056", How.NORMALISED),
    ("L ISLE JOURDAIN", {}, "32160", How.NORMALISED),
    ("L'ISLE-JOURDAIN (32)", {}, "32160", How.NORMALISED),
    ("L’Isle-Jourdain", {}, "32160", How.NORMALISED),
    ("Isle-Jourdain (L')", {}, "32160", How.NORMALISED),
    ("Isle Jourdain", {}, "32160", How.WORDS),
    ("MONTAREN-ET-SAINT-MEDIERS", {}, "30174", How.NORMALISED),
    ("Montaren et St Médiers", {"departement": "Gard"}, "30174", How.NORMALISED),
    ("Montaren & St Médiers", {}, "30174", How.WORDS),
    ("Montaren (30)", {}, "30174", How.PART),
    ("Montaren", {"departement": "30"}, "30174", How.PART),
    ("Cotlliure", {}, "66053", How.ALIAS),
    ("COLLIOURE", {}, "66053", How.NORMALISED),
    ("Cotlliure / Collioure", {}, "66053", How.ALIAS),
    ("Montpelhièr", {}, "34172", How.ALIAS),
    ("Besièrs", {}, "34032", How.ALIAS),
    ("Besiers", {}, "34032", How.ALIAS),
    ("Perpinyà", {}, "66136", How.ALIAS),
    ("Sant Joan de Pladecorts", {}, "66178", How.ALIAS),
    ("Sent Gaudens", {}, "31483", How.NORMALISED),
    ("34961 Montpellier Cedex 2", {}, "34172", How.NAME),
    ("Toulouse Cedex 09", {}, "31555", How.NAME),
    ("BP 10232 - 31000 Toulouse", {}, "31555", How.PART),
    ("Bagnols s/ Ceze", {}, "30028", How.NORMALISED),
    ("Argelès/Mer", {}, "66008", How.WORDS),
    ("Villeneuve lez Avignon", {}, "30351", How.NORMALISED),
    ("Place de l'Église, 30400 Villeneuve-lès-Avignon - Gard", {}, "30351", How.PART),
    ("Castelnau le Lès", {}, "34057", How.NORMALISED),
    ("BASTIDE DE SEROU", {}, "09042", How.WORDS),
    ("St-Hippolyte du Fort", {}, "30263", How.NORMALISED),
    ("SAINT HYPOLITE DU FORT", {"departement": "30"}, "30263", How.LIKENESS),
    ("GRUISAN", {"postcode": "11430"}, "11170", How.LIKENESS),
    ("GRUISAN", {"departement": "Aude"}, "11170", How.LIKENESS),
    ("Narbonne Plage", {"postcode": "11100"}, "11262", How.PART),
    ("Font-Romeu", {"postcode": "66120"}, "66124", How.PART),
    ("Albi (centre)", {"departement": "Tarn"}, "81004", How.PART),
    ("Conques-en-Rouergue", {}, "12218", How.NAME),
    ("Saint-Saturnin", {"postcode": "34725"}, "34287", How.ALIAS),
    ("Mirepoix", {"postcode": "31340"}, "31346", How.PART),
    ("Foix", {"postcode": "9000"}, "09122", How.NAME),
    ("Foix", {"postcode": "9000.0"}, "09122", How.NAME),
    ("Bélesta", {"postcode": "9300"}, "09047", How.NAME),
    ("Belesta", {"departement": "9"}, "09047", How.NORMALISED),
    ("Castillon", {"departement": "09"}, "09085", How.ALIAS),
    ("n'importe quoi", {"insee_code": "12076"}, "12218", How.INSEE),
]


@pytest.mark.parametrize(("name", "row", "insee_code", "how"), NAMES)
def test_recognise_messy_name(name: str, row: dict[str, str], insee_code: str, how: How) -> None:
    commune = GAZETTEER.commune(insee_code)
    assert commune is not None
    assert GAZETTEER.recognise(name, **row) == Recognised(commune, how)


def test_recognise_every_commune_from_name_and_postcode() -> None:
    missed = [
        commune
        for commune in GAZETTEER.communes
        if GAZETTEER.recognise(commune.name.upper(), postcode=commune.postcodes[0].lstrip("0"))
        not in (Recognised(commune, How.NORMALISED), Recognised(commune, How.NAME))
    ]
    assert missed == []


def test_sure_unless_shortened_or_misspelt() -> None:
    commune = GAZETTEER.communes[0]
    assert [how for how in How if not Recognised(commune, how).sure] == [How.PART, How.LIKENESS]


QUESTIONS: list[tuple[str, dict[str, str], list[str], Doubt]] = [
    ("Bages", {}, ["66011", "11024"], Doubt.HOMONYMS),
    ("Bélesta", {}, ["09047", "66019"], Doubt.HOMONYMS),
    ("Gignac", {}, ["34114", "46118"], Doubt.HOMONYMS),
    ("Castelnau", {"departement": "34"}, ["34056", "34057"], Doubt.HOMONYMS),
    # Present names first, then those that bore it: Gorges du Tarn Causses took in a Prades.
    ("Prades", {}, ["66149", "81212", "09232", "48146"], Doubt.HOMONYMS),
    # Two old names and no present one.
    ("Conques", {}, ["11099", "12218"], Doubt.HOMONYMS),
    # Rodès is in Roussillon, Rodés is Rodez in Occitan: without the grave accent nobody knows.
    ("Rodés", {}, ["66165", "12202"], Doubt.HOMONYMS),
    ("RODES", {}, ["66165", "12202"], Doubt.HOMONYMS),
    ("Salies", {}, ["81274", "31523"], Doubt.HOMONYMS),
    # Fontanes may be Fontanès typed without its accent.
    ("Fontanes", {}, ["30114", "46109", "34102", "48105"], Doubt.HOMONYMS),
    ("Sète, Agde", {}, ["34301", "34003"], Doubt.SEVERAL),
    ("Gruissan", {"postcode": "11100"}, ["11170"], Doubt.ELSEWHERE),
    ("Gruissan", {"departement": "34"}, ["11170"], Doubt.ELSEWHERE),
    ("Gruissan", {"postcode": "11430", "departement": "34"}, ["11170"], Doubt.ELSEWHERE),
    # A wrong postcode, or Montaud misspelt?
    ("Montaut", {"postcode": "34160"}, ["34164", "09199", "31361", "32278"], Doubt.ELSEWHERE),
    # The town next door, or Montauban-de-Luchon for short?
    ("Montauban", {"departement": "31"}, ["31360", "82121"], Doubt.ELSEWHERE),
]


@pytest.mark.parametrize(("name", "row", "candidates", "doubt"), QUESTIONS)
def test_recognise_doubtful_name_asks(name: str, row: dict[str, str], candidates: list[str], doubt: Doubt) -> None:
    found = GAZETTEER.recognise(name, **row)
    assert isinstance(found, Ambiguous)
    assert (codes(found.candidates), found.doubt) == (candidates, doubt)


def test_recognise_every_homonym_asks_and_its_departement_answers() -> None:
    bearers: dict[str, list[Commune]] = {}
    for commune in GAZETTEER.communes:
        bearers.setdefault(commune.name, []).append(commune)
    homonyms = {name: communes for name, communes in bearers.items() if len(communes) > 1}
    assert len(homonyms) == 164
    for name, communes in homonyms.items():
        found = GAZETTEER.recognise(name)
        assert isinstance(found, Ambiguous)
        assert set(codes(tuple(communes))) <= set(codes(found.candidates))
        for commune in communes:
            assert GAZETTEER.recognise(name, departement=commune.departement) == Recognised(commune, How.NAME)


@pytest.mark.parametrize(
    ("name", "row", "nearest"),
    [
        ("GRUISAN", {}, "11170"),
        ("Montaren", {}, "30174"),
        ("Narbonne-Plage", {}, "11262"),
        ("Ostal Occitan, Narbonne", {}, "11262"),
        # Namesakes beyond the region: ours is proposed, not taken.
        ("L'Isle-Jourdain (86)", {}, "32160"),
        ("L'Isle-Jourdain", {"postcode": "86150"}, "32160"),
        ("L'Isle-Jourdain", {"departement": "Vienne"}, "32160"),
        ("L'Isle-Jourdain (Vienne)", {}, "32160"),
        ("L'Isle-Jourdain", {"insee_code": "86112"}, "32160"),
        ("", {"postcode": "34000"}, "34172"),
        ("75001 Paris", {}, None),
        ("", {}, None),
        ("(((", {}, None),
        ("x" * 40_000, {"postcode": "34000"}, None),
    ],
)
def test_recognise_unknown_name_proposes(name: str, row: dict[str, str], nearest: str | None) -> None:
    found = GAZETTEER.recognise(name, **row)
    assert isinstance(found, Unknown)
    assert codes(found.nearest)[:1] == ([nearest] if nearest else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("34172", ["34172"]),
        ("12076", ["12218"]),
        ("montpellier", ["34172"]),
        ("l-isle-jourdain", ["32160"]),
        ("L'Isle-Jourdain", ["32160"]),
        ("st-jean-de-vedas", ["34270"]),
        ("cotlliure", ["66053"]),
        ("bages", ["66011", "11024"]),
        ("rodes", ["66165"]),
        ("34999", []),
        ("atlantis", []),
        ("", []),
    ],
)
def test_find_value_of_a_filter(text: str, found: list[str]) -> None:
    assert codes(GAZETTEER.find(text)) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("34", "34"), ("herault", "34"), ("Hérault", "34"), ("HERAULT", "34"), ("34 - Hérault", "34"),
        ("Hérault (34)", "34"), ("l'Hérault", "34"), ("Erau", "34"), ("9", "09"), ("9.0", "09"),
        ("Òlt", "46"),
        ("Pirineus Orientals", "66"), ("tarn-et-garonne", "82"), ("86", None), ("Vienne", None),
        ("30 Hérault", None), ("", None),
    ],
)  # fmt: skip
def test_departement_by_code_slug_or_name(text: str, code: str | None) -> None:
    expected = GAZETTEER.departements[code] if code else None
    assert (departement(text), GAZETTEER.departement(text)) == (expected, expected)


def test_contours_bear_the_names_of_the_departements() -> None:
    features: list[dict[str, Any]] = json.loads(contours())["features"]
    drawn = {Departement(f["properties"]["code"], f["properties"]["name"]) for f in features}
    assert drawn == set(GAZETTEER.departements.values())


def venue(name: str, address: str = "", postcode: str = "", commune: Commune | None = None) -> Venue:
    return Venue(name, address, postcode, commune, None, None, None)


def test_venue_key_same_place_differently_typed() -> None:
    gruissan, narbonne = GAZETTEER.commune("11170"), GAZETTEER.commune("11262")
    typed = venue("Salle des Fêtes", "2, rue de l’Église", "11430", gruissan)
    assert typed.venue_key == "salle des fetes|2 rue de l eglise|11170"
    assert venue("SALLE  des fetes", "2 rue de l'eglise", "", gruissan).venue_key == typed.venue_key
    assert typed.placed().venue_key == typed.venue_key
    assert venue("Salle des Fêtes", "2, rue de l’Église", "11430", narbonne).venue_key != typed.venue_key
    assert venue("Salle des fêtes", postcode="11430").venue_key == "salle des fetes||cp11430"


def test_placed_venue_takes_the_commune_only_for_want_of_better() -> None:
    gruissan = GAZETTEER.commune("11170")
    assert gruissan is not None
    placed = Venue("Port", "", "11430", gruissan, gruissan.point, Precision.COMMUNE, Provenance.GAZETTEER)
    pinned = Venue("Port", "", "11430", gruissan, Point(43.1, 3.1), Precision.STREET, Provenance.HUMAN)
    assert venue("Port", "", "11430", gruissan).placed() == placed
    assert pinned.placed() == pinned
    assert venue("Port").placed() == venue("Port")


def test_outranks_follows_the_order_of_trust() -> None:
    order = list(Provenance)
    assert order == ["human", "ban", "nominatim", "gazetteer"]
    assert [[one.outranks(other) for other in order] for one in order] == [
        [False, True, True, True],
        [False, False, True, True],
        [False, False, False, True],
        [False, False, False, False],
    ]
    assert Provenance.GAZETTEER.outranks(None)


def test_finer_than_follows_the_order_of_precision() -> None:
    assert [one.finer_than(Precision.STREET) for one in Precision] == [True, False, False, False]
    assert Precision.COMMUNE.finer_than(None)


def test_distance_between_two_prefectures() -> None:
    montpellier, toulouse = Point(43.6109, 3.8772), Point(43.6045, 1.4440)
    assert round(montpellier.distance_km(toulouse)) == 196
    assert montpellier.distance_km(montpellier) == 0.0


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0), (0.0, float("inf"))]
)
def test_point_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a WGS 84 point"):
        Point(latitude, longitude)


def test_gazetteer_of_one_commune_knows_no_other() -> None:
    gruissan = GAZETTEER.commune("11170")
    assert gruissan is not None
    alone = Gazetteer({"11170": gruissan}, {})
    assert alone.recognise("Gruissan") == Recognised(gruissan, How.NAME)
    assert alone.recognise("Cotlliure") == Unknown(())
