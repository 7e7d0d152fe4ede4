"""Occurrences as they are shown: chronological pages, and the drawn bytes of a whole selection."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, String, and_, func, literal, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.util import find_tables

from festum.domain.event import State
from festum.domain.gazetteer import Gazetteer
from festum.domain.listing import Listing
from festum.store import tables as t
from festum.store.nearness import farness, kilometres
from festum.store.ordering import DATES, Order, Place
from festum.store.rows import EVENT, OCCURRENCE, PARTNER, VENUE, StoredRow, as_listing

Conditions = Sequence[ColumnElement[bool]]

Stamp = str | datetime
"""An instant as the driver hands it over: text on SQLite."""

SHOWN = (
    t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id)
    .join(t.partners, t.partners.c.id == t.events.c.partner_id)
    .outerjoin(t.venues, t.venues.c.id == t.occurrences.c.venue_id)
    .outerjoin(t.communes, t.communes.c.insee_code == t.venues.c.insee_code)
)
"""Everything a filter or a listing may ask about, one row per occurrence."""


def joined(*asked: ColumnElement[Any]) -> FromClause:
    """Of the above, only the tables these conditions and columns are about: among many rows each join is felt."""
    needed = {table for one in asked for table in find_tables(one, check_columns=True)}
    found: FromClause = t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id)
    if t.partners in needed:
        found = found.join(t.partners, t.partners.c.id == t.events.c.partner_id)
    if needed & {t.venues, t.communes}:
        found = found.outerjoin(t.venues, t.venues.c.id == t.occurrences.c.venue_id)
    if t.communes in needed:
        found = found.outerjoin(t.communes, t.communes.c.insee_code == t.venues.c.insee_code)
    return found


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
    total = (await connection.execute(select(func.count()).select_from(joined(where)).where(where))).scalar_one()
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
    """An event stands where the first of its matching dates stands, in that order; its dates follow one another."""
    where = and_(LIVE, *conditions)
    o = t.occurrences.c
    count = select(func.count(o.event_id.distinct())).select_from(joined(where)).where(where)
    total = (await connection.execute(count)).scalar_one()
    lead = order.lead if order.lead is not None else literal(None)
    nth = func.row_number().over(partition_by=o.event_id, order_by=order.columns).label("nth")
    source = joined(where, lead)
    ranked = select(o.event_id, lead.label("lead"), *DATES, nth).select_from(source).where(where).subquery()
    columns = [ranked.c[c.key] for c in DATES]
    columns = columns if order.lead is None else [ranked.c.lead, *columns]
    heads = select(ranked).where(ranked.c.nth == 1).order_by(*columns).limit(limit + 1)
    if after is not None:
        heads = heads.where(order.after(after, columns))
    rows = (await connection.execute(heads)).all()
    shown = rows[:limit]
    ids = [row.event_id for row in shown]
    query = select(*_SHOWN_COLUMNS).select_from(SHOWN).where(where, o.event_id.in_(ids)).order_by(*DATES)
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


class Chosen(NamedTuple):
    """One occurrence of a selection, as little of it as a feed must know before it is drawn.

    `stamp` is its latest change as the database writes it: only to be compared, and read by `instant_of`. A tuple of
    names, since ten thousand of them are made for an answer.
    """

    uid: str
    event_id: str
    stamp: Stamp
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
    stamp = type_coerce(o.modified, String)
    query = select(o.uid, o.event_id, stamp, cancelled).select_from(joined(*where)).where(*where).order_by(*DATES)
    return list(map(Chosen._make, (await connection.execute(query)).all()))


def instant_of(stamp: Stamp) -> datetime:
    """UTC."""
    moment = datetime.fromisoformat(stamp) if isinstance(stamp, str) else stamp
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
