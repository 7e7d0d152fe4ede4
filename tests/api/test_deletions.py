"""What is deleted: gone for the website, cancelled for the subscriber, and its addresses answer for ever."""

from datetime import UTC, datetime, timedelta

import httpx

from festum.actions.house import House
from festum.actions.settle import bury_tombstones
from tests.api.calendars import feed, said, vevents
from tests.conftest import TestClock, client_of
from tests.small import BALL, BALL_LATE, IN_ORDER, SARDANA, event

BALL_EVENT, SARDANA_EVENT = event("amics", "bal"), event("biblioteca", "sardana")
GONE_EVENT = {
    "type": "about:blank#deleted_event",
    "title": "Gone",
    "status": 410,
    "detail": "Cet événement a été supprimé.",
    "key": "deleted_event",
    "values": {"id": SARDANA_EVENT},
}


def gone_date(uid: str) -> dict[str, object]:
    return {
        "type": "about:blank#deleted_occurrence",
        "title": "Gone",
        "status": 410,
        "detail": "Ce rendez-vous a été supprimé.",
        "key": "deleted_occurrence",
        "values": {"id": uid},
    }


async def test_nothing_is_deleted_by_a_question_badly_put(editor: httpx.AsyncClient) -> None:
    for address in (f"/api/v1/occurrences/{SARDANA}", f"/api/v1/events/{SARDANA_EVENT}"):
        for query in ("lang=de", "lang=", "departement=34"):
            assert (await editor.delete(f"{address}?{query}")).status_code == 400
        assert (await editor.get(address)).status_code == 200


async def test_a_deleted_date_is_gone_from_the_website_and_cancelled_in_calendars(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    before = await feed(editor)
    clock.advance(minutes=1)
    deleted = await editor.delete(f"/api/v1/occurrences/{BALL}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    for method in ("GET", "PATCH", "DELETE"):
        body = {"notice": "x"} if method == "PATCH" else None
        answer = await editor.request(method, f"/api/v1/occurrences/{BALL}", json=body)
        assert (answer.status_code, answer.json()) == (410, gone_date(BALL))
    listed = (await editor.get("/api/v1/occurrences")).json()
    assert [item["id"] for item in listed["items"]] == [uid for uid in IN_ORDER if uid != BALL]
    whole = (await editor.get(f"/api/v1/events/{BALL_EVENT}")).json()
    assert [date["id"] for date in whole["occurrences"]] == [BALL_LATE]

    after = await feed(editor)
    assert list(after) == list(before) == list(IN_ORDER)
    assert {uid for uid in before if before[uid] != after[uid]} == {BALL}
    assert [said(after[BALL], name) for name in ("STATUS", "SUMMARY", "SEQUENCE", "DTSTAMP", "DTSTART")] == [
        "CANCELLED",
        "ANNULÉ : Grand bal",
        "1",
        "20180502T100100Z",
        said(before[BALL], "DTSTART"),
    ]
    assert list(await feed(editor, "?cancelled=hide&partner=amics")) == [
        uid for uid in vevents((await editor.get("/feeds/a.ics?partner=amics")).content) if uid != BALL
    ]


async def test_an_event_whose_last_date_is_deleted_is_gone_and_its_calendar_stays(editor: httpx.AsyncClient) -> None:
    await editor.delete(f"/api/v1/occurrences/{SARDANA}")
    for method in ("GET", "PATCH", "DELETE"):
        body = {"price": "1 €"} if method == "PATCH" else None
        answer = await editor.request(method, f"/api/v1/events/{SARDANA_EVENT}", json=body)
        assert (answer.status_code, answer.json()) == (410, GONE_EVENT)
    page = await editor.get(f"/events/{SARDANA_EVENT}")
    assert (page.status_code, page.headers["content-type"]) == (410, "text/html; charset=utf-8")
    calendar = await editor.get(f"/events/{SARDANA_EVENT}.ics")
    block = vevents(calendar.content)[SARDANA]
    assert (calendar.status_code, said(block, "STATUS"), said(block, "SEQUENCE")) == (200, "CANCELLED", "1")


async def test_a_deleted_event_takes_all_its_dates_with_it(editor: httpx.AsyncClient) -> None:
    assert (await editor.delete(f"/api/v1/events/{BALL_EVENT}")).status_code == 204
    for uid in (BALL, BALL_LATE):
        assert (await editor.get(f"/api/v1/occurrences/{uid}")).json() == gone_date(uid)
    after = await feed(editor)
    told = {uid: (said(after[uid], "STATUS"), said(after[uid], "SEQUENCE")) for uid in (BALL, BALL_LATE)}
    assert told == {BALL: ("CANCELLED", "1"), BALL_LATE: ("CANCELLED", "1")}
    assert (await editor.get("/api/v1/departements")).json()["items"][1]["occurrences"] == 1


async def test_deleting_a_cancelled_date_tells_it_once_more(editor: httpx.AsyncClient, clock: TestClock) -> None:
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"status": "cancelled"})
    clock.advance(minutes=1)
    await editor.delete(f"/api/v1/occurrences/{BALL}")
    block = (await feed(editor))[BALL]
    assert (said(block, "SEQUENCE"), said(block, "STATUS")) == ("2", "CANCELLED")


async def test_after_thirty_days_the_address_is_an_empty_calendar_for_ever(
    editor: httpx.AsyncClient, small: House, database_url: str, clock: TestClock
) -> None:
    await editor.delete(f"/api/v1/events/{SARDANA_EVENT}")
    deleted = clock()
    clock.advance(days=30)
    assert await small.change(bury_tombstones) == 0
    assert SARDANA in await feed(editor)
    clock.advance(seconds=1)
    assert await small.change(bury_tombstones) == 1
    clock.advance(days=1)
    async with client_of(database_url, clock) as later:
        answer = await later.get(f"/events/{SARDANA_EVENT}.ics")
        assert (answer.status_code, answer.content.count(b"BEGIN:VTIMEZONE"), vevents(answer.content)) == (200, 1, {})
        assert answer.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        assert SARDANA not in await feed(later)
        assert (await later.get(f"/api/v1/events/{SARDANA_EVENT}")).status_code == 410
        buried = answer.headers["last-modified"]
    assert deleted == datetime(2018, 5, 2, 10, 0, 0, tzinfo=UTC)
    assert buried == f"{deleted + timedelta(days=30, seconds=1):%a, %d %b %Y %H:%M:%S} GMT"


async def test_what_never_was_is_not_gone_but_unknown(editor: httpx.AsyncClient) -> None:
    nothing = "00000000-0000-0000-0000-000000000000"
    for address, key in (("events", "no_such_event"), ("occurrences", "no_such_occurrence")):
        for identifier in (nothing, "x" * 300, "é", "%00", "..%2F..%2Fetc"):
            for method in ("GET", "PATCH", "DELETE"):
                body = {"notice": "x"} if method == "PATCH" else None
                answer = await editor.request(method, f"/api/v1/{address}/{identifier}", json=body)
                assert (answer.status_code, answer.json()["key"]) in ((404, key), (404, "no_such_page")), identifier
