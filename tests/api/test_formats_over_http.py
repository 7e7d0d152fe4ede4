"""Every format over HTTP: each holds exactly the dates the list finds, read back by a reader of its own."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree

import feedparser
import httpx
import icalendar
import pytest
from python_calamine import load_workbook

from festum.feeds.formats import FORMATS
from tests.api.test_http_encodings import UNPACK
from tests.api.test_occurrence_lists import pages
from tests.small import BALL, CONCERT, FEAST, WALK, date_of, event, on_sqlite

TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "jcal": "application/calendar+json",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/json",
    "jsonfeed": "application/feed+json",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
}
CALENDARS = ("ics", "jcal")
QUERIES = (
    "",
    "departement=34",
    "departement=31,66&language=ca,oc-gascon",
    "language=oc",
    "language=not-stated",
    "category=baleti,walk",
    "from=2018-06-24",
    "from=2018-06-24&to=2018-06-24",
    "from=today&to=2018-06-15",
    "free=not-stated,donation",
    "status=cancelled,full",
    "q=bal",
    "q=feu de la saint-jean",
    "near=34142&radius_km=60",
    "near=42.69,2.89&q=place",
    "accessible=yes",
    "accessible=not-stated",
    "partner=amics",
    "edition=all",
    "edition=2017",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"
every_format = pytest.mark.parametrize("extension", FORMATS)


# --- readers ---------------------------------------------------------------------------------------------------------

Rows = Sequence[dict[str, str]]


def of_rows(rows: Rows) -> list[str]:
    return [date_of(r["partner"], r["event_key"], r["occurrence_key"], int(r["edition"])) for r in rows]


def csv_rows(content: bytes) -> Rows:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes) -> Rows:
    header, *rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [{str(name): _cell(value) for name, value in zip(header, row, strict=True)} for row in rows]


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def vevents_of(calendar: icalendar.Component) -> list[str]:
    return [str(one["UID"]) for one in calendar.walk("VEVENT")]


DATES: dict[str, Callable[[bytes], list[str]]] = {
    "ics": lambda content: vevents_of(icalendar.Calendar.from_ical(content)),
    "jcal": lambda content: vevents_of(icalendar.Calendar.from_jcal(json.loads(content))),
    "json": lambda content: [item["id"] for item in json.loads(content)["items"]],
    "geojson": lambda content: [feature["id"] for feature in json.loads(content)["features"]],
    "csv": lambda content: of_rows(csv_rows(content)),
    "xlsx": lambda content: of_rows(xlsx_rows(content)),
}
"""The UIDs of what a file holds, where an entry is a date."""


def of_feedparser(content: bytes) -> list[tuple[str, int]]:
    """Hours and whole days stand in a paragraph a date, before the text; its title counts them."""
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [(entry.id.removeprefix("urn:uuid:"), 1 + int(_more(entry.title))) for entry in parsed.entries]


def _more(title: str) -> str:
    found = re.search(r"\+(\d+) dat", title)
    return found[1] if found else "0"


def of_jsonfeed(content: bytes) -> list[tuple[str, int]]:
    items = json.loads(content)["items"]
    return [(item["id"].removeprefix("urn:uuid:"), len(item["_festum"]["occurrences"])) for item in items]


def of_jsonld(content: bytes) -> list[tuple[str, int]]:
    nodes = [node for node in json.loads(content)["@graph"] if node["@type"] == "Event"]
    return [(node["@id"].rpartition("/")[2], len(node.get("subEvent", [node]))) for node in nodes]


EVENTS: dict[str, Callable[[bytes], list[tuple[str, int]]]] = {
    "atom": of_feedparser,
    "rss": of_feedparser,
    "jsonfeed": of_jsonfeed,
    "jsonld": of_jsonld,
}
"""The events a file holds, each with how many dates it tells, where an entry is an event."""


def test_every_format_has_a_type_and_a_reader() -> None:
    assert list(TYPES) == list(FORMATS)
    assert DATES.keys() | EVENTS.keys() == FORMATS.keys()
    assert {name for name, form in FORMATS.items() if form.calendar} == set(CALENDARS)
    assert {name for name, form in FORMATS.items() if form.grain == "event"} == EVENTS.keys()


async def held(client: httpx.AsyncClient, address: str) -> bytes:
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[answer.url.path.rpartition(".")[2]])
    return answer.content


async def agree(client: httpx.AsyncClient, extension: str, query: str) -> None:
    """A file and the lists, on one question."""
    content = await held(client, f"/feeds/a.{extension}?{query}")
    kind = "occurrences" if extension in DATES else "events"
    found = await pages(client, f"/api/v1/{kind}?limit=200&sort=date&{query}")
    items = [item for page in found for item in page["items"]]
    if extension in DATES:
        assert DATES[extension](content) == [item["id"] for item in items], query
    else:
        listed = [(item["event_id"], len(item["occurrences"])) for item in items]
        assert EVENTS[extension](content) == listed, query


@every_format
async def test_a_file_holds_exactly_the_dates_the_list_finds_in_the_order_of_dates(
    reader: httpx.AsyncClient, extension: str
) -> None:
    for query in QUERIES:
        for lang in ("", "lang=oc", "lang=en,ca"):
            await agree(reader, extension, "&".join(part for part in (query, lang) if part))


@on_sqlite
@every_format
async def test_so_does_a_file_of_the_whole_demonstration(client: httpx.AsyncClient, extension: str) -> None:
    for query in ("", "departement=34,11&language=oc", "q=sant joan&lang=oc", "near=34172&radius_km=25"):
        await agree(client, extension, query)


async def test_every_format_is_the_same_bytes_on_every_database(
    visitor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    """The reader asks an SQLite database of its own, filled by another process on another day."""
    for query in ("", "q=bal&lang=oc", "near=34142&radius_km=300&edition=all&cancelled=mark"):
        for extension in FORMATS:
            address = f"/feeds/a.{extension}?{query}"
            one, other = await visitor.get(address), await reader.get(address)
            assert (one.status_code, dict(one.headers), one.content) == (200, dict(other.headers), other.content)


@every_format
async def test_an_empty_selection_is_a_whole_file_of_its_format(reader: httpx.AsyncClient, extension: str) -> None:
    content = await held(reader, f"/feeds/a.{extension}?departement=48")
    assert (DATES.get(extension) or EVENTS[extension])(content) == []


@every_format
async def test_what_is_cancelled_is_kept_or_hidden_and_marked_where_a_calendar_may(
    reader: httpx.AsyncClient, extension: str
) -> None:
    ways = {way: await held(reader, f"/feeds/a.{extension}?cancelled={way}") for way in ("keep", "mark", "hide")}
    assert await held(reader, f"/feeds/a.{extension}") == ways["keep"]
    read = DATES.get(extension) or EVENTS[extension]
    concert: Any = CONCERT if extension in DATES else (event("biblioteca", "concert"), 1)
    kept, marked, hidden = (read(ways[way]) for way in ("keep", "mark", "hide"))
    assert (marked, hidden) == (kept, [one for one in kept if one != concert])
    assert len(kept) == len(hidden) + 1
    if extension in CALENDARS:
        counts = {way: ways[way].lower().count(b"cancelled") for way in ways}
        assert counts["keep"] > counts["mark"] - ways["mark"].count(b"cancelled=mark")


async def test_the_json_file_holds_the_very_items_of_the_api(reader: httpx.AsyncClient) -> None:
    for query in ("", "lang=oc", "departement=34&lang=en", "edition=all", "q=bal&lang=ca"):
        found = await pages(reader, f"/api/v1/occurrences?limit=3&sort=date&{query}")
        content = json.loads(await held(reader, f"/feeds/a.json?{query}"))
        assert content["items"] == [item for page in found for item in page["items"]]
        assert sorted(content) == ["attribution", "items", "name", "page", "source"]
        features = json.loads(await held(reader, f"/feeds/a.geojson?{query}"))["features"]
        assert [feature["properties"] for feature in features] == content["items"]
        news = json.loads(await held(reader, f"/feeds/a.jsonfeed?{query}"))["items"]
        events = await pages(reader, f"/api/v1/events?limit=3&sort=date&{query}")
        told = [{key: value for key, value in item["_festum"].items() if key != "about"} for item in news]
        assert told == [item for page in events for item in page["items"]]


async def test_feed_readers_and_json_feed_are_told_the_same(reader: httpx.AsyncClient) -> None:
    for query in ("", "lang=oc&category=baleti", "from=2018-06-24"):
        news = json.loads(await held(reader, f"/feeds/a.jsonfeed?{query}"))["items"]
        said = [(item["id"], item["title"], item["content_html"]) for item in news]
        atom = ElementTree.fromstring(await held(reader, f"/feeds/a.atom?{query}"))
        entries = [
            tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content"))
            for entry in atom.iter(f"{ATOM}entry")
        ]
        rss = ElementTree.fromstring(await held(reader, f"/feeds/a.rss?{query}"))
        items = [tuple(item.findtext(name) for name in ("guid", "title", "description")) for item in rss.iter("item")]
        assert entries == items == said


async def test_an_event_in_a_file_has_those_of_its_dates_only_that_were_asked_for(reader: httpx.AsyncClient) -> None:
    """The ball has two evenings in one night; by its festival day both, by nothing else one."""
    for query, dates in (("q=bal", 2), ("from=2018-06-23&to=2018-06-23&category=dance", 2), ("to=2018-06-22", 0)):
        told = of_jsonfeed(await held(reader, f"/feeds/a.jsonfeed?{query}"))
        assert [n for event_id, n in told if event_id == event("amics", "bal")] == ([dates] if dates else []), query


async def test_the_sheets_are_one_table(reader: httpx.AsyncClient) -> None:
    for query in ("", "edition=all&lang=ca", "departement=34"):
        flat = csv_rows(await held(reader, f"/feeds/a.csv?{query}"))
        sheet = xlsx_rows(await held(reader, f"/feeds/a.xlsx?{query}"))
        assert [list(row) for row in sheet] == [list(row) for row in flat]
        ids = ("edition", "partner", "event_key", "occurrence_key", "title", "venue", "commune", "status", "notice")
        assert [[row[name] for name in ids] for row in sheet] == [[row[name] for name in ids] for row in flat]


# --- HTTP ------------------------------------------------------------------------------------------------------------

ADDRESSES = (
    "/feeds/total-festum.{0}",
    "/feeds/departement/34/total-festum-herault.{0}?lang=oc",
    "/feeds/near/43.73,3.32/autour.{0}?radius_km=30",
    "/feeds/a.{0}?q=fu%C3%B2c&lang=en",
    "/events/" + event("amics", "bal") + ".{0}",
    "/events/" + event("amics", "bal") + ".{0}?lang=ca",
)


@every_format
@pytest.mark.parametrize("form", ADDRESSES)
async def test_every_format_is_answered_like_every_other(reader: httpx.AsyncClient, extension: str, form: str) -> None:
    address = form.format(extension)
    first = await reader.get(address)
    name = httpx.URL(address).path.rpartition("/")[2]
    etag = first.headers["etag"]
    assert (first.status_code, dict(first.headers)) == (
        200,
        {
            "content-type": TYPES[extension],
            "content-disposition": f'inline; filename="{name}"',
            "content-length": str(len(first.content)),
            "etag": etag,
            "last-modified": "Wed, 02 May 2018 09:00:05 GMT",
            "cache-control": "public, max-age=300, stale-while-revalidate=86400",
            "vary": "Accept-Encoding",
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "ETag, Last-Modified",
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'",
        },
    )
    head = await reader.head(address)
    assert (head.status_code, dict(head.headers), head.content) == (200, dict(first.headers), b"")
    date = first.headers["last-modified"]
    for condition, status in (
        ({"if-none-match": etag}, 304),
        ({"if-none-match": f'"x", W/{etag}'}, 304),
        ({"if-modified-since": date}, 304),
        ({"if-none-match": '"x"', "if-modified-since": date}, 200),
        ({"if-modified-since": "Wed, 02 May 2018 09:00:04 GMT"}, 200),
    ):
        for method in ("GET", "HEAD"):
            told = await reader.request(method, address, headers=condition)
            assert (told.status_code, told.headers["etag"]) == (status, etag)
            assert told.content == (first.content if (status, method) == (200, "GET") else b"")
    await packed(reader, address, first)


async def packed(reader: httpx.AsyncClient, address: str, plain: httpx.Response) -> None:
    """Each coding is the same file with a tag of its own; a workbook is packed by itself, and little is not packed."""
    for coding, unpack in UNPACK.items():
        async with reader.stream("GET", address, headers={"accept-encoding": coding}) as answer:
            raw = b"".join([part async for part in answer.aiter_raw()])
        if ".xlsx" in address or len(plain.content) < 512:
            assert (raw, dict(answer.headers)) == (plain.content, dict(plain.headers))
            continue
        more = {"content-encoding": coding, "content-length": str(len(raw)), "etag": answer.headers["etag"]}
        assert (unpack(raw), dict(answer.headers)) == (plain.content, {**plain.headers, **more})
        again = await reader.get(address, headers={"accept-encoding": coding, "if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.headers["etag"] != plain.headers["etag"]) == (304, True)


@every_format
async def test_what_moves_with_the_day_has_no_date_and_a_tag(reader: httpx.AsyncClient, extension: str) -> None:
    answer = await reader.get(f"/feeds/a.{extension}?from=today")
    again = await reader.get(f"/feeds/a.{extension}?from=today", headers={"if-none-match": answer.headers["etag"]})
    assert (answer.status_code, "last-modified" in answer.headers, again.status_code) == (200, False, 304)


@every_format
async def test_the_file_of_one_event_holds_its_dates(reader: httpx.AsyncClient, extension: str) -> None:
    content = await held(reader, f"/events/{event('amics', 'bal')}.{extension}")
    if extension in DATES:
        assert DATES[extension](content) == [date_of("amics", "bal"), date_of("amics", "bal", "2")]
    else:
        assert EVENTS[extension](content) == [(event("amics", "bal"), 2)]


@on_sqlite
async def test_a_deleted_date_leaves_every_file_and_stays_in_calendars_as_cancelled(editor: httpx.AsyncClient) -> None:
    assert (await editor.delete(f"/api/v1/occurrences/{WALK}")).status_code == 204
    assert (await editor.delete(f"/api/v1/occurrences/{BALL}")).status_code == 204
    for extension, read in DATES.items():
        held_now = read(await held(editor, f"/feeds/a.{extension}"))
        assert (WALK in held_now, BALL in held_now, FEAST in held_now) == (*[extension in CALENDARS] * 2, True)
    for extension, read_events in EVENTS.items():
        told = dict(read_events(await held(editor, f"/feeds/a.{extension}")))
        assert (told.get(event("amics", "passejada")), told[event("amics", "bal")]) == (None, 1)
