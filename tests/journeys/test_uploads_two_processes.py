"""Uploads applied and undone by two processes at once, and by one that is killed: never half, never a mixture."""

import csv
import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

import pytest

from festum.actions.apply_upload import apply_upload
from festum.actions.find_uploads import find_upload, find_upload_rows
from festum.actions.house import House
from festum.actions.import_file import Defaults
from festum.actions.plan_upload import Sending, plan_upload
from festum.actions.undo_upload import undo_upload
from festum.clock import utc_now
from festum.domain.event import Event
from festum.domain.holder import Holder
from festum.domain.plan import Mode, Verdict
from festum.domain.upload import Consent, Upload, UploadState
from festum.store.events import load_programme
from tests.conftest import DATA
from tests.journeys.upload_process import work
from tests.processes import FORKED

ADMIN = Holder("admin", None)
EVENTS = 120
COLUMNS = ("edition", "event_key", "title", "start", "commune", "insee_code", "price")


def programme(price: str) -> bytes:
    """Of one partner, all at one price: what is mixed shows."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for n in range(EVENTS):
        day, hour = 1 + n % 28, 8 + n % 12
        writer.writerow((2018, f"k{n}", f"Événement {n}", f"2018-06-{day:02}T{hour:02}:00", "Lodève", "34142", price))
    return table.getvalue().encode()


async def planned(house: House, content: bytes, mode: Mode = Mode.MERGE) -> Upload:
    sending = Sending(content, "file.csv", Defaults(partner=await a_partner(house)), mode)
    return (await plan_upload(house, sending, ADMIN)).upload


async def applied_here(house: House, content: bytes) -> Upload:
    return await apply_upload(house, (await planned(house, content)).id, ADMIN, Consent({}))


async def a_partner(house: House) -> str:
    with (DATA / "partners.csv").open(encoding="utf-8") as file:
        return next(csv.DictReader(file))["key"]


async def prices(house: House) -> set[str]:
    return {event.details.price for event in await events(house) if event.live}


async def events(house: House) -> tuple[Event, ...]:
    async with house.database.reading() as connection:
        return await load_programme(connection, house.gazetteer, 2018, [await a_partner(house)])


async def found(house: House, upload: Upload) -> Upload:
    async with house.unit() as unit:
        return await find_upload(unit, upload.id, ADMIN)


@dataclass(frozen=True)
class Other:
    """Another process, and the line to it."""

    process: ForkServerProcess
    line: Connection

    def go(self) -> None:
        self.line.send("go")

    def hear(self) -> str:
        assert self.line.poll(60), "nothing was said for a minute"
        return str(self.line.recv())

    def outcome(self) -> str:
        said = self.hear()
        self.process.join(timeout=60)
        assert self.process.exitcode == 0
        return said


@contextmanager
def process(database_url: str, what: str, upload: Upload, moment: str = "") -> Iterator[Other]:
    """Ready to go; it is told to."""
    line, theirs = FORKED.Pipe()
    started = FORKED.Process(target=work, args=(theirs, database_url, what, upload.id, moment), daemon=True)
    started.start()
    theirs.close()
    with line:
        running = Other(started, line)
        assert running.hear() == "ready"
        yield running
        started.kill()
        started.join()


def kill(database_url: str, what: str, upload: Upload, moment: str) -> None:
    """`kill -9`, at that moment."""
    with process(database_url, what, upload, moment) as running:
        running.go()
        assert running.hear() == "at the moment"
        running.process.kill()
        running.process.join()
        assert running.process.exitcode == -signal.SIGKILL


def both(database_url: str, one: tuple[str, Upload], other: tuple[str, Upload]) -> list[str]:
    """What became of two things done at once."""
    with process(database_url, *one) as first, process(database_url, *other) as second:
        first.go()
        second.go()
        return [first.outcome(), second.outcome()]


async def test_two_uploads_of_one_partner_are_never_mixed(framed: House, database_url: str) -> None:
    """One is told that the programme changed, and its new plan, applied, follows the first."""
    one, other = await planned(framed, programme("1 €")), await planned(framed, programme("2 €"))
    outcomes = both(database_url, ("apply", one), ("apply", other))
    assert sorted(outcomes) == ["done", "plan_changed"]
    applied, late = (one, other) if outcomes[0] == "done" else (other, one)
    assert await prices(framed) == {"1 €" if applied is one else "2 €"}
    anew = await found(framed, late)
    assert (anew.state, anew.counts) == (UploadState.PLANNED, {"update": EVENTS})
    async with framed.unit() as unit:
        rows = await find_upload_rows(unit, late.id, ADMIN, (Verdict.UPDATE,), limit=1)
    assert [(change.old, change.new) for change in rows[0][1].changes] == [
        ("1 €", "2 €") if applied is one else ("2 €", "1 €")
    ]
    with process(database_url, "apply", late) as running:
        running.go()
        assert running.outcome() == "done"
    assert await prices(framed) == {"2 €" if applied is one else "1 €"}


async def test_one_upload_applied_by_two_processes_is_applied_once(framed: House, database_url: str) -> None:
    upload = await planned(framed, programme("1 €"))
    outcomes = both(database_url, ("apply", upload), ("apply", upload))
    assert outcomes.count("done") == 1, outcomes
    assert set(outcomes) <= {"done", "under_way", "already_applied"}
    assert {event.version for event in await events(framed)} == {1}


async def test_an_undo_and_an_upload_at_once_are_never_mixed(framed: House, database_url: str) -> None:
    await applied_here(framed, programme("1 €"))
    second = await applied_here(framed, programme("2 €"))
    third = await planned(framed, programme("3 €"))
    outcomes = both(database_url, ("undo", second), ("apply", third))
    if outcomes == ["done", "done"]:  # the third was applied first, and nothing of the second was left to undo
        assert (await prices(framed), len((await found(framed, second)).left)) == ({"3 €"}, EVENTS)
    else:
        assert outcomes == ["done", "plan_changed"]
        assert await prices(framed) == {"1 €"}


@pytest.mark.parametrize("moment", ["read", "compare-end", "draw", "draw-end", "store", "store-end"])
async def test_a_process_killed_while_applying_leaves_the_upload_to_be_taken_up(
    framed: House, database_url: str, moment: str
) -> None:
    await applied_here(framed, programme("1 €"))
    upload = await planned(framed, programme("2 €"))
    kill(database_url, "apply", upload, moment)
    assert (await prices(framed), (await found(framed, upload)).state) == ({"1 €"}, UploadState.APPLYING)
    with process(database_url, "apply", upload) as running:
        running.go()
        assert running.outcome() == "under_way"  # it might be slow
    later = House(framed.database, framed.gazetteer, lambda: utc_now() + timedelta(seconds=62), framed.base_url)
    await apply_upload(later, upload.id, ADMIN, Consent({}))
    assert (await prices(framed), (await found(framed, upload)).state) == ({"2 €"}, UploadState.APPLIED)


@pytest.mark.parametrize("moment", ["undo", "undo-end"])
async def test_a_process_killed_while_undoing_leaves_the_upload_as_it_was(
    framed: House, database_url: str, moment: str
) -> None:
    await applied_here(framed, programme("1 €"))
    upload = await applied_here(framed, programme("2 €"))
    kill(database_url, "undo", upload, moment)
    assert (await prices(framed), (await found(framed, upload)).state) == ({"2 €"}, UploadState.APPLIED)
    await undo_upload(framed, upload.id, ADMIN)
    assert (await prices(framed), (await found(framed, upload)).state) == ({"1 €"}, UploadState.UNDONE)
