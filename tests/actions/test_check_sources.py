"""A partner's calendar, fetched by itself from a real server: applied, left alone, held back, and failing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from festum.actions.check_sources import LEASE, Checked, check_due, check_source
from festum.actions.find_uploads import list_uploads
from festum.actions.house import House
from festum.actions.keep_sources import add_source, find_source, remove_source
from festum.domain.holder import Holder
from festum.domain.plan import Mode
from festum.domain.source import Outcome, Source
from festum.domain.upload import Upload, UploadState
from festum.errors import NotHere, OutOfRange, Stale, Unfit, UnknownValue
from festum.fetching.fetch import Fetcher
from festum.store.database import Database
from festum.store.sources import claim_due
from tests.conftest import TestClock
from tests.fetching.serving import Answer, Server, said, serving
from tests.small import on_sqlite
from tests.store.small import events_by_key

ADMIN = Holder("test", None)
PATH = "/agenda.ics"


def calendar(*events: tuple[str, str, str]) -> bytes:
    """(uid, day of June 2018, title); an hour without more ado."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//partner//"]
    for uid, day, title in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20180501T100000Z", f"DTSTART;TZID=Europe/Paris:201806{day}T180000",
            f"SUMMARY:{title}", "LOCATION:Halle\\, 34700 Lodève", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


TWO = (("a@p", "20", "Un"), ("b@p", "21", "Dos"))
MANY = tuple((f"{n}@p", f"{n}", f"Vèspre {n}") for n in range(10, 20))


@pytest.fixture
async def partner() -> AsyncIterator[Server]:
    answers: dict[str, Answer] = {PATH: said(calendar(*TWO), content_type="text/calendar", etag='"1"')}
    async with serving(answers) as server:
        yield server


@pytest.fixture
def open_house(small: House) -> House:
    """One that may ask this machine."""
    return replace(small, fetcher=Fetcher(private=True))


async def following(house: House, server: Server, mode: Mode = Mode.MERGE) -> Source:
    async with house.unit() as unit:
        return await add_source(unit, server.address(PATH), "mairie", every_hours=6, mode=mode)


async def due(house: House) -> list[Checked]:
    return [checked async for checked in check_due(house)]


async def uploads(house: House) -> list[Upload]:
    async with house.unit() as unit:
        return list(await list_uploads(unit, ADMIN))


async def titles(house: House) -> set[str]:
    events = (await events_by_key(house)).values()
    return {dict(event.details.titles)["fr"] for event in events if event.partner == "mairie" and event.live}


async def test_calendar_that_is_due_is_fetched_and_applied(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    source = await following(open_house, partner)
    before = await titles(open_house)
    (checked,) = await due(open_house)
    (upload,) = await uploads(open_house)
    assert checked.outcome == Outcome("source.applied", {"id": upload.id, "edition": 2018, "rows": 2})
    assert (upload.state, upload.partner, upload.source, upload.file_name, upload.actor) == (
        UploadState.APPLIED, "mairie", partner.address(PATH), "agenda.ics", f"source {source.id}",
    )  # fmt: skip
    assert await titles(open_house) == before | {"Un", "Dos"}
    async with open_house.unit() as unit:
        found = await find_source(unit, source.id)
    assert found == checked.source
    assert (found.due_at, found.visit.etag, found.visit.checked_at) == (clock() + timedelta(hours=6), '"1"', clock())
    assert await due(open_house) == [], "not before it is due again"


async def test_calendar_unchanged_since_is_asked_for_and_nothing_is_planned(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    await following(open_house, partner)
    await due(open_house)
    nothing = Outcome("source.nothing_new", {"edition": 2018})
    for answer in (b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n', said(calendar(*TWO), etag='"2"')):
        partner.answers[PATH] = answer
        clock.advance(hours=6)
        assert [checked.outcome for checked in await due(open_house)] == [nothing]
    assert [asked.headers["If-None-Match"] for asked in partner.asked] == [None, '"1"', '"1"']
    assert len(await uploads(open_house)) == 1


async def test_calendar_written_anew_that_says_the_same_leaves_no_trace(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    await following(open_house, partner)
    await due(open_house)
    partner.answers[PATH] = said(calendar(*reversed(TWO)))
    clock.advance(hours=6)
    assert [checked.outcome.key for checked in await due(open_house)] == ["source.nothing_new"]
    assert len(await uploads(open_house)) == 1


async def test_calendar_that_changes_changes_the_programme(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    await following(open_house, partner)
    await due(open_house)
    partner.answers[PATH] = said(calendar(("a@p", "20", "Un nouveau"), *TWO[1:]))
    clock.advance(hours=6)
    (checked,) = await due(open_house)
    assert checked.outcome.values["rows"] == 1
    assert {"Un nouveau", "Dos"} <= await titles(open_house)


async def test_what_a_calendar_no_longer_names_is_withdrawn_and_too_much_of_it_waits_for_a_person(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    partner.answers[PATH] = said(calendar(*MANY))
    await following(open_house, partner, Mode.REPLACE)
    before = await titles(open_house)
    clock.advance(hours=1)
    (first,) = await due(open_house)
    assert (first.outcome.key, first.outcome.values["rows"]) == ("source.applied", 12), "two it does not name"
    full = await titles(open_house)
    assert full - before == {title for _, _, title in MANY}
    assert len(full & before) == 1, "that of another edition is left alone"

    partner.answers[PATH] = said(calendar(*MANY[:1]))
    clock.advance(hours=6)
    (braked,) = await due(open_house)
    assert (braked.outcome.key, braked.outcome.values["withdrawn"]) == ("source.brakes", 9)
    assert await titles(open_house) == full
    newest = (await uploads(open_house))[0]
    assert (newest.id, newest.state) == (braked.outcome.values["id"], UploadState.PLANNED)

    clock.advance(hours=6)
    assert [checked.outcome for checked in await due(open_house)] == [braked.outcome], "it goes on waiting"
    partner.answers[PATH] = said(calendar(*MANY[:9]))
    clock.advance(hours=6)
    (applied,) = await due(open_house)
    assert applied.outcome.key == "source.applied"
    assert await titles(open_house) == full - {MANY[9][2]}
    assert newest.id not in {upload.id for upload in await uploads(open_house)}, "overtaken, and discarded"


async def test_rows_that_want_an_answer_wait_for_a_person(open_house: House, partner: Server) -> None:
    partner.answers[PATH] = said(b"title,start,commune\nUn,nunca,Lodeve\n", content_type="text/csv")
    await following(open_house, partner)
    (checked,) = await due(open_house)
    (upload,) = await uploads(open_house)
    assert checked.outcome == Outcome("source.asks", {"id": upload.id, "edition": 2018, "rows": 1})
    assert upload.state is UploadState.PLANNED


async def test_failures_are_kept_and_make_it_wait_longer_each_time(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    await following(open_house, partner)
    address = partner.address(PATH)
    for answer, outcome, hours in (
        (said(b"", "503 Oh"), Outcome("error.address_status", {"address": address, "status": 503}), 12),
        (said(b""), Outcome("error.unreadable_empty", {}), 24),
        (said(b"", "404 No"), Outcome("error.address_status", {"address": address, "status": 404}), 48),
    ):
        partner.answers[PATH] = answer
        (checked,) = await due(open_house)
        assert (checked.outcome, checked.source.due_at) == (outcome, clock() + timedelta(hours=hours))
        clock.advance(hours=hours)
    partner.answers[PATH] = said(calendar(*TWO))
    (checked,) = await due(open_house)
    assert (checked.outcome.key, checked.source.visit.failures) == ("source.applied", 0)
    assert checked.source.due_at == clock() + timedelta(hours=6)


async def test_private_address_is_refused(small: House, partner: Server) -> None:
    await following(small, partner)
    (checked,) = await due(small)
    assert (checked.outcome.key, partner.asked) == ("error.address_private", [])


async def test_two_processes_never_fetch_one_twice(
    open_house: House, partner: Server, database_url: str, clock: TestClock
) -> None:
    paths = [f"/{n}.ics" for n in range(6)]
    partner.answers |= {path: said(calendar((f"{n}@p", "20", f"Un {n}"))) for n, path in enumerate(paths)}
    async with open_house.unit() as unit:
        for path in paths:
            await add_source(unit, partner.address(path), "mairie")
    other = replace(open_house, database=Database(database_url))
    try:
        both = await asyncio.gather(due(open_house), due(other))
    finally:
        await other.database.close()
    checked = [one for each in both for one in each]
    assert {one.outcome.key for one in checked} == {"source.applied"}
    assert sorted(asked.path for asked in partner.asked) == paths


async def test_process_that_is_stopped_leaves_it_to_another_at_once(open_house: House, partner: Server) -> None:
    asked = asyncio.Event()

    async def hangs(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(60)

    partner.answers[PATH] = hangs
    source = await following(open_house, partner)
    visiting = asyncio.create_task(due(open_house))
    await asked.wait()
    with pytest.raises(Stale) as refused:
        await check_source(open_house, source.id)
    assert refused.value.key == "source_under_way"
    async with asyncio.timeout(10):  # nobody is kept waiting meanwhile
        async with open_house.database.writing():
            pass
    visiting.cancel()
    await asyncio.gather(visiting, return_exceptions=True)
    partner.answers[PATH] = said(calendar(*TWO))
    assert [checked.outcome.key for checked in await due(open_house)] == ["source.applied"]


class Unforeseen(Exception):
    """What no refusal of ours stands for."""


async def test_what_nobody_foresaw_is_raised_and_counts_as_a_failure(
    open_house: House, partner: Server, clock: TestClock
) -> None:
    async def broken(host: str, port: int) -> tuple[str, ...]:
        raise Unforeseen

    source = await following(open_house, partner)
    with pytest.raises(Unforeseen):
        await due(replace(open_house, fetcher=Fetcher(resolve=broken)))
    async with open_house.unit() as unit:
        found = await find_source(unit, source.id)
    assert (found.visit.outcome, found.visit.failures, found.lease_until) == (Outcome("error.inside"), 1, None)
    assert found.due_at == clock() + timedelta(hours=12)


async def test_lease_of_a_process_that_died_runs_out(open_house: House, partner: Server, clock: TestClock) -> None:
    await following(open_house, partner)
    async with open_house.database.writing() as connection:
        assert await claim_due(connection, clock(), LEASE) is not None
    clock.now += LEASE - timedelta(seconds=1)
    assert await due(open_house) == []
    clock.advance(seconds=1)
    assert [checked.outcome.key for checked in await due(open_house)] == ["source.applied"]


@on_sqlite
async def test_address_that_makes_no_sense_is_not_followed(small: House) -> None:
    url = "https://partner.example/a.ics"
    async with small.unit() as unit:
        for error, key, how in (
            (NotHere, "no_such_partner", {"partner": "nobody"}),
            (NotHere, "no_such_edition", {"edition": 1950}),
            (OutOfRange, "hours_range", {"every_hours": 0}),
            (OutOfRange, "hours_range", {"every_hours": 721}),
            (UnknownValue, "address_unreadable", {"url": "file:///etc/passwd"}),
            (UnknownValue, "address_unreadable", {"url": "webcal://"}),
            (UnknownValue, "unknown_value", {"commune": "Atlantis"}),
            (UnknownValue, "ambiguous_commune", {"commune": "Montaut"}),
        ):
            with pytest.raises(error) as refused:
                await add_source(unit, **{"url": url, "partner": "mairie", **how})  # type: ignore[arg-type]
            assert refused.value.key == key
        made = await add_source(unit, "webcal://partner.example/a.ics", "mairie", commune="Lodève")
        assert (made.beside.insee_code, made.every_hours, made.mode) == ("34142", 12, Mode.MERGE)
        with pytest.raises(Unfit) as twice:
            await add_source(unit, "webcal://partner.example/a.ics", "mairie")
        assert twice.value.key == "source_twice"
        assert await remove_source(unit, made.id) == made
        with pytest.raises(NotHere) as gone:
            await remove_source(unit, made.id)
        assert gone.value.key == "no_such_source"
    with pytest.raises(NotHere):
        await check_source(small, made.id)
