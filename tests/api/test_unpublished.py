"""An edition being prepared is as unseen as one that never was; publishing it moves everybody on."""

import httpx

from festum.actions.frame import publish_years
from festum.actions.house import House
from tests.conftest import TestClock, client_of
from tests.small import SECRET, event

SECRET_EVENT = event("amics", "secret", 2019)


async def test_an_edition_in_preparation_is_nowhere_to_be_seen(visitor: httpx.AsyncClient) -> None:
    for address in ("/api/v1/occurrences", "/feeds/a.ics", "/", "/api/v1/departements", "/api/v1/editions"):
        asked, never = [await visitor.get(f"{address}?edition={year}") for year in (2019, 2014)]
        assert (asked.status_code, never.status_code) == (400, 400)
        assert asked.text.replace("2019", "YEAR") == never.text.replace("2014", "YEAR")
        everything = await visitor.get(f"{address}?edition=all")
        assert everything.status_code == 200
        assert not any(word in everything.text for word in ("Pas encore dit", "2019", SECRET, SECRET_EVENT))
    for address in (
        f"/api/v1/occurrences/{SECRET}",
        f"/api/v1/events/{SECRET_EVENT}",
        f"/events/{SECRET_EVENT}",
        f"/events/{SECRET_EVENT}.ics",
    ):
        hidden = await visitor.get(address)
        never = await visitor.get(address.replace(SECRET, "never").replace(SECRET_EVENT, "never"))
        assert (hidden.status_code, never.status_code) == (404, 404)
        assert hidden.text.replace(SECRET, "never").replace(SECRET_EVENT, "never") == never.text


async def test_publishing_the_next_edition_moves_everybody_on(
    small: House, database_url: str, clock: TestClock
) -> None:
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    clock.advance(hours=1)
    async with client_of(database_url, clock) as client:
        listed = (await client.get("/api/v1/occurrences")).json()
        assert [item["id"] for item in listed["items"]] == [SECRET]
        assert [(e["year"], e["current"]) for e in (await client.get("/api/v1/editions")).json()["items"]] == [
            (2017, False),
            (2018, False),
            (2019, True),
        ]
        assert (await client.get("/feeds/a.ics")).text.count("BEGIN:VEVENT") == 1
        assert (await client.get("/feeds/a.ics?edition=2018")).text.count("BEGIN:VEVENT") == 8
        assert "Pas encore dit" in (await client.get("/")).text
        assert (await client.get(f"/events/{SECRET_EVENT}.ics")).text.count("BEGIN:VEVENT") == 1


async def test_before_anything_is_published_answers_are_empty_and_health_says_why(
    house: House, database_url: str, clock: TestClock
) -> None:
    async with client_of(database_url, clock) as client:
        health = await client.get("/health")
        listed = await client.get("/api/v1/occurrences")
        feed = await client.get("/feeds/a.ics")
        page = await client.get("/")
    assert (health.status_code, health.json()) == (
        503,
        {
            "type": "about:blank#no_edition_published",
            "title": "Service Unavailable",
            "status": 503,
            "detail": "Aucune édition n'est publiée : lancez « festum edition publish ANNÉE ».",
            "key": "no_edition_published",
            "values": {},
        },
    )
    assert (listed.status_code, listed.json()) == (200, {"items": [], "total": 0, "next": None, "revision": 1})
    assert (feed.status_code, feed.text.count("BEGIN:VTIMEZONE"), feed.text.count("BEGIN:VEVENT")) == (200, 1, 0)
    assert (page.status_code, "Le programme n&#39;est pas encore publié." in page.text) == (200, True)


async def test_health_counts_what_is_in(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/health")
    counts = {"editions": 2, "partners": 3, "events": 8, "occurrences": 9}
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "revision": 6, **counts})
