"""How many venues have which point, and how far it has come with the others."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.geocoding import GeocodingState
from festum.store import tables as t
from festum.store.geocoding_claims import free
from festum.store.geocoding_rows import GEOCODED
from festum.store.geocoding_tables import geocodings
from festum.store.venues_in_use import in_use

_G = geocodings.c


@dataclass(frozen=True, slots=True)
class Tally:
    """`points`: venues by (provenance, precision), with "" for none; `states`: by state; `doubts`: those of the queue.
    `due`: waiting, their time has come, and nobody is at them."""

    venues: int
    points: Mapping[tuple[str, str], int]
    states: Mapping[str, int]
    doubts: Mapping[str, int]
    due: int
    unpublished: int


async def tally(connection: AsyncConnection, now: datetime, partner: str | None = None) -> Tally:
    """Venues that a live date is at; with a partner: that only this partner's are at."""
    alike = (t.venues.c.provenance, t.venues.c.precision, _G.state, _G.doubt, _G.published)
    is_due = and_(_G.due_at <= now, free(now))
    query = (
        select(*alike, func.count().label("number"), func.sum(case((is_due, 1), else_=0)).label("due"))
        .select_from(GEOCODED)
        .where(in_use(partner))
        .group_by(*alike)
    )
    points: Counter[tuple[str, str]] = Counter()
    states: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    due = unpublished = 0
    for row in await connection.execute(query):
        points[row.provenance or "", row.precision or ""] += row.number
        states[row.state] += row.number
        if row.state == GeocodingState.REVIEW:
            doubts[row.doubt or ""] += row.number
        due += row.due if row.state == GeocodingState.WAITING else 0
        unpublished += row.number if row.state == GeocodingState.FOUND and not row.published else 0
    return Tally(states.total(), dict(points), dict(states), dict(doubts), due, unpublished)
