"""What is said of an event corrected by hand: each field of the patch, and what goes to each of its dates."""

from typing import Any

import httpx

from tests.api.calendars import feed, said
from tests.conftest import TestClock
from tests.small import BALL, BALL_LATE, event

ADDRESS = f"/api/v1/events/{event('amics', 'bal')}"

STEPS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": "  Le grand\n bal "}, {"title": "Le grand bal",
      "titles": {"fr": "Le grand bal", "oc": "Grand balèti", "en": "The ball"}}),
    ({"titles": {"oc": None, "ca": "Gran ball"}},
     {"titles": {"fr": "Le grand bal", "ca": "Gran ball", "en": "The ball"}}),
    ({"titles": {}}, {}),
    ({"titles": {"fr": "Bal", "en": ""}}, {"title": "Bal", "titles": {"fr": "Bal", "ca": "Gran ball"}}),
    ({"title": "Grand bal", "titles": {"fr": "perdu", "oc": "Grand balèti"}},
     {"title": "Grand bal", "titles": {"fr": "Grand bal", "oc": "Grand balèti", "ca": "Gran ball"}}),
    ({"description": "Un.\r\n\r\nDeux. "}, {"description": "Un.\n\nDeux.", "descriptions": {"fr": "Un.\n\nDeux."}}),
    ({"descriptions": {"oc": "Un."}}, {"descriptions": {"fr": "Un.\n\nDeux.", "oc": "Un."}}),
    ({"description": None}, {"description": "Un.", "description_language": "oc", "descriptions": {"oc": "Un."}}),
    ({"descriptions": None}, {"description": "", "description_language": "", "descriptions": {}}),
    ({"languages": ["oc", "fr", "oc"]}, {"languages": ["oc", "fr"]}),
    ({"languages": None}, {"languages": []}),
    ({"categories": ["sardana"]}, {"categories": ["sardana"]}),
    ({"categories": []}, {"categories": []}),
    ({"flags": ["meal", "accessible"]}, {"flags": ["meal", "accessible"]}),
    ({"flags": None}, {"flags": []}),
    ({"organisers": [" Cercle  occitan", "", "IEO", "IEO"]}, {"organisers": ["Cercle occitan", "IEO"]}),
    ({"organisers": None}, {"organisers": []}),
    ({"price": "5 €"}, {"price": "5 €", "free": False, "admission": "paid"}),
    ({"price": "participation libre"}, {"price": "participation libre", "free": None, "admission": "donation"}),
    ({"price": None}, {"price": "", "free": None, "admission": "not-stated"}),
    ({"booking": "04 67 00 00 00"}, {"booking": "04 67 00 00 00"}),
    ({"booking": None, "access": "plain-pied"}, {"booking": "", "access": "plain-pied"}),
    ({"access": None}, {"access": ""}),
    ({"url": "http://bal.example/?a=1&b=2"}, {"url": "http://bal.example/?a=1&b=2"}),
    ({"url": None, "image": None}, {"url": ""}),
]  # fmt: skip


async def test_a_patch_changes_what_it_names_and_nothing_else(editor: httpx.AsyncClient, clock: TestClock) -> None:
    now = (await editor.get(ADDRESS)).json()
    for patch, changes in STEPS:
        clock.advance(minutes=1)
        answer = await editor.patch(ADDRESS, json=patch)
        wanted = {**now, **changes}
        if wanted != now:
            stamps = {"modified": clock().isoformat().replace("+00:00", "Z")}
            wanted["occurrences"] = [
                {**date, **stamps, "sequence": date["sequence"] + 1} for date in now["occurrences"]
            ]
        assert (answer.status_code, answer.json()) == (200, wanted), patch
        now = wanted
    assert (await editor.get(ADDRESS)).json() == now


async def test_the_answer_is_in_the_language_asked_for(editor: httpx.AsyncClient) -> None:
    answer = (await editor.patch(f"{ADDRESS}?lang=oc", json={"titles": {"oc": "Balèti"}})).json()
    assert (answer["title_language"], answer["title"]) == ("oc", "Balèti")


async def test_status_and_notice_go_to_every_date_and_to_their_calendars(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    before = await feed(editor)
    clock.advance(minutes=1)
    answer = (await editor.patch(ADDRESS, json={"status": "cancelled", "notice": "Orage."})).json()
    assert [(d["id"], d["status"], d["notice"], d["sequence"]) for d in answer["occurrences"]] == [
        (BALL, "cancelled", "Orage.", 1),
        (BALL_LATE, "cancelled", "Orage.", 1),
    ]
    after = await feed(editor)
    assert {uid for uid in before if before[uid] != after[uid]} == {BALL, BALL_LATE}
    assert {(said(after[uid], "STATUS"), said(after[uid], "SUMMARY")) for uid in (BALL, BALL_LATE)} == {
        ("CANCELLED", "ANNULÉ : Grand bal")
    }
    listed = (await editor.get("/api/v1/occurrences?status=cancelled")).json()
    assert listed["total"] == 3

    again = (await editor.patch(ADDRESS, json={"status": None, "notice": None})).json()
    assert [(d["status"], d["notice"], d["sequence"]) for d in again["occurrences"]] == [("confirmed", "", 2)] * 2


async def test_one_date_may_be_cancelled_alone(editor: httpx.AsyncClient) -> None:
    await editor.patch(f"/api/v1/occurrences/{BALL_LATE}", json={"status": "cancelled"})
    dates = (await editor.get(ADDRESS)).json()["occurrences"]
    assert [(d["id"], d["status"], d["sequence"]) for d in dates] == [
        (BALL, "confirmed", 0),
        (BALL_LATE, "cancelled", 1),
    ]


async def test_a_title_reaches_every_language_and_mode_of_the_calendar(editor: httpx.AsyncClient) -> None:
    for query in ("", "?lang=oc", "?cancelled=mark", "?lang=ca&cancelled=hide"):
        await feed(editor, query)
    await editor.patch(ADDRESS, json={"title": "Nouveau", "titles": {"oc": "Novèl"}})
    titles = [
        said((await feed(editor, query))[BALL], "SUMMARY")
        for query in ("", "?lang=oc", "?cancelled=mark", "?lang=ca&cancelled=hide")
    ]
    assert titles == ["Nouveau", "Novèl", "Nouveau", "LANGUAGE=fr:Nouveau"]
