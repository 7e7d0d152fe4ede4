"""The worker: beside the answers of a server, whatever goes wrong, and stopped at any moment."""

import asyncio
import time
from collections.abc import AsyncIterator, MutableMapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from festum.actions.house import House
from festum.errors import AskedTooMuch, QuestionRefused
from festum.geocoding.geocoder import Chain
from festum.store.database import Database
from festum.store.geocoding_claims import claim
from festum.worker import run_worker
from tests.actions.scripted import BAN, UNREACHABLE, Said, Scripted, streets
from tests.conftest import TestClock, client_of
from tests.hanging import hanging
from tests.journeys.counting_ban import STREET, counting_ban, place_of
from tests.small import on_sqlite
from tests.store.small import furnish

Lines = list[MutableMapping[str, Any]]


@pytest.fixture
async def street(house: House) -> House:
    """One venue with an address, at "1 Rue des Lilas" in Lodève."""
    await furnish(house, streets("Ostal", address=f"1 {STREET}"))
    return house


@pytest.fixture
async def working(street: House) -> AsyncIterator[dict[str, Any]]:
    """Where what was started is left, to be ended."""
    started: dict[str, Any] = {}
    yield started
    for task in started.values():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()


async def lines_until(house: House, working: dict[str, Any], event: str) -> Lines:
    """What is logged until such a line is; then it works on."""
    with capture_logs() as lines:
        working["worker"] = asyncio.create_task(run_worker(house))
        async with asyncio.timeout(10):
            while not any(line["event"] == event for line in lines):
                await asyncio.sleep(0.02)
        assert not working["worker"].done()
    return lines


def asking(house: House, *says: Said) -> House:
    return replace(house, chain=Chain((Scripted(BAN, {f"1 {STREET}": list(says)}),)))


async def venue_shown(client: httpx.AsyncClient) -> dict[str, Any]:
    (only,) = (await client.get("/api/v1/occurrences")).json()["items"]
    return dict(only["venue"])


@on_sqlite
async def test_what_an_upload_brings_is_found_and_published_while_it_is_served(
    street: House, database_url: str, clock: TestClock
) -> None:
    clock.advance(hours=1)
    async with counting_ban() as ban:
        chain = {"geocoders": "gazetteer,ban", "ban_url": ban.address, "ban_bulk_from": 0}
        async with client_of(database_url, clock, **chain) as client, asyncio.timeout(20):
            while (shown := (await client.get("/api/v1/occurrences")).json()["items"][0]["venue"])[
                "precision"
            ] == "commune":
                await asyncio.sleep(0.1)
        point = place_of(1)
        assert shown["point"] == {"latitude": point.latitude, "longitude": point.longitude}
        assert (shown["precision"], shown["provenance"]) == ("housenumber", "ban")
        assert dict(ban.times) == {1: 1}


@on_sqlite
@pytest.mark.parametrize(
    ("settings", "works"),
    [({"geocoders": "gazetteer,ban"}, True), ({"geocoders": "gazetteer,ban", "worker": False}, False), ({}, False)],
)
async def test_server_works_where_it_is_wanted(
    house: House, database_url: str, clock: TestClock, settings: dict[str, Any], works: bool
) -> None:
    async with client_of(database_url, clock, ban_url="http://127.0.0.1:9", **settings):
        assert ("asking where venues are" in {task.get_name() for task in asyncio.all_tasks()}) is works


@on_sqlite
async def test_server_whose_geocoder_hangs_stops_within_two_seconds(
    street: House, database_url: str, clock: TestClock
) -> None:
    async with hanging() as service:
        async with client_of(database_url, clock, geocoders="gazetteer,ban", ban_url=service.address):
            async with asyncio.timeout(10):
                await service.asked.wait()
            stopped = time.monotonic()
        assert time.monotonic() - stopped < 2
    async with street.database.claiming() as connection:
        free = await claim(
            connection, street.gazetteer, BAN, (BAN,), street.instant(), timedelta(minutes=1), 10, in_bulk=False
        )
    assert [one.geocoding.venue.name for one in free] == ["Ostal"]


@on_sqlite
async def test_mistake_of_ours_is_logged_and_does_not_end_it(street: House, working: dict[str, Any]) -> None:
    lines = await lines_until(asking(street, ZeroDivisionError("ours")), working, "venues could not be asked about")
    assert lines == [
        {"event": "venues could not be asked about", "geocoder": BAN, "error": "ours", "log_level": "warning"}
    ]


@on_sqlite
async def test_service_that_gives_no_answer_is_told(street: House, working: dict[str, Any]) -> None:
    lines = await lines_until(asking(street, UNREACHABLE), working, "a geocoder gave no answer")
    said = {"geocoder": BAN, "reason": "geocoder_unreachable", "service": "ban.example"}
    assert lines[0] == {"event": "a geocoder gave no answer", "log_level": "info", **said}


@on_sqlite
@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (
            AskedTooMuch("geocoder_busy", 60, service="ban.example"),
            {"reason": "geocoder_busy", "service": "ban.example"},
        ),
        (
            QuestionRefused("geocoder_refused", ours=True, service="ban.example", status=403),
            {"reason": "geocoder_refused", "service": "ban.example", "status": 403, "settings": "FESTUM_BAN_URL"},
        ),
    ],
)
async def test_service_that_is_left_alone_is_told_with_what_to_look_at(
    street: House, working: dict[str, Any], trouble: Exception, said: dict[str, Any]
) -> None:
    (line,) = await lines_until(asking(street, trouble), working, "a geocoder is left alone")
    assert line.pop("until") > street.instant().isoformat()
    assert line == {"event": "a geocoder is left alone", "log_level": "warning", "geocoder": BAN, **said}


async def test_database_that_is_not_ready_is_waited_for(tmp_path: Path, street: House) -> None:
    nothing_yet = replace(asking(street, ()), database=Database(f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"))
    with capture_logs() as lines:
        worker = asyncio.create_task(run_worker(nothing_yet))
        done, _ = await asyncio.wait([worker], timeout=0.3)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    assert (done, lines, worker.cancelled()) == (set(), [], True)
    await nothing_yet.database.close()
