"""The record of every upload that was applied."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.store import tables as t


async def record_import(
    connection: AsyncConnection,
    at: datetime,
    actor: str,
    file_name: str,
    digest: str,
    counts: Mapping[str, int],
    revision: int,
) -> int:
    """Its number, as versions refer to it. `digest` is the SHA-256 of the bytes, `counts` one number per verdict."""
    made = await connection.execute(
        insert(t.imports)
        .values(at=at, actor=actor, file_name=file_name, digest=digest, counts=dict(counts), revision=revision)
        .returning(t.imports.c.id)
    )
    return int(made.scalar_one())


async def import_under(connection: AsyncConnection, revision: int) -> int:
    """The number of the import that made this revision."""
    i = t.imports.c
    return int((await connection.execute(select(i.id).where(i.revision == revision))).scalar_one())
