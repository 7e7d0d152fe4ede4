"""Real parts for every test: a fresh SQLite file or PostgreSQL database, already migrated, and real servers."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.import_file import Defaults, apply_import, plan_import
from festum.actions.keys import make_key
from festum.actions.watching import latest_revision
from festum.app import build
from festum.cli.frame_files import read_editions, read_partners
from festum.domain.gazetteer import load_gazetteer
from festum.settings import Settings
from festum.store.database import Database
from tests.addok.running import addok
from tests.databases import BASE_URL, STARTS, Files, Furnishings, Server, postgresql
from tests.processes import festum

__all__ = ["BASE_URL", "STARTS", "addok"]

DATA = Path(__file__).parent.parent / "data"


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
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
async def postgresql_server() -> AsyncIterator[Server]:
    async with postgresql() as running:
        yield running


@pytest.fixture(scope="session")
def furnishings() -> Furnishings:
    """Loading them anew for each test would take most of the tests' time. A folder of tests may have others."""
    return FURNISHINGS


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_files: Files,
    postgresql_server: Server,
    furnishings: Furnishings,
) -> AsyncIterator[str]:
    """Fresh and migrated; the test runs once on each kind. With in it what the test asks for by a fixture's name."""
    load = next((load for name, load in furnishings.items() if name in request.fixturenames), None)
    if request.param == "sqlite":
        yield await sqlite_files.copy(load, tmp_path / "festum.sqlite3")
        return
    url = await postgresql_server.copy(load)
    yield url
    await postgresql_server.drop(url)


# --- houses ----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def house(database_url: str, clock: TestClock) -> AsyncIterator[House]:
    """Empty but for its tables, unless the test asks for more."""
    made = House(Database(database_url), load_gazetteer(), clock, BASE_URL)
    made.watch.learn(await latest_revision(made.database))
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


async def load_demonstration(house: House) -> None:
    await load_frame(house)
    await load_csv(house, (DATA / "events.csv").read_bytes())


async def nothing(_: House) -> None:
    """Settled, and no more."""


FURNISHINGS: Furnishings = {"demonstration": load_demonstration, "framed": load_frame, "house": nothing}


@pytest.fixture
def framed(house: House) -> House:
    """Editions published and partners known; no event yet."""
    return house


@pytest.fixture
def demonstration(house: House) -> House:
    """The 500 occurrences of edition 2018, in the frame of `data/`, 2018 current."""
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
    running: list[ForkServerProcess] = []

    def start(**environment: str) -> str:
        port = free_port()
        settings = {
            "FESTUM_DATABASE_URL": database_url,
            "FESTUM_BASE_URL": BASE_URL,
            "FESTUM_PORT": str(port),
            "FESTUM_LOG_LEVEL": "warning",
            **environment,
        }
        process = festum("serve", environment=settings)
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 30
        while True:
            try:
                httpx.get(f"{address}/health", timeout=5)
                return address
            except httpx.TransportError:
                assert process.is_alive(), "the server stopped at its start"
                assert time.monotonic() < deadline, "the server did not answer within 30 s"
                time.sleep(0.05)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.join(timeout=10)
        assert process.exitcode is not None, "the server did not stop within 10 s"
