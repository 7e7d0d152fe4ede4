"""How many venues have which point."""

from festum.actions.house import House
from festum.domain.geocoding import Doubt, GeocodingState
from festum.store import tables as t
from festum.store.geocoding_tally import Tally, tally
from tests.conftest import load_csv
from tests.store.geocoded import CAPITOLE, HALLE, LEASE, NOW, PLACE, by_name, decided
from tests.store.small import BAL, csv_of

BY_GAZETTEER = ("gazetteer", "commune")


async def test_venues_are_counted_by_point_state_and_doubt(small: House) -> None:
    await decided(small, {HALLE: GeocodingState.FOUND, PLACE: GeocodingState.REVIEW})
    await load_csv(
        small, csv_of([{**BAL, "event_key": "nou", "venue": "Parc", "latitude": "43.7", "longitude": "3.3"}])
    )
    async with small.database.reading() as connection:
        all_told = await tally(connection, NOW)
        of_one = await tally(connection, NOW + LEASE, "cercle")
        of_nobody = await tally(connection, NOW, "nobody")
    states = {"found": 1, "review": 1, "waiting": 2, "pinned": 1}
    points = {BY_GAZETTEER: 4, ("human", "housenumber"): 1}
    assert all_told == Tally(5, points, states, {"far": 1}, due=0, unpublished=1)
    assert of_one == Tally(
        4,
        {BY_GAZETTEER: 3, ("human", "housenumber"): 1},
        {"found": 1, "waiting": 2, "pinned": 1},
        {},
        due=2,
        unpublished=1,
    )
    assert of_nobody == Tally(0, {}, {}, {}, due=0, unpublished=0)


async def test_doubts_are_those_of_the_queue_and_what_is_published_waits_no_more(small: House) -> None:
    await decided(small, {HALLE: GeocodingState.FOUND}, published=True, doubt=Doubt.SEVERAL)
    async with small.database.reading() as connection:
        found = await tally(connection, NOW)
    assert found == Tally(4, {BY_GAZETTEER: 4}, {"found": 1, "waiting": 3}, {}, due=0, unpublished=0)


async def test_venue_without_a_live_date_is_not_counted(small: House) -> None:
    capitole = (await by_name(small))[CAPITOLE].venue_id
    async with small.database.writing() as connection:
        there = t.occurrences.c.venue_id == capitole
        await connection.execute(t.occurrences.update().where(there).values(state="gone"))
        found = await tally(connection, NOW)
    assert found == Tally(3, {BY_GAZETTEER: 3}, {"waiting": 3}, {}, due=3, unpublished=0)


async def test_venue_without_a_point_is_counted_as_such(small: House) -> None:
    async with small.database.writing() as connection:
        await connection.execute(t.venues.update().values(provenance=None, precision=None))
        found = await tally(connection, NOW)
    assert found.points == {("", ""): 4}
