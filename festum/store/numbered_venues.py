"""Venues by their numbers, as editors name them, and whose dates are there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import State
from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Venue
from festum.store import tables as t
from festum.store.chunks import chunks
from festum.store.geocoding_tables import geocodings
from festum.store.rows import VENUE, as_venue
from festum.store.venues_in_use import in_use

_LIVE = t.occurrences.c.state == State.LIVE.value


async def load_numbered(connection: AsyncConnection, gazetteer: Gazetteer, ids: Iterable[int]) -> dict[int, Venue]:
    """Those that are stored, by number."""
    return dict(
        [pair for some in chunks(sorted(set(ids))) for pair in await _load(connection, gazetteer, _among(some))]
    )


async def load_venues_in_use(
    connection: AsyncConnection, gazetteer: Gazetteer, partner: str | None = None
) -> list[tuple[int, Venue]]:
    """All that a live date is at, in the order of their numbers; with `partner` those that only its own dates are
    at."""
    return await _load(connection, gazetteer, in_use(partner))


async def load_partners_at(connection: AsyncConnection, venue_id: int) -> set[str]:
    """Keys of the partners whose live dates are there."""
    joined = t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id).join(t.partners)
    query = select(t.partners.c.key).select_from(joined).where(t.occurrences.c.venue_id == venue_id, _LIVE).distinct()
    return set((await connection.execute(query)).scalars())


async def count_events_at(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    """Events with a live date there, by number; a venue without one is left out."""
    o = t.occurrences.c
    number = func.count(distinct(o.event_id)).label("events")
    counted = select(o.venue_id, number).where(_LIVE).group_by(o.venue_id)
    rows = [row for some in chunks(ids) for row in await connection.execute(counted.where(o.venue_id.in_(some)))]
    return {row.venue_id: row.events for row in rows}


async def load_placed_by_hand(connection: AsyncConnection, keys: Sequence[str]) -> set[str]:
    """Of these keys those of venues that an editor placed: an upload leaves their points alone."""
    decided = select(t.venues.c.venue_key).select_from(t.venues.join(geocodings)).where(
        geocodings.c.state == GeocodingState.PINNED.value, geocodings.c.by != ""
    )  # fmt: skip
    found: set[str] = set()
    for some in chunks(keys):
        found.update((await connection.execute(decided.where(t.venues.c.venue_key.in_(some)))).scalars())
    return found


def _among(ids: Sequence[int]) -> ColumnElement[bool]:
    return t.venues.c.id.in_(ids)


async def _load(
    connection: AsyncConnection, gazetteer: Gazetteer, which: ColumnElement[bool]
) -> list[tuple[int, Venue]]:
    rows = await connection.execute(select(*VENUE).where(which).order_by(t.venues.c.id))
    return [(row.venue_id, venue) for row in rows if (venue := as_venue(row, gazetteer)) is not None]
