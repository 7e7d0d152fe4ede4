"""Asking the database which revision it is at."""

from festum.store.database import Database
from festum.store.revision import RevisionStamp, read_revision


async def latest_revision(database: Database) -> RevisionStamp:
    async with database.reading() as connection:
        return await read_revision(connection)
