"""Migrating: the tables of this release, the gazetteer's communes in them, and the terms everything is found by."""

from festum.actions.house import House
from festum.actions.settle import settle_words
from festum.store.migrating import migrate as migrate_database


async def migrate(house: House) -> str:
    """The name of the schema the database is now at."""
    schema = await migrate_database(house.database, house.gazetteer)
    await settle_words(house)
    return schema
