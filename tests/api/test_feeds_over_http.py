"""Feeds as addresses: any readable name, one filter as a path, three ways with what is cancelled, four languages."""

from datetime import timedelta

import httpx
import pytest

from festum.feeds.formats import FORMATS
from tests.api.calendars import feed, said, vevents
from tests.small import BALL, CONCERT, IN_ORDER, SARDANA, event


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("total-festum.ics", "total-festum.ics"),
        ("h%C3%A9rault.ics", "herault.ics"),
        ("Fu%C3%B2c%20de%20Sant%20Joan%202018.ics", "fuoc-de-sant-joan-2018.ics"),
        ("a.b.c.ics", "a-b-c.ics"),
        (".ics", "festum.ics"),
        ("%E2%99%AB.ics", "festum.ics"),
        ("%22%0D%0AX-Evil:%201.ics", "x-evil-1.ics"),
        ("..%5C..%5Cetc.ics", "etc.ics"),
    ],
)
async def test_the_name_is_free_and_offered_in_plain_letters(
    reader: httpx.AsyncClient, name: str, offered: str
) -> None:
    answer = await reader.get(f"/feeds/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["content-disposition"] == f'inline; filename="{offered}"'
    assert len(vevents(answer.content)) == 8


@pytest.mark.parametrize("name", ["h%C3%A9rault.%C3%AFcs", "a.pdf", "a.ICS", "a.ics.exe", "ics", "a.", "a.ics%00", "a"])
async def test_another_extension_is_no_such_format(reader: httpx.AsyncClient, name: str) -> None:
    path = httpx.URL(f"/{name}").path[1:].replace("\0", "\ufffd")
    extension = path.rpartition(".")[2] if "." in path else ""
    answer = await reader.get(f"/feeds/{name}")
    assert (answer.status_code, answer.json()) == (
        404,
        {
            "type": "about:blank#no_such_format",
            "title": "Not Found",
            "status": 404,
            "detail": f"Le format « {extension} » n'existe pas. Formats : {', '.join(FORMATS)}.",
            "key": "no_such_format",
            "values": {"extension": extension, "known": ", ".join(FORMATS)},
        },
    )


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("departement/34/herault.ics", "herault.ics?departement=34"),
        ("departement/Hérault/herault.ics", "herault.ics?departement=34"),
        ("category/baleti,sardana/a.ics", "a.ics?category=baleti,sardana"),
        ("language/oc/a.ics?departement=34", "a.ics?departement=34&language=oc"),
        ("departement/34/a.ics?departement=66", "a.ics?departement=34,66"),
        ("partner/amics/a.ics?lang=oc&cancelled=mark", "a.ics?partner=amics&lang=oc&cancelled=mark"),
    ],
)
async def test_a_filter_in_the_path_selects_as_in_the_query(reader: httpx.AsyncClient, path: str, query: str) -> None:
    one, other = await reader.get(f"/feeds/{path}"), await reader.get(f"/feeds/{query}")
    assert (one.status_code, other.status_code) == (200, 200)
    unfolded = [answer.text.replace("\r\n ", "").splitlines() for answer in (one, other)]
    differing = [(a, b) for a, b in zip(*unfolded, strict=True) if a != b]
    assert [a.partition(":")[0] for a, _ in differing] == ["SOURCE;VALUE=URI"]
    assert vevents(one.content) == vevents(other.content) != {}


async def test_source_is_an_address_that_answers_with_the_same_bytes(reader: httpx.AsyncClient) -> None:
    for address in (
        "/feeds/a.ics",
        "/feeds/departement/34/a.ics?lang=oc,ca&cancelled=mark&departement=66",
        "/feeds/b.ics?utm_source=x&category=dance&departement=66,34",
        "/feeds/from/2018-06-20/a.ics?to=2018-06-24",
        "/feeds/f%C3%A8sta%20%26%20bal.ics?commune=Lod%C3%A8ve",
    ):
        body = (await reader.get(address)).content
        source = said(body, "SOURCE").partition(":")[2]
        assert source.startswith("https://agenda.example/feeds/"), source
        again = await reader.get(source)
        assert (again.status_code, again.content) == (200, body), source


@pytest.mark.parametrize("path", ["limit/5/a.ics", "departement/99/a.ics", "near/x/a.ics", "lang/oc/a.ics"])
async def test_a_path_that_is_no_filter_is_refused_in_words(reader: httpx.AsyncClient, path: str) -> None:
    answer = await reader.get(f"/feeds/{path}")
    known_too = path.startswith("lang")
    assert answer.status_code == (200 if known_too else 400)
    assert known_too or path.split("/", maxsplit=1)[0] in answer.json()["detail"]


async def test_what_is_cancelled_is_kept_marked_or_hidden(visitor: httpx.AsyncClient) -> None:
    kept, marked, hidden = [await feed(visitor, f"?cancelled={how}") for how in ("keep", "mark", "hide")]
    assert await feed(visitor) == kept
    assert (list(kept), list(marked)) == (list(IN_ORDER), list(IN_ORDER))
    assert list(hidden) == [uid for uid in IN_ORDER if uid != CONCERT]
    assert {uid for uid in kept if kept[uid] != marked[uid]} == {CONCERT}
    assert hidden == {uid: block for uid, block in kept.items() if uid != CONCERT}
    assert [(said(way[CONCERT], "STATUS"), said(way[CONCERT], "SUMMARY")) for way in (kept, marked)] == [
        ("CANCELLED", "ANNULÉ : Concert annulé"),
        ("CONFIRMED", "ANNULÉ : Concert annulé"),
    ]


async def test_a_language_is_a_calendar_of_its_own_with_the_same_identities(visitor: httpx.AsyncClient) -> None:
    stamps = ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "GEO")
    feeds = {lang: await feed(visitor, f"?lang={lang}") for lang in ("fr", "oc", "ca", "en", "oc,ca")}
    for blocks in feeds.values():
        assert [[said(b, name) for name in stamps] for b in blocks.values()] == [
            [said(b, name) for name in stamps] for b in feeds["fr"].values()
        ]
    titles = {lang: (said(b[BALL], "SUMMARY"), said(b[SARDANA], "SUMMARY")) for lang, b in feeds.items()}
    assert titles == {
        "fr": ("Grand bal", "Sardanes"),
        "oc": ("Grand balèti", "LANGUAGE=fr:Sardanes"),
        "ca": ("LANGUAGE=fr:Grand bal", "Sardanes a la plaça"),
        "en": ("The ball", "LANGUAGE=fr:Sardanes"),
        "oc,ca": ("Grand balèti", "LANGUAGE=ca:Sardanes a la plaça"),
    }
    assert said(feeds["oc"][CONCERT], "SUMMARY") == "LANGUAGE=fr:ANULLAT : Concert annulé"


async def test_no_match_is_a_calendar_without_events(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/feeds/a.ics?departement=48")
    assert (answer.status_code, vevents(answer.content)) == (200, {})
    assert answer.content.count(b"BEGIN:VTIMEZONE") == 1


async def test_one_event_is_a_calendar_without_name_or_refresh(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"/events/{event('amics', 'bal')}.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == f'inline; filename="{event("amics", "bal")}.ics"'
    assert len(vevents(answer.content)) == 2
    assert not any(name in answer.text for name in ("X-WR-CALNAME", "REFRESH-INTERVAL", "SOURCE", "METHOD"))
    assert (await reader.get(f"/events/{event('amics', 'bal')}.pdf")).status_code == 404


async def test_the_thousandth_poll_costs_an_answer_without_body(client: httpx.AsyncClient) -> None:
    """Of the whole demonstration: 500 VEVENTs once, then nothing."""
    first = await client.get("/feeds/total-festum.ics")
    assert (len(vevents(first.content)), len(first.content) < 1_000_000) == (500, True)
    assert first.elapsed >= timedelta()
    for _ in range(1000):
        poll = await client.get("/feeds/total-festum.ics", headers={"if-none-match": first.headers["etag"]})
        assert (poll.status_code, poll.content) == (304, b"")
