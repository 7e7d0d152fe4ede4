"""Occurrences as they are shown: chronological pages, and the drawn bytes of a whole selection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import State
from festum.domain.gazetteer import Gazetteer
from festum.domain.listing import Face, Listing
from festum.store import tables as t
from festum.store.rows import EVENT, OCCURRENCE, PARTNER, VENUE, as_listing

Conditions = Sequence[ColumnElement[bool]]

SHOWN = (
    t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id)
    .join(t.partners, t.partners.c.id == t.events.c.partner_id)
    .outerjoin(t.venues, t.venues.c.id == t.occurrences.c.venue_id)
    .outerjoin(t.communes, t.communes.c.insee_code == t.venues.c.insee_code)
)
"""Everything a filter or a listing may ask about, one row per occurrence."""

LIVE = t.occurrences.c.state == State.LIVE.value
ORDER = (t.occurrences.c.day, t.occurrences.c.starts_at, t.occurrences.c.uid)
"""By festival day, so that what starts after midnight follows the evening it belongs to."""

_SHOWN_COLUMNS = (*OCCURRENCE, *VENUE, *PARTNER, *(c for c in EVENT if c.key != "id"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after this occurrence, in the order above."""

    day: date
    starts_at: datetime
    uid: str


@dataclass(frozen=True, slots=True)
class Page:
    """`total` counts the whole selection; `next` is where the following page begins, None on the last."""

    listings: tuple[Listing, ...]
    total: int
    next: Place | None


async def page_of_listings(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    conditions: Conditions,
    limit: int | None,
    after: Place | None = None,
) -> Page:
    """`limit` None gives all there is."""
    where = and_(LIVE, *conditions)
    total = (await connection.execute(select(func.count()).select_from(SHOWN).where(where))).scalar_one()
    query = select(*_SHOWN_COLUMNS).select_from(SHOWN).where(where).order_by(*ORDER)
    if after is not None:
        begins = zip((after.day, after.starts_at, after.uid), ORDER, strict=True)
        query = query.where(tuple_(*ORDER) > tuple_(*(literal(value, column.type) for value, column in begins)))
    if limit is not None:
        query = query.limit(limit + 1)
    rows = (await connection.execute(query)).all()
    shown = rows if limit is None else rows[:limit]
    more = len(rows) > len(shown)
    last = shown[-1] if more else None
    return Page(
        tuple(as_listing(row, gazetteer) for row in shown),
        total,
        Place(last.day, last.starts_at, last.uid) if last else None,
    )


async def listings_by_uid(connection: AsyncConnection, gazetteer: Gazetteer, uids: Sequence[str]) -> dict[str, Listing]:
    """Whatever their state: a deleted occurrence has bytes too."""
    found: dict[str, Listing] = {}
    for start in range(0, len(uids), 1000):
        query = select(*_SHOWN_COLUMNS).select_from(SHOWN).where(t.occurrences.c.uid.in_(uids[start : start + 1000]))
        found |= {row.uid: as_listing(row, gazetteer) for row in await connection.execute(query)}
    return found


@dataclass(frozen=True, slots=True)
class Drawn:
    """One occurrence of a feed, with the bytes it was last drawn as; None where it must be drawn first."""

    uid: str
    body: bytes | None


def event_selection(event_id: str) -> Conditions:
    """One event, whatever the filters."""
    return [t.events.c.id == event_id]


async def drawn_selection(connection: AsyncConnection, conditions: Conditions, face: Face) -> list[Drawn]:
    """Live occurrences and tombstones, in the order of dates. `hide` leaves out what is cancelled.

    Only a cancelled occurrence looks different under `mark`; the others share the bytes drawn for `keep`.
    """
    cancelled = t.occurrences.c.status == "cancelled"
    mode = case((cancelled, face.cancelled), else_="keep") if face.cancelled == "mark" else literal("keep")
    f = t.fragments.c
    drawn = and_(
        f.uid == t.occurrences.c.uid,
        f.form == face.form,
        f.chain == face.chain,
        f.cancelled == mode,
        f.renderer == face.renderer,
        f.modified == t.occurrences.c.modified,
    )
    where = [t.occurrences.c.state != State.GONE.value, *conditions]
    if face.cancelled == "hide":
        where.append(~cancelled)
    shown = SHOWN.outerjoin(t.fragments, drawn)
    query = select(t.occurrences.c.uid, f.body).select_from(shown).where(*where).order_by(*ORDER)
    return [Drawn(row.uid, row.body) for row in await connection.execute(query)]
