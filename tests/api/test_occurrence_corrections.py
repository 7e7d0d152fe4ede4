"""One date corrected by hand: each field of the patch, what null does, and what subscribers get."""

from typing import Any

import httpx

from festum.actions.house import House
from tests.api.calendars import feed, said
from tests.conftest import TestClock, load_csv
from tests.small import BALL, CONCERT, FIRE, ROWS, SARDANA, SHOW, WALK

LODEVE = {"insee_code": "34142", "name": "Lodève", "departement": "34", "epci": "200017341"}
PERPIGNAN = {"insee_code": "66136", "name": "Perpignan", "departement": "66", "epci": "200027183"}
AT_LODEVE = {"latitude": 43.73235, "longitude": 3.31708}
AT_PERPIGNAN = {"latitude": 42.69941, "longitude": 2.89453}


def venue(name: str, address: str, postcode: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "address": address,
        "postcode": postcode,
        "commune": LODEVE,
        "point": AT_LODEVE,
        "precision": "commune",
        "provenance": "gazetteer",
        **more,
    }


PINNED = {"point": {"latitude": 43.7, "longitude": 3.3}, "precision": "housenumber", "provenance": "human"}
THERE = {"commune": PERPIGNAN, "point": AT_PERPIGNAN}
NOWHERE = {"commune": None, "point": None, "precision": None, "provenance": None}

STEPS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"start": "2018-06-24T18:00"}, {"start": "2018-06-24T18:00", "end": "2018-06-24T20:30", "day": "2018-06-24"}),
    ({"end": None}, {"end": None}),
    ({"start": "2018-06-23T19:00:59", "end": "2018-06-23T22:00"},
     {"start": "2018-06-23T19:00", "end": "2018-06-23T22:00", "day": "2018-06-23"}),
    ({"start": "2018-06-24 01:15"}, {"start": "2018-06-24T01:15", "end": "2018-06-24T04:15"}),
    ({"start": "2018-06-22", "end": "2018-06-24"},
     {"start": "2018-06-22", "end": "2018-06-24", "all_day": True, "day": "2018-06-22"}),
    ({"end": "2018-06-22"}, {"end": None}),
    ({"time_text": "  à la\n nuit  tombée "}, {"time_text": "à la nuit tombée"}),
    ({"time_text": None}, {"time_text": ""}),
    ({"start": "2018-06-22T20:00", "all_day": True}, {}),
    ({"start": "2018-06-22T20:00"}, {"start": "2018-06-22T20:00", "all_day": False}),
    ({"end": "2018-06-23T00:00"}, {"end": "2018-06-23T00:00"}),
    ({"venue": " Salle   des fêtes "}, {"venue": venue("Salle des fêtes", "1 place du Marché", "34700")}),
    ({"address": None}, {"venue": venue("Salle des fêtes", "", "34700")}),
    ({"postcode": "34701"}, {"venue": venue("Salle des fêtes", "", "34701")}),
    ({"latitude": 43.7, "longitude": 3.3}, {"venue": venue("Salle des fêtes", "", "34701", **PINNED)}),
    ({"venue": "salle des FÊTES"}, {"venue": venue("salle des FÊTES", "", "34701", **PINNED)}),
    ({"latitude": None, "longitude": None}, {"venue": venue("salle des FÊTES", "", "34701")}),
    ({"commune": "perpinyà"}, {"venue": venue("salle des FÊTES", "", "", **THERE)}),
    ({"insee_code": "34142", "venue": None, "address": "Pont"}, {"venue": venue("", "Pont", "34700")}),
    ({"commune": "Saint-Privat", "postcode": "34700", "venue": "Foyer", "address": None, "latitude": 43.7,
      "longitude": 3.3}, {"venue": venue("Foyer", "", "34700", **PINNED, commune={
          "insee_code": "34286", "name": "Saint-Privat", "departement": "34", "epci": "200017341"})}),
    ({"commune": None, "latitude": None, "longitude": None}, {"venue": venue("Foyer", "", "", **NOWHERE)}),
    ({"venue": None}, {"venue": None}),
    ({"commune": "Lodève"}, {"venue": venue("", "", "34700")}),
    ({"status": "postponed"}, {"status": "postponed"}),
    ({"status": "full", "notice": " Complet.\r\nDemain ? "}, {"status": "full", "notice": "Complet.\nDemain ?"}),
    ({"status": None, "notice": None}, {"status": "confirmed", "notice": ""}),
]  # fmt: skip


async def test_a_patch_changes_what_it_names_and_nothing_else(editor: httpx.AsyncClient, clock: TestClock) -> None:
    address = f"/api/v1/occurrences/{BALL}"
    now = (await editor.get(address)).json()
    for patch, changes in STEPS:
        clock.advance(minutes=1)
        answer = await editor.patch(address, json=patch)
        wanted = {**now, **changes}
        if wanted != now:
            wanted |= {"sequence": now["sequence"] + 1, "modified": clock().isoformat().replace("+00:00", "Z")}
        if wanted["start"] != now["start"]:
            wanted["previous_start"] = now["start"] if "T" in now["start"] else f"{now['start']}T00:00"
        if wanted["all_day"] and wanted["previous_start"]:
            wanted["previous_start"] = wanted["previous_start"][:10]
        if patch.keys() == {"latitude", "longitude"}:
            wanted["sequence"] = now["sequence"]
        assert (answer.status_code, answer.json()) == (200, wanted), patch
        now = wanted
        assert (await editor.get(address)).json() == now


async def test_a_patch_that_changes_nothing_publishes_nothing(editor: httpx.AsyncClient) -> None:
    before = await editor.get("/feeds/a.ics")
    for patch in (
        {},
        {"status": "confirmed"},
        {"venue": "Halle", "insee_code": "34142"},
        {"start": "2018-06-23T21:00"},
    ):
        assert (await editor.patch(f"/api/v1/occurrences/{BALL}", json=patch)).status_code == 200
    after = await editor.get("/feeds/a.ics")
    assert (after.content, after.headers) == (before.content, before.headers)


async def test_moving_raises_sequence_by_one_and_leaves_every_other_vevent_alone(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    before = await feed(editor)
    clock.advance(days=1)
    await editor.patch(f"/api/v1/occurrences/{SARDANA}", json={"start": "2018-07-02T18:00", "venue": "Castillet"})
    after = await feed(editor)
    assert {uid for uid in before if before[uid] != after[uid]} == {SARDANA}
    assert set(after) == set(before)
    names = ("SEQUENCE", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "STATUS")
    assert [said(before[SARDANA], name) for name in names] == [
        "0", "TZID=Europe/Paris:20180701T170000", "TZID=Europe/Paris:20180701T190000", "20180502T090000Z",
        "20180502T090000Z", "CONFIRMED",
    ]  # fmt: skip
    assert [said(after[SARDANA], name) for name in names] == [
        "1", "TZID=Europe/Paris:20180702T180000", "TZID=Europe/Paris:20180702T200000", "20180503T100000Z",
        "20180503T100000Z", "CONFIRMED",
    ]  # fmt: skip


async def test_cancelling_and_confirming_again_are_both_seen_in_the_feed(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    seen = []
    for patch in ({"status": "cancelled", "notice": "Feu interdit."}, {"status": None, "notice": None}):
        clock.advance(minutes=1)
        assert (await editor.patch(f"/api/v1/occurrences/{FIRE}", json=patch)).status_code == 200
        block = (await feed(editor))[FIRE]
        seen.append([said(block, name) for name in ("SEQUENCE", "STATUS", "SUMMARY")])
        assert said(block, "DESCRIPTION").startswith("Feu interdit.\\n\\n") is (patch["status"] is not None)
    title = "Feu de la Saint-Jean"
    assert seen == [["1", "CANCELLED", f"ANNULÉ : {title}"], ["2", "CONFIRMED", title]]


async def test_a_date_that_moves_is_listed_under_its_new_day(editor: httpx.AsyncClient) -> None:
    await editor.patch(f"/api/v1/occurrences/{WALK}", json={"start": "2018-07-07T10:00", "commune": "Albi"})
    listed = (await editor.get("/api/v1/occurrences?from=2018-07-07&departement=81")).json()
    assert [item["id"] for item in listed["items"]] == [WALK]
    assert (await editor.get("/api/v1/occurrences?to=2018-05-31")).json()["total"] == 0


async def test_a_pin_of_one_is_not_lost_by_the_correction_of_another(editor: httpx.AsyncClient) -> None:
    """Two partners at one place: naming it does not undo the point somebody put there by hand."""
    pin = {"latitude": 42.7, "longitude": 2.9}
    await editor.patch(f"/api/v1/occurrences/{CONCERT}", json=pin)
    moved = await editor.patch(f"/api/v1/occurrences/{SHOW}", json={"venue": "place de la loge"})
    concert = (await editor.get(f"/api/v1/occurrences/{CONCERT}")).json()["venue"]
    assert [(v["point"], v["provenance"]) for v in (concert, moved.json()["venue"])] == [(pin, "human")] * 2


async def test_what_an_editor_corrected_is_kept_against_the_next_upload(
    editor: httpx.AsyncClient, small: House
) -> None:
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"start": "2018-06-23T20:00", "notice": "Oui"})
    await load_csv(small, ROWS)
    kept = (await editor.get(f"/api/v1/occurrences/{BALL}")).json()
    assert (kept["start"], kept["notice"], kept["sequence"]) == ("2018-06-23T20:00", "Oui", 1)
