"""Deleted occurrences leave the feeds after their time, and their rows stay."""

from datetime import timedelta

from festum.actions.house import House
from festum.actions.revise import delete_event, delete_occurrence
from festum.domain.event import State
from festum.domain.holder import Holder
from festum.store.tombstones import bury, due_tombstones
from tests.conftest import TestClock
from tests.store.small import events_by_key

ADMIN = Holder("test", None)


async def test_only_what_was_deleted_before_that_instant_is_buried(small: House, clock: TestClock) -> None:
    events = await events_by_key(small)
    clock.advance(days=1)
    async with small.unit() as unit:
        await delete_event(unit, events["bal"].id, ADMIN)
    bal_deleted = clock()
    clock.advance(days=1)
    async with small.unit() as unit:
        await delete_occurrence(unit, events["dos"].occurrences[0].uid, ADMIN)
    bal = events["bal"].occurrences[0].uid
    async with small.database.writing() as connection:
        due = [await due_tombstones(connection, bal_deleted + timedelta(seconds=n)) for n in (0, 1)]
        buried = [await bury(connection, bal_deleted + timedelta(seconds=n)) for n in (0, 1, 1)]
    after = await events_by_key(small)
    states = {key: [o.state for o in after[key].occurrences] for key in ("bal", "dos", "cant")}
    assert (due, buried) == ([[], [bal]], [0, 1, 0])
    assert states == {"bal": [State.GONE], "dos": [State.TOMBSTONE, State.LIVE], "cant": [State.LIVE]}
    assert len(after) == len(events)
