"""Two spellings of one place become one venue, and apart again: dates keep their UIDs, and subscribers are told."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from festum.actions.house import Unit
from festum.actions.list_venues import LARGEST, find_venue
from festum.actions.pin_venue import has_a_name
from festum.actions.publish import publish
from festum.domain.event import Event, State
from festum.domain.event_places import event_at
from festum.domain.geocoding import Geocoding
from festum.domain.holder import Holder
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Revision
from festum.errors import NotHere, NotYours, Stale, Unfit
from festum.store.events import load_events_at
from festum.store.geocodings import load_geocoding, set_pinned
from festum.store.numbered_venues import load_numbered
from festum.store.venue_merges import (
    PointTaken,
    VenueMerge,
    load_merge,
    load_merged,
    load_merges,
    save_merge,
    set_merge_undone,
)


@dataclass(frozen=True, slots=True)
class MergeShown:
    """`merged` is the venue that was given up for `into`."""

    merge: VenueMerge
    merged: Venue
    into: Venue


@dataclass(frozen=True, slots=True)
class MergePage:
    """Newest first; `next` is the number before which the following page begins, None: that was all."""

    items: tuple[MergeShown, ...]
    next: int | None


async def merge_venues(unit: Unit, merged_id: int, into_id: int, holder: Holder) -> MergeShown:
    """All dates at the first are at the second from now on, and so is what an upload says to be at the first.

    Of the two points the one that ranks higher is kept. What was deleted long ago stays where it was. Raises NotHere,
    NotYours, Stale where one of them was merged already, Unfit where they cannot be one place.
    """
    if merged_id == into_id:
        raise Unfit("merge_itself")
    merged, into = await find_venue(unit, merged_id, holder), await find_venue(unit, into_id, holder)
    _require_one_place(merged.venue, into.venue)
    await _require_unmerged(unit, merged, into)
    kept = _better(into.venue, merged.venue)
    events = await load_events_at(unit.connection, unit.house.gazetteer, [merged.venue.venue_key])
    moved = tuple(sorted(o.uid for event in events for o in event.occurrences if _is_at(o.venue, o.state, merged)))
    revisions = [Revision(event, _moved(event, moved, kept)) for event in events]
    await publish(unit, revisions, actor=holder.label, action="merge")
    connection, now = await unit.take_pen(), unit.house.clock()
    await _require_unmerged(unit, merged, into)
    await _require_emptied(unit, merged)
    if kept.provenance is Provenance.HUMAN and kept != into.venue:
        await set_pinned(connection, into_id, holder.label, _pin_from(merged), now)
    merge_id = await save_merge(connection, merged_id, into_id, moved, holder.label, now, _taken(into, kept))
    return MergeShown(await _found(unit, merge_id), merged.venue, kept)


async def undo_merge(unit: Unit, merge_id: int, holder: Holder) -> MergeShown:
    """The dates it moved go back, but for those that were moved on since; uploads mean the first venue again.

    The second gives back a point it has from the first. Raises NotHere, NotYours; Stale for one that was undone, and
    where the second was merged in its turn: then that is to be undone first.
    """
    merge = await _found(unit, merge_id)
    into = await find_venue(unit, merge.into_id, holder)
    merged = await load_geocoding(unit.connection, unit.house.gazetteer, merge.merged_id)
    assert merged is not None  # a venue is never deleted
    if merge.undone_at is not None:
        raise Stale("merge_undone", id=merge_id)
    await _require_unmerged(unit, into)
    took = merge.took if _has_its_point_from(into, merged, merge) else None
    kept = into.venue if took is None else _as_it_was(into.venue, took)
    revisions = []
    for event in await load_events_at(unit.connection, unit.house.gazetteer, [into.venue.venue_key]):
        back = [o.uid for o in event.occurrences if o.uid in merge.occurrences and _is_at(o.venue, o.state, into)]
        revisions.append(Revision(event, event_at(_moved(event, back, merged.venue), {kept.venue_key: kept})))
    await publish(unit, revisions, actor=holder.label, action="unmerge")
    connection = await unit.take_pen()
    if not await set_merge_undone(connection, merge_id, unit.house.clock()):
        raise Stale("merge_undone", id=merge_id)
    if took is not None and took.provenance is Provenance.HUMAN:
        await set_pinned(connection, merge.into_id, took.by, took.label, unit.house.clock())
    return MergeShown(await _found(unit, merge_id), merged.venue, kept)


async def list_merges(unit: Unit, holder: Holder, limit: int = 50, before: int | None = None) -> MergePage:
    """Newest first, those that were undone too. A partner sees those whose venue it may change."""
    found: list[MergeShown] = []
    more = True
    while more and len(found) <= limit:
        some = await load_merges(unit.connection, limit + 1, before)
        venues = await load_numbered(
            unit.connection, unit.house.gazetteer, {number for one in some for number in (one.merged_id, one.into_id)}
        )
        for one in some:
            if await _reaches(unit, one.into_id, holder):
                found.append(MergeShown(one, venues[one.merged_id], venues[one.into_id]))
        more = len(some) > limit
        before = some[-1].id if some else before
    shown = tuple(found[:limit])
    return MergePage(shown, shown[-1].merge.id if len(found) > limit else None)


def _require_one_place(merged: Venue, into: Venue) -> None:
    if merged.commune is None or merged.commune != into.commune:
        raise Unfit("merge_other_commune")
    a_mere_pin = merged.provenance is Provenance.HUMAN
    if not has_a_name(into) or not (has_a_name(merged) or a_mere_pin):
        raise Unfit("place_without_name")


async def _require_unmerged(unit: Unit, *venues: Geocoding) -> None:
    keys = {one.venue.venue_key: one.venue for one in venues}
    for key, now in (await load_merged(unit.connection, unit.house.gazetteer, keys)).items():
        raise Stale("already_merged", venue=_called(keys[key]), into=_called(now))


async def _require_emptied(unit: Unit, merged: Geocoding) -> None:
    """Somebody may have announced something there since the dates were looked for."""
    events = await load_events_at(unit.connection, unit.house.gazetteer, [merged.venue.venue_key])
    if any(_is_at(o.venue, o.state, merged) for event in events for o in event.occurrences):
        raise Stale("venue_changed_meanwhile", venue=_called(merged.venue))


async def _found(unit: Unit, merge_id: int) -> VenueMerge:
    found = await load_merge(unit.connection, merge_id) if 0 < merge_id < LARGEST else None
    if found is None:
        raise NotHere("no_such_merge", id=str(merge_id)[:20])
    return found


async def _reaches(unit: Unit, venue_id: int, holder: Holder) -> bool:
    if holder.partner is None:
        return True
    try:
        await find_venue(unit, venue_id, holder)
    except NotYours:
        return False
    return True


def _better(into: Venue, merged: Venue) -> Venue:
    if merged.point is None or merged.provenance is None or merged.precision is None:
        return into
    finer = merged.provenance is into.provenance and merged.precision.finer_than(into.precision)
    if not (finer or merged.provenance.outranks(into.provenance)):
        return into
    return replace(into, point=merged.point, precision=merged.precision, provenance=merged.provenance)


def _taken(into: Geocoding, kept: Venue) -> PointTaken | None:
    was = into.venue
    if kept == was or kept.point is None:
        return None
    return PointTaken(kept.point, was.point, was.precision, was.provenance, into.by, into.label)


def _as_it_was(venue: Venue, took: PointTaken) -> Venue:
    return replace(venue, point=took.point, precision=took.precision, provenance=took.provenance)


def _has_its_point_from(into: Geocoding, merged: Geocoding, merge: VenueMerge) -> bool:
    """Still, and nobody decided anew or found it there as well."""
    if merge.took is None or into.venue.point != merge.took.given:
        return False
    if into.venue.provenance is Provenance.HUMAN:
        return (into.by, into.label) == (merge.actor, _pin_from(merged))
    return into.found is None or into.found.point != into.venue.point


def _pin_from(merged: Geocoding) -> str:
    """What a pin that came with a merged venue is labelled as."""
    return f"< {_called(merged.venue)}"


def _is_at(venue: Venue | None, state: State, there: Geocoding) -> bool:
    return venue is not None and state is not State.GONE and venue.venue_key == there.venue.venue_key


def _moved(event: Event, uids: Collection[str], there: Venue) -> Event:
    occurrences = tuple(replace(o, venue=there) if o.uid in uids else o for o in event.occurrences)
    return replace(event, occurrences=occurrences)


def _called(venue: Venue) -> str:
    return venue.name or venue.address or (venue.commune.name if venue.commune else "")
