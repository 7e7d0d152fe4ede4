"""Questions: what is understood, in which one spelling, and what is refused with which words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from festum.actions.ask import (
    DEFAULT,
    FEED,
    LONGEST_QUERY,
    PAGING,
    SHOWING,
    Question,
    ask,
    ask_event_feed,
    ask_language,
)
from festum.actions.house import House
from festum.domain.query import Query
from festum.errors import FestumError, Malformed, OutOfRange, UnknownName, UnknownValue
from tests.conftest import TestClock
from tests.store.small import query

Asked = list[tuple[str, str]]
EVERYTHING = (*SHOWING, *PAGING, *FEED)
FR = ("fr", "oc", "ca", "en")


def about(terms: dict[str, str], words: dict[str, str] | None = None, **others: object) -> Question:
    """`words` are the days asked for by a word."""
    return replace(Question(query(**terms), 2018), words=tuple((words or {}).items()), **others)  # type: ignore[arg-type]


TODAY, TOMORROW, DATE = "2018-05-02", "2018-05-03", "2018-06-23"
UNDERSTOOD: list[tuple[Asked, Question]] = [
    ([], about({})),
    ([("departement", "34")], about({"departement": "34"})),
    ([("departement", "34,herault , 31")], about({"departement": "31,34"})),
    ([("language", "oc"), ("language", "ca")], about({"language": "ca,oc"})),
    ([("language", "ca,oc,oc")], about({"language": "ca,oc"})),
    ([("to", "20180624"), ("from", DATE)], about({"from": DATE, "to": "2018-06-24"})),
    ([("from", DATE), ("to", DATE)], about({"from": DATE, "to": DATE})),
    # A word for a day is resolved to select, and kept in what is asked: a subscription "from today" goes on moving.
    (
        [("from", "today"), ("to", "tomorrow")],
        about({"from": TODAY, "to": TOMORROW}, {"from": "today", "to": "tomorrow"}),
    ),
    ([("from", "today"), ("to", DATE)], about({"from": TODAY, "to": DATE}, {"from": "today"})),
    ([("from", "tomorrow"), ("to", "2018-01-01")], about(
        {"from": TOMORROW, "to": "2018-01-01"}, {"from": "tomorrow"}
    )),
    ([("commune", "Lodève")], about({"commune": "34142"})),
    ([("partner", "Cercle Occitan")], about({"partner": "cercle"})),
    ([("edition", "all")], about({"edition": "all"})),
    ([("lang", "oc")], about({}, chain=("oc", "fr", "ca", "en"))),
    ([("lang", "en,oc"), ("lang", "EN")], about({}, chain=("en", "oc", "fr", "ca"))),
    ([("cancelled", "hide")], about({}, cancelled="hide")),
    ([("limit", "1")], about({}, limit=1)),
    ([("limit", "200")], about({}, limit=200)),
    ([("limit", " 50 ")], about({}, limit=DEFAULT)),
    ([("cursor", "abc")], about({}, cursor="abc")),
    (
        [("utm_source", "letter"), ("fbclid", "x"), ("gclid", ""), ("mtm_kwd", "y"), ("departement", "66")],
        about({"departement": "66"}),
    ),
]  # fmt: skip


async def test_what_is_understood_has_one_spelling(small: House) -> None:
    async with small.unit() as unit:
        found = [(asked, await ask(unit, asked, EVERYTHING)) for asked, _ in UNDERSTOOD]
    assert found == UNDERSTOOD


def test_what_was_asked_by_a_word_is_told_by_that_word() -> None:
    question = about({"departement": "34", "from": TODAY, "to": DATE}, {"from": "today"})
    assert question.asked == query(departement="34", **{"from": "today", "to": DATE})
    assert about({"departement": "34"}).asked == query(departement="34")


def near(name: str, value: str, nearest: str) -> tuple[type[FestumError], str, dict[str, str | int]]:
    return UnknownValue, "unknown_value_near", {"name": name, "value": value, "nearest": nearest}


REFUSED: list[tuple[Asked, type[FestumError], str, dict[str, str | int]]] = [
    ([("departament", "34")], UnknownName, "unknown_filter_near", {"name": "departament", "nearest": "departement"}),
    ([("Departement", "34")], UnknownName, "unknown_filter_near", {"name": "Departement", "nearest": "departement"}),
    ([("dept", "34")], UnknownName, "unknown_filter_near", {"name": "dept", "nearest": "departement"}),
    ([("departement", "Hérautl")], *near("departement", "Hérautl", "Hérault")),
    ([("edition", "2019")], *near("edition", "2019", "2018")),
    ([("lang", "occitan")], UnknownValue, "unknown_value", {"name": "lang", "value": "occitan"}),
    ([("cancelled", "marked")], *near("cancelled", "marked", "mark")),
    ([("category", "")], Malformed, "empty_value", {"name": "category"}),
    ([("category", "baleti,")], Malformed, "empty_value", {"name": "category"}),
    ([("category", " , ")], Malformed, "empty_value", {"name": "category"}),
    ([("from", "")], Malformed, "empty_value", {"name": "from"}),
    ([("lang", "")], Malformed, "empty_value", {"name": "lang"}),
    ([("from", "2018-06-23"), ("from", "2018-06-23")], Malformed, "given_twice", {"name": "from"}),
    ([("limit", "10"), ("limit", "10")], Malformed, "given_twice", {"name": "limit"}),
    ([("cancelled", "keep"), ("cancelled", "mark")], Malformed, "given_twice", {"name": "cancelled"}),
    ([("from", f"{DATE},{DATE}")], Malformed, "invalid_date", {"name": "from", "value": f"{DATE},{DATE}"}),
    ([("from", "2018-06-24"), ("to", DATE)], Malformed, "backwards", {"start": "2018-06-24", "end": DATE}),
    *[  # type: ignore[list-item]
        ([("limit", wrong)], OutOfRange, "limit_range", {"least": 1, "most": 200})
        for wrong in ("0", "201", "-1", "+5", "1.5", "1e2", "ten", "²", "٥", "9" * 5000, "0x10")
    ],
    ([("category", "x" * LONGEST_QUERY)], OutOfRange, "query_too_long", {"most": LONGEST_QUERY}),
    ([("category", "x"), ("utm_source", "y" * LONGEST_QUERY)], UnknownValue, "unknown_value",
     {"name": "category", "value": "x"}),  # what mailings append is as if it were not there
]  # fmt: skip


async def test_what_is_not_understood_is_refused_and_says_what_would_be(small: House) -> None:
    found = []
    async with small.unit() as unit:
        for asked, *_ in REFUSED:
            with pytest.raises(FestumError) as refusal:
                await ask(unit, asked, EVERYTHING)
            found.append((asked, type(refusal.value), refusal.value.key, refusal.value.values))
    assert found == REFUSED


async def test_an_unknown_name_like_no_other_is_told_all_names(small: House) -> None:
    async with small.unit() as unit:
        with pytest.raises(UnknownName) as refusal:
            await ask(unit, [("zzz", "1")], PAGING)
    assert (refusal.value.key, refusal.value.values["name"]) == ("unknown_filter", "zzz")
    names = str(refusal.value.values["known"]).split(", ")
    assert names[0] == "edition"
    assert names[-2:] == ["limit", "cursor"]


@pytest.mark.parametrize("name", ["limit", "cursor", "cancelled", "lang"])
async def test_a_parameter_of_another_place_is_unknown_here(small: House, name: str) -> None:
    async with small.unit() as unit:
        with pytest.raises(UnknownName):
            await ask(unit, [(name, "1")])


async def test_today_is_the_day_in_the_festival_s_own_zone(small: House, clock: TestClock) -> None:
    days = {}
    for now in (datetime(2018, 6, 23, 21, 59, 59, tzinfo=UTC), datetime(2018, 6, 23, 22, 0, tzinfo=UTC)):
        clock.now = now
        async with small.unit() as unit:
            days[now.hour] = (await ask(unit, [("from", "today")])).query.values("from")
    assert days == {21: ("2018-06-23",), 22: ("2018-06-24",)}


async def test_without_a_published_edition_there_is_no_current_one(house: House) -> None:
    async with house.unit() as unit:
        assert await ask(unit, []) == Question(Query(), None)


def test_the_calendar_of_one_event_is_asked_how_it_looks_and_not_what_is_in_it() -> None:
    asked = ask_event_feed([("lang", "ca"), ("cancelled", "mark"), ("fbclid", "x")])
    assert asked == Question(Query(), None, ("ca", "fr", "oc", "en"), "mark")
    for wrong in ("departement", "from", "limit"):
        with pytest.raises(UnknownName):
            ask_event_feed([(wrong, "1")])


def test_for_one_thing_only_the_language_is_asked() -> None:
    assert ask_language([("lang", "ca"), ("utm_x", "1")]) == ("ca", "fr", "oc", "en")
    assert ask_language([]) == FR
    with pytest.raises(UnknownName):
        ask_language([("departement", "34")])
