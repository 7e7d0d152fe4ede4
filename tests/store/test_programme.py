"""The frame: which edition is current, and what changes when the frame's files are loaded again."""

from dataclasses import replace

import pytest

from festum.actions.house import House
from festum.actions.revise import delete_event
from festum.domain.event import Edition, Partner
from festum.domain.holder import Holder
from festum.store.programme import (
    count_programme,
    current_edition,
    load_editions,
    load_partners,
    publish_edition,
    save_editions,
    save_partners,
)
from tests.store.small import EDITIONS, PARTNERS, events_by_key


@pytest.mark.parametrize(
    ("published", "current"),
    [
        ({}, None),
        ({2018: 3}, 2018),
        ({2017: 3, 2018: 4}, 2018),
        ({2018: 3, 2019: None}, 2018),
        ({2017: 9, 2018: 4}, 2017),
    ],
)
def test_the_current_edition_is_the_one_published_last(published: dict[int, int | None], current: int | None) -> None:
    assert current_edition(Edition(year, published=revision) for year, revision in published.items()) == current


async def test_editions_are_stored_and_only_differences_count(house: House) -> None:
    renumbered = replace(EDITIONS[0], number=99)
    async with house.database.writing() as connection:
        changed = [await save_editions(connection, editions) for editions in (EDITIONS, EDITIONS, [renumbered])]
        await publish_edition(connection, 2017, 5)
        changed.append(await save_editions(connection, EDITIONS[1:]))
    async with house.database.reading() as connection:
        stored = await load_editions(connection)
    assert changed == [[2017, 2018, 2019], [], [2017], []]
    assert stored == {2017: replace(renumbered, published=5), 2018: EDITIONS[1], 2019: EDITIONS[2]}


async def test_partners_are_stored_and_only_differences_are_named(house: House) -> None:
    renamed = replace(PARTNERS[0], name="Cercle")
    third = Partner("autre", "Autre", "school", "34142", "34", "https://a.example", "source")
    async with house.database.writing() as connection:
        changed = [
            await save_partners(connection, partners)
            for partners in (PARTNERS, PARTNERS, [renamed, PARTNERS[1], third])
        ]
    async with house.database.reading() as connection:
        stored = await load_partners(connection)
    assert changed == [["cercle", "mairie"], [], ["cercle", "autre"]]
    assert stored == {"autre": third, "cercle": renamed, "mairie": PARTNERS[1]}


async def test_a_health_check_counts_what_is_live(small: House) -> None:
    async with small.unit() as unit:
        await delete_event(unit, (await events_by_key(small))["dos"].id, Holder("test", None))
    async with small.database.reading() as connection:
        found = await count_programme(connection)
    assert found == {"editions": 2, "partners": 2, "events": 6, "occurrences": 6}
