"""Following changes over HTTP, as a mirror elsewhere does: shapes, pages, and what a cache may keep."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.api.test_occurrence_lists import pages
from tests.small import BALL, BALL_LATE, FIRE, WALK, event, on_sqlite

CHANGES = "/api/v1/changes"
BAL, FEU = event("amics", "bal"), event("amics", "feu")


async def test_the_first_page_is_everything_with_editions_and_partners(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get(CHANGES)).json()
    assert sorted(answer) == ["editions", "items", "next", "partners", "revision"]
    assert (answer["next"], answer["revision"]) == (None, 6)
    assert answer["editions"] == [
        {"year": 2017, "number": 12, "starts_on": "2017-05-20", "ends_on": "2017-07-09", "source": ""},
        {
            "year": 2018,
            "number": 13,
            "starts_on": "2018-05-19",
            "ends_on": "2018-07-08",
            "source": "https://example.org/2018",
        },
    ]
    assert answer["partners"] == [
        {
            "key": "amics",
            "name": "Los Amics",
            "synthetic": False,
            "kind": "association",
            "url": "https://amics.example",
        },
        {"key": "biblioteca", "name": "Bibliotèca de Perpinhan", "synthetic": False, "kind": "library", "url": ""},
        {"key": "mostra", "name": "Mòstra de démonstration", "synthetic": True, "kind": "other", "url": ""},
    ]
    ids = [item["event_id"] for item in answer["items"]]
    assert (len(ids), ids) == (8, sorted(ids))
    assert (event("amics", "secret", 2019) in ids, {item["revision"] for item in answer["items"]}) == (False, {6})
    assert all(item["deleted"] == [] for item in answer["items"])
    for item in answer["items"]:
        assert item["event"] == (await visitor.get(f"/api/v1/events/{item['event_id']}")).json()


async def test_texts_come_in_the_language_asked_for(reader: httpx.AsyncClient) -> None:
    items = (await reader.get(f"{CHANGES}?lang=oc")).json()["items"]
    assert next(item["event"]["title"] for item in items if item["event_id"] == BAL) == "Grand balèti"


@pytest.mark.parametrize("limit", [1, 3, 8, 9])
async def test_pages_tell_everything_once_and_the_frame_with_the_first(reader: httpx.AsyncClient, limit: int) -> None:
    whole = (await reader.get(f"{CHANGES}?limit=200")).json()
    found = await pages(reader, f"{CHANGES}?limit={limit}")
    assert [item for page in found for item in page["items"]] == whole["items"]
    frames = [(len(page["editions"]), len(page["partners"])) for page in found]
    assert frames == [(2, 3), *[(0, 0)] * (len(found) - 1)]


async def test_who_is_up_to_date_is_told_so_in_few_bytes(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"{CHANGES}?since=6")
    assert answer.json() == {"items": [], "editions": [], "partners": [], "next": None, "revision": 6}
    again = await reader.get(f"{CHANGES}?since=6", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_what_was_corrected_and_deleted_is_told_and_nothing_else(editor: httpx.AsyncClient) -> None:
    await editor.patch(f"/api/v1/occurrences/{FIRE}", json={"notice": "Le feu est interdit."})
    await editor.delete(f"/api/v1/occurrences/{BALL}")
    await editor.delete(f"/api/v1/events/{event('amics', 'passejada')}")
    answer = (await editor.get(f"{CHANGES}?since=6")).json()
    assert (answer["revision"], answer["next"], answer["editions"], answer["partners"]) == (9, None, [], [])
    told = [
        (item["revision"], item["event_id"], item["deleted"], item["event"] and len(item["event"]["occurrences"]))
        for item in answer["items"]
    ]
    assert told == [
        (7, FEU, [], 1),
        (8, BAL, [BALL], 1),
        (9, event("amics", "passejada"), [WALK], None),
    ]
    assert answer["items"][0]["event"]["occurrences"][0]["notice"] == "Le feu est interdit."
    assert answer["items"][1]["event"]["occurrences"][0]["id"] == BALL_LATE
    later = (await editor.get(f"{CHANGES}?since=8")).json()["items"]
    assert [item["revision"] for item in later] == [9]


@on_sqlite
async def test_a_mirror_that_pages_while_others_write_ends_equal(editor: httpx.AsyncClient) -> None:
    held: dict[str, Any] = {}
    cursor, since, turns = "", 0, 0
    while True:
        address = f"{CHANGES}?since={since}&limit=2" + (f"&cursor={cursor}" if cursor else "")
        answer = (await editor.get(address)).json()
        for item in answer["items"]:
            held.pop(item["event_id"], None)
            if item["event"]:
                held[item["event_id"]] = item["event"]
        if turns < 4:  # what was told, what was not yet, one gone: between any two pages
            uid = (FIRE, BALL_LATE, WALK, BALL)[turns]
            changed = await editor.patch(f"/api/v1/occurrences/{uid}", json={"notice": f"Nòva {turns}"})
            assert changed.status_code == 200
            if turns == 2:
                assert (await editor.delete(f"/api/v1/occurrences/{WALK}")).status_code == 204
        turns += 1
        cursor = answer["next"]
        if cursor is None:
            if since == answer["revision"]:
                break
            since, cursor = answer["revision"], ""
        await asyncio.sleep(0)
        assert turns < 50
    listed = [i for page in await pages(editor, "/api/v1/events?edition=all") for i in page["items"]]
    assert held == {item["event_id"]: item for item in listed}
