"""Visitors' own programmes: found by the digest of the token in their address."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Edition
from festum.domain.selection import Selection
from festum.store import tables as t
from festum.store.listings import LIVE, Conditions
from festum.store.rows import as_edition

PUBLISHED = t.events.c.edition.in_(select(t.editions.c.year).where(t.editions.c.published.is_not(None)))


def selected(selection: Selection) -> Conditions:
    """What is in it and published, in whatever edition and state."""
    return [t.occurrences.c.uid.in_(selection.occurrences), PUBLISHED]


async def published_uids(connection: AsyncConnection, uids: Sequence[str]) -> set[str]:
    """Those of them that anybody can see."""
    o = t.occurrences.c
    query = select(o.uid).select_from(t.occurrences.join(t.events)).where(o.uid.in_(uids), PUBLISHED, LIVE)
    return set((await connection.execute(query)).scalars())


async def editions_of(connection: AsyncConnection, uids: Sequence[str]) -> tuple[Edition, ...]:
    """The published editions these dates are of, by year."""
    years = select(t.events.c.edition).select_from(t.events.join(t.occurrences)).where(t.occurrences.c.uid.in_(uids))
    e = t.editions.c
    query = select(t.editions).where(e.year.in_(years), e.published.is_not(None)).order_by(e.year)
    return tuple(as_edition(row) for row in await connection.execute(query))


async def load_selection(connection: AsyncConnection, digest: str) -> tuple[Selection, str] | None:
    """With the digest of the token that may change it."""
    s = t.selections.c
    query = select(s.edit_digest, s.occurrences, s.modified, s.revision, s.ends_on, s.ended).where(s.digest == digest)
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    return Selection(tuple(row.occurrences), row.modified, row.revision, row.ends_on, row.ended), row.edit_digest


async def insert_selection(
    connection: AsyncConnection, digest: str, edit_digest: str, selection: Selection, now: datetime
) -> None:
    """Needs the pen."""
    await connection.execute(
        insert(t.selections).values(digest=digest, edit_digest=edit_digest, made_at=now, **_columns(selection))
    )


async def save_selection(connection: AsyncConnection, digest: str, before: Selection, after: Selection) -> bool:
    """False, and nothing is changed, where it is not what it was read as. Needs the pen."""
    s = t.selections.c
    as_read = (s.digest == digest, s.modified == before.modified, s.ended.is_(before.ended))
    saved = await connection.execute(update(t.selections).where(*as_read).values(_columns(after)))
    return saved.rowcount == 1


async def made_before_the_last(connection: AsyncConnection, number: int, since: datetime) -> datetime | None:
    """When the one was made that has `number` - 1 younger ones; None if fewer were made since."""
    made = t.selections.c.made_at
    query = select(made).where(made > since).order_by(made.desc()).offset(number - 1).limit(1)
    return (await connection.execute(query)).scalar_one_or_none()


async def latest_due(connection: AsyncConnection, today: date) -> datetime | None:
    """When the latest of those was changed whose day has come; None when there is none."""
    s = t.selections.c
    query = select(func.max(s.modified)).where(s.ends_on <= today, s.ended.is_(False))
    latest: datetime | None = (await connection.execute(query)).scalar_one()
    return latest


async def end_due(connection: AsyncConnection, today: date, moment: datetime, revision: int) -> int:
    """How many were emptied for good; their rows stay, since their addresses were handed out. Needs the pen."""
    s = t.selections.c
    ended = await connection.execute(
        update(t.selections)
        .where(s.ends_on <= today, s.ended.is_(False))
        .values(occurrences=[], ended=True, modified=moment, revision=revision)
    )
    return ended.rowcount


def _columns(selection: Selection) -> dict[str, object]:
    return {
        "occurrences": list(selection.occurrences),
        "modified": selection.modified,
        "revision": selection.revision,
        "ends_on": selection.ends_on,
        "ended": selection.ended,
    }
