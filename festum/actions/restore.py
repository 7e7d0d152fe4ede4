"""Restoring an earlier version: what was said then is said again, as a new change that subscribers are told of."""

from dataclasses import replace

from festum.actions.house import Unit
from festum.actions.keys import require_reach
from festum.actions.revise import publish_revised
from festum.domain.event import Event, Occurrence, State
from festum.domain.event_places import event_at
from festum.domain.holder import Holder
from festum.domain.place import Provenance, Venue
from festum.errors import NotHere
from festum.store.events import load_event, load_venues
from festum.store.snapshots import load_version
from festum.store.venue_merges import load_merged


async def restore_event(unit: Unit, event_id: str, version: int, holder: Holder) -> Event:
    """A deleted event comes back so too; dates that were added since are deleted. SEQUENCE goes on rising.

    What it restores is an editor's decision, locked against the next upload like any other. Raises NotHere for a
    version that never was.
    """
    before = await load_event(unit.connection, unit.house.gazetteer, event_id)
    if before is None:
        raise NotHere("no_such_event", id=event_id)
    require_reach(holder, before.partner)
    then = await load_version(unit.connection, unit.house.gazetteer, event_id, version)
    if then is None:
        raise NotHere("no_such_version", id=event_id, version=version)
    places = {o.venue.venue_key for o in then.occurrences if o.venue}
    merged = await load_merged(unit.connection, unit.house.gazetteer, places)
    then = event_at(then, merged)
    keys = list({o.venue.venue_key for o in then.occurrences if o.venue})
    known = await load_venues(unit.connection, unit.house.gazetteer, keys)
    was = {o.uid: replace(o, venue=_as_known(o.venue, known)) for o in then.occurrences}
    after = replace(
        before, details=then.details, occurrences=tuple(_restored(o, was.get(o.uid)) for o in before.occurrences)
    )
    return await publish_revised(unit, before, after, holder, "restore")


def _restored(now: Occurrence, was: Occurrence | None) -> Occurrence:
    """What was not there then goes as any deletion does, told first: also where it had long been gone."""
    if was is None or was.state is not State.LIVE:
        return replace(now, state=State.TOMBSTONE, status="cancelled") if now.state is State.LIVE else now
    return replace(now, when=was.when, venue=was.venue, status=was.status, notice=was.notice, state=State.LIVE)


def _as_known(venue: Venue | None, known: dict[str, Venue]) -> Venue | None:
    """Where it is found by now: a venue is shared, and a better point is not undone with one event's text."""
    if venue is None:
        return None
    stored = known.get(venue.venue_key, venue)
    return venue if stored.provenance is None and venue.provenance is Provenance.HUMAN else stored
