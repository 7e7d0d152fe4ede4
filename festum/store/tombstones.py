"""Deleted occurrences that have been told long enough."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import State
from festum.store import tables as t

_TOLD = func.coalesce(t.occurrences.c.deleted_at, t.occurrences.c.modified)
"""When the deletion was told; the first release kept only the stamp of it."""


async def due_tombstones(connection: AsyncConnection, before: datetime) -> list[str]:
    """UIDs of those deleted before that instant."""
    o = t.occurrences.c
    query = select(o.uid).where(o.state == State.TOMBSTONE.value, before > _TOLD)
    return list((await connection.execute(query)).scalars())


async def bury(connection: AsyncConnection, before: datetime) -> int:
    """How many left the feeds for good; their rows stay, so that addresses and keys stay taken. Needs the pen."""
    o = t.occurrences.c
    buried = await connection.execute(
        update(t.occurrences).where(o.state == State.TOMBSTONE.value, before > _TOLD).values(state=State.GONE.value)
    )
    return buried.rowcount
