"""From nothing to today's tables, once, again, and from several processes at the same time."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, text

from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Geocoding, GeocodingState
from festum.domain.place import Venue
from festum.errors import NotReady
from festum.store import tables as t
from festum.store.database import Database
from festum.store.geocodings import load_geocoding
from festum.store.migrating import is_migrated, migrate
from festum.store.revision import read_revision

HEAD = "0004"


def upgrade_to(revision: str, connection: Connection) -> None:
    """As an earlier release left it."""
    config = Config()
    config.set_main_option("script_location", str(Path(t.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, t.metadata))


def shape(connection: Connection) -> dict[str, Any]:
    """What alembic does not compare: primary keys, cascades, nullability - as the database itself tells it."""
    told = inspect(connection)
    return {
        table.name: (
            told.get_pk_constraint(table.name)["constrained_columns"],
            {column["name"]: column["nullable"] for column in told.get_columns(table.name)},
            sorted(
                (key["constrained_columns"], key["referred_table"], key.get("options", {}).get("ondelete"))
                for key in told.get_foreign_keys(table.name)
            ),
        )
        for table in t.metadata.sorted_tables
    }


def wanted_shape() -> dict[str, Any]:
    return {
        table.name: (
            [column.name for column in table.primary_key],
            {column.name: column.nullable for column in table.columns},
            sorted(
                ([key.parent.name], key.column.table.name, key.ondelete)
                for key in table.foreign_keys
            ),
        )
        for table in t.metadata.sorted_tables
    }  # fmt: skip


async def test_migrations_from_nothing_make_the_tables_of_this_release(empty_url: str) -> None:
    async with opened(empty_url) as database:
        schema = await migrate(database, load_gazetteer())
        async with database.reading() as connection:
            found = await connection.run_sync(lambda c: (differences(c), shape(c)))
            state = await read_revision(connection)
            migrated = await is_migrated(connection)
    assert (schema, migrated, found, state.number, state.renderer) == (HEAD, True, ([], wanted_shape()), 0, "")


async def test_a_difference_would_be_seen(empty_url: str) -> None:
    async with opened(empty_url) as database:
        await migrate(database, load_gazetteer())
        async with database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE events ADD COLUMN forgotten TEXT"))
            await connection.execute(text("DROP INDEX ix_occurrences_order"))
        async with database.reading() as connection:
            found = await connection.run_sync(differences)
    assert sorted(difference[0] for difference in found) == ["add_index", "remove_column"]


async def everything(database: Database) -> dict[str, list[Any]]:
    async with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in t.metadata.sorted_tables
        }


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    async with opened(empty_url) as database:
        await migrate(database, load_gazetteer())
        before = await everything(database)
        assert await migrate(database, load_gazetteer()) == HEAD
        assert await everything(database) == before
        assert len(before["communes"]) == len(load_gazetteer().communes)


async def test_a_newer_gazetteer_renames_and_adds_communes_and_removes_none(empty_url: str) -> None:
    async with opened(empty_url) as database:
        await migrate(database, load_gazetteer())
        fresh = await everything(database)
        async with database.writing() as connection:
            await connection.execute(t.communes.update().where(t.communes.c.insee_code == "34142").values(name="Old"))
            await connection.execute(t.communes.delete().where(t.communes.c.insee_code == "66136"))
            gone = {"insee_code": "99999", "name": "Gone", "departement": "34", "epci": "1"}
            await connection.execute(t.communes.insert().values(gone))
        await migrate(database, load_gazetteer())
        after = await everything(database)
    assert after["communes"] == [*fresh["communes"], ("99999", "Gone", "34", "1")]


MIGRATE = """
import asyncio, json, sys
from festum.domain.gazetteer import load_gazetteer
from festum.store.database import Database
from festum.store.migrating import migrate

async def run():
    gazetteer = load_gazetteer()
    print("ready", flush=True)
    sys.stdin.readline()
    database = Database(sys.argv[1])
    try:
        return await migrate(database, gazetteer)
    finally:
        await database.close()

print(json.dumps(asyncio.run(run())), flush=True)
"""


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", MIGRATE, empty_url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ,
        )
        for _ in range(4)
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [await asyncio.to_thread(process.communicate, timeout=60) for process in started]
    assert [(json.loads(said or "null"), complaint) for said, complaint in ended] == [(HEAD, "")] * 4
    async with opened(empty_url) as database, database.reading() as connection:
        rows = (await connection.execute(select(func.count()).select_from(t.state))).scalar_one()
        communes = (await connection.execute(select(func.count()).select_from(t.communes))).scalar_one()
    assert (rows, communes) == (1, len(load_gazetteer().communes))


async def test_connections_of_one_process_migrate_once(empty_url: str) -> None:
    async with opened(empty_url) as one, opened(empty_url) as other:
        both = await asyncio.gather(migrate(one, load_gazetteer()), migrate(other, load_gazetteer()))
        assert (list(both), len((await everything(one))["state"])) == ([HEAD, HEAD], 1)


async def test_a_migration_that_breaks_leaves_nothing_behind(empty_url: str) -> None:
    class Broken:
        @property
        def communes(self) -> None:
            raise RuntimeError("the machine stopped here")

    async with opened(empty_url) as database:
        with pytest.raises(RuntimeError):
            await migrate(database, Broken())  # type: ignore[arg-type]
        async with database.engine.connect() as connection:
            left = await connection.run_sync(lambda c: inspect(c).get_table_names())
        assert left == []
        assert await migrate(database, load_gazetteer()) == HEAD


async def test_venues_of_the_release_before_are_enrolled_and_pinned_ones_are_decided(empty_url: str) -> None:
    def columns(number: int, provenance: str | None) -> dict[str, object]:
        return {
            "id": number, "venue_key": f"v{number}||", "name": f"v{number}", "address": "", "postcode": "",
            "provenance": provenance,
        }  # fmt: skip

    async with opened(empty_url) as database:
        async with database.claiming() as connection:
            await connection.run_sync(lambda c: upgrade_to("0003", c))
            venues = [columns(1, "gazetteer"), columns(2, "human"), columns(3, None)]
            await connection.execute(t.venues.insert(), venues)
        before = datetime.now(UTC) - timedelta(seconds=1)
        assert await migrate(database, load_gazetteer()) == HEAD
        async with database.reading() as connection:
            found = [await load_geocoding(connection, load_gazetteer(), number) for number in (1, 2, 3)]
    now = found[0].due_at if found[0] else None
    assert now is not None and before <= now <= datetime.now(UTC)
    assert [(one.venue.name, one.state, one.due_at) for one in found if one] == [
        ("v1", GeocodingState.WAITING, now), ("v2", GeocodingState.PINNED, now), ("v3", GeocodingState.WAITING, now),
    ]  # fmt: skip
    assert found[2] == Geocoding(3, Venue("v3", "", "", None, None, None, None), GeocodingState.WAITING, due_at=now)


@pytest.mark.parametrize("way", ["reading", "writing", "claiming"])
async def test_a_database_without_tables_says_what_to_do(empty_url: str, way: str) -> None:
    async with opened(empty_url) as database:
        with pytest.raises(NotReady) as refusal:
            async with getattr(database, way)() as connection:
                await read_revision(connection)
        async with database.engine.connect() as connection:
            assert not await is_migrated(connection)
    assert refusal.value.key == "not_migrated"
