"""Making a visitor's own programme: anybody may, without saying who it is; so many in an hour, and no more."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from festum.actions.house import Unit
from festum.actions.keys import digest
from festum.actions.selectable import require_selectable
from festum.clock import festival_day
from festum.domain.selection import Selection, end_of
from festum.errors import TooMany
from festum.store.database import Connection
from festum.store.revision import raise_selections
from festum.store.selections import editions_of, insert_selection, made_before_the_last

MOST_DATES = 300
"""Dates in one programme; nobody can go to more."""

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Made:
    """The tokens themselves, to be shown once: only their digests are stored."""

    selection: Selection
    token: str
    edit_token: str


async def make_selection(unit: Unit, uids: Sequence[str], per_hour: int) -> Made:
    """`per_hour` is over the whole database: whoever comes without a name cannot be counted one by one."""
    now = unit.house.clock()
    await _require_room(unit.connection, per_hour, now)
    await require_selectable(unit.connection, uids)
    ends_on = end_of(await editions_of(unit.connection, uids), festival_day(now))
    token, edit_token = secrets.token_urlsafe(18), secrets.token_urlsafe(32)
    connection = await unit.take_pen()
    await _require_room(connection, per_hour, now)
    stamp = await raise_selections(connection)
    selection = Selection(tuple(uids), stamp.at, stamp.number, ends_on).stamped(now, stamp.number, stamp.at)
    await insert_selection(connection, digest(token), digest(edit_token), selection, now)
    unit.revised = stamp
    return Made(selection, token, edit_token)


async def _require_room(connection: Connection, per_hour: int, now: datetime) -> None:
    if per_hour == 0:
        raise TooMany("selections_closed")
    blocking = await made_before_the_last(connection, per_hour, now - HOUR)
    if blocking is not None:
        seconds = int((blocking + HOUR - now).total_seconds())
        raise TooMany("too_many_selections", seconds=max(1, seconds))
