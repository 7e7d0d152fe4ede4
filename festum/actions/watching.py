"""Asking the database which revision it is at."""

from festum.actions.house import House
from festum.store.revision import RevisionStamp, read_revision


async def latest_revision(house: House) -> RevisionStamp:
    async with house.database.reading() as connection:
        return await read_revision(connection)
