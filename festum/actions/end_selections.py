"""Ending visitors' own programmes whose day has come: by a write, not by the clock, so that an answer stays a function
of the state it was read in."""

from datetime import timedelta

from festum.actions.house import Unit
from festum.clock import festival_day
from festum.store.revision import raise_selections
from festum.store.selections import end_due, latest_due


async def end_selections(unit: Unit) -> int:
    """How many; all of them in one write, with one stamp later than each of theirs."""
    now = unit.house.clock()
    today = festival_day(now)
    if await latest_due(unit.connection, today) is None:
        return 0
    connection = await unit.take_pen()
    latest = await latest_due(connection, today)
    if latest is None:
        return 0
    stamp = await raise_selections(connection)
    moment = max(now, max(latest, stamp.at) + timedelta(seconds=1))
    unit.revised = stamp
    return await end_due(connection, today, moment, stamp.number)
