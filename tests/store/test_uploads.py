"""Uploads, their rows and partners' habits, kept and found again on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from festum.actions.house import House
from festum.domain.beside import Beside
from festum.domain.diff import Change
from festum.domain.plan import Brake, Mode, Verdict
from festum.domain.shown_plan import ShownDraft, ShownRow
from festum.domain.upload import Consent, Failure, Left, Upload, UploadHeading, UploadState
from festum.domain.when import When
from festum.errors import Problem
from festum.store.database import Connection
from festum.store.habits import load_habits, save_habits
from festum.store.upload_rows import CHUNK, known_lines, load_rows, save_rows
from festum.store.upload_states import (
    find_untouched,
    set_applied,
    set_discarded,
    set_failed,
    set_planned,
    set_undone,
    start_applying,
    start_planning,
    touch,
)
from festum.store.uploads import (
    Bytes,
    PlanFacts,
    Sent,
    count_uploads,
    empty_upload,
    insert_upload,
    load_bytes,
    load_upload,
    load_uploads,
    raise_uploads,
    save_facts,
    save_said,
)

AT = datetime.fromisoformat
NOW = datetime(2018, 5, 2, 9, tzinfo=UTC)
LATER, LONG_AGO = NOW + timedelta(minutes=5), NOW - timedelta(minutes=1)
BESIDE = Beside(2018, "cercle", "34142", ("oc", "fr"), (("Quand ?", "start"), ("Qui", "")), "Feuille 2")
NOTE = Problem("note", "habit_used", "commune", "Lodève")
SENT = Sent(BESIDE, "key", NOW, "file.csv", "d" * 64, 5, "https://example.org", Mode.REPLACE, b"\0packed", (NOTE,))
FACTS = PlanFacts(
    2018, "sheet", "cp1252", ";", 3, (UploadHeading("Qui", "", "unknown", ("a", "b")),), (NOTE, NOTE),
    {"create": 2, "ask": 1}, Brake(6, 20), True, "f" * 64, {"cercle": 4},
)  # fmt: skip
DRAFT = ShownDraft(
    "Bal", (When(AT("2018-06-23T21:00"), AT("2018-06-24T02:00")), When(AT("2018-06-24"), None, True, "nuit")),
    "Halle", "34142", "Lodève", ("oc",), None, "5 €",
)  # fmt: skip
ROWS = (
    ShownRow(2, Verdict.UPDATE, "Bal", DRAFT, ("u1", "u2"), (Change("price", "", "5 €"),), (NOTE,)),
    ShownRow(3, Verdict.ASK, "Bal", replace(DRAFT, whens=(), free=True)),
    ShownRow(9, Verdict.IGNORED, "Total : 3"),
    ShownRow(None, Verdict.MISSING, "Sens", None, ("u3",)),
)
UNDER_WAY = (UploadState.PLANNING, UploadState.APPLYING)


@pytest.fixture
async def pen(small: House) -> AsyncIterator[Connection]:
    async with small.database.writing() as connection:
        yield connection


async def kept(pen: Connection, sent: Sent = SENT) -> Upload:
    upload = await load_upload(pen, await insert_upload(pen, sent))
    assert upload is not None
    return upload


async def planned(pen: Connection) -> Upload:
    upload = await kept(pen)
    assert await set_planned(pen, upload.id, NOW)
    await save_facts(pen, upload.id, FACTS)
    return await again(pen, upload)


async def again(pen: Connection, upload: Upload) -> Upload:
    found = await load_upload(pen, upload.id)
    assert found is not None
    return found


async def test_a_file_is_found_as_it_was_sent(pen: Connection) -> None:
    upload = await kept(pen)
    assert upload == Upload(
        id=upload.id, partner="cercle", actor="key", made_at=NOW, file_name="file.csv", digest="d" * 64, size=5,
        source="https://example.org", edition=2018, mode=Mode.REPLACE, state=UploadState.PLANNING, problems=(NOTE,),
        touched_at=NOW,
    )  # fmt: skip
    assert await load_bytes(pen, upload.id) == Bytes(b"\0packed", BESIDE, {})
    assert await load_upload(pen, upload.id + 1) is None


async def test_the_facts_of_its_plan_are_found_as_they_were_saved(pen: Connection) -> None:
    upload = await kept(pen)
    await save_facts(pen, upload.id, FACTS)
    assert await again(pen, upload) == replace(
        upload, kind="sheet", encoding="cp1252", delimiter=";", header_line=3, headings=FACTS.headings,
        problems=(NOTE, NOTE), counts={"create": 2, "ask": 1}, brake=Brake(6, 20), stopped=True, fingerprint="f" * 64,
    )  # fmt: skip
    assert await load_bytes(pen, upload.id) == Bytes(b"\0packed", BESIDE, {"cercle": 4})


async def test_what_is_said_anew_takes_the_place_of_what_was_said(pen: Connection) -> None:
    upload = await kept(pen, replace(SENT, beside=Beside()))
    assert (upload.partner, upload.edition) == ("", None)
    said = replace(BESIDE, partner="mairie", sheet="")
    await save_said(pen, upload.id, said, Mode.MERGE, ())
    after = await again(pen, upload)
    assert (after.partner, after.edition, after.mode, after.problems) == ("mairie", 2018, Mode.MERGE, ())
    assert (await load_bytes(pen, upload.id)).beside == said


async def test_uploads_come_newest_first_for_those_they_concern(pen: Connection) -> None:
    mine, other = await kept(pen), await kept(pen)
    nobodys = await kept(pen, replace(SENT, beside=Beside()))
    discarded = await kept(pen)
    await set_planned(pen, discarded.id, NOW)
    await set_discarded(pen, discarded.id, LONG_AGO)
    assert await load_uploads(pen, "cercle", 10, None) == (other, mine)
    assert await load_uploads(pen, "mairie", 10, None) == ()
    assert await load_uploads(pen, None, 10, None) == (nobodys, other, mine)
    assert await load_uploads(pen, None, 1, nobodys.id) == (other,)


async def test_rows_are_found_as_they_were_saved(pen: Connection) -> None:
    upload = await kept(pen)
    await save_rows(pen, upload.id, iter(ROWS))
    assert await load_rows(pen, upload.id, (), -1, 10) == tuple(enumerate(ROWS))
    assert await load_rows(pen, upload.id, (), 0, 2) == ((1, ROWS[1]), (2, ROWS[2]))
    assert await load_rows(pen, upload.id, (Verdict.MISSING, Verdict.ASK), -1, 10) == ((1, ROWS[1]), (3, ROWS[3]))
    assert await known_lines(pen, upload.id, [1, 2, 9]) == {2, 9}
    await save_rows(pen, upload.id, ROWS[2:])
    assert await load_rows(pen, upload.id, (), -1, 10) == tuple(enumerate(ROWS[2:]))
    await empty_upload(pen, upload.id)
    assert await load_rows(pen, upload.id, (), -1, 10) == ()
    assert (await load_bytes(pen, upload.id)).packed is None


async def test_many_rows_are_made_into_json_some_at_a_time(pen: Connection) -> None:
    """As many as there are, in their order."""
    upload = await kept(pen)
    number = 2 * CHUNK + 3
    await save_rows(pen, upload.id, (replace(ROWS[2], line=line) for line in range(number)))
    found = await load_rows(pen, upload.id, (), -1, number)
    assert [(position, row.line) for position, row in found] == [(n, n) for n in range(number)]
    assert await known_lines(pen, upload.id, list(range(2 * number))) == set(range(number))


async def test_what_a_partner_said_is_remembered_and_said_anew(pen: Connection) -> None:
    assert await load_habits(pen, "cercle") == Beside()
    await save_habits(pen, "cercle", BESIDE, NOW)
    assert await load_habits(pen, "cercle") == replace(BESIDE, sheet="")
    await save_habits(pen, "cercle", Beside(languages=("ca",)), LATER)
    assert await load_habits(pen, "cercle") == Beside(partner="cercle", languages=("ca",))
    assert await load_habits(pen, "mairie") == await load_habits(pen, "") == Beside()


async def test_uploads_are_counted_by_partner(pen: Connection) -> None:
    before = await count_uploads(pen)
    await raise_uploads(pen, ["cercle"])
    await raise_uploads(pen, [])
    assert await count_uploads(pen) == {**before, "cercle": before["cercle"] + 1}


async def test_a_plan_is_applied_and_undone_once(pen: Connection) -> None:
    upload = await planned(pen)
    number, consent = upload.id, Consent({3: "yes"}, True, False)
    assert not await set_undone(pen, number, NOW, None, ())
    assert await start_applying(pen, number, LATER, LONG_AGO)
    assert await again(pen, upload) == replace(upload, state=UploadState.APPLYING, touched_at=LATER)
    assert not await start_applying(pen, number, LATER, LATER)  # somebody is at it
    assert not await start_planning(pen, number, LATER, LATER)
    assert not await set_discarded(pen, number, LATER)
    assert not await set_applied(pen, number, LATER, consent, None, "another plan")
    assert await set_applied(pen, number, LATER, consent, None, "f" * 64)
    assert not await set_applied(pen, number, LATER, consent, None, "f" * 64)
    applied = replace(upload, state=UploadState.APPLIED, touched_at=LATER, applied_at=LATER)
    assert await again(pen, upload) == applied
    left = (Left("e", "Bal"),)
    assert await set_undone(pen, number, LATER, None, left)
    assert not await set_undone(pen, number, LATER, None, left)
    assert await again(pen, upload) == replace(applied, state=UploadState.UNDONE, undone_at=LATER, left=left)
    for step in (start_applying, start_planning):
        assert not await step(pen, number, LATER, LATER + timedelta(days=1))
    assert not await set_planned(pen, number, LATER)
    assert not await set_discarded(pen, number, LATER)


async def test_what_is_silent_for_long_is_taken_over(pen: Connection) -> None:
    upload = await planned(pen)
    after = NOW + timedelta(seconds=1)
    assert await start_applying(pen, upload.id, NOW, NOW)
    assert await start_applying(pen, upload.id, LATER, after)
    assert await set_planned(pen, upload.id, NOW)
    assert await start_planning(pen, upload.id, NOW, NOW)
    assert not await start_planning(pen, upload.id, NOW, NOW)
    assert await start_planning(pen, upload.id, NOW, after)
    assert await set_discarded(pen, upload.id, after)


async def test_what_could_not_be_read_says_why_and_may_be_read_again(pen: Connection) -> None:
    upload = await kept(pen)
    failure = Failure("unreadable_too_large", {"most": 100})
    assert await set_failed(pen, upload.id, failure)
    assert not await set_failed(pen, upload.id, failure)
    assert await again(pen, upload) == replace(upload, state=UploadState.FAILED, failure=failure)
    assert await start_planning(pen, upload.id, LATER, LONG_AGO)
    assert (await again(pen, upload)).failure is None


async def test_how_far_it_has_come_is_told_while_it_is_under_way(pen: Connection) -> None:
    upload = await kept(pen)
    await touch(pen, upload.id, LATER, "read", 3, 10)
    assert await again(pen, upload) == replace(upload, phase="read", done=3, total=10, touched_at=LATER)
    assert await find_untouched(pen, UNDER_WAY, LATER) == {}
    assert await find_untouched(pen, UNDER_WAY, LATER + timedelta(seconds=1)) == {upload.id: UploadState.PLANNING}
    assert await set_planned(pen, upload.id, LATER)
    await touch(pen, upload.id, LATER + timedelta(days=1), "read", 4, 10)
    assert await again(pen, upload) == replace(upload, state=UploadState.PLANNED, touched_at=LATER)
