"""The integers answers belong to, raised in the same transaction by every write they tell of.

Every public write raises the revision. What a visitor puts together is nobody else's business, so it raises a number
of its own: one star on one phone does not make all other answers new.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.errors import NotReady
from festum.store.tables import state


@dataclass(frozen=True, slots=True)
class RevisionStamp:
    """`at` is UTC, whole seconds, and another for each revision: HTTP's Last-Modified is made of it.

    `selections` counts the writes to visitors' own programmes; `words` names the way terms for searching were taken.
    """

    number: int
    at: datetime
    renderer: str
    selections: int = 0
    words: str = ""

    @property
    def of_selections(self) -> int:
        """What answers about visitors' programmes belong to: of two numbers that only grow, the sum names one state."""
        return self.number + self.selections


async def read_revision(connection: AsyncConnection) -> RevisionStamp:
    columns = state.c.revision, state.c.revised_at, state.c.renderer, state.c.selections, state.c.words
    row = (await connection.execute(select(*columns))).first()
    if row is None:
        raise NotReady("not_migrated")
    return RevisionStamp(row.revision, row.revised_at, row.renderer, row.selections, row.words)


async def raise_revision(connection: AsyncConnection, now: datetime, renderer: str | None = None) -> RevisionStamp:
    """Needs the pen (`Database.writing`).

    Two revisions never share a second: a client that asks "changed since?" by date would take the second for the first.
    In a burst of writes the stamp runs ahead of the clock, and is not sent until the clock has caught up.
    """
    before = await read_revision(connection)
    moment = max(now, before.at + timedelta(seconds=1))
    after = replace(before, number=before.number + 1, at=moment, renderer=renderer or before.renderer)
    await connection.execute(update(state).values(revision=after.number, revised_at=after.at, renderer=after.renderer))
    return after


async def raise_selections(connection: AsyncConnection) -> RevisionStamp:
    """Needs the pen."""
    before = await read_revision(connection)
    after = replace(before, selections=before.selections + 1)
    await connection.execute(update(state).values(selections=after.selections))
    return after
