"""Four worker processes over one database and one service: each venue once, at the rate, and nothing lost to kills."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerProcess

import pytest

from festum.actions.house import House
from festum.domain.event import Event
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Precision, Provenance
from festum.store.geocoding_claims import waiting
from festum.store.geocodings import Wanted, load_geocodings, unpublished_since
from tests.conftest import BASE_URL
from tests.journeys.counting_ban import STREET, CountingBan, counting_ban, place_of
from tests.processes import festum
from tests.store.small import events_by_key, furnish, revision_of

VENUES, WORKERS, PER_SECOND, KILLS = 500, 4, 50, 6

LATE = 25
"""Calls: a quarter of a second that a turn may be late, and as much again for two busy processors."""

UNDER_WAY_SECONDS = 3.0
"""What a process that is killed may have asked and not settled yet."""

Start = Callable[[CountingBan], ForkServerProcess]


@pytest.fixture
def start(database_url: str) -> Iterator[Start]:
    """Starts a worker; those that are left are stopped, and must stop well within two seconds."""
    running: list[ForkServerProcess] = []

    def started(ban: CountingBan) -> ForkServerProcess:
        settings = {
            "DATABASE_URL": database_url, "BASE_URL": BASE_URL, "GEOCODERS": "gazetteer,ban", "BAN_URL": ban.address,
            "BAN_PER_SECOND": str(PER_SECOND), "BAN_BULK_FROM": "0", "GEOCODER_SECONDS": "4",
        }  # fmt: skip
        environment = {f"FESTUM_{name}": value for name, value in settings.items()}
        running.append(festum("worker", environment=environment))
        return running[-1]

    yield started
    left = [process for process in running if process.is_alive()]
    for process in left:
        process.terminate()
    began = time.monotonic()
    for process in left:
        process.join(10)
    assert [process.exitcode for process in left] == [0] * len(left)
    assert time.monotonic() - began < 2 + 2  # two seconds, and what four busy interpreters take to end


async def street_of_venues(house: House) -> dict[str, Event]:
    rows = [
        {
            "edition": "2018", "partner": "cercle", "event_key": str(number), "title": "Vesprada",
            "start": "2018-06-20T18:00", "venue": f"Ostal {number}", "address": f"{number} {STREET}",
            "commune": "Lodève", "insee_code": "34142",
        }
        for number in range(1, VENUES + 1)
    ]  # fmt: skip
    await furnish(house, rows)
    return await events_by_key(house)


async def all_is_public(house: House) -> bool:
    async with house.database.reading() as connection:
        left, _ = await waiting(connection, house.instant())
        return left == 0 and (await unpublished_since(connection))[0] == 0


async def until_all_is_public(house: House, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not await all_is_public(house):
            await asyncio.sleep(0.2)


async def assert_all_is_right(house: House, before: dict[str, Event]) -> None:
    """Each at its own number, told to subscribers as a change that needs no new SEQUENCE."""
    for key, event in (await events_by_key(house)).items():
        (was,), (now_is,) = before[key].occurrences, event.occurrences
        assert now_is.venue is not None
        point = now_is.venue.point, now_is.venue.precision, now_is.venue.provenance
        assert point == (place_of(int(key)), Precision.HOUSENUMBER, Provenance.BAN)
        assert (now_is.uid, now_is.sequence) == (was.uid, was.sequence)
        assert now_is.modified is not None
        assert was.modified is not None
        assert now_is.modified > was.modified
    async with house.database.reading() as connection:
        known = await load_geocodings(connection, house.gazetteer, Wanted(limit=VENUES + 1))
    assert [(one.state, one.published) for one in known] == [(GeocodingState.FOUND, True)] * VENUES


async def test_500_venues_by_four_workers_are_each_asked_about_once(house: House, start: Start) -> None:
    before, revision = await street_of_venues(house), await revision_of(house)
    async with counting_ban() as ban:
        for _ in range(WORKERS):
            start(ban)
        await until_all_is_public(house, 60)
        assert ban.times == dict.fromkeys(range(1, VENUES + 1), 1)
        assert ban.ahead(PER_SECOND) <= 1 + LATE
    await assert_all_is_right(house, before)
    assert (await revision_of(house)).number - revision.number <= 3


async def test_workers_killed_at_random_lose_nothing(house: House, start: Start) -> None:
    before, chance, killed = await street_of_venues(house), random.Random(1318), list[float]()
    async with counting_ban() as ban:
        workers = [start(ban) for _ in range(WORKERS)]
        while not ban.calls:
            await asyncio.sleep(0.05)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.2, 1.5))
            one = workers.pop(chance.randrange(WORKERS))
            one.kill()
            killed.append(time.monotonic())
            await asyncio.to_thread(one.join)
            workers.append(start(ban))
        assert not await all_is_public(house)  # they were killed while there was something to lose
        await until_all_is_public(house, 90)
        assert set(ban.times) == set(range(1, VENUES + 1))
        last = {number: second for second, number in ban.calls}
        for second, number in ban.calls:  # asked again is only what was under way at a kill
            assert second == last[number] or any(0 <= at - second <= UNDER_WAY_SECONDS for at in killed)
        assert ban.ahead(PER_SECOND) <= 1 + LATE
    await assert_all_is_right(house, before)
