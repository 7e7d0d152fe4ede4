"""What a revision changed since another: for those who follow everything instead of asking for whole lists."""

from dataclasses import dataclass

from sqlalchemy import and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Edition, Partner
from festum.store import tables as t
from festum.store.rows import PARTNER, as_edition, as_partner


@dataclass(frozen=True, slots=True)
class Changed:
    """An event, and the revision from which on the public sees it as it is."""

    revision: int
    event_id: str


async def changed_events(
    connection: AsyncConnection, since: int, after: Changed | None, limit: int
) -> tuple[list[Changed], bool]:
    """In the order of revisions, then of ids, and whether there are more.

    Publishing an edition changes all its events for the public. What changes again while somebody pages through moves
    to the end: it is told twice, and never missed.
    """
    e, y = t.events.c, t.editions.c
    seen_from = case((y.published > e.revision, y.published), else_=e.revision)
    query = (
        select(seen_from.label("seen_from"), e.id)
        .select_from(t.events.join(t.editions, y.year == e.edition))
        .where(y.published.is_not(None), seen_from > since)
        .order_by(seen_from, e.id)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(or_(seen_from > after.revision, and_(seen_from == after.revision, e.id > after.event_id)))
    rows = (await connection.execute(query)).all()
    return [Changed(row.seen_from, row.id) for row in rows[:limit]], len(rows) > limit


async def changed_frame(connection: AsyncConnection, since: int) -> tuple[list[Edition], list[Partner]]:
    """Published editions and partners, in the order of their keys."""
    y = t.editions.c
    editions = select(t.editions).where(y.published.is_not(None), y.revision > since).order_by(y.year)
    partners = select(*PARTNER).where(t.partners.c.revision > since).order_by(t.partners.c.key)
    return (
        [as_edition(row) for row in await connection.execute(editions)],
        [as_partner(row) for row in await connection.execute(partners)],
    )
