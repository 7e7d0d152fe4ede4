"""Bringing a database to the tables this release needs, and the gazetteer's communes into it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.store.database import Database
from festum.store.tables import communes


async def migrate(database: Database, gazetteer: Gazetteer) -> str:
    """Gives the name of the schema the database is now at. Safe to run again, and from several processes at once."""
    async with database.engine.execution_options(festum_writing=True).connect() as connection:
        if not database.is_sqlite:
            await connection.exec_driver_sql("SELECT pg_advisory_lock(7065173)")
            await connection.commit()
        try:
            # One transaction for tables and communes: alembic joins it instead of committing its own.
            async with connection.begin():
                await connection.run_sync(_upgrade)
                await _store_communes(connection, gazetteer)
            return await connection.run_sync(_current)
        finally:
            if not database.is_sqlite:
                await connection.rollback()
                await connection.exec_driver_sql("SELECT pg_advisory_unlock(7065173)")
                await connection.commit()


async def is_migrated(connection: AsyncConnection) -> bool:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    return await connection.run_sync(_current) == head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


async def _store_communes(connection: AsyncConnection, gazetteer: Gazetteer) -> None:
    """Communes of a newer gazetteer are added and renamed, none is removed while a venue may be in it."""
    wanted = {c.insee_code: (c.insee_code, c.name, c.departement, c.epci) for c in gazetteer.communes}
    stored = {row.insee_code: tuple(row) for row in await connection.execute(select(communes))}
    stale = [code for code, row in wanted.items() if code in stored and stored[code] != row]
    if stale:
        # Venues refer to communes: replace the row's other columns, not the row.
        for code in stale:
            _, name, departement, epci = wanted[code]
            await connection.execute(
                communes.update()
                .where(communes.c.insee_code == code)
                .values(name=name, departement=departement, epci=epci)
            )
    fresh = [dict(zip(communes.columns.keys(), row, strict=True)) for code, row in wanted.items() if code not in stored]
    if fresh:
        await connection.execute(insert(communes), fresh)
