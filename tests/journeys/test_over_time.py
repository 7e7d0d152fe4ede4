"""Right over time: a programme that changes, step by step, and subscribers who must end with what is served.

The table is in `scenario.py`: what each step does, and everything it must change. All else must stay as it was.
"""

import asyncio
import json
import time
import zipfile
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.revise import delete_event
from festum.actions.settle import bury_tombstones
from festum.diagnosis.examining import examine
from festum.domain.identity import event_id, occurrence_uid
from festum.feeds.formats import FORMATS
from tests.conftest import BASE_URL, TestClock, client_of, key_for, load_csv
from tests.journeys.readers import blocks
from tests.journeys.scenario import (
    CALENDARS,
    EDITIONS,
    EDITOR,
    FEEDS,
    HALLE,
    NAMES,
    NEXT_BASE_URL,
    PARTNERS,
    STEPS,
    Expected,
    Stage,
    Step,
    upgrade_the_renderer,
)
from tests.journeys.subscriber import Mirror, Phone, Vdirsyncer, told
from tests.store.small import csv_of, revision_of

LIST = "/api/v1/occurrences?edition=all&limit=200"
OTHERS = (LIST, "/", "/api/v1/editions")
"""Addresses that are no feeds; Last-Modified is theirs too."""

FILTERED = {"34": "departement=34", "46": "departement=46", "48": "departement=48", "66": "departement=66",
            "spoken": "language=oc", "baleti": "category=baleti", "walk": "category=walk"}  # fmt: skip
SUBSCRIBED = {name: FEEDS[name] for name in ("all", "48")}
"""What vdirsyncer keeps in step."""


@dataclass(frozen=True)
class Look:
    """What is served at one moment: by feed its body and tag, and Last-Modified of all addresses."""

    bodies: Mapping[str, bytes]
    tags: Mapping[str, str | None]
    dates: frozenset[str | None]
    items: Mapping[str, dict[str, Any]]

    @classmethod
    async def at(cls, client: httpx.AsyncClient) -> "Look":
        feeds = {name: await client.get(path) for name, path in FEEDS.items()}
        others = [await client.get(path) for path in OTHERS]
        assert {answer.status_code for answer in others} == {200}
        return cls(
            {name: answer.content for name, answer in feeds.items()},
            {name: answer.headers.get("etag") for name, answer in feeds.items()},
            frozenset(a.headers.get("last-modified") for a in (*feeds.values(), *others) if a.status_code == 200),
            {NAMES[item["id"]]: item for item in others[0].json()["items"]},
        )

    def changed_since(self, before: "Look") -> list[str]:
        return sorted(name for name in FEEDS if self.bodies[name] != before.bodies[name])


def stamps_of(body: bytes) -> dict[str, tuple[int, datetime | None]]:
    """(SEQUENCE, DTSTAMP) by name, as a foreign reader understands them."""
    found = {}
    for event in icalendar.Calendar.from_ical(body).events:
        assert event.DTSTAMP == event.LAST_MODIFIED
        found[NAMES[event.uid]] = (event.sequence, event.DTSTAMP)
    return found


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    """Whoever did not write sees a write within a second; that promise has its own tests, so there is time here."""
    deadline = time.monotonic() + 10
    while not await ask():
        assert time.monotonic() < deadline, "another process's write was not seen"
        await asyncio.sleep(0.02)


async def is_served_without_date(client: httpx.AsyncClient, before: Look) -> bool:
    """By the release that was replaced: its bytes are the old ones, and a date would stand for both."""
    now = await Look.at(client)
    assert now.bodies == before.bodies
    return now.dates == {None}


async def unchanged(client: httpx.AsyncClient, names: Iterable[str], headers: Callable[[str], dict[str, str]]) -> str:
    """Which feeds are answered 304 under these conditions."""
    found = []
    for name in names:
        answer = await client.get(FEEDS[name], headers=headers(name))
        assert answer.status_code in (200, 304), answer.text
        assert answer.status_code == 200 or answer.content == b""
        if answer.status_code == 304:
            found.append(name)
    return " ".join(sorted(found))


def ill(content: bytes) -> list[str]:
    """What the doctor says of it, beyond notes."""
    report = examine(content)
    return [f"{g.first.key} {g.first.subject} {g.first.value}" for g in report.groups if g.first.level != "note"]


def at_one_address(text: bytes) -> bytes:
    """Unfolded, as if the house had never moved: an address that changes with the renderer is no change of an event."""
    return text.replace(b"\r\n ", b"").replace(BASE_URL.encode(), NEXT_BASE_URL.encode())


def by_one_address(items: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: json.loads(at_one_address(json.dumps(item).encode())) for name, item in items.items()}


CANCELLED_WAYS = {
    "keep": {"live": ("CONFIRMED", "Viu"), "cancelled": ("CANCELLED", "ANNULÉ : Anul"),
             "deleted": ("CANCELLED", "ANNULÉ : Suprim"), "postponed": ("CONFIRMED", "REPORTÉ : Ajorn")},
    "mark": {"live": ("CONFIRMED", "Viu"), "cancelled": ("CONFIRMED", "ANNULÉ : Anul"),
             "deleted": ("CONFIRMED", "ANNULÉ : Suprim"), "postponed": ("CONFIRMED", "REPORTÉ : Ajorn")},
    "hide": {"live": ("CONFIRMED", "Viu"), "postponed": ("CONFIRMED", "REPORTÉ : Ajorn")},
}  # fmt: skip
"""What a calendar holds, by name: (STATUS, SUMMARY)."""

TITLES = {"live": "Viu", "cancelled": "Anul", "deleted": "Suprim", "postponed": "Ajorn"}


def in_ics(content: bytes) -> dict[str, tuple[str, str]]:
    return {str(e["UID"]): (str(e["STATUS"]), str(e["SUMMARY"])) for e in icalendar.Calendar.from_ical(content).events}


def in_jcal(content: bytes) -> dict[str, tuple[str, str]]:
    events = [properties for name, properties, _ in json.loads(content)[2] if name == "vevent"]
    said = [{name: value for name, _, _, value in properties} for properties in events]
    return {one["uid"]: (one["status"], one["summary"]) for one in said}


def titles_in(content: bytes) -> list[str]:
    if zipfile.is_zipfile(BytesIO(content)):
        sheet = zipfile.ZipFile(BytesIO(content))
        content = b"".join(sheet.read(name) for name in sheet.namelist())
    return sorted(name for name, title in TITLES.items() if title.encode() in content)


@pytest.mark.parametrize("way", CANCELLED_WAYS)
async def test_cancelled_and_deleted_ones_in_every_format(
    house: House, database_url: str, clock: TestClock, way: str
) -> None:
    rows = {
        name: {"edition": "2018", "partner": "cercle", "event_key": name, "occurrence_key": "1", "title": title,
               "start": "2018-06-09T21:00", "status": name if name in ("cancelled", "postponed") else "", **HALLE}
        for name, title in TITLES.items()
    }  # fmt: skip
    uids = {occurrence_uid(2018, "cercle", name, "1"): name for name in rows}
    await house.change(lambda unit: load_frame_editions(unit, EDITIONS))
    await house.change(lambda unit: load_frame_partners(unit, PARTNERS, "test"))
    await house.change(lambda unit: publish_years(unit, [2018]))
    await load_csv(house, csv_of(rows.values()))
    await house.change(lambda unit: delete_event(unit, event_id(2018, "cercle", "deleted"), EDITOR))
    found = []
    for days in (0, 31):
        clock.advance(days=days)
        await house.change(bury_tombstones)
        async with client_of(database_url, clock) as client:
            bodies = {form: (await client.get(f"/feeds/x.{form}?cancelled={way}")).content for form in FORMATS}
        assert ill(bodies["ics"]) == []
        read = {"ics": in_ics(bodies.pop("ics")), "jcal": in_jcal(bodies.pop("jcal"))}
        calendars = {form: {uids[uid]: said for uid, said in one.items()} for form, one in read.items()}
        found.append(calendars | {form: titles_in(body) for form, body in bodies.items()})
    told = CANCELLED_WAYS[way]
    buried = {name: said for name, said in told.items() if name != "deleted"}
    others = dict.fromkeys(FORMATS.keys() - {"ics", "jcal"}, sorted(buried))
    assert found == [{"ics": told, "jcal": told} | others, {"ics": buried, "jcal": buried} | others]


class Audience:
    """All who look on: the visitor of every address, a phone, a mirror, and vdirsyncer at a server of its own."""

    def __init__(self, stage: Stage, server: str, vdirsyncer: Vdirsyncer) -> None:
        self.stage, self.server, self.vdirsyncer = stage, server, vdirsyncer
        self.phone, self.mirror = Phone(stage.client, FEEDS["all"]), Mirror(stage.client)
        self.served: dict[str, dict[str, bytes]] = {name: {} for name in SUBSCRIBED}

    def move_to(self, client: httpx.AsyncClient, server: str) -> None:
        self.phone.client = self.mirror.client = client
        self.server = server
        self.vdirsyncer.point_at(server)

    async def check_visits(self, step: Step, expected: Expected, before: Look, numbers: tuple[int, int]) -> Look:
        """Every address, conditionally and not, against the table."""
        client, revision = self.stage.client, await revision_of(self.stage.house)
        now = await Look.at(client)
        known, there = ([name for name in FEEDS if look.tags[name]] for look in (before, now))
        (old_date,) = before.dates
        heard = await self.mirror.follow()
        found = {
            "revisions": numbers[1] - numbers[0],
            "bytes changed": now.changed_since(before),
            "tags changed": sorted(name for name in FEEDS if now.tags[name] != before.tags[name]),
            "same by tag": await unchanged(client, known, lambda name: {"if-none-match": before.tags[name] or ""}),
            "same by tag and date": await unchanged(
                client,
                known,
                lambda name: {"if-none-match": before.tags[name] or "", "if-modified-since": old_date or ""},
            ),
            "same by date": await unchanged(client, known, lambda _: {"if-modified-since": old_date or ""}),
            "same by new date": await unchanged(client, there, lambda _: {"if-modified-since": str(*now.dates)}),
            "last-modified": now.dates,
            "stamps": stamps_of(now.bodies["every"]),
            "stamps in the API": {
                name: (item["sequence"], datetime.fromisoformat(item["modified"])) for name, item in now.items.items()
            },
            "previous starts": {name: item["previous_start"] for name, item in now.items.items()},
            "told of": heard,
        }
        changed = sorted(step.feeds.split())
        still = " ".join(sorted(set(known) - set(changed)))
        live = expected.stamps.keys() - expected.deleted
        assert found == {
            "revisions": step.revisions,
            "bytes changed": changed,
            "tags changed": changed,
            "same by tag": still,
            "same by tag and date": still,
            "same by date": "" if step.revisions else " ".join(sorted(known)),
            "same by new date": " ".join(sorted(there)),
            "last-modified": {format_datetime(revision.at, usegmt=True)},
            "stamps": expected.stamps,
            "stamps in the API": {name: expected.stamps[name] for name in live},
            "previous starts": {name: expected.previous[name] for name in live},
            "told of": expected.told,
        }
        return now

    async def check_contents(self, now: Look, expected: Expected) -> None:
        """Every feed tells the same of an occurrence; each holds what the list of its filter holds."""
        whole = blocks(now.bodies["every"])
        for name in (name for name in CALENDARS if now.tags[name]):
            body = now.bodies[name]
            assert stamps_of(body).items() <= expected.stamps.items(), name
            assert ill(body) == [], name
            if name != "oc":
                assert blocks(body).items() <= whole.items(), name
        for name, filters in FILTERED.items():
            answer = await self.stage.client.get(f"/api/v1/occurrences?{filters}&limit=200")
            listed = {NAMES[item["id"]] for item in answer.json()["items"]}
            assert stamps_of(now.bodies[name]).keys() - expected.deleted == listed, name
        assert by_one_address({NAMES[u]: one for u, one in self.mirror.occurrences().items()}) == by_one_address(
            now.items
        )
        await self.phone.sync()
        assert {uid: at_one_address(block) for uid, block in self.phone.events.items()} == {
            uid: at_one_address(block) for uid, block in blocks(now.bodies["all"]).items()
        }

    async def check_folders(self, now: Look) -> None:
        """Two runs of vdirsyncer: the first copies what changed and nothing else, the second nothing at all."""
        async with httpx.AsyncClient(headers={"accept-encoding": "identity"}) as http:
            for name, path in SUBSCRIBED.items():

                async def is_served(name: str = name, path: str = path) -> bool:
                    return (await http.get(f"{self.server}{path}")).headers["etag"] == now.tags[name]

                await until(is_served)
        served = {name: blocks(now.bodies[name]) for name in SUBSCRIBED}
        folders = self.vdirsyncer.folders
        before = {name: folder.files() for name, folder in folders.items()}
        said = self.vdirsyncer.sync()
        after = {name: folder.files() for name, folder in folders.items()}
        again = self.vdirsyncer.sync()
        assert (again, {name: folder.files() for name, folder in folders.items()}) == ([], after)
        kept = {name: len(before[name].items() & after[name].items()) for name in folders}
        assert kept == {name: len(served[name].items() & self.served[name].items()) for name in folders}
        assert {name: folder.told() for name, folder in folders.items()} == {
            name: told(now.bodies[name]) for name in SUBSCRIBED
        }
        copied = [line for line in said if line.startswith("Copying ")]
        assert len(copied) == sum(len(after[name].items() - before[name].items()) for name in folders), said
        self.served = served


async def test_programme_that_changes_is_right_for_every_subscriber_after_each_step(
    house: House,
    database_url: str,
    clock: TestClock,
    serve: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await house.change(lambda unit: load_frame_editions(unit, EDITIONS))
    await house.change(lambda unit: load_frame_partners(unit, PARTNERS, "test"))
    await house.change(lambda unit: publish_years(unit, [2018]))
    clock.advance(hours=1)
    async with AsyncExitStack() as running:
        client = await running.enter_async_context(client_of(database_url, clock))
        stage = Stage(house, client, clock, await key_for(house, None))
        vdirsyncer = Vdirsyncer(tmp_path / "vdirsyncer", SUBSCRIBED)
        audience = Audience(stage, serve(), vdirsyncer)
        vdirsyncer.point_at(audience.server)
        await audience.mirror.follow()
        look, expected = await Look.at(client), Expected()
        for step in STEPS:
            number = (await revision_of(house)).number
            clock.advance(hours=step.later)
            if step.do is upgrade_the_renderer:
                monkeypatch.setattr("tests.conftest.BASE_URL", NEXT_BASE_URL)
                stage.house = replace(house, base_url=NEXT_BASE_URL)
                stage.client = await running.enter_async_context(client_of(database_url, clock))
            await step.do(stage)
            expected.after(step, clock())
            clock.advance(minutes=1)
            revision = await revision_of(house)

            async def is_seen(date: str = format_datetime(revision.at, usegmt=True)) -> bool:
                return (await stage.client.get(LIST)).headers.get("last-modified") == date

            await until(is_seen)
            if step.do is upgrade_the_renderer:
                await until(lambda before=look: is_served_without_date(client, before))
                audience.move_to(stage.client, serve(FESTUM_BASE_URL=NEXT_BASE_URL))
            try:
                look = await audience.check_visits(step, expected, look, (number, revision.number))
                await audience.check_contents(look, expected)
                await audience.check_folders(look)
            except AssertionError as error:
                error.add_note(f"after the step {step.do.__name__}")
                raise
