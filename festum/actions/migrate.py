"""Migrating: the tables of this release, and the gazetteer's communes in them."""

from festum.actions.house import House
from festum.store.migrating import migrate as migrate_database


async def migrate(house: House) -> str:
    """The name of the schema the database is now at."""
    return await migrate_database(house.database, house.gazetteer)
