"""Revising: a correction by hand to an event or one of its dates. What an editor corrects is locked against uploads."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from festum.actions.house import Unit
from festum.actions.keys import require_reach
from festum.actions.publish import publish
from festum.domain.deciding_event import DELETED
from festum.domain.diff import details_changes, occurrence_changes
from festum.domain.event import Event, Occurrence, State
from festum.domain.holder import Holder
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Revision
from festum.domain.withdrawing import buried
from festum.errors import Gone, NotHere
from festum.store.events import load_event, load_event_of, load_venues
from festum.store.geocodings import note_pin
from festum.store.venue_merges import load_merged

Rewrite = Callable[[Event], Event]
"""The event as the editor wants it, from the event as it is stored; stamps and locks are not its business."""


async def revise_event(unit: Unit, event_id: str, holder: Holder, rewrite: Rewrite) -> Event:
    """The event as it now is; unchanged when the correction corrects nothing."""
    before = await _mine(unit, await load_event(unit.connection, unit.house.gazetteer, event_id), holder, event_id)
    return await publish_revised(unit, before, rewrite(before), holder, "revise")


async def may_revise_event(unit: Unit, event_id: str, holder: Holder) -> None:
    """For those who have long work to do before they can say what is to be changed. Raises what revising would."""
    await _mine(unit, await load_event(unit.connection, unit.house.gazetteer, event_id), holder, event_id)


async def revise_occurrence(unit: Unit, uid: str, holder: Holder, rewrite: Callable[[Occurrence], Occurrence]) -> Event:
    before = await _mine_by_uid(unit, uid, holder)
    was = next(o for o in before.occurrences if o.uid == uid)
    becomes = rewrite(was)
    becomes = replace(becomes, venue=await _as_known(unit, was.venue, becomes.venue))
    after = replace(before, occurrences=tuple(becomes if o.uid == uid else o for o in before.occurrences))
    event = await publish_revised(unit, before, after, holder, "revise")
    if becomes.venue is not None and becomes.venue.provenance is Provenance.HUMAN and becomes.venue != was.venue:
        await note_pin(await unit.take_pen(), becomes.venue.venue_key, holder.label, unit.house.clock())
    return event


async def delete_event(unit: Unit, event_id: str, holder: Holder) -> None:
    before = await _mine(unit, await load_event(unit.connection, unit.house.gazetteer, event_id), holder, event_id)
    await publish_revised(unit, before, buried(before, {o.uid for o in before.live}), holder, "delete")


async def delete_occurrence(unit: Unit, uid: str, holder: Holder) -> None:
    before = await _mine_by_uid(unit, uid, holder)
    await publish_revised(unit, before, buried(before, {uid}), holder, "delete")


async def _as_known(unit: Unit, was: Venue | None, becomes: Venue | None) -> Venue | None:
    """A venue it moves to is taken as it is stored, point and spelling, unless the editor pins it there and then; one
    that was merged into another is that one."""
    if becomes is None or (was and was.venue_key == becomes.venue_key):
        return becomes
    key, pinned = becomes.venue_key, becomes.provenance is Provenance.HUMAN
    if into := (await load_merged(unit.connection, unit.house.gazetteer, [key])).get(key):
        at_the_pin = replace(into, point=becomes.point, precision=becomes.precision, provenance=becomes.provenance)
        return at_the_pin if pinned else into
    return becomes if pinned else (await load_venues(unit.connection, unit.house.gazetteer, [key])).get(key, becomes)


async def _mine(unit: Unit, event: Event | None, holder: Holder, event_id: str) -> Event:
    if event is None:
        raise NotHere("no_such_event", id=event_id)
    require_reach(holder, event.partner)
    if not event.live:
        raise Gone("deleted_event", id=event_id)
    return event


async def _mine_by_uid(unit: Unit, uid: str, holder: Holder) -> Event:
    event = await load_event_of(unit.connection, unit.house.gazetteer, uid)
    if event is None:
        raise NotHere("no_such_occurrence", id=uid)
    require_reach(holder, event.partner)
    if all(o.uid != uid for o in event.live):
        raise Gone("deleted_occurrence", id=uid)
    return event


async def publish_revised(unit: Unit, before: Event, after: Event, holder: Holder, action: str) -> Event:
    """By hand: what differs is locked against the next upload."""
    locked = _locked(before, after)
    await publish(unit, [Revision(before, locked)], actor=holder.label, action=action, reach=holder.partner)
    event = await load_event(unit.connection, unit.house.gazetteer, before.id)
    assert event is not None  # it was just there, in this same transaction
    return event


def _locked(before: Event, after: Event) -> Event:
    """Every field the editor changed joins the locks, of the event or of the occurrence."""
    known = {o.uid: o for o in before.occurrences}
    return replace(
        after,
        locks=_joined(before.locks, (c.field for c in details_changes(before.details, after.details))),
        occurrences=tuple(replace(o, locks=_locks(known[o.uid], o)) for o in after.occurrences),
    )


def _locks(was: Occurrence, becomes: Occurrence) -> tuple[str, ...]:
    """A date that an editor deleted stays deleted whatever is uploaded; one that is brought back is as any other."""
    locks = _joined(becomes.locks, (change.field for change in occurrence_changes(was, becomes)))
    return tuple(lock for lock in locks if lock != DELETED) if becomes.state is State.LIVE else locks


def _joined(locks: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*locks, *more}))
