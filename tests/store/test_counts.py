"""Counts under the same filters as the lists, in one order on every database."""

import pytest

from festum.actions.house import House
from festum.actions.revise import delete_occurrence
from festum.domain.event import Partner
from festum.domain.holder import Holder
from festum.store.counts import GROUPS, Count, count_by
from festum.store.filters import conditions
from festum.store.programme import save_partners
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, events_by_key, query

COUNTS = [
    ("edition", {}, [("2018", 7, 6)]),
    ("edition", {"edition": "all"}, [("2017", 1, 1), ("2018", 7, 6)]),
    ("departement", {}, [("31", 2, 2), ("34", 2, 2), ("66", 2, 2)]),  # "sens" has no commune
    ("commune", {}, [("31555", 2, 2), ("34142", 2, 2), ("66136", 2, 2)]),
    ("partner", {}, [("cercle", 5, 4), ("mairie", 2, 2)]),
    ("partner", {"language": "ca"}, [("cercle", 2, 1), ("mairie", 1, 1)]),
    ("departement", {"category": "baleti"}, [("34", 1, 1)]),
    ("departement", {"category": "correfoc"}, []),
]


@pytest.mark.parametrize("group", GROUPS)
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
