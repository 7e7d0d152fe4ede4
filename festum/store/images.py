"""Copies of partners' images."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.images import Copied
from festum.store import tables as t

AT_ONCE = 1000
"""Values in one question: both databases have a limit."""


async def stored_images(connection: AsyncConnection, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys there is a copy of."""
    wanted, found = list(keys), set[str]()
    for start in range(0, len(wanted), AT_ONCE):
        query = select(t.images.c.key).where(t.images.c.key.in_(wanted[start : start + AT_ONCE]))
        found |= set((await connection.execute(query)).scalars())
    return frozenset(found)


async def load_image(connection: AsyncConnection, key: str) -> Copied | None:
    row = (await connection.execute(select(t.images).where(t.images.c.key == key))).first()
    if row is None:
        return None
    return Copied(row.key, row.source, row.media_type, row.width, row.height, row.body, row.digest)


async def keep_image(connection: AsyncConnection, image: Copied, now: datetime) -> None:
    """The first copy stays, where two processes made one. Needs the pen."""
    if await stored_images(connection, [image.key]):
        return
    await connection.execute(
        insert(t.images).values(
            key=image.key,
            source=image.source,
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            body=image.body,
            digest=image.digest,
            copied_at=now,
        )
    )
