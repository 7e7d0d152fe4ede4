"""Turns and circuit breakers of the services that are asked: one row each, shared by all processes.

Whoever locks one does so before anything of `geocodings`, in a transaction that waits for nothing else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.place import Provenance
from festum.store.geocoding_tables import geocoders

_C = geocoders.c


@dataclass(frozen=True, slots=True)
class GeocoderStanding:
    """`turn_at`: the next free turn; `open_until`: left alone until then, for `reason` (a message key)."""

    name: str
    turn_at: datetime
    failures: int
    open_until: datetime | None
    reason: str


async def lock_geocoder(connection: AsyncConnection, name: str, now: datetime) -> GeocoderStanding:
    """Until the transaction ends nobody else takes turns there. Made when first asked for."""
    mine = select(geocoders).where(_C.name == name).with_for_update()
    row = (await connection.execute(mine)).one_or_none()
    if row is None:
        make = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
        fresh = make(geocoders).values(name=name, turn_at=now, failures=0, open_until=None, reason="")
        await connection.execute(fresh.on_conflict_do_nothing())
        row = (await connection.execute(mine)).one()
    return GeocoderStanding(*row)


async def take_turns(
    connection: AsyncConnection, standing: GeocoderStanding, number: int, every: timedelta, now: datetime
) -> datetime:
    """The first of so many turns, one `every` so often. Of a locked one."""
    first = max(standing.turn_at, now)
    await connection.execute(update(geocoders).where(_C.name == standing.name).values(turn_at=first + number * every))
    return first


async def note_failure(
    connection: AsyncConnection, name: str, failures: int, open_until: datetime | None, reason: str
) -> None:
    """Of a locked one. An earlier `open_until` that lasts longer stays, with its reason."""
    was = (await connection.execute(select(_C.open_until).where(_C.name == name))).scalar_one()
    longer = was is not None and (open_until is None or open_until <= was)
    said = {} if longer else {"open_until": open_until, "reason": reason}
    await connection.execute(update(geocoders).where(_C.name == name).values(failures=failures, **said))


async def note_success(connection: AsyncConnection, name: str, now: datetime) -> None:
    """Closed again; writes nothing when it is. What was asked before it wanted a rest does not end that rest."""
    amiss = or_(_C.failures > 0, _C.open_until.is_not(None))
    over = or_(_C.open_until.is_(None), _C.open_until <= now)
    mine = update(geocoders).where(_C.name == name, amiss, over)
    await connection.execute(mine.values(failures=0, open_until=None, reason=""))


async def load_standings(connection: AsyncConnection) -> tuple[GeocoderStanding, ...]:
    """Of the services, by name; without what else takes turns."""
    services = select(geocoders).where(_C.name.in_([one.value for one in Provenance])).order_by(_C.name)
    return tuple(GeocoderStanding(*row) for row in await connection.execute(services))


async def claim_turn(connection: AsyncConnection, name: str, every: timedelta, now: datetime) -> bool:
    """For what one process at a time does, at most every so often: whether it is this one's turn, which ends when
    `every` has passed."""
    standing = await lock_geocoder(connection, name, now)
    if standing.turn_at > now:
        return False
    await take_turns(connection, standing, 1, every, now)
    return True
