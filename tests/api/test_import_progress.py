"""How far an import has come, told as a stream, and planning that goes on after the answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from litestar.response import ServerSentEventMessage

from festum.actions.house import House
from festum.api.errands import Errands
from festum.api.import_schemas import ImportOut
from festum.api.progress_events import Pace, progress_events
from festum.domain.plan import Mode
from festum.domain.upload import Upload, UploadState
from festum.locale.catalogue import say
from tests.api.importing import FILE, HEADER, ROW, planned
from tests.conftest import STARTS, TestClock, client_of, key_for
from tests.small import on_sqlite

QUICK = Pace(look_every=0.001, say_every=1000, most=5)
ASYNC = {"prefer": "wait=5, respond-async"}


def told(text: str) -> list[tuple[str, Any]]:
    """(event, data) of each, comments left out."""
    found = []
    for block in text.replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def upload(state: UploadState, done: int = 0) -> Upload:
    return Upload(
        id=1, partner="amics", actor="amics", made_at=STARTS, file_name="f.csv", digest="", size=1, source="",
        edition=2018, mode=Mode.MERGE, state=state, phase="read", done=done, total=9, touched_at=STARTS,
    )  # fmt: skip


async def streamed(uploads: list[Upload], clock: TestClock, pace: Pace = QUICK) -> list[ServerSentEventMessage]:
    """The last one stands for good."""
    left = list(uploads)

    async def look() -> Upload:
        return left.pop(0) if len(left) > 1 else left[0]

    return [message async for message in progress_events(look, clock, pace)]


def events(messages: list[ServerSentEventMessage]) -> list[tuple[str | None, Any]]:
    return [(one.event, json.loads(one.data) if one.data else None) for one in messages]


def at(state: str, done: int) -> dict[str, Any]:
    return {"phase": "read", "done": done, "total": 9, "state": state}


async def test_each_move_is_told_once_and_then_the_end(clock: TestClock) -> None:
    planning, applied = UploadState.PLANNING, UploadState.APPLIED
    found = await streamed([upload(planning), upload(planning), upload(planning, 4), upload(applied, 9)], clock)
    assert events(found) == [
        ("progress", at("planning", 0)), ("progress", at("planning", 4)), ("end", at("applied", 9)),
    ]  # fmt: skip


@pytest.mark.parametrize("state", [s for s in UploadState if s not in {UploadState.PLANNING, UploadState.APPLYING}])
async def test_nothing_under_way_ends_at_once(clock: TestClock, state: UploadState) -> None:
    assert events(await streamed([upload(state)], clock)) == [("end", at(str(state), 0))]


async def test_silence_is_filled_and_has_an_end(clock: TestClock) -> None:
    found = await streamed([upload(UploadState.APPLYING)], clock, Pace(look_every=0.001, say_every=0.0, most=0.05))
    assert events(found[:1]) == [("progress", at("applying", 0))]
    assert len(found) > 2
    assert {one.encode() for one in found[1:-1]} == {b": still at it\r\n\r\n"}
    assert events(found[-1:]) == [("end", at("applying", 0))]


async def test_import_nobody_is_at_any_more_ends(clock: TestClock) -> None:
    clock.advance(minutes=2)
    assert events(await streamed([upload(UploadState.PLANNING, 3)], clock)) == [("end", at("planning", 3))]
    said_since = replace(upload(UploadState.PLANNING, 3), touched_at=clock())
    again = await streamed([said_since, upload(UploadState.PLANNED, 9)], clock)
    assert events(again) == [("progress", at("planning", 3)), ("end", at("planned", 9))]


async def test_planned_import_has_come_to_its_end(amics: httpx.AsyncClient) -> None:
    made = await planned(amics)
    answer = await amics.get(f"/api/v1/imports/{made['id']}/progress")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert (answer.headers["cache-control"], answer.headers["x-accel-buffering"]) == ("no-store", "no")
    ((event, data),) = told(answer.text)
    assert (event, data["state"]) == ("end", "planned")


async def test_plan_is_made_after_the_answer_where_that_is_preferred(amics: httpx.AsyncClient) -> None:
    begun = await amics.post("/api/v1/imports", files={"file": ("f.csv", FILE)}, headers=ASYNC)
    assert (begun.status_code, begun.headers["preference-applied"]) == (202, "respond-async")
    assert begun.headers["location"] == begun.json()["links"]["self"]
    started = ImportOut.model_validate_json(begun.content)
    assert (started.state, started.rows, started.counts) == ("planning", [], {})
    stream = await amics.get(f"/api/v1/imports/{started.id}/progress")
    assert told(stream.text)[-1][1]["state"] == "planned"
    whole = (await amics.get(f"/api/v1/imports/{started.id}")).json()
    assert (whole["counts"], whole["rows"][0]["title"]) == ({"create": 1, "missing": 4}, "Balèti nòu")


async def test_file_nobody_can_read_has_failed_and_says_why(amics: httpx.AsyncClient) -> None:
    begun = await amics.post("/api/v1/imports?lang=en", files={"file": ("f.csv", b"")}, headers=ASYNC)
    assert begun.status_code == 202
    stream = await amics.get(f"/api/v1/imports/{begun.json()['id']}/progress")
    assert told(stream.text)[-1][1]["state"] == "failed"
    failed = (await amics.get(f"/api/v1/imports/{begun.json()['id']}?lang=en")).json()
    assert failed["failure"] == {"key": "unreadable_empty", "values": {}, "text": say("en", "error.unreadable_empty")}
    assert failed["rows"] == []


async def test_server_that_stops_leaves_no_plan_half_made_and_the_file_can_be_read_again(
    small: House, database_url: str, clock: TestClock
) -> None:
    key = await key_for(small, "amics")
    rows = "".join(ROW.replace("nouveau", f"k{n}") for n in range(5000))
    async with client_of(database_url, clock) as client:
        begun = await client.post(
            "/api/v1/imports", files={"file": ("f.csv", (HEADER + rows).encode())}, headers=key | ASYNC
        )
        number = begun.json()["id"]
    async with client_of(database_url, clock) as client:
        left = (await client.get(f"/api/v1/imports/{number}", headers=key)).json()
        # Stopped before the first row was read, it is as if its process had been killed.
        assert (left["state"], left["failure"] and left["failure"]["key"]) in {
            ("failed", "interrupted"), ("planning", None),
        }  # fmt: skip
        assert left["rows"] == []
        clock.advance(minutes=5)
        again = await client.patch(f"/api/v1/imports/{number}", json={}, headers=key)
        assert (again.status_code, again.json()["state"], len(again.json()["rows"])) == (200, "planned", 200)


async def test_errands_are_kept_until_they_end_and_stopped_together() -> None:
    errands, ended = Errands(), asyncio.Event()

    async def quick() -> None:
        ended.set()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(True)

    async def failing() -> None:
        raise ValueError

    stopped: list[bool] = []
    for work in (quick, endless, failing):
        errands.start(work(), work.__name__)
    await ended.wait()
    await errands.stop()
    assert stopped == [True]


@on_sqlite
async def test_listener_that_leaves_is_no_longer_talked_to(
    small: House, serve: Callable[..., str], clock: TestClock
) -> None:
    """Of a real server: an upload that somebody else is at stays under way until the listener has gone."""
    key = await key_for(small, "amics")
    address = serve()
    async with httpx.AsyncClient(base_url=address, headers=key, timeout=30) as client:
        rows = "".join(ROW.replace("nouveau", f"k{n}") for n in range(5000))
        begun = await client.post("/api/v1/imports", files={"file": ("f.csv", (HEADER + rows).encode())}, headers=ASYNC)
        assert begun.status_code == 202
        async with client.stream("GET", f"/api/v1/imports/{begun.json()['id']}/progress") as stream:
            lines = stream.aiter_lines()
            assert await _first(lines) == "event: progress"
        assert (await client.get("/health")).status_code == 200


async def _first(lines: AsyncIterator[str]) -> str:
    return await anext(lines)
