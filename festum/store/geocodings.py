"""How each venue's point came about and what is still to be asked: enrolled with the venue, claimed, settled, shown.

None of this is public, and none of it needs the pen: `Database.claiming` is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Claimed, Geocoding, GeocodingState
from festum.domain.place import Provenance


async def enrol(connection: AsyncConnection, venues: Mapping[int, Provenance | None], now: datetime) -> None:
    """New venues, by id: to be asked about, or decided where a person pinned them. Called by `saving`."""
    raise NotImplementedError


async def note_points(connection: AsyncConnection, venues: Mapping[int, Provenance | None]) -> None:
    """Known venues whose point changed: pinned ones wait no more, whatever was found for them. Called by `saving`."""
    raise NotImplementedError


async def claim(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    provider: Provenance,
    chain: Sequence[Provenance],
    now: datetime,
    lease: timedelta,
    limit: int,
    *,
    in_bulk: bool,
) -> list[Claimed]:
    """Waiting venues that are due for this provider, the longest due first, now this process's until the lease ends.

    Rows that ask for nobody, or for a provider that is not in the chain any more, are the first one's. On PostgreSQL
    rows others are at are passed over (SKIP LOCKED). `in_bulk` leaves those that are to be asked alone.
    """
    raise NotImplementedError


async def note_asking(connection: AsyncConnection, keys: Mapping[int, str]) -> None:
    """The question each claimed venue is at, by venue id."""
    raise NotImplementedError


async def in_flight(connection: AsyncConnection, keys: Iterable[str], now: datetime) -> set[str]:
    """Those of these questions somebody is at already."""
    raise NotImplementedError


async def release(connection: AsyncConnection, claimed: Iterable[Claimed], due_at: datetime | None = None) -> None:
    """As if nobody had been at them; to be claimed again from `due_at` on, or at once."""
    raise NotImplementedError


async def settle(
    connection: AsyncConnection, claimed: Claimed, outcome: Geocoding, due_at: datetime, alone: bool
) -> bool:
    """What came of it, the lease given back. False where the lease ran out and somebody else is at it, or a person
    decided meanwhile: then nothing is written."""
    raise NotImplementedError


async def unpublished(connection: AsyncConnection, gazetteer: Gazetteer, limit: int) -> list[Geocoding]:
    """Found, and not yet the venue's point."""
    raise NotImplementedError


async def unpublished_since(connection: AsyncConnection) -> tuple[int, datetime | None]:
    """How many those are, and when the first of them was found."""
    raise NotImplementedError


async def set_published(connection: AsyncConnection, venue_ids: Iterable[int]) -> None:
    raise NotImplementedError


async def set_waiting(connection: AsyncConnection, which: Iterable[int] | None, now: datetime) -> int:
    """To be asked anew, from the first step on: these, or all that no person pinned. How many."""
    raise NotImplementedError


async def set_pinned(connection: AsyncConnection, venue_id: int, by: str, label: str, now: datetime) -> None:
    """A person decided; what was proposed stays, to go back to."""
    raise NotImplementedError


async def load_geocoding(connection: AsyncConnection, gazetteer: Gazetteer, venue_id: int) -> Geocoding | None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Wanted:
    """`partner` bounds it to venues that only this partner's events are at; None does not."""

    states: tuple[GeocodingState, ...] = ()
    departement: str = ""
    partner: str | None = None
    after: int = 0
    limit: int = 50


async def load_geocodings(connection: AsyncConnection, gazetteer: Gazetteer, wanted: Wanted) -> list[Geocoding]:
    """In the order of venue ids."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Tally:
    """`points`: venues by (provenance, precision), with "" for none; `states`: by state; `doubts`: those of the queue."""

    venues: int
    points: Mapping[tuple[str, str], int]
    states: Mapping[str, int]
    doubts: Mapping[str, int]
    due: int
    unpublished: int


async def tally(connection: AsyncConnection, now: datetime, partner: str | None = None) -> Tally:
    """Venues that a live date is at."""
    raise NotImplementedError


async def waiting(connection: AsyncConnection, now: datetime) -> tuple[int, datetime | None]:
    """How many venues wait to be asked about, and when the next is due (the first lease that ends counts as due)."""
    raise NotImplementedError
