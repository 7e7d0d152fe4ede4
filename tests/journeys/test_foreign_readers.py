"""Every format but the calendars, read by readers of others: the same events and dates as the API says."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld
from python_calamine import CalamineWorkbook

from festum.domain.identity import occurrence_uid
from tests.conftest import BASE_URL
from tests.journeys.test_readers import listed
from tests.small import on_sqlite

SCHEMAS = Path(__file__).parent.parent / "feeds" / "schemas"
SCHEMA_ORG = "http://schema.org/"
FILTERS = ("departement=34", "language=oc&from=2018-06-01&lang=oc")

Read = Callable[[bytes], set[str]]


def by_feedparser(version: str) -> Read:
    def read(content: bytes) -> set[str]:
        parsed = feedparser.parse(content)
        assert (parsed.bozo, parsed.version) == (False, version)
        ids = [entry.id.removeprefix("urn:uuid:") for entry in parsed.entries]
        assert len(set(ids)) == len(ids)
        return set(ids)

    return read


def by_jsonschema(schema: str, members: str) -> Read:
    def read(content: bytes) -> set[str]:
        document = json.loads(content)
        validator = Draft202012Validator(json.loads((SCHEMAS / schema).read_text("utf-8")))
        assert [error.message for error in validator.iter_errors(document)] == []
        return {member["id"].removeprefix("urn:uuid:") for member in document[members]}

    return read


def by_json(content: bytes) -> set[str]:
    return {item["id"] for item in json.loads(content)["items"]}


def by_csv(content: bytes) -> set[str]:
    return uids(list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)))


def by_calamine(content: bytes) -> set[str]:
    return uids(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())


def uids(table: Sequence[Sequence[Any]]) -> set[str]:
    """As they were first made of the keys a row is known by; a row is there once."""
    rows = [dict(zip(table[0], line, strict=True)) for line in table[1:]]
    found = [occurrence_uid(int(r["edition"]), r["partner"], r["event_key"], r["occurrence_key"]) for r in rows]
    assert len(set(found)) == len(found)
    return set(found)


def events_by_pyld(content: bytes) -> set[str]:
    page = f"{BASE_URL}/events/"
    return {node["@id"].removeprefix(page) for node in expanded(content) if f"{SCHEMA_ORG}Event" in node["@type"]}


def dates_by_pyld(content: bytes) -> int:
    """Those of an event, or the one it is itself."""
    return sum(
        len(node.get(f"{SCHEMA_ORG}subEvent", "1"))
        for node in expanded(content)
        if f"{SCHEMA_ORG}Event" in node["@type"]
    )


def expanded(content: bytes) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(content), {"documentLoader": local_context})
    return nodes


def local_context(url: str, options: Any) -> Any:
    """In place of 200 kB from schema.org: every word is one of its vocabulary."""
    assert url == "https://schema.org"
    context = {"@context": {"@vocab": SCHEMA_ORG}}
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": context}


async def the_api_says(client: httpx.AsyncClient, filters: str) -> tuple[set[str], set[str]]:
    """(events, dates) that match, as the two lists have them."""
    dates = await listed(client, f"&{filters}")
    events, cursor, total = dict[str, set[str]](), "", -1
    while cursor is not None:
        page = (await client.get(f"/api/v1/events?limit=200&{filters}{cursor}")).json()
        events |= {event["event_id"]: {date["id"] for date in event["occurrences"]} for event in page["items"]}
        cursor, total = page["next"] and f"&cursor={page['next']}", page["total"]
    assert total == len(events) < len(dates)
    assert set().union(*events.values()) == dates.keys()
    return set(events), set(dates)


@on_sqlite
@pytest.mark.parametrize("filters", FILTERS)
async def test_events_are_those_of_the_api_in_every_format_of_events(client: httpx.AsyncClient, filters: str) -> None:
    events, dates = await the_api_says(client, filters)
    readers = {
        "atom": by_feedparser("atom10"),
        "rss": by_feedparser("rss20"),
        "jsonfeed": by_jsonschema("jsonfeed.json", "items"),
        "jsonld": events_by_pyld,
    }
    read = {
        extension: by((await client.get(f"/feeds/all.{extension}?{filters}")).raise_for_status().content)
        for extension, by in readers.items()
    }
    assert read == dict.fromkeys(readers, events)
    assert dates_by_pyld((await client.get(f"/feeds/all.jsonld?{filters}")).content) == len(dates)


@on_sqlite
@pytest.mark.parametrize("filters", FILTERS)
async def test_dates_are_those_of_the_api_in_every_format_of_dates(client: httpx.AsyncClient, filters: str) -> None:
    _, dates = await the_api_says(client, filters)
    readers = {
        "json": by_json,
        "geojson": by_jsonschema("geojson.json", "features"),
        "csv": by_csv,
        "xlsx": by_calamine,
    }
    read = {
        extension: by((await client.get(f"/feeds/all.{extension}?{filters}")).raise_for_status().content)
        for extension, by in readers.items()
    }
    assert read == dict.fromkeys(readers, dates)
