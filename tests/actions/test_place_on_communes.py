"""Venues without a point are put on their commune's, and no others are moved."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from festum.actions.count import health
from festum.actions.house import House
from festum.actions.list_venues import show_venue
from festum.actions.pin_venue import set_pin
from festum.actions.place_on_communes import place_on_communes
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.errors import NotHere
from festum.store.rows import venue_columns
from festum.store.tables import venues
from tests.small import load_small, on_sqlite

pytestmark = on_sqlite

EDITOR = Holder("admin", None)


@pytest.fixture
async def programme(house: House) -> House:
    await load_small(house)
    return house


async def venue(house: House, number: int) -> Venue:
    async with house.unit() as unit:
        return (await show_venue(unit, number, EDITOR)).geocoding.venue


async def revision(house: House) -> int:
    async with house.unit() as unit:
        return (await health(unit)).revision


async def test_those_without_a_point_or_on_an_old_one_are_published_on_their_communes(programme: House) -> None:
    placed = await venue(programme, 4)
    await programme.change(lambda unit: set_pin(unit, 1, Point(43.73, 3.31), EDITOR))
    pinned = await venue(programme, 1)
    async with programme.database.writing() as connection:
        for number, was in (
            (4, replace(placed, point=None, precision=None, provenance=None)),
            (5, replace(await venue(programme, 5), point=Point(42.5, 2.9))),
        ):
            await connection.execute(update(venues).where(venues.c.id == number).values(venue_columns(was)))
    before = await revision(programme)
    assert await place_on_communes(programme, "test", venue_id=4) == 1
    assert await venue(programme, 4) == placed
    assert await place_on_communes(programme, "test") == 1
    five = await venue(programme, 5)
    assert (five.point, five.precision, five.provenance) == (placed.point, Precision.COMMUNE, Provenance.GAZETTEER)
    assert (await venue(programme, 1), await revision(programme)) == (pinned, before + 2)
    assert await place_on_communes(programme, "test") == 0
    with pytest.raises(NotHere, match="no_such_venue"):
        await place_on_communes(programme, "test", venue_id=99)
