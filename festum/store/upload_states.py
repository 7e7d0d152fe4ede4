"""What becomes of an upload, step by step. Each step is a conditional write under the pen: of two processes that take
it at once, one does, and the other is told so by False."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.upload import Consent, Failure, Left, UploadState
from festum.store import tables as t

_U = t.uploads.c
_AT_REST: dict[str, Any] = {"phase": "", "done": 0, "total": 0}


async def start_applying(connection: AsyncConnection, upload_id: int, now: datetime, untouched_since: datetime) -> bool:
    """Also where a process began to and has not been heard of since."""
    may = _in(UploadState.PLANNED) | (_in(UploadState.APPLYING) & (_U.touched_at < untouched_since))
    return await _step(connection, upload_id, may, UploadState.APPLYING, touched_at=now, **_AT_REST)


async def start_planning(connection: AsyncConnection, upload_id: int, now: datetime, untouched_since: datetime) -> bool:
    """Again, what was planned or could not be."""
    may = _in(UploadState.PLANNED, UploadState.FAILED)
    may |= _in(UploadState.PLANNING) & (_U.touched_at < untouched_since)
    return await _step(connection, upload_id, may, UploadState.PLANNING, touched_at=now, failure=None, **_AT_REST)


async def set_planned(connection: AsyncConnection, upload_id: int, now: datetime) -> bool:
    """What was under way has ended, well or not; its plan stands."""
    may = _in(UploadState.PLANNING, UploadState.APPLYING)
    return await _step(connection, upload_id, may, UploadState.PLANNED, touched_at=now, **_AT_REST)


async def set_failed(connection: AsyncConnection, upload_id: int, failure: Failure) -> bool:
    kept = {"key": failure.key, "values": dict(failure.values)}
    return await _step(connection, upload_id, _in(UploadState.PLANNING), UploadState.FAILED, failure=kept, **_AT_REST)


async def set_applied(
    connection: AsyncConnection,
    upload_id: int,
    now: datetime,
    consent: Consent,
    import_id: int | None,
    fingerprint: str,
) -> bool:
    """Only the plan with that fingerprint; whoever claimed it in between is the one who comes too late."""
    may = _in(UploadState.PLANNED, UploadState.APPLYING) & (_U.fingerprint == fingerprint)
    said = {
        "accept": {str(line): answer for line, answer in consent.accept.items()},  # keys of JSON objects are text
        "partial": consent.partial,
        "withdraw": consent.withdraw,
    }
    return await _step(
        connection, upload_id, may, UploadState.APPLIED, applied_at=now, consent=said, import_id=import_id, **_AT_REST
    )


async def set_undone(
    connection: AsyncConnection, upload_id: int, now: datetime, undo_id: int | None, left: Sequence[Left]
) -> bool:
    kept = [asdict(one) for one in left]
    return await _step(
        connection, upload_id, _in(UploadState.APPLIED), UploadState.UNDONE, undone_at=now, undo_id=undo_id, left=kept
    )


async def set_discarded(connection: AsyncConnection, upload_id: int, untouched_since: datetime) -> bool:
    """What was never applied, unless somebody is at it."""
    dead = _in(UploadState.PLANNING, UploadState.APPLYING) & (_U.touched_at < untouched_since)
    may = _in(UploadState.PLANNED, UploadState.FAILED) | dead
    return await _step(connection, upload_id, may, UploadState.DISCARDED, **_AT_REST)


async def touch(connection: AsyncConnection, upload_id: int, now: datetime, phase: str, done: int, total: int) -> None:
    """How far it has come, and that somebody is still at it."""
    which = (_U.id == upload_id) & _in(UploadState.PLANNING, UploadState.APPLYING)
    told = {"phase": phase[:20], "done": done, "total": total, "touched_at": now}
    await connection.execute(update(t.uploads).where(which).values(told))


async def find_untouched(
    connection: AsyncConnection, states: Sequence[UploadState], since: datetime
) -> Mapping[int, UploadState]:
    """By number, those in such a state that nobody has touched since; planning it was the last touch of a plan."""
    query = select(_U.id, _U.state).where(_in(*states), _U.touched_at < since).order_by(_U.id)
    return {row.id: UploadState(row.state) for row in await connection.execute(query)}


def _in(*states: UploadState) -> ColumnElement[bool]:
    return _U.state.in_([state.value for state in states])


async def _step(
    connection: AsyncConnection, upload_id: int, may: ColumnElement[bool], after: UploadState, **columns: Any
) -> bool:
    taken = await connection.execute(
        update(t.uploads).where((_U.id == upload_id) & may).values(state=after.value, **columns)
    )
    return taken.rowcount == 1
