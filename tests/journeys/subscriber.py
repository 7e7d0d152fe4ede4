"""Three who follow the programme over time: vdirsyncer, a phone that believes stamps, and a mirror of the API."""

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import icalendar

from tests.journeys.readers import blocks
from tests.processes import run_vdirsyncer

Told = tuple[tuple[str, str], ...]
"""Every property of one VEVENT but its UID, as (name, value), sorted."""


def told(content: bytes) -> Counter[Told]:
    """Without UID: vdirsyncer takes a feed's UIDs for untrustworthy and writes a hash of each event in their place."""
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors, calendar.errors
    return Counter(
        tuple(sorted((name, _written(value)) for name, value in event.property_items(recursive=False) if name != "UID"))
        for event in calendar.events
    )


def _written(value: Any) -> str:
    """With its parameters."""
    said = value.to_ical() if hasattr(value, "to_ical") else value
    return f"{getattr(value, 'params', {})} {said.decode() if isinstance(said, bytes) else said}"


class Folder:
    """A folder that the real vdirsyncer keeps in step with a feed."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self.path = root / name
        self.path.mkdir(parents=True)

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and the moment of writing, by name."""
        return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in self.path.iterdir()}

    def told(self) -> Counter[Told]:
        return sum((told(content) for content, _ in self.files().values()), Counter[Told]())


class Vdirsyncer:
    """One user of vdirsyncer, with a home of its own; a folder for each feed."""

    def __init__(self, root: Path, feeds: dict[str, str]) -> None:
        """`feeds` are paths of addresses, by a name for each."""
        self.root, self.feeds = root, feeds
        self.folders = {name: Folder(root / "folders", name) for name in feeds}

    def point_at(self, server: str) -> None:
        """Where the feeds are from now on; what it has stays what it has."""
        parts = [f"[general]\nstatus_path = {json.dumps(str(self.root / 'status'))}"]
        for name, path in self.feeds.items():
            pair = {"a": f"{name}_feed", "b": f"{name}_folder", "collections": None, "conflict_resolution": "a wins",
                    "partial_sync": "revert"}  # fmt: skip
            feed = {"type": "http", "url": server + path}
            folder = {"type": "filesystem", "path": str(self.folders[name].path), "fileext": ".ics"}
            for title, values in (
                (f"pair {name}", pair), (f"storage {name}_feed", feed), (f"storage {name}_folder", folder)
            ):  # fmt: skip
                parts.append("\n".join([f"[{title}]", *(f"{k} = {json.dumps(v)}" for k, v in values.items())]))
        (self.root / "config").write_text("\n\n".join(parts) + "\n")
        self._run("discover")

    def sync(self) -> list[str]:
        """What it says it did."""
        return [line for line in self._run("sync").splitlines() if not line.startswith("Syncing ")]

    def _run(self, command: str) -> str:
        environment = {
            "HOME": str(self.root),
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "VDIRSYNCER_CONFIG": str(self.root / "config"),
        }
        return run_vdirsyncer(command, environment=environment, said=self.root / "said")


@dataclass
class Phone:
    """Asks by date alone, as Apple Calendar does; takes an event anew only under a later stamp, as ICSx5 does."""

    client: httpx.AsyncClient
    path: str
    events: dict[str, bytes] = field(default_factory=dict)
    date: str | None = None

    async def sync(self) -> None:
        answer = await self.client.get(self.path, headers={"if-modified-since": self.date} if self.date else {})
        if answer.status_code == 304:
            return
        assert answer.status_code == 200, answer.text
        self.date = answer.headers.get("last-modified", self.date)
        fresh = blocks(answer.content)
        self.events = {
            uid: block if uid not in self.events or _stamp(block) > _stamp(self.events[uid]) else self.events[uid]
            for uid, block in fresh.items()
        }


def _stamp(block: bytes) -> bytes:
    """UTC in its basic format: compares as text."""
    return next(line for line in block.split(b"\r\n") if line.startswith(b"LAST-MODIFIED:"))


@dataclass
class Mirror:
    """Holds all occurrences, and never asks for a list: only for what changed since it last asked."""

    client: httpx.AsyncClient
    since: int = 0
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    async def follow(self) -> set[str]:
        """The ids of the events it was told of."""
        heard: set[str] = set()
        cursor = ""
        while True:
            answer = await self.client.get(f"/api/v1/changes?since={self.since}&limit=2{cursor}")
            assert answer.status_code == 200, answer.text
            page = answer.json()
            for item in page["items"]:
                heard.add(item["event_id"])
                self._apply(item)
            if page["next"] is None:
                self.since = page["revision"]
                return heard
            cursor = f"&cursor={page['next']}"

    def _apply(self, item: dict[str, Any]) -> None:
        event = item["event"]
        if event is None:
            self.events.pop(item["event_id"], None)
            return
        said = {name: value for name, value in event.items() if name != "occurrences"}
        self.events[item["event_id"]] = [date | said for date in event["occurrences"]]

    def occurrences(self) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for dates in self.events.values() for one in dates}
