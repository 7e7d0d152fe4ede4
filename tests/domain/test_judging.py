"""Candidates of a geocoder among near-namesakes: which one is believed, and what holds the others back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Asking, Candidate, Doubt, Judged, Judgement, Question, Thresholds
from festum.domain.judging import judge
from festum.domain.place import Point, Precision, Provenance
from tests.domain.examples import LODEVE, commune

SOUBES, PALMAS, SETE = "34304", "12177", "34301"
HOUSENUMBER, STREET, LOCALITY, COMMUNE = Precision

KINDS = {HOUSENUMBER: "housenumber", STREET: "street", LOCALITY: "locality", COMMUNE: "municipality"}


def ban(
    name: str,
    precision: Precision = STREET,
    number: str = "",
    *,
    north: float = 0.0,
    score: float = 0.9,
    insee_code: str = LODEVE,
    old_commune: str = "",
) -> Candidate:
    """`north`: km from the chef-lieu."""
    there = commune(insee_code)
    point = Point(there.point.latitude + north / 111.195, there.point.longitude)
    return Candidate(
        Provenance.BAN, f"{number} {name} {there.name}".strip(), name, number, KINDS[precision], precision, point,
        score,
        insee_code, there.postcodes[0], there.name, old_commune,
    )  # fmt: skip


def nominatim(name: str, precision: Precision = HOUSENUMBER, **said: str) -> Candidate:
    """Says no INSEE code."""
    return replace(
        ban(name, precision), provider=Provenance.NOMINATIM, **{"insee_code": "", "commune": "Lodève", **said}
    )


def question(text: str, asking: Asking = Asking.ADDRESS, insee_code: str = LODEVE, old_commune: str = "") -> Question:
    return Question(text, asking, commune(insee_code), "", old_commune)


def verdict(asked: Question, *candidates: Candidate, thresholds: Thresholds = Thresholds()) -> Judgement:  # noqa: B008
    return judge(asked, candidates, load_gazetteer(), thresholds)


def doubts(judgement: Judgement) -> list[tuple[str, Doubt | None]]:
    return [(judged.candidate.name, judged.doubt) for judged in judgement.judged]


def test_candidates_are_ranked_and_each_has_its_doubt() -> None:
    street, avenue, next_door, town = (
        ban("Rue de la République", north=0.2, score=0.8),
        ban("Avenue de la République", north=0.4, score=0.95),
        ban("Rue de la République", insee_code=SOUBES),
        ban("Lodève", COMMUNE),
    )
    distance = round(next_door.point.distance_km(commune().point), 3)
    assert verdict(question("Rue de la République"), avenue, town, next_door, street) == Judgement(
        (
            Judged(street, 1.0, 0.2, None),
            Judged(avenue, 0.6, 0.4, Doubt.OTHER_NAME),
            Judged(town, 0.15, 0.0, Doubt.COARSE),
            Judged(next_door, 1.0, distance, Doubt.OTHER_COMMUNE),
        ),
        street,
        None,
    )


def test_nothing_proposed_is_a_doubt_too() -> None:
    assert verdict(question("Rue Foch")) == Judgement((), None, Doubt.NOTHING)


ACCEPTED = [
    # A house, its street where the house is unknown, its street where only the neighbour is known.
    ("12 Rue Foch", ban("Rue Foch", HOUSENUMBER, "12"), HOUSENUMBER),
    ("12 bis Rue Foch", ban("Rue Foch", HOUSENUMBER, "12bis"), HOUSENUMBER),
    ("12 B Rue Foch", ban("Rue Foch", HOUSENUMBER, "12 bis"), HOUSENUMBER),
    ("12 Rue Foch", ban("Rue Foch"), STREET),
    ("12 bis Rue Foch", ban("Rue Foch", HOUSENUMBER, "12"), STREET),
    ("12 Rue Foch", ban("Rue Foch", HOUSENUMBER, "12 ter"), STREET),
    # A number nobody asked for.
    ("Rue Foch", ban("Rue Foch", HOUSENUMBER, "12"), STREET),
    # Numbers that are names.
    ("4 Rue du 4 septembre", ban("Rue du 4 Septembre", HOUSENUMBER, "4"), HOUSENUMBER),
    ("4 Chemins", ban("4 Chemins", LOCALITY), LOCALITY),
    ("12 Le Bourg", ban("Le Bourg", LOCALITY), LOCALITY),
    # Spellings.
    ("Avenue du Maréchal Foch", ban("Avenue Mal Foch"), STREET),
    ("Rue Jaurès", ban("Rue Jean Jaurès"), STREET),
    ("Rue Gambeta", ban("Rue Gambetta"), STREET),
    ("Plaça del Mail", ban("Place du Mail"), STREET),
    ("Carrer dels Tres Reis", ban("Carrer dels Tres Reis"), STREET),
    ("Rue Foch Lodève", ban("Rue Foch"), STREET),
    ("Mas de Bouzigues", ban("Mas de Bouzigues", LOCALITY), LOCALITY),
]


@pytest.mark.parametrize(("text", "candidate", "precision"), ACCEPTED)
def test_candidate_that_is_meant(text: str, candidate: Candidate, precision: Precision) -> None:
    judgement = verdict(question(text), candidate)
    assert (judgement.accepted, judgement.doubt) == (replace(candidate, precision=precision), None)


REFUSED = [
    ("12 Rue Foch", ban("Rue Foch", HOUSENUMBER, "14"), Doubt.NUMBER),
    ("12 Rue Foch", ban("Avenue Foch", HOUSENUMBER, "12"), Doubt.OTHER_NAME),
    ("Rue du Pont", ban("Rue du Pont Neuf"), Doubt.OTHER_NAME),
    ("Rue Basse", ban("Rue Basse du Château", score=0.99), Doubt.OTHER_NAME),
    ("Rue du Moulin", ban("Rue Jean Moulin"), Doubt.OTHER_NAME),
    ("Chemin du Mas de Bouzigues", ban("Mas de Bouzigues", LOCALITY), Doubt.OTHER_NAME),
    ("Rue Foch", ban("Rue Foch", insee_code=SOUBES), Doubt.OTHER_COMMUNE),
    ("Rue Foch", replace(ban("Rue Foch"), insee_code="75056"),
     Doubt.OTHER_COMMUNE),
    ("Rue Foch", ban("Rue Foch", north=15.1), Doubt.FAR),
    ("Rue Foch", ban("Rue Foch", score=0.49), Doubt.LOW_SCORE),
    ("Lodève", ban("Lodève", COMMUNE), Doubt.COARSE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "candidate", "doubt"), REFUSED)
def test_candidate_that_is_left_to_a_person(text: str, candidate: Candidate, doubt: Doubt) -> None:
    judgement = verdict(question(text), candidate)
    assert (judgement.accepted, judgement.doubt, doubts(judgement)) == (None, doubt, [(candidate.name, doubt)])


HALLS = [
    ("Salle des fêtes", ban("Salle des Fêtes", LOCALITY), LOCALITY),
    ("Sala de las fèstas", ban("Salle des Fêtes", LOCALITY), LOCALITY),
    ("Mairie de Lodève", nominatim("Mairie"), HOUSENUMBER),
    ("Salle des fêtes", nominatim("Salle des fêtes", housenumber="3"), HOUSENUMBER),
    ("Place", ban("La Place"), STREET),
    ("Salle des fêtes", ban("Salle Polyvalente", LOCALITY), None),
    ("Médiathèque", nominatim("Médiathèque Confluence"), None),
    ("Église", ban("Rue de l'Église"), None),
    ("Place", ban("Place du Mail"), None),
    ("Le Village", ban("Le Village Vieux", LOCALITY), None),
]


@pytest.mark.parametrize(("text", "candidate", "precision"), HALLS)
def test_hall_is_believed_where_that_is_its_very_name(
    text: str, candidate: Candidate, precision: Precision | None
) -> None:
    accepted = verdict(question(text, Asking.NAME), candidate).accepted
    assert (accepted and accepted.precision) == precision


def test_two_as_good_at_different_places_are_left_to_a_person() -> None:
    one, other = ban("Rue de l'Église"), ban("Rue de l'Église", north=2.0)
    judgement = verdict(question("Rue de l'Église"), one, other)
    assert (judgement.accepted, judgement.doubt) == (None, Doubt.SEVERAL)
    assert {judged.doubt for judged in judgement.judged} == {Doubt.SEVERAL}


def test_two_at_one_place_are_one() -> None:
    near = ban("Rue Foch", north=0.2)
    assert verdict(question("Rue Foch"), near, ban("Rue Foch", score=0.8)).accepted == near


def test_house_and_the_far_middle_of_its_street_are_one() -> None:
    house, street = ban("Route de Lunas", HOUSENUMBER, "12"), ban("Route de Lunas", north=1.5)
    assert verdict(question("12 Route de Lunas"), street, house).accepted == house


def test_very_name_is_believed_among_its_relations() -> None:
    jaures, jean, pont, neuf = (
        ban("Rue Jaurès", north=1), ban("Rue Jean Jaurès", score=0.99), ban("Rue du Pont"), ban("Rue du Pont Neuf"),
    )  # fmt: skip
    assert verdict(question("Rue Jaurès"), jean, jaures).accepted == jaures
    assert verdict(question("Rue du Pont"), neuf, pont).accepted == pont


def test_relations_without_the_very_name_are_left_to_a_person() -> None:
    moulins = ban("Rue du Moulin"), ban("Rue Jean Moulin", north=1)
    assert doubts(verdict(question("Rue Moulin"), *moulins)) == [
        ("Rue du Moulin", Doubt.SEVERAL),
        ("Rue Jean Moulin", Doubt.SEVERAL),
    ]


def test_slip_is_not_believed_where_the_very_name_was_doubted() -> None:
    judgement = verdict(question("12 Rue Gambeta"), ban("Rue Gambeta", HOUSENUMBER, "14"), ban("Rue Gambetta", north=1))
    assert (judgement.accepted, judgement.doubt) == (None, Doubt.SEVERAL)


def test_street_twice_in_a_merged_commune_is_the_one_of_the_village_named() -> None:
    one, other = (
        ban("Rue de l'Église", insee_code=PALMAS, old_commune="Coussergues"),
        ban("Rue de l'Église", insee_code=PALMAS, old_commune="Palmas", north=4),
    )
    unnamed = question("Rue de l'Église", insee_code=PALMAS)
    assert verdict(unnamed, one, other).doubt is Doubt.SEVERAL
    named = replace(unnamed, old_commune="Coussergues")
    judgement = verdict(named, other, one)
    assert (judgement.accepted, doubts(judgement)[1]) == (one, ("Rue de l'Église", Doubt.OTHER_COMMUNE))
    assert verdict(named, other).doubt is Doubt.OTHER_COMMUNE


@pytest.mark.parametrize(("text", "asking"), [("Rue de l'Église", Asking.ADDRESS), ("Salle des fêtes", Asking.NAME)])
def test_what_every_village_has_is_not_believed_of_one_village_of_several(text: str, asking: Asking) -> None:
    candidate = ban(text, insee_code=PALMAS, old_commune="Coussergues")
    assert verdict(question(text, asking, PALMAS), candidate).doubt is Doubt.SEVERAL
    assert verdict(question(text, asking, PALMAS, "Coussergues"), candidate).accepted is not None


def test_code_of_a_former_commune_is_the_present_ones() -> None:
    candidate = replace(ban("Rue du Barry", insee_code=PALMAS), insee_code="12081")
    assert verdict(question("Rue du Barry", insee_code=PALMAS), candidate).accepted is not None


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({}, None),
        ({"commune": "LODEVE"}, None),
        ({"commune": "Soubès"}, Doubt.OTHER_COMMUNE),
        ({"commune": ""}, Doubt.OTHER_COMMUNE),
        ({"postcode": "34800"}, Doubt.OTHER_COMMUNE),
        ({"postcode": ""}, None),
    ],
)
def test_candidate_without_a_code_is_in_the_commune_it_names(said: dict[str, str], doubt: Doubt | None) -> None:
    assert verdict(question("Salle Ramadier", Asking.NAME), nominatim("Salle Ramadier", **said)).doubt is doubt


@pytest.mark.parametrize(
    ("latitude", "longitude", "doubt"),
    [
        (43.3960, 3.6975, None),  # the end of the jetty of Sète
        (43.3500, 3.7200, Doubt.FAR),  # five kilometres out in the sea
    ],
)
def test_point_in_the_sea_is_nobodys_address(latitude: float, longitude: float, doubt: Doubt | None) -> None:
    candidate = replace(ban("Môle Saint-Louis", insee_code=SETE), point=Point(latitude, longitude))
    assert verdict(question("Môle Saint-Louis", insee_code=SETE), candidate).doubt is doubt


def test_thresholds_are_those_given() -> None:
    candidate = ban("Rue Foch", north=3, score=0.6)
    assert [
        verdict(question("Rue Foch"), candidate, thresholds=thresholds).doubt
        for thresholds in (Thresholds(0.6, 3.1), Thresholds(0.61, 3.1), Thresholds(0.6, 2.9))
    ] == [None, Doubt.LOW_SCORE, Doubt.FAR]


@given(
    text=st.text(min_size=1, max_size=30),
    names=st.lists(st.text(max_size=30), min_size=1, max_size=3),
    number=st.text("12bister ", max_size=6),
    asking=st.sampled_from(Asking),
)
def test_any_words_are_judged_and_the_accepted_is_the_first(
    text: str, names: list[str], number: str, asking: Asking
) -> None:
    judgement = verdict(question(text, asking), *(ban(name, HOUSENUMBER, number) for name in (*names, text)))
    assert len(judgement.judged) == len(names) + 1
    assert judgement.accepted in (None, judgement.judged[0].candidate)
    assert (judgement.doubt is None) == (judgement.accepted is not None)
