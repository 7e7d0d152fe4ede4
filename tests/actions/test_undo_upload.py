"""Undoing: every event an upload touched is as before, unless it was edited since, and subscribers are told."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from festum.actions import undo_upload as undoing
from festum.actions.apply_upload import apply_upload
from festum.actions.house import House
from festum.actions.revise import delete_event, revise_event, revise_occurrence
from festum.actions.settle import bury_tombstones
from festum.actions.undo_upload import undo_upload
from festum.domain.event import Event, Occurrence, State
from festum.domain.place import Point, Precision, Provenance
from festum.domain.plan import Mode
from festum.domain.texts import Texts
from festum.domain.upload import Consent, Left, Upload, UploadState
from festum.errors import FestumError, NotHere, Stale, Unfit
from festum.store import tables as t
from festum.store.uploads import count_uploads
from tests.actions.uploading import ADMIN, AGREED, CERCLE, MAIRIE, applied, found, sent, undone
from tests.conftest import TestClock
from tests.store.small import BAL, ROWS, Row, dump, events_by_key

NEW: Row = {**BAL, "event_key": "nou", "title": "Veillée", "start": "2018-06-20T20:00", "end": ""}
DOS_1, DOS_2 = (row for row in ROWS if row["event_key"] == "dos")
CHANGED: Row = {
    **BAL, "title": "Autre", "start": "2018-06-24T19:00", "end": "", "venue": "Place", "price": "5 €",
    "status": "full", "notice": "Complet",
}  # fmt: skip


def unstamped(event: Event) -> Event:
    """What an event says, whenever it was said."""
    bare = {"sequence": 0, "modified": None, "previous_start": None, "deleted_at": None}
    return replace(event, version=0, occurrences=tuple(replace(o, **bare) for o in event.occurrences))  # type: ignore[arg-type]


async def said(house: House) -> dict[str, Event]:
    return {key: unstamped(event) for key, event in (await events_by_key(house)).items()}


async def titled(house: House, key: str, title: str) -> None:
    def rewrite(event: Event) -> Event:
        return replace(event, details=replace(event.details, titles=Texts.of({"fr": title})))

    event_id = (await events_by_key(house))[key].id
    await house.change(lambda unit: revise_event(unit, event_id, ADMIN, rewrite))


async def test_what_was_changed_is_as_before_and_told_as_a_change(small: House, clock: TestClock) -> None:
    before = await events_by_key(small)
    clock.advance(hours=1)
    upload = await applied(small, CHANGED, DOS_1)
    clock.advance(hours=1)
    done = await undone(small, upload)
    assert done == replace(upload, state=UploadState.UNDONE, undone_at=clock())
    bal = (await events_by_key(small))["bal"]
    was = before["bal"].occurrences[0]
    assert bal == replace(
        before["bal"],
        version=3,
        occurrences=(replace(was, sequence=2, modified=clock(), previous_start=bal.occurrences[0].previous_start),),
    )
    assert str(bal.occurrences[0].previous_start) == "2018-06-24 19:00:00"
    assert (await events_by_key(small))["dos"] == before["dos"]


async def test_an_undone_upload_leaves_its_record(small: House) -> None:
    upload = await applied(small, CHANGED, NEW)
    await undone(small, upload, ADMIN)
    async with small.database.reading() as connection:
        u, v, i = t.uploads.c, t.versions.c, t.imports.c
        undo_id = (await connection.execute(select(u.undo_id).where(u.id == upload.id))).scalar_one()
        versions = (await connection.execute(select(v.action, v.actor).where(v.import_id == undo_id))).all()
        record = (await connection.execute(select(i.actor, i.file_name, i.counts).where(i.id == undo_id))).one()
    assert [tuple(row) for row in versions] == [("undo", "admin")] * 2
    assert tuple(record) == ("admin", "file.csv", {"undone": 2})


async def test_what_was_brought_is_taken_back_and_told_as_cancelled(small: House, clock: TestClock) -> None:
    upload = await applied(small, NEW, {**BAL, "occurrence_key": "2", "start": "2018-06-30T21:00", "end": ""})
    clock.advance(hours=1)
    await undone(small, upload)
    events = await events_by_key(small)
    assert [(o.state, o.status, o.locks, o.sequence, o.deleted_at) for o in events["nou"].occurrences] == [
        (State.TOMBSTONE, "cancelled", (), 1, clock())
    ]
    assert [o.state for o in events["bal"].occurrences] == [State.LIVE, State.TOMBSTONE]


async def test_the_same_file_brings_it_again_with_the_same_uids(small: House, clock: TestClock) -> None:
    rows = (NEW, CHANGED)
    upload = await applied(small, *rows)
    after = await said(small)
    await undone(small, upload)
    clock.advance(days=31)
    await small.change(bury_tombstones)
    again = await applied(small, *rows)
    assert (await said(small), again.state) == (after, UploadState.APPLIED)


async def test_what_was_withdrawn_comes_back_even_from_the_grave(small: House, clock: TestClock) -> None:
    before = await said(small)
    upload = await sent(small, BAL, mode=Mode.REPLACE)
    upload = await apply_upload(small, upload.id, CERCLE, Consent({}, withdraw=True))
    assert len((await events_by_key(small))["dos"].live) == 0
    clock.advance(days=31)
    await small.change(bury_tombstones)
    assert (await undone(small, upload)).left == ()
    assert await said(small) == before


async def test_what_was_edited_since_is_left_and_named(small: House) -> None:
    upload = await applied(small, CHANGED, {**DOS_1, "price": "9 €"}, {**DOS_2, "price": "9 €"}, NEW)
    await titled(small, "bal", "Corrigé")
    await titled(small, "nou", "Corrigé aussi")
    before = await said(small)
    done = await undone(small, upload)
    after = await said(small)
    ids = {key: event.id for key, event in before.items()}
    assert sorted(done.left, key=lambda one: one.title) == [
        Left(ids["bal"], "Corrigé"), Left(ids["nou"], "Corrigé aussi")
    ]  # fmt: skip
    assert (after["bal"], after["nou"]) == (before["bal"], before["nou"])
    assert after["dos"].details.price == "gratuit le jour, 5 € le soir"
    assert await found(small, upload.id) == done


async def test_what_was_deleted_since_stays_deleted(small: House) -> None:
    upload = await applied(small, CHANGED)
    bal = (await events_by_key(small))["bal"]
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    assert (await undone(small, upload)).left == (Left(bal.id, "Autre"),)
    assert (await events_by_key(small))["bal"].live == ()


async def test_a_later_upload_of_the_same_event_is_no_reason_to_undo_its_work(small: House) -> None:
    first = await applied(small, CHANGED)
    await applied(small, {**CHANGED, "price": "7 €"})
    done = await undone(small, first)
    assert [one.title for one in done.left] == ["Autre"]
    assert (await events_by_key(small))["bal"].details.price == "7 €"


async def test_uploads_are_undone_one_after_the_other_down_to_the_first(small: House) -> None:
    before = await said(small)
    first = await applied(small, CHANGED)
    second = await applied(small, {**CHANGED, "price": "7 €"})
    assert (await undone(small, second)).left == ()
    assert (await undone(small, first)).left == ()
    assert await said(small) == before


async def test_what_was_changed_back_by_hand_counts_as_never_edited_but_for_its_locks(small: House) -> None:
    """A lock is an editor's word: it is not taken away."""
    upload = await applied(small, CHANGED)
    await titled(small, "bal", "Corrigé")
    await titled(small, "bal", "Autre")
    assert [one.title for one in (await undone(small, upload)).left] == ["Autre"]


async def test_a_place_found_more_exactly_since_is_kept_and_is_no_edit(small: House, clock: TestClock) -> None:
    upload = await applied(small, {**BAL, "title": "Autre"})
    clock.advance(hours=1)

    def pin(o: Occurrence) -> Occurrence:
        assert o.venue is not None
        better = replace(
            o.venue, point=Point(43.7331, 3.3172), precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN
        )
        return replace(o, venue=better)

    uid = (await events_by_key(small))["dos"].occurrences[0].uid
    await small.change(lambda unit: revise_occurrence(unit, uid, ADMIN, pin))
    done = await undone(small, upload)
    bal = (await events_by_key(small))["bal"]
    venue = bal.occurrences[0].venue
    assert (done.left, bal.details.titles.get("fr")) == ((), "Bal de la Saint-Jean")
    assert venue is not None
    assert venue.point == Point(43.7331, 3.3172)


async def test_a_pin_the_upload_set_is_taken_back_everywhere(small: House) -> None:
    """Also for its neighbours at that place, which nobody named."""
    before = await said(small)
    upload = await applied(small, {**BAL, "latitude": "43.7", "longitude": "3.3"})
    pinned = (await events_by_key(small))["dos"].occurrences[0].venue
    assert pinned is not None
    assert pinned.point == Point(43.7, 3.3)
    assert (await undone(small, upload)).left == ()
    assert await said(small) == before


async def test_a_neighbour_edited_since_gets_the_place_back_with_the_others(small: House) -> None:
    before = (await events_by_key(small))["bal"].occurrences[0].venue
    upload = await applied(small, {**BAL, "latitude": "43.7", "longitude": "3.3"})
    await titled(small, "dos", "Corrigé")
    done = await undone(small, upload)
    dos = (await events_by_key(small))["dos"]
    assert [one.title for one in done.left] == ["Corrigé"]
    assert (dos.occurrences[0].venue, dos.details.titles.get("fr")) == (before, "Corrigé")


async def test_a_large_upload_is_undone_in_portions_and_in_one_import(
    small: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "PORTION", 3)
    monkeypatch.setattr(undoing, "AT_ONCE", 2)
    before = await said(small)
    many = [{**NEW, "event_key": f"nou-{n}", "title": f"Veillée {n}"} for n in range(7)]
    upload = await applied(small, *many, CHANGED, {**DOS_1, "latitude": "43.7", "longitude": "3.3"})
    seen: list[tuple[str, int, int]] = []
    done = await undo_upload(small, upload.id, CERCLE, lambda *step: seen.append(step))
    after = await said(small)
    assert {key: event for key, event in after.items() if not key.startswith("nou-")} == before
    assert all(event.live == () for key, event in after.items() if key.startswith("nou-"))
    assert (done.left, seen[0], seen[-1][1] == seen[-1][2]) == ((), ("undo", 0, seen[-1][2]), True)
    async with small.database.reading() as connection:
        undos = (
            await connection.execute(select(t.versions.c.import_id).where(t.versions.c.action == "undo"))
        ).scalars()
        assert len(set(undos)) == 1


async def test_an_upload_that_changed_nothing_is_undone_without_a_trace(small: House) -> None:
    upload = await applied(small, BAL)
    before = await dump(small)
    assert (await undone(small, upload)).state is UploadState.UNDONE
    assert {**await dump(small), "uploads": ()} == {**before, "uploads": ()}


REFUSED: list[tuple[str, type[FestumError], str]] = [
    ("planned", Unfit, "not_applied"),
    ("undone", Stale, "already_undone"),
    ("another's", NotHere, "no_such_import"),
]


@pytest.mark.parametrize(("which", "kind", "key"), REFUSED)
async def test_only_what_was_applied_is_undone(small: House, which: str, kind: type[FestumError], key: str) -> None:
    upload = await sent(small, NEW) if which == "planned" else await applied(small, NEW)
    if which == "undone":
        await undone(small, upload)
    before = await dump(small)
    with pytest.raises(FestumError) as refusal:
        await undone(small, upload, MAIRIE if which == "another's" else CERCLE)
    assert (type(refusal.value), refusal.value.key, refusal.value.values) == (kind, key, {"id": upload.id})
    assert await dump(small) == before


async def test_undone_twice_at_once_it_is_undone_once(small: House) -> None:
    """And those who come too late do not go through it all again to find that out."""
    upload = await applied(small, NEW, CHANGED)
    begun = [0, 0, 0]

    async def undo(number: int) -> Upload:
        def watch(phase: str, done: int, total: int) -> None:
            begun[number] += (phase, done) == ("undo", 0)

        return await undo_upload(small, upload.id, CERCLE, watch)

    outcomes = await asyncio.gather(*map(undo, range(3)), return_exceptions=True)
    assert sorted(getattr(one, "key", "undone") for one in outcomes) == ["already_undone", "already_undone", "undone"]
    assert max(begun) == 1
    assert (await events_by_key(small))["bal"].version == 3


async def test_an_undo_makes_other_plans_of_the_partner_old(small: House) -> None:
    upload = await applied(small, CHANGED)
    later = await sent(small, {**CHANGED, "price": "6 €"})
    await undone(small, upload)
    with pytest.raises(Stale) as refusal:
        await apply_upload(small, later.id, CERCLE, AGREED)
    assert refusal.value.key == "plan_changed"


async def test_applying_and_undoing_are_counted_for_the_partner(small: House) -> None:
    """What a plan at hand, made before, is told by that its partner's programme is another."""

    async def counted() -> dict[str, int]:
        async with small.database.reading() as connection:
            return await count_uploads(connection)

    before = await counted()
    upload = await applied(small, NEW)
    assert await counted() == {**before, "cercle": before["cercle"] + 1}
    await undone(small, upload)
    assert await counted() == {**before, "cercle": before["cercle"] + 2}


async def test_a_failure_on_the_way_undoes_nothing(small: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "PORTION", 1)
    upload = await applied(small, NEW, CHANGED)

    async def no_disk(*_: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(undoing, "set_undone", no_disk)
    before = await dump(small)
    with pytest.raises(OSError, match="no space"):
        await undone(small, upload)
    assert await dump(small) == before
