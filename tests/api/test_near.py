"""Around a place: how far each date is, the nearest first where that is asked, and what has no point nowhere."""

import httpx
import pytest

from tests.small import BALL, BALL_LATE, CONCERT, FEAST, FIRE, IN_ORDER, SARDANA, SHOW, WALK

LIST = "/api/v1/occurrences"
LODEVE, MONTPELLIER = "34142", "34172"


async def found(client: httpx.AsyncClient, query: str) -> list[tuple[str, float]]:
    answer = (await client.get(f"{LIST}?{query}")).json()
    assert answer["total"] == len(answer["items"])
    return [(item["id"], item["distance_km"]) for item in answer["items"]]


async def test_the_nearest_come_first_with_their_distance(visitor: httpx.AsyncClient) -> None:
    assert await found(visitor, f"near={LODEVE}&radius_km=300&sort=distance") == [
        (BALL, 0.0),
        (BALL_LATE, 0.0),
        (FIRE, 48.95),
        (CONCERT, 119.85),
        (SHOW, 119.85),
        (SARDANA, 119.85),
        (FEAST, 151.3),
    ]


async def test_without_a_sort_it_is_the_order_of_dates_with_distances_told(visitor: httpx.AsyncClient) -> None:
    by_distance = dict(await found(visitor, f"near={LODEVE}&radius_km=300&sort=distance"))
    by_date = await found(visitor, f"near={LODEVE}&radius_km=300")
    assert by_date == [(uid, by_distance[uid]) for uid in IN_ORDER if uid != WALK]


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        (f"near={LODEVE}", (BALL, BALL_LATE)),
        ("near=lodeve", (BALL, BALL_LATE)),
        ("near=Lodève&radius_km=1", (BALL, BALL_LATE)),
        ("near=Lodève&radius_km=1.0000000000000002", (BALL, BALL_LATE)),
        ("near=43.73235,3.31708&radius_km=1", (BALL, BALL_LATE)),
        ("near=43.73235;3.31708&radius_km=1", (BALL, BALL_LATE)),
        ("near=+43.73235+,+3.31708&radius_km=1", (BALL, BALL_LATE)),
        (f"near={LODEVE}&radius_km=50", (FIRE, BALL, BALL_LATE)),
        (f"near={MONTPELLIER}&radius_km=5", (FIRE,)),
        (f"near={LODEVE}&radius_km=50&category=bonfire", (FIRE,)),
        (f"near={LODEVE}&radius_km=50&q=grand+bal", (BALL, BALL_LATE)),
        ("near=0,0&radius_km=300", ()),
        ("near=90,180&radius_km=300", ()),
    ],
)
async def test_a_place_is_a_commune_or_a_point(reader: httpx.AsyncClient, query: str, uids: tuple[str, ...]) -> None:
    assert tuple(uid for uid, _ in await found(reader, query)) == uids
    feed = (await reader.get(f"/feeds/a.json?{query}")).json()
    assert tuple(item["id"] for item in feed["items"]) == uids
    assert not any("distance_km" in item for item in feed["items"])  # an entry is the same in every feed


async def test_latitude_comes_first_and_is_not_taken_for_longitude(reader: httpx.AsyncClient) -> None:
    """Whichever is asked first: their answers are kept apart."""
    here, elsewhere = "near=43.73235,3.31708", "near=3.31708,43.73235"
    for first, second in ((here, elsewhere), (f"{elsewhere}&limit=9", f"{here}&limit=9")):
        totals = {query: (await reader.get(f"{LIST}?{query}")).json()["total"] for query in (first, second)}
        assert {query.partition("&")[0]: total for query, total in totals.items()} == {here: 2, elsewhere: 0}


async def test_an_event_tells_the_distance_of_each_of_its_dates(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get(f"/api/v1/events?near={LODEVE}&radius_km=50&sort=distance")).json()
    told = [[date["distance_km"] for date in item["occurrences"]] for item in answer["items"]]
    assert told == [[0.0, 0.0], [48.95]]


async def test_no_distance_is_told_where_no_place_was_asked(reader: httpx.AsyncClient) -> None:
    assert not any("distance_km" in item for item in (await reader.get(LIST)).json()["items"])
