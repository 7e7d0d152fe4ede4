"""The Hérault feed of the demonstration, read by others than ourselves."""

from typing import Any

import httpx
import pytest

from tests.journeys.readers import (
    Libical,
    by_icalendar,
    by_icaljs,
    by_vobject,
    events_by_icaljs,
    jcal_by_icalendar,
)


async def listed(client: httpx.AsyncClient, filters: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    cursor = ""
    while True:
        answer = (await client.get(f"/api/v1/occurrences?limit=200{filters}{cursor}")).json()
        found |= {item["id"]: item for item in answer["items"]}
        if answer["next"] is None:
            assert len(found) == answer["total"]
            return found
        cursor = f"&cursor={answer['next']}"


@pytest.mark.parametrize(
    "filters", ["", "&departement=34", "&language=ca&lang=ca", "&cancelled=mark", "&from=2018-06-23"]
)
async def test_feed_is_read_alike_by_four_readers(client: httpx.AsyncClient, filters: str) -> None:
    content = (await client.get(f"/feeds/programme.ics?{filters.strip('&')}")).content
    items = await listed(client, filters.replace("&cancelled=mark", ""))
    assert len(items) > 10

    read = by_icalendar(content)
    assert read.keys() == items.keys()
    assert by_vobject(content) == read
    assert by_icaljs(content) == read
    assert Libical().read(content) == {uid: summary for uid, (_, summary) in read.items()}

    as_json = (await client.get(f"/feeds/programme.jcal?{filters.strip('&')}")).content
    assert jcal_by_icalendar(as_json) == read
    assert events_by_icaljs(as_json, "jcal") == events_by_icaljs(content)


async def test_demonstration_has_the_published_size(client: httpx.AsyncClient) -> None:
    totals = {
        name: (await client.get(f"/api/v1/{name}?edition=2018")).json()["total"]
        for name in ("occurrences", "departements", "partners")
    }
    assert totals == {"occurrences": 500, "departements": 13, "partners": 78}
    assert (await client.get("/api/v1/communes?edition=2018")).json()["total"] >= 120


async def test_empty_selection_is_a_calendar_without_events(client: httpx.AsyncClient) -> None:
    answer = await client.get("/feeds/rien.ics?departement=65&from=2018-07-08&language=oc-aranes")
    assert answer.status_code == 200
    assert by_icalendar(answer.content) == {}
    assert by_vobject(answer.content) == {}
    assert by_icaljs(answer.content) == {}
    assert Libical().read(answer.content) == {}
    assert b"BEGIN:VTIMEZONE" in answer.content


@pytest.mark.parametrize("line", [b"DTSTART:hello", b"GEO:43.1,3.2", b"RRULE:FREQ=BLA", b"nonsense"])
def test_libical_complains_of_a_broken_calendar(line: bytes) -> None:
    """The judge itself is seen to refuse."""
    broken = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20180101T000000Z\r\n"
        + line
        + b"\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    with pytest.raises(AssertionError):
        Libical().read(broken)


@pytest.mark.parametrize("line", [b"DTSTART:hello", b"DTSTART:20180623T210000", b"nonsense"])
def test_icaljs_complains_of_a_broken_calendar(line: bytes) -> None:
    """Likewise; the second is a time of no zone."""
    broken = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n" + line + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    with pytest.raises(AssertionError):
        by_icaljs(broken)
