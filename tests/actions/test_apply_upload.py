"""Applying: what was agreed to is done, once, or nothing is."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from festum.actions.apply_upload import apply_upload
from festum.actions.house import House
from festum.actions.import_file import Defaults
from festum.actions.plan_upload import Sending, plan_upload
from festum.actions.revise import revise_event
from festum.actions.telling import Telling
from festum.domain.event import Event
from festum.domain.plan import Mode
from festum.domain.texts import Texts
from festum.domain.upload import Consent, UploadState
from festum.errors import FestumError, NotHere, Stale, Unfit, UnknownValue
from festum.store import tables as t
from festum.store.upload_states import start_applying
from tests.actions.uploading import ADMIN, AGREED, CERCLE, MAIRIE, applied, found, rows_of, sent
from tests.conftest import TestClock
from tests.store.small import BAL, ROWS, Row, csv_of, dump, events_by_key

NEW: Row = {**BAL, "event_key": "nou", "title": "Veillée", "start": "2018-06-20T20:00", "end": ""}
ANOTHER: Row = {**BAL, "event_key": "autra", "title": "Conte", "start": "2018-06-21T18:00", "end": ""}
BAD: Row = {**BAL, "event_key": "mal", "start": "demain"}
ASKED: Row = {**NEW, "event_key": "qui", "commune": "Beaufort", "insee_code": ""}


async def refused(house: House, upload_id: int, consent: Consent = AGREED) -> FestumError:
    with pytest.raises(FestumError) as refusal:
        await apply_upload(house, upload_id, CERCLE, consent)
    return refusal.value


async def title_of(house: House, key: str) -> str:
    return (await events_by_key(house))[key].details.titles.get("fr")


async def titled(house: House, key: str, title: str) -> None:
    def rewrite(event: Event) -> Event:
        return replace(event, details=replace(event.details, titles=Texts.of({"fr": title})))

    event_id = (await events_by_key(house))[key].id
    await house.change(lambda unit: revise_event(unit, event_id, ADMIN, rewrite))


async def test_what_was_planned_is_published_and_on_record(small: House, clock: TestClock) -> None:
    upload = await sent(small, {**BAL, "title": "Autre"}, NEW)
    clock.advance(hours=1)
    done = await apply_upload(small, upload.id, CERCLE, AGREED)
    assert done == replace(
        upload, state=UploadState.APPLIED, applied_at=clock(), import_id=done.import_id, touched_at=clock()
    )
    assert done == await found(small, upload.id)
    assert (await title_of(small, "bal"), await title_of(small, "nou")) == ("Autre", "Veillée")
    async with small.database.reading() as connection:
        i, v = t.imports.c, t.versions.c
        record = (
            await connection.execute(select(i.actor, i.file_name, i.digest, i.counts).where(i.id == done.import_id))
        ).one()
        versions = (await connection.execute(select(v.action, v.actor).where(v.import_id == done.import_id))).all()
    assert tuple(record) == ("cercle", "file.csv", upload.digest, {"create": 1, "update": 1, "missing": 4})
    assert [tuple(row) for row in versions] == [("import", "cercle")] * 2


async def test_a_file_that_says_what_is_stored_is_applied_without_a_trace(small: House) -> None:
    upload = await sent(small, BAL)
    before = await dump(small)
    done = await apply_upload(small, upload.id, CERCLE, AGREED)
    after = await dump(small)
    assert (done.state, done.import_id) == (UploadState.APPLIED, None)
    for table in ("events", "versions", "imports", "state", "partners", "fragments"):
        assert after[table] == before[table], table


async def test_the_proposal_at_hand_is_applied_as_it_is(small: House) -> None:
    planned = await plan_upload(small, Sending(csv_of([NEW]), "file.csv", Defaults()), CERCLE)
    phases: list[str] = []
    done = await apply_upload(
        small, planned.upload.id, CERCLE, AGREED, lambda phase, *_: phases.append(phase), planned.proposal
    )
    assert (done.state, await title_of(small, "nou")) == (UploadState.APPLIED, "Veillée")
    assert "read" not in phases


async def test_the_proposal_at_hand_is_made_anew_when_another_came_first(small: House) -> None:
    planned = await plan_upload(small, Sending(csv_of([NEW]), "file.csv", Defaults()), CERCLE)
    await applied(small, ANOTHER)
    phases: list[str] = []
    with pytest.raises(Stale) as refusal:
        await apply_upload(
            small, planned.upload.id, CERCLE, AGREED, lambda phase, *_: phases.append(phase), planned.proposal
        )
    assert (refusal.value.key, "read" in phases) == ("plan_changed", True)


async def test_a_change_that_touches_nothing_of_it_leaves_the_plan_good(small: House) -> None:
    upload = await sent(small, {**BAL, "price": "5 €"})
    await titled(small, "sens", "Tout autre")
    assert (await apply_upload(small, upload.id, CERCLE, AGREED)).state is UploadState.APPLIED


async def test_a_plan_gone_stale_is_refused_and_the_new_one_kept(small: House, clock: TestClock) -> None:
    upload = await sent(small, {**BAL, "title": "Mien"}, NEW)
    await applied(small, {**BAL, "title": "Plus vite"})
    before = await dump(small)
    clock.advance(minutes=1)
    refusal = await refused(small, upload.id)
    assert (type(refusal), refusal.key, refusal.values) == (Stale, "plan_changed", {"id": upload.id})
    after = await dump(small)
    assert {**after, "uploads": (), "upload_rows": ()} == {**before, "uploads": (), "upload_rows": ()}
    anew = await found(small, upload.id)
    assert anew == replace(upload, fingerprint=anew.fingerprint, touched_at=clock())
    assert anew.fingerprint != upload.fingerprint
    assert (await rows_of(small, anew))[0].changes[0].old == "fr: Plus vite / oc: Balèti"
    assert (await apply_upload(small, upload.id, CERCLE, AGREED)).state is UploadState.APPLIED
    assert await title_of(small, "bal") == "Mien"


async def test_an_upload_is_applied_once(small: House) -> None:
    upload = await applied(small, NEW)
    refusal = await refused(small, upload.id)
    assert (type(refusal), refusal.key) == (Stale, "already_applied")


async def test_another_partners_upload_is_not_there(small: House) -> None:
    upload = await sent(small, NEW)
    for holder, number in ((MAIRIE, upload.id), (CERCLE, upload.id + 1), (ADMIN, upload.id + 1)):
        with pytest.raises(NotHere) as refusal:
            await apply_upload(small, number, holder, AGREED)
        assert (refusal.value.key, refusal.value.values) == ("no_such_import", {"id": number})
    assert (await apply_upload(small, upload.id, ADMIN, AGREED)).state is UploadState.APPLIED


async def test_a_bad_row_stops_the_whole_and_is_named(small: House) -> None:
    upload = await sent(small, NEW, BAD)
    before = await dump(small)
    refusal = await refused(small, upload.id)
    assert isinstance(refusal, Unfit)
    assert (refusal.key, refusal.values) == ("plan_stops", {"rows": 1})
    assert [(p.key, p.column, p.value) for p in refusal.problems] == [("date_unreadable", "3 start", "demain")]
    assert await dump(small) == before


async def test_the_good_rows_are_applied_where_only_they_are_asked_for(small: House) -> None:
    upload = await sent(small, NEW, BAD)
    done = await apply_upload(small, upload.id, CERCLE, Consent({}, partial=True))
    assert (done.counts, done.state) == ({"create": 1, "missing": 5, "refused": 1}, UploadState.APPLIED)
    assert set(await events_by_key(small)) >= {"nou"}
    assert "mal" not in await events_by_key(small)


@pytest.mark.parametrize(("said", "commune"), [("34057", "34057"), (" 34057 ", "34057"), ("skip", None)])
async def test_an_answer_to_a_row_is_taken_and_kept(small: House, said: str, commune: str | None) -> None:
    upload = await sent(small, NEW, ASKED)
    assert upload.counts == {"create": 1, "missing": 5, "ask": 1}
    assert (await refused(small, upload.id)).key == "plan_stops"
    done = await apply_upload(small, upload.id, CERCLE, Consent({3: said}))
    event = (await events_by_key(small)).get("qui")
    where = event.occurrences[0].venue if event else None
    assert (where.commune.insee_code if where and where.commune else None) == commune
    shown = next(row for row in await rows_of(small, done) if row.line == 3)
    assert (str(shown.verdict), done.stopped) == ("create" if commune else "ignored", False)
    async with small.database.reading() as connection:
        consent = (await connection.execute(select(t.uploads.c.consent))).scalar_one()
    assert consent == {"accept": {"3": said}, "partial": False, "withdraw": False}


BAD_ANSWERS: list[tuple[int, str, type[FestumError], str]] = [
    (3, "perhaps", UnknownValue, "bad_decision"),
    (3, "75056", UnknownValue, "bad_decision"),
    (99, "yes", Unfit, "no_such_row"),
]


@pytest.mark.parametrize(("line", "said", "kind", "key"), BAD_ANSWERS)
async def test_an_answer_that_is_none_is_refused(
    small: House, line: int, said: str, kind: type[FestumError], key: str
) -> None:
    upload = await sent(small, NEW, ASKED)
    refusal = await refused(small, upload.id, Consent({line: said}))
    assert (type(refusal), refusal.key) == (kind, key)
    assert (await found(small, upload.id)).state is UploadState.PLANNED


async def test_the_brake_holds_until_it_is_said_that_it_is_meant(small: House) -> None:
    upload = await sent(small, NEW, mode=Mode.REPLACE)
    assert upload.brake is not None
    assert (upload.brake.withdrawn, upload.brake.of) == (5, 5)
    refusal = await refused(small, upload.id)
    assert (type(refusal), refusal.key, refusal.values) == (Unfit, "brake", {"withdrawn": 5, "of": 5})
    assert (await found(small, upload.id)).state is UploadState.PLANNED
    await apply_upload(small, upload.id, CERCLE, Consent({}, withdraw=True))
    events = await events_by_key(small)
    assert [
        key for key, event in events.items() if event.partner == "cercle" and event.edition == 2018 and event.live
    ] == ["nou"]


async def test_a_file_of_nobodys_cannot_be_applied_until_somebody_is_named(small: House) -> None:
    row = {name: value for name, value in NEW.items() if name != "partner"}
    upload = await sent(small, row, holder=ADMIN)
    with pytest.raises(Unfit) as refusal:
        await apply_upload(small, upload.id, ADMIN, AGREED)
    assert refusal.value.key == "partner_needed"
    assert (await found(small, upload.id)).state is UploadState.PLANNED


async def test_what_somebody_is_at_is_left_to_them_until_they_have_been_silent_long(
    small: House, clock: TestClock
) -> None:
    upload = await sent(small, NEW)
    async with small.database.writing() as connection:
        assert await start_applying(connection, upload.id, clock(), clock() - timedelta(seconds=60))
    clock.advance(seconds=60)
    refusal = await refused(small, upload.id)
    assert (type(refusal), refusal.key) == (Stale, "under_way")
    clock.advance(seconds=1)
    assert (await apply_upload(small, upload.id, CERCLE, AGREED)).state is UploadState.APPLIED


async def test_a_failure_on_the_way_leaves_the_plan_to_be_applied_again(
    small: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = await sent(small, NEW)

    async def no_disk(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("festum.actions.apply_upload.raise_uploads", no_disk)
    before = await dump(small)
    with pytest.raises(OSError, match="no space"):
        await apply_upload(small, upload.id, CERCLE, AGREED)
    assert await dump(small) == before
    monkeypatch.undo()
    assert (await apply_upload(small, upload.id, CERCLE, AGREED)).state is UploadState.APPLIED


async def test_two_uploads_of_a_partner_at_once_follow_one_another(small: House, database_url: str) -> None:
    """The second finds that the first came in between, whichever that is."""
    one, other = await sent(small, NEW), await sent(small, ANOTHER)
    outcomes = await asyncio.gather(
        apply_upload(small, one.id, CERCLE, AGREED),
        apply_upload(small, other.id, CERCLE, AGREED),
        return_exceptions=True,
    )
    done = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert len(done) == 1, outcomes
    late = next(outcome for outcome in outcomes if isinstance(outcome, BaseException))
    assert isinstance(late, Stale)
    assert late.key == "plan_changed"
    again = other if done[0].id == one.id else one
    assert (await apply_upload(small, again.id, CERCLE, AGREED)).state is UploadState.APPLIED
    assert set(await events_by_key(small)) >= {"nou", "autra"}


async def test_uploads_of_two_partners_at_once_are_both_applied(small: House) -> None:
    theirs = {**ROWS[3], "event_key": "seva", "title": "Taller"}
    one, other = await sent(small, NEW), await sent(small, theirs, holder=MAIRIE)
    await asyncio.gather(apply_upload(small, one.id, CERCLE, AGREED), apply_upload(small, other.id, MAIRIE, AGREED))
    assert set(await events_by_key(small)) >= {"nou", "seva"}


async def test_one_upload_applied_twice_at_once_is_applied_once(small: House) -> None:
    upload = await sent(small, NEW)
    outcomes = await asyncio.gather(
        *(apply_upload(small, upload.id, CERCLE, AGREED) for _ in range(3)), return_exceptions=True
    )
    keys = sorted(getattr(outcome, "key", "done") for outcome in outcomes)
    assert keys.count("done") == 1, outcomes
    assert set(keys) <= {"done", "already_applied", "under_way"}


async def test_what_was_said_beside_an_applied_file_is_recalled(small: House) -> None:
    said = Defaults(edition=2018, insee_code="34142", languages=("oc",), mapping=(("Qui", "organisers"),))
    upload = await sent(small, NEW, defaults=said)
    assert (await sent(small, ANOTHER)).problems == ()  # nothing is remembered of what was only planned
    await apply_upload(small, upload.id, CERCLE, AGREED)
    later = await sent(small, ANOTHER, defaults=Defaults(languages=("fr",)))
    assert [(p.level, p.key, p.column, p.value) for p in later.problems] == [
        ("note", "habit_used", "edition", "2018"),
        ("note", "habit_used", "commune", "Lodève"),
        ("note", "habit_used", "mapping", "Qui = organisers"),
    ]
    assert (await sent(small, ANOTHER, holder=MAIRIE, content=csv_of([ROWS[3]]))).problems == ()


async def test_how_far_it_has_come_is_told_to_other_processes(small: House, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = await sent(small, NEW)
    monkeypatch.setattr("festum.actions.telling.EVERY_SECONDS", 0.001)
    async with small.database.writing() as connection:
        assert await start_applying(connection, upload.id, small.clock(), small.clock())
    async with Telling(small, upload.id, lambda *_: None) as telling:
        telling("draw", 3, 10)
        while (seen := await found(small, upload.id)).phase != "draw":
            await asyncio.sleep(0.001)
        assert (seen.done, seen.total) == (3, 10)
        telling("store", 0, 1)  # from here on this process needs the pen itself
        await asyncio.sleep(0.05)
        assert (await found(small, upload.id)).phase == "draw"


async def test_an_image_that_cannot_be_copied_is_left_out_and_said(small: House) -> None:
    upload = await sent(small, {**NEW, "image": "http://127.0.0.1:9/a.jpg"}, ANOTHER)
    assert upload.counts == {"create": 2, "missing": 5}
    done = await apply_upload(small, upload.id, CERCLE, AGREED)
    row, other = (await rows_of(small, done))[:2]
    assert [(p.level, p.key, p.value) for p in row.problems if p.key == "image_not_copied"] == [
        ("warning", "image_not_copied", "http://127.0.0.1:9/a.jpg")
    ]
    assert (done.state, other.problems) == (UploadState.APPLIED, ())
    assert (await events_by_key(small))["nou"].details.image == ""
