"""Who is at which venue: nobody twice at once, nothing lost, nothing written over."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from festum.actions.house import House
from festum.domain.geocoding import Claimed, Doubt, GeocodingState
from festum.domain.place import Provenance
from festum.store.database import Connection, Database
from festum.store.geocoding_claims import claim, in_flight, note_asking, release, settle, waiting
from festum.store.geocoding_tables import geocodings
from festum.store.geocodings import load_geocoding, note_points, set_waiting
from tests.store.geocoded import (
    BAN,
    CAPITOLE,
    CHAIN,
    HALLE,
    JUDGED,
    LEASE,
    NOMINATIM,
    NOW,
    PLACE,
    VENUES,
    answered,
    by_name,
    claimed_by,
    names,
)  # fmt: skip

SECOND = timedelta(seconds=1)
WAITING = GeocodingState.WAITING


async def due(house: House, **times: float) -> None:
    """Seconds from now, by the name of the venue; the others in an hour."""
    ids = {name: geocoding.venue_id for name, geocoding in (await by_name(house)).items()}
    async with house.database.claiming() as connection:
        for name, venue_id in ids.items():
            at = NOW + times.get(name, 3600) * SECOND
            await connection.execute(geocodings.update().where(geocodings.c.venue_id == venue_id).values(due_at=at))


async def settled(house: House, claimed: Claimed, state: GeocodingState = GeocodingState.FOUND, **more: object) -> bool:
    async with house.database.claiming() as connection:
        return await settle(connection, claimed, answered(claimed, state, **more), NOW, alone=False)  # type: ignore[arg-type]


async def test_claimed_are_those_due_longest_due_first_and_each_once(small: House) -> None:
    await due(small, Halle=-1, Place=-2, Capitole=0)
    assert names(await claimed_by(small, 1)) == [PLACE]
    assert names(await claimed_by(small, 10)) == [HALLE, CAPITOLE]
    assert await claimed_by(small, 10) == []


async def test_those_due_at_the_same_time_come_in_the_order_they_came(small: House) -> None:
    ids = [one.geocoding.venue_id for one in await claimed_by(small)]
    assert (len(ids), ids) == (len(VENUES), sorted(ids))


async def test_claimed_venue_is_given_with_all_that_is_known_of_it_and_the_lease(small: House) -> None:
    halle = (await by_name(small))[HALLE]
    await due(small, Halle=0)
    assert await claimed_by(small) == [Claimed(replace(halle, asks=BAN, due_at=NOW), NOW + LEASE)]


async def test_lease_that_ran_out_is_nobodys(small: House) -> None:
    await due(small, Halle=0)
    await claimed_by(small)
    assert await claimed_by(small, now=NOW + LEASE - SECOND / 1000) == []
    assert names(await claimed_by(small, now=NOW + LEASE)) == [HALLE]


async def test_venue_with_a_persons_point_is_not_claimed_whatever_its_row_says(small: House) -> None:
    await due(small, Halle=0, Place=0)
    async with small.database.claiming() as connection:
        halle = (await by_name(small))[HALLE].venue_id
        await connection.exec_driver_sql(f"UPDATE venues SET provenance = 'human' WHERE id = {halle}")
    assert names(await claimed_by(small)) == [PLACE]
    async with small.database.reading() as connection:
        assert await waiting(connection, NOW) == (3, NOW + LEASE)


async def test_each_provider_gets_those_that_ask_for_it_and_the_first_those_that_ask_for_nobody(small: House) -> None:
    first = {one.geocoding.venue.name: one for one in await claimed_by(small)}
    assert await settled(small, first[HALLE], WAITING, asks=NOMINATIM, step=1, attempts=2)
    assert await settled(small, first[PLACE], WAITING, asks=BAN, step=2, attempts=1)
    assert await settled(small, first[CAPITOLE], WAITING, asks=Provenance.GAZETTEER, step=3, attempts=4)
    asked = [
        (one.geocoding.venue.name, one.geocoding.asks, one.geocoding.step, one.geocoding.attempts)
        for provider in (NOMINATIM, BAN)
        for one in await claimed_by(small, provider=provider)
    ]
    assert asked[0] == (HALLE, NOMINATIM, 1, 2)
    # The gazetteer is no part of the chain any more: its step says nothing to another.
    assert sorted(asked[1:]) == [(CAPITOLE, BAN, 0, 0), (PLACE, BAN, 2, 1)]


async def test_in_bulk_those_are_left_that_are_to_be_asked_alone(small: House) -> None:
    await due(small, Halle=0, Place=0)
    for one in await claimed_by(small):
        async with small.database.claiming() as connection:
            alone = one.geocoding.venue.name == HALLE
            assert await settle(connection, one, answered(one, WAITING, asks=BAN), NOW, alone)
    assert names(await claimed_by(small, in_bulk=True)) == [PLACE]
    assert names(await claimed_by(small)) == [HALLE]


async def claimed_through(house: House, connection: Connection) -> list[str]:
    return names(await claim(connection, house.gazetteer, BAN, CHAIN, NOW, LEASE, 1, in_bulk=False))


async def test_two_that_claim_at_once_get_different_venues(small: House) -> None:
    """On PostgreSQL the second passes over what the first has locked; SQLite lets it in when the first has written."""
    await due(small, Halle=-1, Place=0)

    async def second() -> list[str]:
        async with small.database.claiming() as connection:
            return await claimed_through(small, connection)

    async with asyncio.timeout(20):
        async with small.database.claiming() as one:
            first = await claimed_through(small, one)
            other = asyncio.create_task(second())
            if not small.database.is_sqlite:
                await other
        assert (first, await other) == ([HALLE], [PLACE])


async def test_many_that_claim_one_by_one_get_each_venue_once(small: House, database_url: str) -> None:
    other = Database(database_url)
    houses = (small, replace(small, database=other))
    got = await asyncio.gather(*(claimed_by(houses[number % 2], 1) for number in range(2 * len(VENUES))))
    await other.close()
    assert sorted(names([one for some in got for one in some])) == sorted(VENUES)


async def test_what_was_settled_is_what_is_loaded(small: House) -> None:
    await due(small, Halle=0)
    (claimed,) = await claimed_by(small)
    outcome = answered(claimed, GeocodingState.FOUND, asks=NOMINATIM, step=1, attempts=3, by="somebody")
    async with small.database.claiming() as connection:
        await note_asking(connection, {claimed.geocoding.venue_id: "a question"})
        assert await settle(connection, claimed, outcome, NOW + SECOND, alone=True)
    async with small.database.reading() as connection:
        found = await load_geocoding(connection, small.gazetteer, claimed.geocoding.venue_id)
        lease = geocodings.select().where(geocodings.c.venue_id == claimed.geocoding.venue_id)
        row = (await connection.execute(lease)).one()
    assert found == replace(outcome, due_at=NOW + SECOND)
    assert (row.alone, row.lease_until, row.asking) == (True, None, "")


async def test_words_of_another_release_are_read_as_none(small: House) -> None:
    (claimed,) = await claimed_by(small, 1)
    assert await settled(small, claimed, GeocodingState.REVIEW)
    strange = {"asks": "photon", "provider": "photon", "doubt": "under-water"}
    async with small.database.claiming() as connection:
        await connection.execute(geocodings.update().values(strange))
        found = await load_geocoding(connection, small.gazetteer, claimed.geocoding.venue_id)
    assert found is not None
    assert (found.asks, found.provider, found.doubt, found.candidates) == (None, None, None, JUDGED)


async def test_outcome_of_a_lease_that_ran_out_is_not_written_over_anothers(small: House) -> None:
    await due(small, Halle=0)
    (late,) = await claimed_by(small)
    (mine,) = await claimed_by(small, now=NOW + LEASE)
    assert not await settled(small, late)
    assert await settled(small, mine, GeocodingState.REVIEW)
    assert not await settled(small, mine)
    assert (await by_name(small))[HALLE].state is GeocodingState.REVIEW


async def test_outcome_is_not_written_over_a_persons_decision(small: House) -> None:
    (claimed,) = await claimed_by(small, 1)
    venue_id = claimed.geocoding.venue_id
    async with small.database.writing() as connection:
        await note_points(connection, {venue_id: Provenance.HUMAN}, NOW)
    assert not await settled(small, claimed)
    assert (await by_name(small))[claimed.geocoding.venue.name].state is GeocodingState.PINNED


async def test_outcome_is_not_written_over_what_was_decided_in_whatever_way(small: House) -> None:
    (claimed,) = await claimed_by(small, 1)
    async with small.database.claiming() as connection:
        await connection.execute(geocodings.update().values(state="nothing"))
    assert not await settled(small, claimed)


async def test_outcome_is_not_kept_of_a_venue_that_is_to_be_asked_anew(small: House) -> None:
    (claimed,) = await claimed_by(small, 1)
    async with small.database.claiming() as connection:
        assert await set_waiting(connection, [claimed.geocoding.venue_id], NOW + SECOND) == 1
    assert not await settled(small, claimed)
    assert (await by_name(small))[claimed.geocoding.venue.name] == replace(
        claimed.geocoding, asks=None, due_at=NOW + SECOND
    )


async def test_released_venues_are_as_before_or_due_later(small: House) -> None:
    await due(small, Halle=-2, Place=-1)
    both = await claimed_by(small)
    async with small.database.claiming() as connection:
        await note_asking(connection, {one.geocoding.venue_id: "a question" for one in both})
        await release(connection, both)
        asked = (await connection.execute(select(geocodings.c.asking).distinct())).scalars().all()
    assert asked == [""]
    assert await claimed_by(small) == both
    async with small.database.claiming() as connection:
        await release(connection, both[1:], NOW + SECOND)
        await release(connection, [])
    assert await claimed_by(small) == []
    assert names(await claimed_by(small, now=NOW + SECOND)) == [PLACE]


async def test_lease_that_ran_out_is_not_given_back_for_another(small: House) -> None:
    await due(small, Halle=0)
    late = await claimed_by(small)
    await claimed_by(small, now=NOW + LEASE)
    async with small.database.claiming() as connection:
        await release(connection, late)
    assert await claimed_by(small, now=NOW + LEASE) == []


async def test_question_is_in_flight_as_long_as_the_lease(small: House) -> None:
    (one, other) = (await claimed_by(small, 1))[0], (await claimed_by(small, 1, NOW + SECOND))[0]
    async with small.database.claiming() as connection:
        await note_asking(connection, {})
        await note_asking(connection, {one.geocoding.venue_id: "a", other.geocoding.venue_id: "b"})
        asked = [await in_flight(connection, ["a", "b", "b", "c"], at) for at in (NOW, NOW + LEASE, NOW + 2 * LEASE)]
    assert asked == [{"a", "b"}, {"b"}, set()]


async def test_what_a_killed_process_was_asking_is_not_in_flight_once_its_venue_is_anothers(small: House) -> None:
    async with small.database.claiming() as connection:
        await note_asking(connection, {one.venue_id: "a" for one in (await by_name(small)).values()})
    assert len(await claimed_by(small)) == len(VENUES)
    async with small.database.reading() as connection:
        assert await in_flight(connection, ["a"], NOW) == set()


@pytest.mark.parametrize("keys", [[], [f"question {number}" for number in range(2500)]])
async def test_however_many_questions_may_be_looked_for(small: House, keys: list[str]) -> None:
    async with small.database.reading() as connection:
        assert await in_flight(connection, keys, NOW) == set()


async def test_what_waits_is_counted_with_when_the_next_is_due(small: House) -> None:
    await due(small, Halle=0, Place=90)

    async def wait_for() -> tuple[int, float | None]:
        async with small.database.reading() as connection:
            number, at = await waiting(connection, NOW)
            return number, None if at is None else (at - NOW).total_seconds()

    assert await wait_for() == (4, 0)
    (halle,) = await claimed_by(small)
    assert await wait_for() == (4, 60), "the lease of the one ends before the other is due"
    assert await settled(small, halle)
    assert await wait_for() == (3, 90)
    for one in await claimed_by(small, now=NOW + timedelta(days=1)):
        assert await settled(small, one, GeocodingState.NOTHING, doubt=Doubt.NOTHING, candidates=())
    assert await wait_for() == (0, None)
