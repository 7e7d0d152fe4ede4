"""Turns and circuit breakers of the services that are asked: one row each, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection


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
    raise NotImplementedError


async def take_turns(
    connection: AsyncConnection, standing: GeocoderStanding, number: int, every: timedelta, now: datetime
) -> datetime:
    """The first of so many turns, one `every` so often. Of a locked one."""
    raise NotImplementedError


async def note_failure(
    connection: AsyncConnection, name: str, failures: int, open_until: datetime | None, reason: str
) -> None:
    """Of a locked one. An earlier `open_until` that lasts longer stays."""
    raise NotImplementedError


async def note_success(connection: AsyncConnection, name: str) -> None:
    """Closed again; writes nothing when it is."""
    raise NotImplementedError


async def load_standings(connection: AsyncConnection) -> tuple[GeocoderStanding, ...]:
    raise NotImplementedError


async def claim_turn(connection: AsyncConnection, name: str, every: timedelta, now: datetime) -> bool:
    """For what one process at a time does, at most every so often: whether it is this one's turn, which ends when
    `every` has passed."""
    raise NotImplementedError
