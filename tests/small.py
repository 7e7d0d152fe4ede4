"""A programme small enough to know by heart: for tests in which 500 rows would only take time."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.domain.event import Edition, Partner
from festum.domain.identity import event_id, occurrence_uid
from festum.domain.vocabulary import SYNTHETIC
from tests.conftest import FURNISHINGS, STARTS, TestClock, client_of, key_for, load_csv
from tests.databases import Files, Furnishings

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


@pytest.fixture(scope="session")
def furnishings() -> Furnishings:
    return {"small": load_small, **FURNISHINGS}


@pytest.fixture
def small(house: House) -> House:
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
async def reader(sqlite_files: Files, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """The same visitor for all tests that only read, on SQLite, its clock standing still."""
    url = await sqlite_files.copy(load_small, tmp_path_factory.mktemp("reader") / "festum.sqlite3")
    clock = TestClock(STARTS)
    clock.advance(hours=1)
    async with client_of(url, clock) as made:
        yield made
