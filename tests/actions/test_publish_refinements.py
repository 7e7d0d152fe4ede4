"""Points that were found become public: together, when it is time, once, and none over a better one."""

import asyncio
from datetime import timedelta

import pytest

from festum.actions import publish_refinements as publishing
from festum.actions.geocode_venues import geocode_some
from festum.actions.house import House
from festum.actions.pin_venue import set_pin
from festum.actions.publish_refinements import TURN, publish_found, publish_refinements
from festum.domain.geocoding import GeocodingState
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.store.geocodings import set_waiting
from tests.actions.scripted import (
    BAN,
    NOMINATIM,
    Scripted,
    by_name,
    for_ever,
    house_asking,
    load_streets,
    rounds,
    street,
)
from tests.conftest import TestClock
from tests.store.geocoded import CAPITOLE, HALLE, PLACE, TOULOUSE
from tests.store.small import dump, events_by_key, revision_of

HERE = Point(43.7331, 3.3172)


async def points(house: House) -> dict[str, tuple[Point | None, Precision | None, Provenance | None]]:
    return {name: _of(one.venue) for name, one in (await by_name(house)).items()}


def _of(venue: Venue) -> tuple[Point | None, Precision | None, Provenance | None]:
    return venue.point, venue.precision, venue.provenance


async def found(small: House, clock: TestClock) -> House:
    """Two streets and the Halle are found, the others are done with."""
    await load_streets(small, "Rue Foch", "Rue Basse")
    says = {name: [(street(name),)] for name in ("Rue Foch", "Rue Basse", "Halle")}
    ban = Scripted(BAN, says)  # type: ignore[arg-type]
    house = house_asking(small, clock, ban)
    await rounds(house, clock, ban)
    return house


async def test_all_that_was_found_is_one_revision_and_no_new_sequence(small: House, clock: TestClock) -> None:
    house = await found(small, clock)
    before, events, revision = await points(house), await events_by_key(house), await revision_of(house)
    clock.advance(hours=1)
    assert await publish_refinements(house) == 3
    better = (HERE, Precision.STREET, BAN)
    assert await points(house) == before | dict.fromkeys(("Rue Foch", "Rue Basse", HALLE), better)
    assert (await revision_of(house)).number == revision.number + 1
    now = await events_by_key(house)
    assert {key for key in now if now[key] != events[key]} == {"Rue Foch", "Rue Basse", "bal", "dos", "futur"}
    told = {
        key: [(o.sequence, clock() if o.venue and o.venue.name not in {PLACE, CAPITOLE, TOULOUSE} else o.modified)
              for o in event.occurrences]
        for key, event in events.items()
    }  # fmt: skip
    assert {key: [(o.sequence, o.modified) for o in event.occurrences] for key, event in now.items()} == told
    known = await by_name(house)
    assert {name for name, one in known.items() if one.published} == {"Rue Foch", "Rue Basse", HALLE}


async def test_what_is_published_is_not_published_again(small: House, clock: TestClock) -> None:
    house = await found(small, clock)
    await publish_refinements(house)
    clock.advance(hours=1)
    before = await dump(house)
    assert (await publish_refinements(house), await publish_found(house)) == (0, 0)
    assert await dump(house) == before  # no turn was taken either


async def test_it_is_time_when_nothing_waits_or_the_first_has_waited_long(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(street("Rue Foch"),)]})
    nominatim = Scripted(NOMINATIM, {"Halle": [for_ever]})
    house = house_asking(small, clock, ban, nominatim)
    await rounds(house, clock, ban)
    assert await publish_refinements(house) == 0  # others wait for the next geocoder
    clock.now = (await by_name(house))["Rue Foch"].asked_at + house.chain.publish_every - timedelta(seconds=1)  # type: ignore[operator]
    assert await publish_refinements(house) == 0
    clock.advance(seconds=1)
    assert await publish_refinements(house) == 1


async def test_one_process_publishes_and_one_that_died_is_waited_for(small: House, clock: TestClock) -> None:
    house = await found(small, clock)
    revision = await revision_of(house)
    assert sorted(await asyncio.gather(*(publish_refinements(house) for _ in range(3)))) == [0, 0, 3]
    assert (await revision_of(house)).number == revision.number + 1
    await load_streets(small, "Rue Haute")
    ban = Scripted(BAN, {"Rue Haute": [(street("Rue Haute"),)]})
    later = house_asking(house, clock, ban)
    await rounds(later, clock, ban)
    async with house.database.claiming() as connection:
        assert await publishing.claim_turn(connection, publishing.PUBLICATION, TURN, clock())
    assert await publish_refinements(later) == 0
    clock.now += TURN
    assert await publish_refinements(later) == 1


async def test_pin_set_meanwhile_stays(small: House, clock: TestClock) -> None:
    house = await found(small, clock)
    there, venue_id = Point(43.7, 3.3), (await by_name(house))["Rue Foch"].venue_id
    await house.change(lambda unit: set_pin(unit, venue_id, there, Holder("Maria", None)))
    assert await publish_refinements(house) == 2
    assert (await points(house))["Rue Foch"] == (there, Precision.HOUSENUMBER, Provenance.HUMAN)


async def test_point_no_better_than_the_known_one_is_done_with(small: House, clock: TestClock) -> None:
    house = await found(small, clock)
    await publish_refinements(house)
    async with house.database.claiming() as connection:
        await set_waiting(connection, None, clock())
    clock.advance(hours=1)
    await rounds(house, clock, house.chain.geocoders[0])
    revision = await revision_of(house)
    assert await publish_refinements(house) == 0
    assert await revision_of(house) == revision
    known = await by_name(house)
    assert all(one.published for one in known.values() if one.state is GeocodingState.FOUND)


async def test_what_a_geocoder_says_now_replaces_what_it_said_before(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    there = street("Rue Foch", point=Point(43.7400, 3.3200))
    ban = Scripted(BAN, {"Rue Foch": [(street("Rue Foch"),), (there,)]})
    house = house_asking(small, clock, ban)
    await rounds(house, clock, ban)
    await publish_found(house)
    async with house.database.claiming() as connection:
        await set_waiting(connection, [(await by_name(house))["Rue Foch"].venue_id], clock())
    clock.advance(seconds=1)
    await geocode_some(house, ban, fresh=True)
    assert await publish_found(house) == 1
    assert (await points(house))["Rue Foch"] == (there.point, Precision.STREET, BAN)


async def test_many_are_published_in_portions(small: House, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> None:
    house = await found(small, clock)
    revision = await revision_of(house)
    monkeypatch.setattr(publishing, "PORTION", 2)
    assert await publish_refinements(house) == 3
    assert (await revision_of(house)).number == revision.number + 2
