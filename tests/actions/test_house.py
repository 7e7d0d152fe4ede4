"""Units of work: one snapshot, one pen, all or nothing; and changes that meet are decided again."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.pool import AsyncAdaptedQueuePool

from festum.actions.house import ATTEMPTS, PATIENT, House, Unit
from festum.actions.publish import publish
from festum.actions.revise import revise_event
from festum.domain.event import Event
from festum.domain.holder import Holder
from festum.domain.plan import Revision
from festum.errors import Stale
from festum.store.database import Database
from festum.store.events import load_event
from festum.store.revision import raise_revision, read_revision
from tests.store.small import dump, events_by_key, revision_of

ADMIN = Holder("test", None)


def booking(text: str) -> Callable[[Event], Event]:
    def rewrite(event: Event) -> Event:
        return replace(event, details=replace(event.details, booking=event.details.booking + text))

    return rewrite


async def test_changes_of_two_processes_over_one_event_lose_none(small: House, database_url: str) -> None:
    other = House(Database(database_url), small.gazetteer, small.clock, small.base_url)
    bal = (await events_by_key(small))["bal"]

    async def change(house: House, letter: str) -> None:
        for _ in range(20):
            await house.change(lambda unit: revise_event(unit, bal.id, ADMIN, booking(letter)))

    before = await revision_of(small)
    try:
        await asyncio.gather(change(small, "a"), change(other, "b"))
    finally:
        await other.database.close()
    after = (await events_by_key(small))["bal"]
    assert sorted(after.details.booking) == ["a"] * 20 + ["b"] * 20
    assert {
        "sequence": after.occurrences[0].sequence,
        "version": after.version - bal.version,
        "revision": (await revision_of(small)).number - before.number,
    } == {"sequence": 40, "version": 40, "revision": 40}


async def test_a_change_that_met_another_is_decided_again_on_what_is_there_now(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    prices: list[str] = []

    async def slow(unit: Unit) -> None:
        before = await load_event(unit.connection, small.gazetteer, bal.id)
        assert before is not None
        prices.append(before.details.price)
        if len(prices) == 1:  # somebody else is quicker
            quick = replace(bal, details=replace(bal.details, price="5 €"))
            async with small.unit() as another:
                await publish(another, [Revision(bal, quick)], actor="quick", action="test")
        after = replace(before, details=replace(before.details, access="Plain-pied"))
        await publish(unit, [Revision(before, after)], actor="slow", action="test")

    await small.change(slow)
    after = (await events_by_key(small))["bal"]
    assert (prices, after.details.price, after.details.access, after.occurrences[0].sequence) == (
        ["gratuit", "5 €"],
        "5 €",
        "Plain-pied",
        2,
    )


async def test_a_change_is_tried_a_few_times_and_then_refused(small: House) -> None:
    tried = 0

    async def never(unit: Unit) -> None:
        nonlocal tried
        tried += 1
        await raise_revision(await unit.take_pen(), small.clock())
        raise Stale("event_changed_meanwhile", event="x")

    before = await revision_of(small)
    with pytest.raises(Stale):
        await small.change(never)
    assert (tried, await revision_of(small)) == (ATTEMPTS, before)


async def test_a_change_that_was_overtaken_takes_the_pen_before_it_decides_again(small: House) -> None:
    overtaken = Stale("event_changed_meanwhile", event="x")
    free: list[bool] = []

    async def change(unit: Unit) -> None:
        others = asyncio.create_task(small.change(touch))
        # Free to write, the other is as quick as it likes; else it waits until this change has ended.
        done, _ = await asyncio.wait([others], timeout=30 if len(free) < PATIENT else 0.2)
        free.append(bool(done))
        waiting.append(others)
        if len(free) <= PATIENT:
            raise overtaken

    async def touch(unit: Unit) -> None:
        await raise_revision(await unit.take_pen(), small.clock())

    waiting: list[asyncio.Task[None]] = []
    await small.change(change)
    await asyncio.gather(*waiting)
    assert free == [True] * PATIENT + [False]


async def test_other_refusals_are_not_tried_again(small: House) -> None:
    tried = 0

    async def broken(unit: Unit) -> None:
        nonlocal tried
        tried += 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await small.change(broken)
    assert tried == 1


async def test_a_unit_reads_one_snapshot_until_it_takes_the_pen(small: House) -> None:
    async def write() -> None:
        async with small.unit() as unit:
            unit.revised = await raise_revision(await unit.take_pen(), small.clock())

    async with small.unit() as unit:
        first = (await read_revision(unit.connection)).number
        await write()
        second = (await read_revision(unit.connection)).number
        await unit.take_pen()
        third = (await read_revision(unit.connection)).number
    assert (second - first, third - first) == (0, 1)


async def test_a_unit_holds_one_connection_at_a_time_and_none_once_it_let_go(small: House) -> None:
    pool = small.database.engine.pool
    assert isinstance(pool, AsyncAdaptedQueuePool)
    held = [pool.checkedout()]
    async with small.unit() as unit:
        held.append(pool.checkedout())
        await unit.let_go()
        held.append(pool.checkedout())
        await unit.take_pen()
        held.append(pool.checkedout())
        await unit.let_go()  # the pen is not laid down before its time
        held.append(pool.checkedout())
    held.append(pool.checkedout())
    async with small.unit() as unit:
        await read_revision(unit.connection)
        await unit.take_pen()
        held.append(pool.checkedout())
    assert held == [0, 1, 0, 1, 1, 0, 1]


async def test_the_pen_is_taken_once(small: House) -> None:
    async with small.unit() as unit:
        assert await unit.take_pen() is await unit.take_pen()


async def test_a_unit_that_fails_keeps_nothing_and_tells_nobody(small: House) -> None:
    before, latest = await dump(small), small.watch.latest
    bal = (await events_by_key(small))["bal"]
    with pytest.raises(ZeroDivisionError):
        async with small.unit() as unit:
            await revise_event(unit, bal.id, ADMIN, booking("x"))
            raise ZeroDivisionError
    assert (await dump(small), small.watch.latest) == (before, latest)


async def test_the_process_knows_its_own_writes_at_once(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    await small.change(lambda unit: revise_event(unit, bal.id, ADMIN, booking("x")))
    assert small.watch.latest == await revision_of(small)
