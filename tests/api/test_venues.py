"""Venues over HTTP: the queue, decisions of editors, duplicates and merges, and where a point is."""

from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from festum.actions.house import House
from festum.api.venue_schemas import (
    DuplicateList,
    GeocodingSummary,
    MergeList,
    MergeOut,
    PinnedVenue,
    VenueReport,
    VenueReports,
    WhereaboutsOut,
)
from tests.actions.venue_numbers import number_of
from tests.api.importing import refused
from tests.conftest import BASE_URL, TestClock, load_csv
from tests.proposed import leave_in_doubt
from tests.small import BALL, ROWS, on_sqlite

VENUES, MERGES = "/api/v1/venues", "/api/v1/venue-merges"
HALLE, LOGE, PRAIRIE = "halle|1 place du marche|34142", "place de la loge||66136", "prairie||31555"
PIN = {"latitude": 43.7331, "longitude": 3.3172}
HALLS = ROWS.splitlines()[0] + (
    "\n2018,amics,mercat,1,Mercat,,,,,2018-06-24T10:00,,,,Les Halles,,34700,34142,oc,market,,,,,,,\n"
)


def held(model: type[BaseModel], answer: httpx.Response) -> dict[str, Any]:
    """The answer, which has the fields its model has and no others."""
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    assert model.model_validate(body).model_dump(mode="json").keys() == body.keys()
    return body


async def test_the_queue_shows_each_venue_with_what_was_proposed(small: House, editor: httpx.AsyncClient) -> None:
    number = await number_of(small, HALLE)
    assert held(VenueReports, await editor.get(VENUES)) == {"items": [], "next": None}
    await leave_in_doubt(small, number)
    answer = await editor.get(f"{VENUES}?lang=en")
    assert answer.headers["cache-control"] == "no-store"
    body = held(VenueReports, answer)
    at = f"{BASE_URL}{VENUES}/{number}"
    market = {
        "number": 1, "label": "Place du Marché 34700 Lodève", "name": "Place du Marché", "old_commune": None,
        "housenumber": "",
        "kind": "street", "precision": "street", "latitude": 43.7334, "longitude": 3.3191, "score": 0.82,
        "likeness": 1.0, "distance_km": 0.2, "provider": "ban", "doubt": "several",
        "doubt_text": "several answers are as good",
    }  # fmt: skip
    asked_at = body["items"][0]["geocoding"].pop("asked_at")
    halls = body["items"][0]["geocoding"]["candidates"].pop()
    assert (asked_at, halls["number"], halls["doubt"]) == ("2018-05-02T10:00:00Z", 2, "other-name")
    assert halls["old_commune"] == "Les Plans"
    one = {
        "venue": {
            "id": number, "name": "Halle", "address": "1 place du Marché", "postcode": "34700", "commune": "Lodève",
            "insee_code": "34142", "departement": "34", "latitude": 43.73235, "longitude": 3.31708,
            "precision": "commune", "provenance": "gazetteer",
        },
        "geocoding": {
            "state": "review", "doubt": "several", "doubt_text": "several answers are as good", "provider": "ban",
            "query": "1 place du marche", "score": None, "label": "", "by": "", "candidates": [market],
        },
        "events": 3,
        "links": {"self": at, "pin": f"{at}/pin", "accept": f"{at}/accept", "ask": f"{at}/ask", "merge": f"{at}/merge"},
    }  # fmt: skip
    assert body == {"items": [one], "next": None}
    assert (await editor.get(at + "?lang=en")).json()["venue"] == one["venue"]


@on_sqlite
async def test_venues_are_asked_for_by_state_and_departement_page_by_page(editor: httpx.AsyncClient) -> None:
    async def names(query: str) -> tuple[list[str], int | None]:
        body = held(VenueReports, await editor.get(f"{VENUES}?{query}"))
        return [item["venue"]["name"] for item in body["items"]], body["next"]

    everything, _ = await names("state=waiting,pinned")
    assert sorted(everything) == ["", "Au bout du chemin", "Halle", "Médiathèque", "Place de la Loge", "Prairie"]
    assert await names("state=waiting&departement=66") == await names("state=waiting&departement=Pyrénées-Orientales")
    assert (await names("state=waiting&departement=66"))[0] == ["Place de la Loge", "Médiathèque"]
    first, after = await names("state=waiting&limit=4")
    last, end = await names(f"state=waiting&limit=4&after={after}")
    assert (first + last, end) == (everything, None)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("state=lost", "unknown_value"),
        ("state=reviews", "unknown_value_near"),
        ("departement=75", "unknown_value"),
        ("departement=34&departement=66", "given_twice"),
        ("after=-1", "bad_cursor"),
        ("after=x", "bad_cursor"),
        ("limit=0", "limit_range"),
        ("commune=34142", "unknown_filter"),
    ],
)
@on_sqlite
async def test_a_question_badly_put_is_refused(editor: httpx.AsyncClient, query: str, key: str) -> None:
    assert refused(await editor.get(f"{VENUES}?{query}")) == (400, key)


async def test_a_pin_is_public_at_once_and_given_back(
    small: House, editor: httpx.AsyncClient, clock: TestClock
) -> None:
    number = await number_of(small, HALLE)
    body = held(PinnedVenue, await editor.put(f"{VENUES}/{number}/pin", json=PIN))
    assert (body["venue"]["latitude"], body["venue"]["precision"], body["venue"]["provenance"]) == (
        43.7331, "housenumber", "human",
    )  # fmt: skip
    assert (body["geocoding"]["state"], body["geocoding"]["by"], body["message"]) == ("pinned", "admin", None)
    assert body["whereabouts"]["communes"][0]["name"] == "Lodève"
    date = (await editor.get(f"/api/v1/occurrences/{BALL}")).json()
    assert (date["venue"]["point"], date["sequence"], date["modified"]) == (PIN, 0, f"{clock():%Y-%m-%dT%H:%M:%SZ}")
    assert "\r\nGEO:43.733100;3.317200\r\n" in (await editor.get("/feeds/a.ics")).text
    released = held(VenueReport, await editor.delete(f"{VENUES}/{number}/pin"))
    assert (released["venue"]["provenance"], released["geocoding"]["state"]) == ("gazetteer", "waiting")
    assert refused(await editor.delete(f"{VENUES}/{number}/pin")) == (422, "not_pinned")


@on_sqlite
async def test_a_pin_far_from_its_commune_or_outside_the_region_is_taken_with_a_word(
    small: House, editor: httpx.AsyncClient
) -> None:
    number = await number_of(small, HALLE)
    paris = {"latitude": 48.8566, "longitude": 2.3522}
    body = held(PinnedVenue, await editor.put(f"{VENUES}/{number}/pin?lang=en", json=paris))
    assert body["message"] == "This point is 575 km from the centre of Lodève: check that it is the right one."
    assert body["whereabouts"] == {
        **paris, "departement": None, "communes": [], "message": "This point is not in the Occitanie region.",
    }  # fmt: skip


async def test_a_candidate_is_accepted_and_asking_again_forgets_it(small: House, editor: httpx.AsyncClient) -> None:
    number = await number_of(small, HALLE)
    at = f"{VENUES}/{number}"
    await leave_in_doubt(small, number)
    assert refused(await editor.post(f"{at}/accept", json={"candidate": 3})) == (404, "no_such_candidate")
    taken = held(VenueReport, await editor.post(f"{at}/accept", json={"candidate": 1}))
    assert (taken["venue"]["latitude"], taken["venue"]["precision"], taken["geocoding"]["state"]) == (
        43.7334, "street", "pinned",
    )  # fmt: skip
    assert taken["geocoding"]["label"] == "Place du Marché 34700 Lodève"
    assert refused(await editor.post(f"{at}/ask")) == (422, "venue_pinned")
    await editor.delete(f"{at}/pin")
    asked = held(VenueReport, await editor.post(f"{at}/ask"))
    assert (asked["geocoding"]["state"], asked["geocoding"]["candidates"]) == ("waiting", [])


BAD_BODIES: list[tuple[str, str, Any, int, str]] = [
    ("put", "pin", {"latitude": 91, "longitude": 3.3}, 422, "unfit"),
    ("put", "pin", {"latitude": "43.7", "longitude": 3.3}, 422, "unfit"),
    ("put", "pin", {"latitude": 43.7}, 422, "unfit"),
    ("put", "pin", {**PIN, "precision": "street"}, 422, "unfit"),
    ("put", "pin", [43.7, 3.3], 400, "not_json"),
    ("post", "accept", {"candidate": 0}, 422, "unfit"),
    ("post", "accept", {"candidate": True}, 422, "unfit"),
    ("post", "merge", {"into": 2**31}, 422, "unfit"),
    ("post", "merge", {}, 422, "unfit"),
]


@on_sqlite
async def test_what_cannot_be_read_is_refused_and_changes_nothing(small: House, editor: httpx.AsyncClient) -> None:
    at = f"{VENUES}/{await number_of(small, HALLE)}"
    for method, what, body, status, key in BAD_BODIES:
        assert refused(await editor.request(method, f"{at}/{what}", json=body)) == (status, key), body
    assert refused(await editor.put(f"{at}/pin", content=b'{"latitude": NaN, "longitude": 3.3}'))[0] in {400, 422}
    assert (await editor.get(at)).json()["venue"]["provenance"] == "gazetteer"


@on_sqlite
async def test_a_partner_reaches_venues_that_only_its_own_events_are_at(small: House, amics: httpx.AsyncClient) -> None:
    mine, theirs = await number_of(small, HALLE), await number_of(small, LOGE)
    assert (await amics.put(f"{VENUES}/{mine}/pin", json=PIN)).status_code == 200
    assert refused(await amics.get(f"{VENUES}/{theirs}")) == (403, "not_your_programme")
    shared = ROWS.splitlines()[0] + (
        "\n2018,biblioteca,alh,1,Alhors,,,,,2018-06-24T10:00,,,,Halle,1 place du Marché,34700,34142,oc,market,,,,,,,\n"
    )
    await load_csv(small, shared)
    for answer in (
        await amics.get(f"{VENUES}/{mine}"),
        await amics.put(f"{VENUES}/{mine}/pin", json=PIN),
        await amics.delete(f"{VENUES}/{mine}/pin"),
        await amics.post(f"{VENUES}/{mine}/ask"),
        await amics.post(f"{VENUES}/{mine}/merge", json={"into": theirs}),
    ):
        assert refused(answer) == (403, "venue_shared")
    body = (await amics.get(f"{VENUES}?state=waiting,pinned")).json()
    assert {item["venue"]["id"] for item in body["items"]}.isdisjoint({mine, theirs})


@on_sqlite
async def test_without_a_key_nothing_is_shown_or_changed(small: House, visitor: httpx.AsyncClient) -> None:
    at = f"{VENUES}/{await number_of(small, HALLE)}"
    for method, path, body in (
        ("get", VENUES, None), ("get", f"{VENUES}/report", None), ("get", f"{VENUES}/duplicates", None),
        ("get", at, None), ("put", f"{at}/pin", PIN), ("delete", f"{at}/pin", None),
        ("post", f"{at}/accept", {"candidate": 1}), ("post", f"{at}/ask", None), ("post", f"{at}/merge", {"into": 1}),
        ("get", MERGES, None), ("post", f"{MERGES}/1/undo", None),
    ):  # fmt: skip
        answer = await visitor.request(method, path, json=body)
        assert refused(answer) == (401, "no_key"), path
        assert "access-control-allow-origin" not in answer.headers


@on_sqlite
async def test_what_is_not_there_is_not_found(editor: httpx.AsyncClient) -> None:
    for number in ("0", "4711", "99999999999999999999"):
        assert refused(await editor.get(f"{VENUES}/{number}")) == (404, "no_such_venue")
        assert refused(await editor.put(f"{VENUES}/{number}/pin", json=PIN)) == (404, "no_such_venue")
        assert refused(await editor.post(f"{MERGES}/{number}/undo")) == (404, "no_such_merge")


async def test_duplicates_are_offered_merged_and_parted(small: House, editor: httpx.AsyncClient) -> None:
    await load_csv(small, HALLS)
    keep, give_up = await number_of(small, HALLE), await number_of(small, "les halles||34142")
    assert held(DuplicateList, await editor.get(f"{VENUES}/duplicates"))["items"] == []
    for number in (keep, give_up):
        await editor.put(f"{VENUES}/{number}/pin", json=PIN)
    (pair,) = held(DuplicateList, await editor.get(f"{VENUES}/duplicates"))["items"]
    merge_at = f"{BASE_URL}{VENUES}/{give_up}/merge"
    assert (pair["keep"]["id"], pair["give_up"]["id"], pair["keep_events"], pair["give_up_events"]) == (
        keep, give_up, 3, 1,
    )  # fmt: skip
    assert (pair["metres"], pair["links"]) == (0, {"merge": merge_at})
    made = held(MergeOut, await editor.post(merge_at, json={"into": keep}))
    (uid,) = made["occurrences"]
    assert (made["merged"]["name"], made["into"]["name"], made["by"], made["undone_at"]) == (
        "Les Halles", "Halle", "admin", None,
    )  # fmt: skip
    date = (await editor.get(f"/api/v1/occurrences/{uid}")).json()
    assert (date["venue"]["name"], date["sequence"]) == ("Halle", 1)
    assert held(MergeList, await editor.get(MERGES)) == {"items": [made], "next": None}
    assert refused(await editor.post(merge_at, json={"into": keep})) == (409, "already_merged")
    assert refused(await editor.post(merge_at, json={"into": give_up})) == (422, "merge_itself")
    parted = held(MergeOut, await editor.post(made["links"]["undo"]))
    assert parted["undone_at"] is not None
    assert (await editor.get(f"/api/v1/occurrences/{uid}")).json()["venue"]["name"] == "Les Halles"
    assert refused(await editor.post(made["links"]["undo"])) == (409, "merge_undone")


async def test_the_report_counts_points_states_and_doubts(small: House, editor: httpx.AsyncClient) -> None:
    await leave_in_doubt(small, await number_of(small, HALLE))
    await editor.put(f"{VENUES}/{await number_of(small, LOGE)}/pin", json={"latitude": 42.7, "longitude": 2.9})
    body = held(GeocodingSummary, await editor.get(f"{VENUES}/report"))
    assert {name: value for name, value in body.items() if name not in {"at", "due"}} == {
        "venues": 6,
        "points": [
            {"provenance": "human", "precision": "housenumber", "venues": 1},
            {"provenance": "gazetteer", "precision": "commune", "venues": 4},
            {"provenance": None, "precision": None, "venues": 1},
        ],
        "states": {"waiting": 4, "review": 1, "pinned": 1},
        "doubts": {"several": 1},
        "unpublished": 0,
        "services": [],
    }


async def test_a_point_is_located_for_everybody_and_the_answer_may_be_kept(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/api/v1/whereabouts?latitude=43.7331&longitude=3.3172")
    body = held(WhereaboutsOut, answer)
    assert (answer.headers["access-control-allow-origin"], "etag" in answer.headers) == ("*", True)
    assert (body["departement"], body["message"]) == ({"code": "34", "name": "Hérault"}, None)
    assert body["communes"][0] == {
        "insee_code": "34142", "name": "Lodève", "departement": "34", "distance_km": 0.084,
    }  # fmt: skip
    assert len(body["communes"]) == 5
    sea = held(WhereaboutsOut, await reader.get("/api/v1/whereabouts?latitude=43.2&longitude=3.6&lang=ca"))
    assert (sea["departement"], sea["communes"], sea["message"]) == (
        None,
        [],
        "Aquest punt no és a la regió d'Occitània.",
    )


@pytest.mark.parametrize(
    "query", ["", "latitude=43.7", "latitude=x&longitude=3", "latitude=nan&longitude=3", "latitude=91&longitude=3",
              "latitude=43&longitude=-181", "latitude=inf&longitude=3"],
)  # fmt: skip
async def test_what_is_no_point_is_refused(reader: httpx.AsyncClient, query: str) -> None:
    assert refused(await reader.get(f"/api/v1/whereabouts?{query}")) == (400, "point_wanted")
