"""Planning an upload: kept with its plan, seen by those it concerns, and nothing public moves."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from festum.actions import plan_upload as plan_upload_module
from festum.actions.find_uploads import find_upload_rows, list_uploads
from festum.actions.house import PLANS_AT_ONCE, House, Unit
from festum.actions.import_file import Defaults
from festum.actions.keep_plan import load_kept, unpack
from festum.actions.plan_upload import (
    Rethinking,
    Sending,
    begin_upload,
    go_on_planning,
    plan_again,
    plan_upload,
)
from festum.domain.beside import Beside
from festum.domain.holder import Holder
from festum.domain.plan import Mode, Verdict
from festum.domain.shown_plan import shown
from festum.domain.upload import Failure, Upload, UploadHeading, UploadState
from festum.errors import FestumError, NotHere, NotYours, Stale, Unreadable
from festum.store.habits import save_habits
from festum.store.upload_states import start_applying, start_planning
from tests.actions.uploading import ADMIN, CERCLE, MAIRIE, applied, found, rows_of, sent
from tests.conftest import TestClock
from tests.store.small import BAL, ROWS, Row, csv_of, dump

NEW: Row = {**BAL, "event_key": "nou", "title": "Veillée", "start": "2018-06-20T20:00", "end": ""}
KEYLESS = b"Titre;Date;Amb\nBal;23/06/2018;Nosautres\n"
NOT_A_TABLE = b"\x89PNG\r\n\x1a\n" + bytes(100)


def sending(content: bytes, mode: Mode = Mode.MERGE, **said: object) -> Sending:
    return Sending(content, "juin 2018.csv", Defaults(**said), mode, "https://example.org/a.csv")  # type: ignore[arg-type]


async def test_a_plan_is_kept_with_its_file_and_nothing_public_moves(small: House, clock: TestClock) -> None:
    before = await dump(small)
    clock.advance(hours=1)
    content = csv_of([{**BAL, "title": "Autre"}, NEW])
    planned = await plan_upload(small, sending(content, Mode.REPLACE), CERCLE)
    proposal = planned.proposal
    assert planned.upload == Upload(
        id=planned.upload.id,
        partner="cercle",
        actor="cercle",
        made_at=clock(),
        file_name="juin 2018.csv",
        digest=sha256(content).hexdigest(),
        size=len(content),
        source="https://example.org/a.csv",
        edition=2018,
        mode=Mode.REPLACE,
        state=UploadState.PLANNED,
        kind="festum-csv",
        encoding=proposal.encoding,
        delimiter=",",
        header_line=1,
        counts={"create": 1, "update": 1, "missing": 4},
        problems=proposal.problems,
        headings=proposal.headings,
        brake=proposal.plan.brake,
        stopped=False,
        fingerprint=planned.upload.fingerprint,
        touched_at=clock(),
    )
    assert await found(small, planned.upload.id) == planned.upload
    assert await rows_of(small, planned.upload) == [shown(row) for row in proposal.plan.rows]
    after = await dump(small)
    assert {**after, "uploads": [], "upload_files": [], "upload_rows": []} == before
    async with small.unit() as unit:
        assert await unpack(await load_kept(unit.connection, planned.upload)) == content


async def test_what_cannot_be_read_is_not_kept(small: House) -> None:
    before = await dump(small)
    with pytest.raises(Unreadable):
        await plan_upload(small, sending(NOT_A_TABLE), CERCLE)
    assert await dump(small) == before


REFUSED: list[tuple[Holder, dict[str, object], type[FestumError], str]] = [
    (CERCLE, {"partner": "mairie"}, NotYours, "not_your_programme"),
    (CERCLE, {"partner": "nobody"}, NotYours, "not_your_programme"),
    (ADMIN, {"partner": "nobody"}, NotHere, "no_such_partner"),
]


@pytest.mark.parametrize(("holder", "said", "kind", "key"), REFUSED)
async def test_anothers_programme_is_refused_before_the_file_is_read(
    small: House, holder: Holder, said: dict[str, object], kind: type[FestumError], key: str
) -> None:
    before = await dump(small)
    for plan in (plan_upload, begin_upload):
        with pytest.raises(FestumError) as refusal:
            await plan(small, sending(NOT_A_TABLE, **said), holder)
        assert (type(refusal.value), refusal.value.key) == (kind, key)
    assert await dump(small) == before


async def test_a_partners_file_is_its_own_whoever_its_rows_name(small: House) -> None:
    upload = await sent(small, ROWS[2])
    assert (upload.partner, upload.counts) == ("cercle", {"refused": 1})


async def test_an_administrators_file_names_its_partners_itself(small: House) -> None:
    upload = await sent(small, *ROWS, holder=ADMIN)
    assert (upload.partner, upload.edition, upload.counts) == ("", None, {"unchanged": len(ROWS)})


async def test_begun_it_is_there_at_once_and_planned_by_whoever_goes_on(small: House) -> None:
    content = csv_of([NEW])
    begun = await begin_upload(small, sending(content), CERCLE)
    assert (begun.state, begun.counts, await found(small, begun.id)) == (UploadState.PLANNING, None, begun)
    done = await go_on_planning(small, begun.id)
    at_once = await plan_upload(small, sending(content), CERCLE)
    assert done == replace(at_once.upload, id=begun.id)
    assert await rows_of(small, done) == await rows_of(small, at_once.upload)


async def test_a_refusal_is_kept_for_those_who_ask_later(small: House) -> None:
    begun = await begin_upload(small, sending(NOT_A_TABLE), CERCLE)
    done = await go_on_planning(small, begun.id)
    with pytest.raises(Unreadable) as refusal:
        await plan_upload(small, sending(NOT_A_TABLE), CERCLE)
    assert done == replace(begun, state=UploadState.FAILED, failure=Failure(refusal.value.key, refusal.value.values))
    assert await found(small, begun.id) == done


async def test_a_surprise_on_the_way_is_told_as_an_interruption(small: House, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = await begin_upload(small, sending(csv_of([NEW])), CERCLE)

    async def breaks(*_: object, **__: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr("festum.actions.keep_plan.plan_import", breaks)
    with pytest.raises(OSError, match="no memory"):
        await go_on_planning(small, begun.id)
    assert (await found(small, begun.id)).failure == Failure("interrupted", {})


async def test_it_is_gone_on_with_once(small: House) -> None:
    upload = await sent(small, NEW)
    with pytest.raises(FestumError) as refusal:
        await go_on_planning(small, upload.id)
    assert refusal.value.key == "not_applied"
    with pytest.raises(NotHere):
        await go_on_planning(small, upload.id + 1)


async def test_the_same_file_is_read_otherwise(small: House) -> None:
    """What is said anew joins what was said."""
    first = (await plan_upload(small, sending(KEYLESS, edition=2018, insee_code="34142"), CERCLE)).upload
    assert first.counts == {"create": 1, "missing": 5}
    heading = UploadHeading("Amb", "", "unknown", ("Nosautres",))
    assert heading in first.headings
    anew = Rethinking(Defaults(mapping=(("Amb", "organiser"),), languages=("oc",)), Mode.REPLACE)
    again = await plan_again(small, first.id, CERCLE, anew)
    assert (again.id, again.mode, again.state) == (first.id, Mode.REPLACE, UploadState.PLANNED)
    assert UploadHeading("Amb", "organiser", "mapping") in again.headings
    assert again.fingerprint != first.fingerprint
    draft = (await rows_of(small, again))[0].draft
    assert draft is not None
    assert (draft.insee_code, draft.languages) == ("34142", ("oc",))
    async with small.unit() as unit:
        kept = await load_kept(unit.connection, again)
    assert kept.beside == Beside(2018, "cercle", "34142", ("oc",), (("Amb", "organiser"),))


async def test_few_files_are_read_at_once(small: House) -> None:
    """Each takes memory and a connection; the others wait without."""
    at_it, most = set[int](), 0

    async def plan(number: int) -> None:
        def watch(phase: str, done: int, total: int) -> None:
            nonlocal most
            (at_it.discard if (phase, done) == ("compare", total) else at_it.add)(number)
            most = max(most, len(at_it))

        await plan_upload(small, sending(KEYLESS), CERCLE, watch)

    await asyncio.gather(*map(plan, range(6)))
    assert (most, at_it) == (PLANS_AT_ONCE, set())


async def test_what_another_says_anew_meanwhile_is_kept(small: House, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = (await plan_upload(small, sending(KEYLESS), CERCLE)).upload
    find, others = plan_upload_module.find_upload, [Rethinking(Defaults(languages=("oc",)))]

    async def found_before(unit: Unit, upload_id: int, holder: Holder) -> Upload:
        seen = await find(unit, upload_id, holder)
        if others:
            await plan_again(small, upload_id, holder, others.pop())
        return seen

    monkeypatch.setattr(plan_upload_module, "find_upload", found_before)
    again = await plan_again(small, upload.id, CERCLE, Rethinking(Defaults(insee_code="34142")))
    async with small.unit() as unit:
        kept = await load_kept(unit.connection, again)
    assert kept.beside == Beside(None, "cercle", "34142", ("oc",))


async def test_read_otherwise_to_no_avail_the_plan_before_stands(small: House, clock: TestClock) -> None:
    upload = (await plan_upload(small, sending(KEYLESS, insee_code="34142"), CERCLE)).upload
    rows = await rows_of(small, upload)
    clock.advance(minutes=1)
    with pytest.raises(Unreadable) as refusal:
        await plan_again(small, upload.id, CERCLE, Rethinking(Defaults(mapping=(("Amb", "nothing"),))))
    assert refusal.value.key == "mapping_unknown"
    assert await found(small, upload.id) == replace(upload, touched_at=clock())
    assert await rows_of(small, upload) == rows


async def test_what_could_not_be_read_can_be_tried_again(small: House) -> None:
    begun = await begin_upload(small, sending(KEYLESS, mapping=(("Amb", "nothing"),)), CERCLE)
    failed = await go_on_planning(small, begun.id)
    assert failed.state is UploadState.FAILED
    with pytest.raises(Unreadable):
        await plan_again(small, begun.id, CERCLE, Rethinking(Defaults(mapping=(("Amb", "neither"),))))
    assert (await found(small, begun.id)).failure == failed.failure
    again = await plan_again(small, begun.id, CERCLE, Rethinking(Defaults(mapping=(("Amb", ""),))))
    assert (again.state, again.failure) == (UploadState.PLANNED, None)


async def test_an_administrator_names_the_partner_afterwards(small: House) -> None:
    row = {name: value for name, value in NEW.items() if name != "partner"}
    upload = await sent(small, row, holder=ADMIN)
    named = await plan_again(small, upload.id, ADMIN, Rethinking(Defaults(partner="mairie")))
    assert (named.partner, named.counts) == ("mairie", {"create": 1, "missing": 2})
    with pytest.raises(NotYours):
        await plan_again(small, upload.id, MAIRIE, Rethinking(Defaults(partner="cercle")))


@pytest.mark.parametrize("state", ["planning", "applying", "applied"])
async def test_what_is_under_way_or_done_is_not_planned_again(small: House, clock: TestClock, state: str) -> None:
    upload = await (applied if state == "applied" else sent)(small, NEW)
    async with small.database.writing() as connection:
        start = start_planning if state == "planning" else start_applying
        assert await start(connection, upload.id, clock(), clock() - timedelta(minutes=1)) is (state != "applied")
    with pytest.raises(Stale) as refusal:
        await plan_again(small, upload.id, CERCLE, Rethinking())
    assert refusal.value.key == ("already_applied" if state == "applied" else "under_way")


async def test_a_habit_fills_what_is_not_said_and_says_so(small: House, clock: TestClock) -> None:
    async with small.database.writing() as connection:
        await save_habits(connection, "cercle", Beside(insee_code="34142", mapping=(("Amb", ""),)), clock())
    upload = (await plan_upload(small, sending(KEYLESS), CERCLE)).upload
    assert [(p.column, p.value) for p in upload.problems if p.key == "habit_used"] == [
        ("commune", "Lodève"), ("mapping", "Amb = -")
    ]  # fmt: skip
    again = await plan_again(small, upload.id, CERCLE, Rethinking(Defaults(insee_code="66136")))
    assert [(p.column, p.value) for p in again.problems if p.key == "habit_used"] == [("mapping", "Amb = -")]
    begun = await begin_upload(small, sending(KEYLESS), CERCLE)
    assert (await go_on_planning(small, begun.id)).problems == upload.problems


async def test_history_is_newest_first_and_ones_own(small: House) -> None:
    mine = [await sent(small, NEW) for _ in range(3)]
    theirs = await sent(small, ROWS[2], holder=MAIRIE)
    admins = await sent(small, NEW, holder=ADMIN)
    async with small.unit() as unit:
        assert await list_uploads(unit, CERCLE) == tuple(mine[::-1])
        assert await list_uploads(unit, CERCLE, 1, before=mine[2].id) == (mine[1],)
        assert await list_uploads(unit, MAIRIE) == (theirs,)
        assert await list_uploads(unit, ADMIN) == (admins, theirs, *mine[::-1])


async def test_a_plans_rows_come_in_pages_and_by_verdict(small: House) -> None:
    upload = await sent(small, {**BAL, "title": "Autre"}, NEW)
    every = await rows_of(small, upload)
    async with small.unit() as unit:
        page = await find_upload_rows(unit, upload.id, CERCLE, after=1, limit=2)
        missing = await find_upload_rows(unit, upload.id, CERCLE, (Verdict.MISSING, Verdict.CREATE), limit=2)
        with pytest.raises(NotHere):
            await find_upload_rows(unit, upload.id, MAIRIE)
    assert page == ((2, every[2]), (3, every[3]))
    assert missing == ((1, every[1]), (2, every[2]))
