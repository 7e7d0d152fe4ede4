"""A programme small enough to know by heart: for tests in which 500 rows would only take time."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.settle import settle_renderer
from festum.domain.event import Edition, Partner
from festum.domain.gazetteer import load_gazetteer
from festum.domain.identity import event_id, occurrence_uid
from festum.domain.vocabulary import SYNTHETIC
from festum.store.database import Database
from tests.conftest import BASE_URL, TestClock, client_of, key_for, load_csv

EDITIONS = (
    Edition(2017, 12, date(2017, 5, 20), date(2017, 7, 9)),
    Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8), "https://example.org/2018"),
    Edition(2019, 14),
)
"""2018 is current, 2019 is being prepared unseen."""

PARTNERS = (
    Partner("amics", "Los Amics", "association", "34142", "34", "https://amics.example"),
    Partner("biblioteca", "Bibliotèca de Perpinhan", "library", "66136", "66"),
    Partner("mostra", "Mòstra de démonstration", "other", "31555", "31", "", SYNTHETIC),
)

ROWS = (Path(__file__).parent / "small.csv").read_text("utf-8")


def event(partner: str, key: str, edition: int = 2018) -> str:
    return event_id(edition, partner, key)


def date_of(partner: str, key: str, occurrence: str = "1", edition: int = 2018) -> str:
    return occurrence_uid(edition, partner, key, occurrence)


BALL, BALL_LATE, FIRE = date_of("amics", "bal"), date_of("amics", "bal", "2"), date_of("amics", "feu")
WALK, SARDANA, SHOW = date_of("amics", "passejada"), date_of("biblioteca", "sardana"), date_of("biblioteca", "mostra")
CONCERT, FEAST = date_of("biblioteca", "concert"), date_of("mostra", "festa")
SECRET = date_of("amics", "secret", edition=2019)

IN_ORDER = (WALK, CONCERT, SHOW, FIRE, BALL, BALL_LATE, FEAST, SARDANA)
"""Edition 2018, by festival day and then by hour: the ball after midnight belongs to the 23rd."""


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what the database has no part in."""


async def load_small(house: House) -> None:
    async with house.unit() as unit:
        await load_frame_editions(unit, EDITIONS)
    async with house.unit() as unit:
        await load_frame_partners(unit, PARTNERS, "test")
    async with house.unit() as unit:
        await publish_years(unit, (2017, 2018))
    await load_csv(house, ROWS)


@pytest.fixture
async def small(house: House) -> House:
    await load_small(house)
    return house


@pytest.fixture
async def visitor(small: House, database_url: str, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    """An anonymous visitor of the small programme, an hour after it was published."""
    clock.advance(hours=1)
    async with client_of(database_url, clock) as made:
        yield made


@pytest.fixture
async def editor(small: House, database_url: str, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    """An administrator, an hour after the small programme was published."""
    clock.advance(hours=1)
    async with client_of(database_url, clock) as made:
        made.headers.update(await key_for(small, None))
        yield made


@pytest.fixture(scope="session")
async def reader(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """The same visitor for all tests that only read, on SQLite, its clock standing still."""
    path = tmp_path_factory.mktemp("reader") / "festum.sqlite3"
    shutil.copy(sqlite_template, path)
    clock = TestClock(datetime(2018, 5, 2, 9, 0, 0, tzinfo=UTC))
    house = House(Database(f"sqlite+aiosqlite:///{path}"), load_gazetteer(), clock, BASE_URL)
    await house.change(settle_renderer)
    await load_small(house)
    await house.database.close()
    clock.advance(hours=1)
    async with client_of(f"sqlite+aiosqlite:///{path}", clock) as made:
        yield made
