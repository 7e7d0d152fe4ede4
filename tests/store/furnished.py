"""The small programme as fixtures: built once on each kind of database, copied for each test that asks for it."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from festum.actions.house import House
from festum.actions.settle import settle_renderer
from festum.actions.watching import latest_revision
from festum.domain.gazetteer import load_gazetteer
from festum.store.database import Database
from tests.conftest import BASE_URL, TestClock
from tests.store.small import furnish

LOADED_AT = datetime(2018, 5, 2, 9, tzinfo=UTC)


async def _furnished(url: str) -> None:
    house = House(Database(url), load_gazetteer(), TestClock(LOADED_AT), BASE_URL)
    await house.change(settle_renderer)
    await furnish(house)
    await house.database.close()


@pytest.fixture(scope="session")
async def sqlite_small(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.sqlite3"
    shutil.copy(sqlite_template, path)
    await _furnished(f"sqlite+aiosqlite:///{path}")
    assert list(path.parent.iterdir()) == [path]  # all of it is in the one file that is copied
    return path


@pytest.fixture(scope="session")
async def postgresql_small(postgresql_server: str) -> str:
    """Name of the database to copy."""
    name = f"small_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgresql_server.format(name="postgres"))
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE template_festum")
    await admin.close()
    await _furnished(_for_sqlalchemy(postgresql_server.format(name=name)))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_template: Path,
    sqlite_small: Path,
    postgresql_server: str,
    postgresql_small: str,
) -> AsyncIterator[str]:
    """Migrated and fresh, or holding the small programme where the test asks for `small`."""
    furnished = "small" in request.fixturenames
    if request.param == "sqlite":
        shutil.copy(sqlite_small if furnished else sqlite_template, tmp_path / "festum.sqlite3")
        yield f"sqlite+aiosqlite:///{tmp_path}/festum.sqlite3"
        return
    name = f"festum_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgresql_server.format(name="postgres"))
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_small if furnished else 'template_festum'}")
    yield _for_sqlalchemy(postgresql_server.format(name=name))
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


@pytest.fixture
async def small(database_url: str, clock: TestClock) -> AsyncIterator[House]:
    """The programme of `small.py`, just loaded."""
    assert clock() == LOADED_AT
    house = House(Database(database_url), load_gazetteer(), clock, BASE_URL)
    house.watch.learn(await latest_revision(house.database))
    yield house
    await house.database.close()


def _for_sqlalchemy(address: str) -> str:
    return address.replace("postgresql://", "postgresql+asyncpg://")
