"""How far things are: the figure of the database is the one of the domain, on both databases and at every border."""

import random
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from festum.actions.house import House
from festum.domain.place import Point, Precision, Provenance, Venue, squared_chord
from festum.domain.query import Query
from festum.store import tables as t
from festum.store.filters import conditions
from festum.store.listings import page_of_events, page_of_listings
from festum.store.nearness import farness, kilometres, point_named, within
from festum.store.ordering import order_of
from festum.store.rows import venue_columns
from tests.conftest import load_csv
from tests.store.small import Row, csv_of, name_of

LODEVE = "34142"


def straight(one: Point, other: Point) -> float:
    """Squared, through the globe."""
    return sum((a - b) ** 2 for a, b in zip(one.on_the_sphere(), other.on_the_sphere(), strict=True))


degrees = st.builds(
    Point, st.floats(-90, 90, allow_nan=False).map(lambda d: round(d, 6)),
    st.floats(-180, 180, allow_nan=False).map(lambda d: round(d, 6)),
)  # fmt: skip
in_the_region = st.builds(
    Point, st.floats(42.3, 45.1).map(lambda d: round(d, 6)), st.floats(-0.4, 4.9).map(lambda d: round(d, 6))
)


@given(in_the_region, in_the_region)
@example(Point(43.6, 1.44), Point(43.6, 1.44))
@example(Point(43.6, 1.44), Point(43.600001, 1.44))
def test_a_distance_in_the_region_is_the_one_of_the_domain_to_ten_metres(one: Point, other: Point) -> None:
    assert kilometres(straight(one, other)) == pytest.approx(one.distance_km(other), abs=0.0051)


@given(degrees, degrees)
@example(Point(0, 0), Point(0, 180))
@example(Point(90, 0), Point(-90, 0))
@example(Point(0, -180), Point(0, 180))
def test_a_distance_anywhere_is_the_one_of_the_domain(one: Point, other: Point) -> None:
    assert kilometres(straight(one, other)) == pytest.approx(one.distance_km(other), abs=0.05)
    assert 0 <= kilometres(straight(one, other)) <= 20015.12


@given(in_the_region, in_the_region, in_the_region)
def test_what_is_farther_on_the_ground_is_farther_through_it(one: Point, other: Point, third: Point) -> None:
    if one.distance_km(other) - one.distance_km(third) > 0.001:
        assert straight(one, other) > straight(one, third)


@given(st.floats(1, 300))
def test_a_radius_is_the_chord_of_that_distance(km: float) -> None:
    assert kilometres(squared_chord(km)) == pytest.approx(km, abs=0.0051)


def test_a_place_is_named_by_a_commune_or_by_its_degrees(gazetteer_point: Point) -> None:
    assert point_named(LODEVE) == gazetteer_point
    assert point_named("43.60000,-1.44000") == Point(43.6, -1.44)


@pytest.fixture
def gazetteer_point() -> Point:
    return Point(43.73235, 3.31708)


def pin(name: str, point: Point | None) -> Venue:
    human = Provenance.HUMAN if point else None
    return Venue(name, "", "", None, point, Precision.STREET if point else None, human)


async def test_both_databases_reckon_as_the_domain_does(house: House) -> None:
    chance = random.Random(2018)
    points = [Point(round(chance.uniform(42.3, 45.1), 6), round(chance.uniform(-0.4, 4.9), 6)) for _ in range(300)]
    points += [Point(-33.86, 151.2), Point(90, 0), Point(-90, 0), Point(0, 180), Point(0, -180)]
    async with house.database.writing() as connection:
        await connection.execute(insert(t.venues), [venue_columns(pin(f"v{n}", p)) for n, p in enumerate(points)])
        await connection.execute(insert(t.venues), [venue_columns(pin("nowhere", None))])
    for near in (LODEVE, "43.60450,1.44420", "0.00000,0.00000", "-43.60000,-176.00000"):
        here = point_named(near)
        async with house.database.reading() as connection:
            rows = (await connection.execute(select(t.venues.c.name, farness(near).label("far")))).all()
            order = select(t.venues.c.name).where(t.venues.c.x.is_not(None)).order_by(farness(near), t.venues.c.name)
            ordered = list((await connection.execute(order)).scalars())
            around = {
                km: set((await connection.execute(select(t.venues.c.name).where(within(near, km)))).scalars())
                for km in ("1", "12.5", "50", "100", "300")
            }
        told = {row.name: row.far for row in rows}
        assert told.pop("nowhere") is None
        by_name = {f"v{n}": here.distance_km(point) for n, point in enumerate(points)}
        # The same figure to the last bit on both databases and here: plain arithmetic.
        assert told == {f"v{n}": straight_as_written(point, here) for n, point in enumerate(points)}
        assert {name: kilometres(far) for name, far in told.items()} == pytest.approx(by_name, abs=0.05)
        assert ordered == sorted(by_name, key=lambda name: (told[name], name))
        assert around == {km: {n for n, far in by_name.items() if far <= float(km)} for km in around}


def straight_as_written(point: Point, here: Point) -> float:
    (x, y, z), (a, b, c) = point.on_the_sphere(), here.on_the_sphere()
    return (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)


# --- lists -----------------------------------------------------------------------------------------------------------

# Northwards along a meridian from Lodève, in kilometres.
NORTHWARDS = {"n10": 9.99, "n11": 10.01, "n50": 50.0, "n300": 300.5, "n0": 0.0}
KM_OF_A_DEGREE = 111.19508


def northwards(key: str, km: float) -> Row:
    return {
        "edition": "2018", "partner": "cercle", "event_key": key, "title": key, "start": "2018-06-10T18:00",
        "venue": key, "commune": "Lodève", "latitude": f"{43.73235 + km / KM_OF_A_DEGREE:.6f}", "longitude": "3.31708",
    }  # fmt: skip


@pytest.fixture
async def north(small: House) -> House:
    await load_csv(small, csv_of([northwards(key, km) for key, km in NORTHWARDS.items()]))
    return small


async def near(house: House, radius: str = "", **terms: str) -> list[tuple[str, float | None]]:
    asked = Query.of(
        {"near": (LODEVE,), **({"radius_km": (radius,)} if radius else {}), **{k: (v,) for k, v in terms.items()}}
    )
    async with house.database.reading() as connection:
        page = await page_of_listings(
            connection, house.gazetteer, conditions(asked, 2018), None, None, order_of("distance", asked), LODEVE
        )
    assert page.total == len(page.listings)
    return [(name_of(one.event_key, one.occurrence.occurrence_key), one.distance_km) for one in page.listings]


async def test_a_radius_ends_where_it_says_and_the_nearest_come_first(north: House) -> None:
    at_home = [("dos1", 0.0), ("n0", 0.0), ("bal", 0.0)]
    assert await near(north, "1") == at_home
    assert await near(north, "10") == [*at_home, ("n10", 9.99)]
    assert await near(north, "10.1") == [*at_home, ("n10", 9.99), ("n11", 10.01)]
    assert await near(north) == await near(north, "20")
    assert await near(north, "50.1") == [*at_home, ("n10", 9.99), ("n11", 10.01), ("n50", 50.0)]
    everything = [name for name, _ in await near(north, "300")]
    assert (set(everything) >= {"expo", "fuoc", "cant", "dos2"}, "n300" in everything, "sens" in everything) == (
        True, False, False
    )  # fmt: skip
    assert await near(north, "300", category="baleti") == [("bal", 0.0)]


async def test_an_event_tells_how_far_each_of_its_dates_is(north: House) -> None:
    asked = Query.of({"near": (LODEVE,), "radius_km": ("300",)})
    async with north.database.reading() as connection:
        page = await page_of_events(
            connection, north.gazetteer, conditions(asked, 2018), 200, None, order_of("distance", asked), LODEVE
        )
        by_date = await page_of_events(
            connection, north.gazetteer, conditions(asked, 2018), 200, None, order_of("date", asked), LODEVE
        )
    told = {dates[0].event_key: [one.distance_km for one in dates] for dates in page.events}
    lodeve, toulouse = point_named(LODEVE), north.gazetteer.commune("31555")
    assert toulouse is not None
    assert told["dos"] == [0.0, pytest.approx(lodeve.distance_km(toulouse.point), abs=0.006)]
    assert [dates[0].event_key for dates in page.events][:3] == ["dos", "n0", "bal"]
    assert {dates[0].event_key: [one.distance_km for one in dates] for dates in by_date.events} == told


async def test_nothing_tells_a_distance_that_was_not_asked_for(small: House) -> None:
    async with small.database.reading() as connection:
        page = await page_of_listings(connection, small.gazetteer, conditions(Query(), 2018), None)
        everywhere = await connection.execute(select(func.count()).select_from(t.venues).where(t.venues.c.x.is_(None)))
    assert {one.distance_km for one in page.listings} == {None}
    assert everywhere.scalar_one() == 0
    assert replace(page.listings[0], distance_km=1.0) != page.listings[0]
