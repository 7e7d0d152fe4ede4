"""What a value is called, in four languages."""

import pytest

from festum.actions.ask import FACETS, ask
from festum.actions.count import count_facets
from festum.actions.facet_shapes import facet_shapes
from festum.actions.house import House
from festum.actions.value_names import value_name
from festum.domain.gazetteer import load_gazetteer
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of

GAZETTEER = load_gazetteer()
PARTNERS = {"cercle": "Cercle occitan"}

NAMES = [
    ("departement", "34", "fr", "Hérault"),
    ("departement", "2A", "fr", None),
    ("commune", "34142", "oc", "Lodève"),
    ("epci", "200017341", "fr", "CC Lodévois et Larzac"),
    ("partner", "cercle", "ca", "Cercle occitan"),
    ("partner", "somebody-gone", "fr", "somebody-gone"),
    ("edition", "2018", "fr", "2018"),
    ("edition", "all", "fr", "toutes les éditions"),
    ("departement", NOT_STATED, "fr", "commune non indiquée"),
    ("commune", NOT_STATED, "fr", "commune non indiquée"),
    ("epci", NOT_STATED, "fr", "commune non indiquée"),
    ("language", "oc-gascon", "fr", "occitan gascon"),
    ("language", NOT_STATED, "fr", "langue non précisée"),
    ("category", "baleti", "fr", "balèti"),
    ("free", "donation", "ca", "aportació lliure"),
    ("status", "full", "fr", "complet"),
    ("accessible", "yes", "fr", "accessible"),
]


@pytest.mark.parametrize(("name", "value", "language", "called"), [case for case in NAMES if case[3] is not None])
def test_a_value_is_called_as_people_say(name: str, value: str, language: str, called: str) -> None:
    assert value_name(name, value, language, GAZETTEER, PARTNERS) == called


CLOSED = {
    "language": (*SPOKEN_LANGUAGES, NOT_STATED),
    "category": (*CATEGORIES, NOT_STATED),
    "free": ("yes", "no", "donation", NOT_STATED),
    "status": STATUSES,
    "accessible": ("yes", NOT_STATED),
    "departement": (*GAZETTEER.departements, NOT_STATED),
    "commune": (*(commune.insee_code for commune in GAZETTEER.communes), NOT_STATED),
    "epci": (*sorted({commune.epci for commune in GAZETTEER.communes}), NOT_STATED),
    "edition": ("2018", "all"),
    "partner": ("cercle", "gone"),
}
"""Every value a list may count; of the places, all there are."""


@pytest.mark.parametrize("language", TEXT_LANGUAGES)
@pytest.mark.parametrize("name", FACETS)
def test_every_value_that_can_be_counted_has_a_name_of_its_own(name: str, language: str) -> None:
    names = [value_name(name, value, language, GAZETTEER, PARTNERS) for value in CLOSED[name]]
    assert all(called and called.strip() == called for called in names)
    assert name == "commune" or len(set(names)) == len(names)  # there are homonyms among communes alone


async def test_facets_are_told_most_first_with_their_names(small: House) -> None:
    await load_csv(small, csv_of([{**BAL, "event_key": "nou", "partner": "mairie", "commune": "", "insee_code": ""}]))
    async with small.unit() as unit:
        question = await ask(
            unit, [("facets", "partner,departement,status"), ("status", "full"), ("lang", "oc")], ("facets", "lang")
        )
        told = await facet_shapes(unit, question, await count_facets(unit, question))

    def shape(value: str, name: str, occurrences: int, events: int) -> dict[str, object]:
        return {"value": value, "name": name, "occurrences": occurrences, "events": events}

    assert told == {
        "facets": {
            "departement": [shape("66", "Pyrénées-Orientales", 1, 1)],
            "partner": [shape("mairie", "Mairie de Perpignan", 1, 1)],
            "status": [
                shape("confirmed", "confirmat", 5, 4),
                shape("cancelled", "anullat", 1, 1),
                shape("full", "complet", 1, 1),
                shape("postponed", "reportat", 1, 1),
            ],
        }
    }


async def test_nothing_is_told_where_nothing_was_asked(small: House) -> None:
    async with small.unit() as unit:
        question = await ask(unit, [])
        assert await facet_shapes(unit, question, await count_facets(unit, question)) == {}
