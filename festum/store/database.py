"""Engines and transactions: the settings under which neither database loses a write.

SQLite's driver defaults lose concurrent updates silently, and a deferred BEGIN answers "database is locked" as soon as
a reader wants to write. So the driver is told to leave BEGIN to us: plain for readers, IMMEDIATE for writers.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import await_

from festum.errors import NotReady
from festum.store import tables

Connection = AsyncConnection
"""What a unit of work passes on without looking inside."""

SQLITE_WAIT_SECONDS = 30
WAL_AGAIN_SECONDS = 0.01


class Database:
    """One engine, opened by `serve` and the commands, closed by them."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: AsyncEngine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One snapshot: the revision and the rows read belong together. Nothing is written."""
        with _ready():
            async with self.engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Holds the only pen until the block ends, then commits; an exception leaves nothing behind.

        On PostgreSQL the one row of `state` is locked first, so that writers follow one another as they do on SQLite
        and revisions become visible in the order of their numbers.
        """
        engine = self.engine.execution_options(festum_writing=True)
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="READ COMMITTED")
        with _ready():
            async with engine.begin() as connection:
                if not self.is_sqlite:
                    await connection.execute(select(tables.state.c.id).with_for_update())
                yield connection

    @asynccontextmanager
    async def claiming(self) -> AsyncIterator[AsyncConnection]:
        """For what is not public - who is at what, what was answered: commits when the block ends.

        On SQLite there is one writer, so this is the pen. On PostgreSQL it is not: rows are locked one by one, and
        nobody who publishes is kept waiting.
        """
        engine = self.engine.execution_options(festum_writing=True)
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="READ COMMITTED")
        with _ready():
            async with engine.begin() as connection:
                yield connection

    async def close(self) -> None:
        await asyncio.shield(self.engine.dispose())


def _sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # A pool, not a connection per question: opening one and setting its pragmas costs more than most questions.
    engine = create_async_engine(
        url, connect_args={"timeout": SQLITE_WAIT_SECONDS}, poolclass=AsyncAdaptedQueuePool, pool_size=5
    )

    @event.listens_for(engine.sync_engine, "connect")
    def settle(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        _turn_to_wal(cursor)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000", "temp_store=MEMORY"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("festum_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _turn_to_wal(cursor: DBAPICursor) -> None:
    """Connections that open a new file at the same moment stand in each other's way, and for this one statement SQLite
    does not wait as it was told to: it says "locked" at once."""
    deadline = time.monotonic() + SQLITE_WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            await_(asyncio.sleep(WAL_AGAIN_SECONDS))


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(
        url.set(drivername="postgresql+asyncpg"),
        isolation_level="REPEATABLE READ",
        pool_size=5,
        max_overflow=10,
        pool_pre_ping=True,
    )


class _ready:  # noqa: N801 - read as a phrase: `with _ready():`
    """Turns "no such table", "no such column" and "nobody answers" into sentences that say what to do."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OperationalError | ProgrammingError) and _is_not_migrated(error):
            raise NotReady("not_migrated") from error
        if isinstance(error, ConnectionError | TimeoutError) or (
            isinstance(error, OperationalError) and "unable to open" in str(error.orig)
        ):
            raise NotReady("database_unreachable", reason=str(getattr(error, "orig", error))) from error


def _is_not_migrated(error: OperationalError | ProgrammingError) -> bool:
    if (
        isinstance(getattr(error.orig, "__cause__", None), sqlite3.OperationalError)
        or "sqlite" in type(error.orig).__module__
    ):
        return "no such table" in str(error.orig) or "no such column" in str(error.orig)
    return getattr(error.orig, "sqlstate", "") in {"42P01", "42703"}
