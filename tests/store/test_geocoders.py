"""Turns are given once, to all processes together, and a service that wants rest gets it."""

import asyncio
from datetime import timedelta

import pytest

from festum.actions.house import House
from festum.store.database import Database
from festum.store.geocoders import (
    GeocoderStanding,
    claim_turn,
    load_standings,
    lock_geocoder,
    note_failure,
    note_success,
    take_turns,
)
from tests.store.geocoded import NOW

EVERY = timedelta(milliseconds=20)
MINUTE = timedelta(minutes=1)


async def standings(house: House) -> tuple[GeocoderStanding, ...]:
    async with house.database.reading() as connection:
        return await load_standings(connection)


async def test_geocoder_nobody_asked_yet_is_free_at_once(house: House) -> None:
    assert await standings(house) == ()
    async with house.database.claiming() as connection:
        fresh = await lock_geocoder(connection, "ban", NOW)
        again = await lock_geocoder(connection, "ban", NOW + MINUTE)
    assert fresh == again == GeocoderStanding("ban", NOW, 0, None, "")
    assert await standings(house) == (fresh,)


async def test_turns_follow_one_another_and_none_lies_in_the_past(house: House) -> None:
    given = []
    for number, at in ((1, NOW), (3, NOW), (1, NOW), (1, NOW + MINUTE)):
        async with house.database.claiming() as connection:
            standing = await lock_geocoder(connection, "ban", NOW)
            given.append(await take_turns(connection, standing, number, EVERY, at))
    assert given == [NOW, NOW + EVERY, NOW + 4 * EVERY, NOW + MINUTE]


async def test_many_at_once_never_get_the_same_turn(house: House, database_url: str) -> None:
    other = Database(database_url)

    async def turn(database: Database) -> object:
        async with database.claiming() as connection:
            standing = await lock_geocoder(connection, "ban", NOW)
            return await take_turns(connection, standing, 1, EVERY, NOW)

    taken = await asyncio.gather(*(turn(database) for _ in range(10) for database in (house.database, other)))
    await other.close()
    assert sorted(taken) == [NOW + number * EVERY for number in range(20)]  # type: ignore[type-var]


async def failed(house: House, failures: int, open_until: timedelta | None, reason: str) -> GeocoderStanding:
    async with house.database.claiming() as connection:
        await lock_geocoder(connection, "ban", NOW)
        await note_failure(connection, "ban", failures, None if open_until is None else NOW + open_until, reason)
        return await lock_geocoder(connection, "ban", NOW)


async def succeeded(house: House, after: timedelta) -> GeocoderStanding:
    async with house.database.claiming() as connection:
        await note_success(connection, "ban", NOW + after)
        return await lock_geocoder(connection, "ban", NOW)


async def test_rest_that_lasts_longer_stays_with_its_reason(house: House) -> None:
    assert await failed(house, 1, None, "slow") == GeocoderStanding("ban", NOW, 1, None, "slow")
    assert await failed(house, 2, 2 * MINUTE, "too_much") == GeocoderStanding(
        "ban", NOW, 2, NOW + 2 * MINUTE, "too_much"
    )
    assert await failed(house, 3, MINUTE, "slow") == GeocoderStanding("ban", NOW, 3, NOW + 2 * MINUTE, "too_much")
    assert await failed(house, 4, None, "slow") == GeocoderStanding("ban", NOW, 4, NOW + 2 * MINUTE, "too_much")
    assert await failed(house, 5, 3 * MINUTE, "broken") == GeocoderStanding("ban", NOW, 5, NOW + 3 * MINUTE, "broken")


@pytest.mark.parametrize("rest", [None, MINUTE])
async def test_answer_after_the_rest_closes_the_circuit(house: House, rest: timedelta | None) -> None:
    await failed(house, 5, rest, "broken")
    assert await succeeded(house, MINUTE) == GeocoderStanding("ban", NOW, 0, None, "")


async def test_answer_to_an_earlier_question_does_not_end_the_rest(house: House) -> None:
    before = await failed(house, 5, MINUTE, "too_much")
    assert await succeeded(house, MINUTE - EVERY) == before


async def test_standings_are_of_the_services_alone_by_name(house: House) -> None:
    async with house.database.claiming() as connection:
        for name in ("nominatim", "publication", "ban"):
            await lock_geocoder(connection, name, NOW)
    assert [one.name for one in await standings(house)] == ["ban", "nominatim"]


async def test_turn_of_a_task_is_one_processs_until_it_has_passed(house: House) -> None:
    async def mine(after: timedelta) -> bool:
        async with house.database.claiming() as connection:
            return await claim_turn(connection, "publication", MINUTE, NOW + after)

    at_once = await asyncio.gather(*(mine(timedelta()) for _ in range(5)))
    later = [await mine(MINUTE - EVERY), await mine(MINUTE), await mine(MINUTE)]
    assert (sorted(at_once), later) == ([False] * 4 + [True], [False, True, False])
