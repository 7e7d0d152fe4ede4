"""Occurrences as they are shown: chronological pages, and the drawn bytes of a whole selection."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import State
from festum.domain.gazetteer import Gazetteer
from festum.domain.listing import Listing
from festum.store import tables as t
from festum.store.nearness import farness, kilometres
from festum.store.ordering import DATES, Order, Place
from festum.store.rows import EVENT, OCCURRENCE, PARTNER, VENUE, StoredRow, as_listing

Conditions = Sequence[ColumnElement[bool]]

SHOWN = (
    t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id)
    .join(t.partners, t.partners.c.id == t.events.c.partner_id)
    .outerjoin(t.venues, t.venues.c.id == t.occurrences.c.venue_id)
    .outerjoin(t.communes, t.communes.c.insee_code == t.venues.c.insee_code)
)
"""Everything a filter or a listing may ask about, one row per occurrence."""

LIVE = t.occurrences.c.state == State.LIVE.value
BY_DATE = Order("date")

_SHOWN_COLUMNS = (*OCCURRENCE, *VENUE, *PARTNER, *(c for c in EVENT if c.key != "id"))


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
    order: Order = BY_DATE,
    near: str = "",
) -> Page:
    """`limit` None gives all there is; with `near`, each tells how far it is from there."""
    where = and_(LIVE, *conditions)
    total = (await connection.execute(select(func.count()).select_from(SHOWN).where(where))).scalar_one()
    query = select(*_SHOWN_COLUMNS, *_lead(order)).select_from(SHOWN).where(where).order_by(*order.columns)
    if near:
        query = query.add_columns(farness(near).label("farness"))
    if after is not None:
        query = query.where(order.after(after))
    if limit is not None:
        query = query.limit(limit + 1)
    rows = (await connection.execute(query)).all()
    shown = rows if limit is None else rows[:limit]
    last = shown[-1] if len(rows) > len(shown) else None
    return Page(tuple(_listing(row, gazetteer, near) for row in shown), total, _place(last, order) if last else None)


@dataclass(frozen=True, slots=True)
class EventPage:
    """Each event with those of its dates that match; `total` counts events."""

    events: tuple[tuple[Listing, ...], ...]
    total: int
    next: Place | None


async def page_of_events(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    conditions: Conditions,
    limit: int,
    after: Place | None = None,
    order: Order = BY_DATE,
    near: str = "",
) -> EventPage:
    """An event stands where the first of its matching dates stands."""
    where = and_(LIVE, *conditions)
    o = t.occurrences.c
    count = select(func.count(o.event_id.distinct())).select_from(SHOWN).where(where)
    total = (await connection.execute(count)).scalar_one()
    lead = order.lead if order.lead is not None else literal(None)
    nth = func.row_number().over(partition_by=o.event_id, order_by=order.columns).label("nth")
    ranked = select(o.event_id, lead.label("lead"), *DATES, nth).select_from(SHOWN).where(where).subquery()
    columns = [ranked.c[c.key] for c in DATES]
    columns = columns if order.lead is None else [ranked.c.lead, *columns]
    heads = select(ranked).where(ranked.c.nth == 1).order_by(*columns).limit(limit + 1)
    if after is not None:
        heads = heads.where(order.after(after, columns))
    rows = (await connection.execute(heads)).all()
    shown = rows[:limit]
    ids = [row.event_id for row in shown]
    query = select(*_SHOWN_COLUMNS).select_from(SHOWN).where(where, o.event_id.in_(ids)).order_by(*order.columns)
    if near:
        query = query.add_columns(farness(near).label("farness"))
    dates: dict[str, list[Listing]] = {event_id: [] for event_id in ids}
    for row in await connection.execute(query):
        dates[row.event_id].append(_listing(row, gazetteer, near))
    last = shown[-1] if len(rows) > len(shown) else None
    return EventPage(tuple(tuple(dates[i]) for i in ids), total, _place(last, order) if last else None)


def _lead(order: Order) -> list[ColumnElement[Any]]:
    return [] if order.lead is None else [order.lead.label("lead")]


def _place(row: StoredRow, order: Order) -> Place:
    return Place(None if order.lead is None else row.lead, row.day, row.starts_at, row.uid)


def _listing(row: StoredRow, gazetteer: Gazetteer, near: str) -> Listing:
    listing = as_listing(row, gazetteer)
    far = row.farness if near else None
    return listing if far is None else replace(listing, distance_km=kilometres(far))


async def listings_by_uid(connection: AsyncConnection, gazetteer: Gazetteer, uids: Sequence[str]) -> dict[str, Listing]:
    """Whatever their state: a deleted occurrence has bytes too."""
    found: dict[str, Listing] = {}
    for start in range(0, len(uids), 1000):
        query = select(*_SHOWN_COLUMNS).select_from(SHOWN).where(t.occurrences.c.uid.in_(uids[start : start + 1000]))
        found |= {row.uid: as_listing(row, gazetteer) for row in await connection.execute(query)}
    return found


@dataclass(frozen=True, slots=True)
class Chosen:
    """One occurrence of a selection, as little of it as a feed must know before it is drawn."""

    uid: str
    event_id: str
    modified: datetime
    cancelled: bool


def event_selection(event_id: str) -> Conditions:
    """One event, whatever the filters."""
    return [t.events.c.id == event_id]


async def choose(
    connection: AsyncConnection, conditions: Conditions, *, deleted_too: bool, cancelled_too: bool
) -> list[Chosen]:
    """In the order of dates. Deleted occurrences are told as cancelled, for as long as their tombstones stand."""
    o = t.occurrences.c
    cancelled = o.status == "cancelled"
    where = [o.state != State.GONE.value if deleted_too else LIVE, *conditions]
    if not cancelled_too:
        where.append(~cancelled)
    query = select(o.uid, o.event_id, o.modified, cancelled).select_from(SHOWN).where(*where).order_by(*DATES)
    return [
        Chosen(uid, event_id, modified, bool(gone)) for uid, event_id, modified, gone in await connection.execute(query)
    ]
