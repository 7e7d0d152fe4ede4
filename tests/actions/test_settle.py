"""What a starting process settles, once however many start."""

import asyncio
from dataclasses import replace

from sqlalchemy import select

from festum.actions.house import House
from festum.actions.revise import delete_event, delete_occurrence
from festum.actions.settle import bury_tombstones, settle_renderer
from festum.domain.event import State
from festum.domain.holder import Holder
from festum.store import tables as t
from tests.conftest import TestClock, load_csv
from tests.store.small import ROWS, csv_of, dump, events_by_key, revision_of

ADMIN = Holder("test", None)
NEXT = "https://next.example"


async def renderers(house: House) -> set[str]:
    async with house.database.reading() as connection:
        return set((await connection.execute(select(t.fragments.c.renderer))).scalars())


async def test_a_renderer_already_settled_is_no_revision(small: House) -> None:
    before = await dump(small)
    assert await small.change(settle_renderer) is None
    assert await dump(small) == before


async def test_a_new_renderer_is_one_revision_however_many_processes_start_with_it(small: House) -> None:
    before = await revision_of(small)
    started = [replace(small, base_url=NEXT) for _ in range(5)]
    stamps = await asyncio.gather(*(house.change(settle_renderer) for house in started))
    after = await revision_of(small)
    assert [stamp for stamp in stamps if stamp is not None] == [after]
    assert (after.number, after.renderer) == (before.number + 1, replace(small, base_url=NEXT).renderer)


async def test_the_renderer_before_keeps_its_bytes_and_older_ones_are_forgotten(small: House) -> None:
    first = small.renderer
    assert await renderers(small) == {first}
    await replace(small, base_url=NEXT).change(settle_renderer)
    assert await renderers(small) == {first}
    await replace(small, base_url="https://third.example").change(settle_renderer)
    assert await renderers(small) == set()


async def test_a_new_renderer_touches_no_event(small: House) -> None:
    before = await events_by_key(small)
    await replace(small, base_url=NEXT).change(settle_renderer)
    assert await events_by_key(small) == before


async def test_tombstones_are_taken_away_after_thirty_days_and_that_is_a_revision(
    small: House, clock: TestClock
) -> None:
    bal = (await events_by_key(small))["bal"]
    clock.advance(days=1)
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    steps = []
    for days, seconds in ((0, 0), (29, 86399), (0, 1), (0, 1), (0, 1)):
        clock.advance(days=days, seconds=seconds)
        before = (await revision_of(small)).number
        buried = await small.change(bury_tombstones)
        state = (await events_by_key(small))["bal"].occurrences[0].state
        steps.append((buried, (await revision_of(small)).number - before, state))
    assert steps == [
        (0, 0, State.TOMBSTONE),
        (0, 0, State.TOMBSTONE),
        (0, 0, State.TOMBSTONE),  # thirty days to the second
        (1, 1, State.GONE),
        (0, 0, State.GONE),
    ]


async def test_processes_that_bury_together_raise_one_revision(small: House, clock: TestClock) -> None:
    bal = (await events_by_key(small))["bal"]
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    clock.advance(days=31)
    before = (await revision_of(small)).number
    buried = await asyncio.gather(*(small.change(bury_tombstones) for _ in range(4)))
    assert (sorted(buried), (await revision_of(small)).number) == ([0, 0, 0, 1], before + 1)


async def test_a_correction_of_its_event_does_not_keep_a_tombstone_longer(small: House, clock: TestClock) -> None:
    dos = (await events_by_key(small))["dos"]
    clock.advance(days=1)
    await small.change(lambda unit: delete_occurrence(unit, dos.occurrences[0].uid, ADMIN))
    clock.advance(days=20)
    await load_csv(small, csv_of([{**row, "title": "Autre"} for row in ROWS if row["event_key"] == "dos"]))
    clock.advance(days=10)
    assert await small.change(bury_tombstones) == 0  # thirty days to the second
    clock.advance(seconds=1)
    assert await small.change(bury_tombstones) == 1
