"""The one integer every public answer belongs to, raised by every public write in the same transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.errors import NotReady
from festum.store.tables import state


@dataclass(frozen=True, slots=True)
class RevisionStamp:
    """`at` is UTC, whole seconds, and another for each revision: HTTP's Last-Modified is made of it."""

    number: int
    at: datetime
    renderer: str


async def read_revision(connection: AsyncConnection) -> RevisionStamp:
    row = (await connection.execute(select(state.c.revision, state.c.revised_at, state.c.renderer))).first()
    if row is None:
        raise NotReady("not_migrated")
    return RevisionStamp(row.revision, row.revised_at, row.renderer)


async def raise_revision(connection: AsyncConnection, now: datetime, renderer: str | None = None) -> RevisionStamp:
    """Needs the pen (`Database.writing`).

    Two revisions never share a second: a client that asks "changed since?" by date would take the second for the first.
    In a burst of writes the stamp runs ahead of the clock, and is not sent until the clock has caught up.
    """
    before = await read_revision(connection)
    moment = max(now, before.at + timedelta(seconds=1))
    after = RevisionStamp(before.number + 1, moment, renderer or before.renderer)
    await connection.execute(update(state).values(revision=after.number, revised_at=after.at, renderer=after.renderer))
    return after
