"""Undoing an upload: every event it touched is as before, unless it was edited since; SEQUENCE goes on rising.

One transaction. An upload of a whole region is undone some thousand events at a time, so that memory stays small; from
the second portion on it holds the pen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from festum.actions.find_uploads import find_upload, refusal_of
from festum.actions.house import House, Unit
from festum.actions.publish import Progress, nobody_watches, publish
from festum.actions.publish import Upload as Record
from festum.domain.event import Event
from festum.domain.event_places import event_at
from festum.domain.holder import Holder
from festum.domain.plan import Revision
from festum.domain.texts import DEFAULT_CHAIN
from festum.domain.undoing import undone
from festum.domain.upload import Left, Upload, UploadState
from festum.store.events import load_events, load_venues
from festum.store.imports import import_under
from festum.store.numbered_venues import load_placed_by_hand
from festum.store.snapshots import load_versions, written_by
from festum.store.upload_states import set_undone
from festum.store.uploads import load_upload, raise_uploads
from festum.store.venue_merges import load_merged

PORTION = 5_000
"""Events published at a time."""

AT_ONCE = 500
"""Events, with two versions of each, read at a time."""


async def undo_upload(house: House, upload_id: int, holder: Holder, progress: Progress = nobody_watches) -> Upload:
    """`left` names the events it left as they are. Raises Stale for one that was undone, Unfit for one never applied.

    Images that were copied stay.
    """
    async with house.unit() as unit:
        upload = await find_upload(unit, upload_id, holder)
        if upload.state is not UploadState.APPLIED:
            raise refusal_of(upload, upload_id)
    return await house.change(lambda unit: _undo(unit, upload_id, holder, progress))


@dataclass(slots=True)
class _Undoing:
    """So far."""

    left: list[Left]
    partners: set[str]
    undo_id: int | None = None


async def _undo(unit: Unit, upload_id: int, holder: Holder, progress: Progress) -> Upload:
    upload = await find_upload(unit, upload_id, holder)
    if upload.state is not UploadState.APPLIED:  # somebody undid it since the attempt before
        raise refusal_of(upload, upload_id)
    written = [] if upload.import_id is None else await written_by(unit.connection, upload.import_id)
    so_far = _Undoing([], set())
    for start in range(0, len(written), PORTION):
        progress("undo", start, len(written))
        revisions: list[Revision] = []
        portion = written[start : start + PORTION]
        for at in range(0, len(portion), AT_ONCE):
            revisions += await _revisions(unit, portion[at : at + AT_ONCE], so_far)
        await _published(unit, upload, revisions, holder, so_far, len(written))
    connection = await unit.take_pen()
    if not await set_undone(connection, upload_id, unit.house.clock(), so_far.undo_id, so_far.left):
        raise refusal_of(await load_upload(connection, upload_id), upload_id)
    await raise_uploads(connection, sorted(so_far.partners))
    progress("undo", len(written), len(written))
    return await find_upload(unit, upload_id, holder)


async def _revisions(unit: Unit, written: Sequence[tuple[str, int]], so_far: _Undoing) -> list[Revision]:
    gazetteer = unit.house.gazetteer
    events = await load_events(unit.connection, gazetteer, [event_id for event_id, _ in written])
    pairs = [(event_id, version - back) for event_id, version in written for back in (0, 1)]
    versions = await load_versions(unit.connection, gazetteer, pairs)
    befores = [versions.get((event_id, version - 1)) for event_id, version in written]
    merged = await load_merged(unit.connection, gazetteer, _places(befores))
    befores = [None if before is None else event_at(before, merged) for before in befores]
    keys = sorted(_places(befores))
    venues = await load_venues(unit.connection, gazetteer, keys)
    placed = await load_placed_by_hand(unit.connection, keys)
    revisions = []
    for (event_id, version), before in zip(written, befores, strict=True):
        now, wrote = events[event_id], versions[event_id, version]
        whole = (before is None) is (version == 1)  # of a history with holes nothing is certain
        after = undone(now, wrote, before, venues, placed) if whole else None
        if after is None:
            so_far.left.append(Left(event_id, _title(now)))
        else:
            revisions.append(Revision(now, after))
            so_far.partners.add(now.partner)
    return revisions


async def _published(
    unit: Unit, upload: Upload, revisions: Sequence[Revision], holder: Holder, so_far: _Undoing, events: int
) -> None:
    """All portions are on record as one import."""
    record = Record(upload.file_name, upload.digest, {"undone": events})
    first = so_far.undo_id is None
    stamp = await publish(
        unit,
        revisions,
        actor=holder.label,
        action="undo",
        upload=record if first else None,
        import_id=so_far.undo_id,
    )
    if stamp is not None and first:
        so_far.undo_id = await import_under(unit.connection, stamp.number)


def _places(events: Iterable[Event | None]) -> set[str]:
    return {o.venue.venue_key for event in events if event for o in event.occurrences if o.venue}


def _title(event: Event) -> str:
    return event.details.titles.choose(DEFAULT_CHAIN)[1]
