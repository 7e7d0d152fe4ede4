"""Counts under the same filters as the lists, in one order on every database."""

import pytest

from festum.actions.ask import FACETS, ask
from festum.actions.count import count_facets
from festum.actions.house import House
from festum.actions.revise import delete_occurrence
from festum.domain.event import Partner
from festum.domain.holder import Holder
from festum.domain.query import Query
from festum.store.counts import GROUPS, LISTS, Count, count_by
from festum.store.filters import FILTERS, conditions
from festum.store.listings import page_of_events, page_of_listings
from festum.store.programme import save_partners
from tests.conftest import load_csv
from tests.store.small import BAL, Row, csv_of, events_by_key, query

COUNTS = [
    ("edition", {}, [("2018", 7, 6)]),
    ("edition", {"edition": "all"}, [("2017", 1, 1), ("2018", 7, 6)]),
    ("departement", {}, [("31", 2, 2), ("34", 2, 2), ("66", 2, 2)]),  # "sens" has no commune
    ("commune", {}, [("31555", 2, 2), ("34142", 2, 2), ("66136", 2, 2)]),
    ("partner", {}, [("cercle", 5, 4), ("mairie", 2, 2)]),
    ("partner", {"language": "ca"}, [("cercle", 2, 1), ("mairie", 1, 1)]),
    ("departement", {"category": "baleti"}, [("34", 1, 1)]),
    ("departement", {"category": "correfoc"}, []),
    ("epci", {}, [("200017341", 2, 2), ("200027183", 2, 2), ("243100518", 2, 2)]),
    ("epci", {"departement": "34,66"}, [("200017341", 2, 2), ("200027183", 2, 2)]),
    ("status", {}, [("cancelled", 1, 1), ("confirmed", 4, 3), ("full", 1, 1), ("postponed", 1, 1)]),
    ("free", {}, [("donation", 1, 1), ("no", 1, 1), ("not-stated", 4, 3), ("yes", 1, 1)]),
    # Who asks for Occitan finds its variants; so they are counted under its name too, whether it is said itself or not.
    ("language", {}, [("ca", 3, 2), ("fr", 2, 2), ("oc", 4, 3), ("oc-gascon", 1, 1), ("oc-lengadoc", 2, 1)]),
    ("language", {"category": "baleti"}, [("oc", 1, 1)]),
    ("language", {"category": "walk"}, [("ca", 2, 1), ("oc", 2, 1), ("oc-lengadoc", 2, 1)]),
    ("language", {"departement": "66"}, [("ca", 1, 1), ("fr", 1, 1)]),
    (
        "category",
        {},
        [
            ("baleti", 1, 1),
            ("bonfire", 1, 1),
            ("concert", 1, 1),
            ("exhibition", 1, 1),
            ("song", 1, 1),
            ("walk", 2, 1),
            ("workshop", 2, 1),
        ],
    ),
    ("category", {"category": "walk"}, [("walk", 2, 1), ("workshop", 2, 1)]),
    ("accessible", {}, []),
]


def test_the_cases_cover_every_group() -> None:
    assert {group for group, *_ in COUNTS} == GROUPS.keys() | LISTS.keys() == set(FACETS)


@pytest.mark.parametrize("group", FACETS)
async def test_occurrences_and_events_are_counted_by_group(small: House, group: str) -> None:
    async with small.database.reading() as connection:
        found = [
            (g, terms, list(await count_by(connection, g, conditions(query(**terms), 2018))))
            for g, terms, _ in COUNTS
            if g == group
        ]
    assert found == [(g, terms, [Count(*one) for one in counts]) for g, terms, counts in COUNTS if g == group]


async def test_what_is_deleted_is_not_counted(small: House) -> None:
    dos = (await events_by_key(small))["dos"]
    async with small.unit() as unit:
        await delete_occurrence(unit, dos.occurrences[0].uid, Holder("test", None))
    async with small.database.reading() as connection:
        found = list(await count_by(connection, "partner", conditions(query(), 2018)))
    assert found == [Count("cercle", 4, 4), Count("mairie", 2, 2)]


async def test_groups_come_in_the_order_of_their_characters(small: House) -> None:
    keys = ["a-b", "a1", "ab", "a-c", "b"]
    async with small.database.writing() as connection:
        await save_partners(connection, [Partner(key, key) for key in keys])
    await load_csv(small, csv_of([{**BAL, "partner": key} for key in keys]))
    async with small.database.reading() as connection:
        found = [c.key for c in await count_by(connection, "partner", conditions(query(), 2018))]
    assert found == sorted([*keys, "cercle", "mairie"])


BEACH: Row = {
    **BAL, "event_key": "plaja", "flags": "accessible|bar", "languages": "oc|oc-gascon|oc-lengadoc", "categories": "",
    "title": "Platja", "source": "synthetic",
}  # fmt: skip
NOT_STATED = {
    "departement": Count("not-stated", 1, 1),
    "commune": Count("not-stated", 1, 1),
    "epci": Count("not-stated", 1, 1),
    "language": Count("not-stated", 1, 1),
    "category": Count("not-stated", 2, 2, synthetic=True),
    "accessible": Count("not-stated", 7, 6),
}
"""What of its own has a count of those nobody said it of; every edition, partner, status and price has a value."""


async def test_what_nobody_said_is_counted_where_it_is_asked(small: House) -> None:
    await load_csv(small, csv_of([BEACH]))
    without, told = {}, {}
    async with small.database.reading() as connection:
        for group in FACETS:
            without[group] = await count_by(connection, group, conditions(query(), 2018))
            told[group] = await count_by(connection, group, conditions(query(), 2018), not_stated=True)
    more = {group: [c for c in told[group] if c not in without[group]] for group in FACETS}
    assert more == {group: [NOT_STATED[group]] if group in NOT_STATED else [] for group in FACETS}
    assert without["accessible"] == [Count("yes", 1, 1, synthetic=True)]
    assert [c for c in without["free"] if c.key == "not-stated"] == [Count("not-stated", 4, 3)]


async def test_what_is_made_up_is_told_of_a_count(small: House) -> None:
    await load_csv(small, csv_of([BEACH]))
    async with small.database.reading() as connection:
        found = list(await count_by(connection, "language", conditions(query(), 2018)))
    assert found == [
        Count("ca", 3, 2),
        Count("fr", 2, 2),
        Count("oc", 5, 4, synthetic=True),  # three words of one family, and one date
        Count("oc-gascon", 2, 2, synthetic=True),
        Count("oc-lengadoc", 3, 2, synthetic=True),
    ]


BASES: tuple[dict[str, str], ...] = (
    {},
    {"edition": "all"},
    {"edition": "2017"},
    {"departement": "34"},
    {"departement": "34,not-stated"},
    {"language": "oc"},
    {"language": "oc-lengadoc,not-stated"},
    {"category": "walk,concert"},
    {"free": "yes,donation"},
    {"status": "confirmed"},
    {"accessible": "not-stated"},
    {"partner": "cercle", "category": "not-stated"},
    {"from": "2018-06-24", "departement": "31,66"},
    {"q": "saint jean"},
    {"q": "bal", "language": "ca,oc"},
    {"near": "34142", "radius_km": "200"},
    {"near": "34142", "commune": "34142", "edition": "all"},
    {"commune": "31555", "epci": "243100518", "status": "confirmed,full"},
)


def asked_of(base: dict[str, str]) -> Query:
    return Query.of({name: tuple(v.split(",")) if FILTERS[name].plural else (v,) for name, v in base.items()})


@pytest.mark.parametrize("base", BASES, ids=str)
async def test_every_count_is_what_choosing_that_value_finds(small: House, base: dict[str, str]) -> None:
    """Beside a list each value is counted as if nothing had been asked of its own filter, and all else had."""
    await load_csv(small, csv_of([BEACH]))
    asked = asked_of(base)
    wrong = []
    async with small.unit() as unit:
        question = await ask(unit, [*base.items(), ("facets", ",".join(FACETS))], ("facets",))
        assert question.query == asked
        facets = await count_facets(unit, question)
    assert tuple(facets) == FACETS
    async with small.database.reading() as connection:
        for name, counts in facets.items():
            keys = [count.key for count in counts]
            assert keys == sorted(set(keys))
            for count in counts:
                chosen = conditions(Query.of({**dict(asked.terms), name: (count.key,)}), 2018)
                dates = await page_of_listings(connection, small.gazetteer, chosen, 1)
                events = await page_of_events(connection, small.gazetteer, chosen, 1)
                if (dates.total, events.total) != (count.occurrences, count.events):
                    wrong.append((name, count, dates.total, events.total))
            # And none is missing: every date under all else is counted under some value of its own.
            rest = {term: values for term, values in asked.terms if term != name}
            everything = {**rest, "edition": ("all",)} if name == "edition" else rest
            dates = await page_of_listings(connection, small.gazetteer, conditions(Query.of(everything), 2018), None)
            found = Query.of({**rest, name: tuple(keys)})
            reached = await page_of_listings(connection, small.gazetteer, conditions(found, 2018), None)
            if (keys and reached.total != dates.total) or bool(keys) != bool(dates.total):
                wrong.append((name, keys, reached.total, dates.total))
    assert wrong == []


async def test_an_edition_beside_a_list_is_counted_whatever_edition_is_shown(small: House) -> None:
    """Who sees the current one must see that there are others; one being prepared is none."""
    found = {}
    for base in ({}, {"edition": "2017"}, {"edition": "2018"}, {"edition": "all"}):
        async with small.unit() as unit:
            question = await ask(unit, [*base.items(), ("facets", "edition")], ("facets",))
            found[base.get("edition", "")] = (await count_facets(unit, question))["edition"]
    assert found == {asked: [Count("2017", 1, 1), Count("2018", 7, 6)] for asked in ("", "2017", "2018", "all")}


async def test_facets_are_counted_once_and_in_one_order_however_they_are_asked(small: House) -> None:
    async with small.unit() as unit:
        one = await ask(unit, [("facets", "status,category")], ("facets",))
        other = await ask(unit, [("facets", "category"), ("facets", "status, category")], ("facets",))
    assert one.facets == other.facets == ("category", "status")
