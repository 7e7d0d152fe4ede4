"""Uploads nobody goes on with: forgotten plans end, what a killed process left under way is taken up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from festum.actions.discard_upload import discard_upload
from festum.actions.end_uploads import end_uploads
from festum.actions.find_uploads import list_uploads
from festum.actions.house import House
from festum.actions.import_file import Defaults
from festum.actions.plan_upload import INTERRUPTED, Sending, begin_upload
from festum.domain.upload import UploadState
from festum.errors import FestumError, NotHere, Stale
from festum.store.upload_rows import load_rows
from festum.store.upload_states import start_applying
from festum.store.uploads import load_bytes, load_upload
from tests.actions.uploading import CERCLE, MAIRIE, applied, found, rows_of, sent, undone
from tests.conftest import TestClock
from tests.store.small import BAL, Row, csv_of, dump

NEW: Row = {**BAL, "event_key": "nou", "title": "Veillée", "start": "2018-06-20T20:00", "end": ""}


async def ended(house: House) -> int:
    return await house.change(end_uploads)


async def emptied(house: House, upload_id: int) -> bool:
    async with house.database.reading() as connection:
        upload = await load_upload(connection, upload_id)
        kept = (await load_bytes(connection, upload_id)).packed, await load_rows(connection, upload_id, (), -1, 10)
    return upload is not None and upload.state is UploadState.DISCARDED and kept == (None, ())


async def test_a_discarded_upload_is_gone_and_its_bytes_with_it(small: House) -> None:
    upload = await sent(small, NEW)
    await discard_upload(small, upload.id, CERCLE)
    assert await emptied(small, upload.id)
    with pytest.raises(NotHere):
        await found(small, upload.id)
    with pytest.raises(NotHere):
        await discard_upload(small, upload.id, CERCLE)
    async with small.unit() as unit:
        assert await list_uploads(unit, CERCLE) == ()


@pytest.mark.parametrize("state", ["applied", "undone", "applying", "another's"])
async def test_what_was_done_is_under_way_or_anothers_is_not_discarded(
    small: House, clock: TestClock, state: str
) -> None:
    upload = await (applied if state in {"applied", "undone"} else sent)(small, NEW)
    if state == "undone":
        await undone(small, upload)
    if state == "applying":
        async with small.database.writing() as connection:
            assert await start_applying(connection, upload.id, clock(), clock())
    before = await dump(small)
    with pytest.raises(FestumError) as refusal:
        await discard_upload(small, upload.id, MAIRIE if state == "another's" else CERCLE)
    assert (type(refusal.value), refusal.value.key) == {
        "applied": (Stale, "already_applied"),
        "undone": (Stale, "already_undone"),
        "applying": (Stale, "under_way"),
        "another's": (NotHere, "no_such_import"),
    }[state]
    assert await dump(small) == before


async def test_a_plan_nobody_applied_in_thirty_days_is_discarded(small: House, clock: TestClock) -> None:
    done, plan = await applied(small, NEW), await sent(small, BAL)
    clock.advance(days=30)
    assert await ended(small) == 0
    clock.advance(seconds=1)
    assert await ended(small) == 1
    assert await emptied(small, plan.id)
    assert await found(small, done.id) == done
    assert await ended(small) == 0


async def test_what_a_killed_process_was_planning_has_failed(small: House, clock: TestClock) -> None:
    begun = await begin_upload(small, Sending(csv_of([NEW]), "a.csv", Defaults()), CERCLE)
    clock.advance(seconds=60)
    assert await ended(small) == 0
    clock.advance(seconds=1)
    assert await ended(small) == 1
    assert await found(small, begun.id) == replace(begun, state=UploadState.FAILED, failure=INTERRUPTED)


async def test_what_a_killed_process_was_applying_is_a_plan_again(small: House, clock: TestClock) -> None:
    upload = await sent(small, NEW)
    async with small.database.writing() as connection:
        assert await start_applying(connection, upload.id, clock(), clock() - timedelta(minutes=1))
    clock.advance(seconds=61)
    rows = await rows_of(small, upload)
    assert await ended(small) == 1
    assert await found(small, upload.id) == replace(upload, touched_at=clock())
    assert await rows_of(small, upload) == rows


async def test_ending_nothing_writes_nothing(small: House) -> None:
    await sent(small, NEW)
    before = await dump(small)
    assert await ended(small) == 0
    assert await dump(small) == before
