"""Refining where a venue is: a better point than the one known, told to subscribers without a new SEQUENCE."""

from dataclasses import replace

from festum.actions.house import Unit
from festum.actions.publish import publish
from festum.domain.event import Event
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.plan import Revision
from festum.errors import NotHere
from festum.store.events import load_events_at, load_venues


async def refine_venue(
    unit: Unit, venue_key: str, point: Point, precision: Precision, provenance: Provenance, actor: str
) -> bool:
    """False where what is known is as good or better: a human's pin is never moved by a machine."""
    stored = (await load_venues(unit.connection, unit.house.gazetteer, [venue_key])).get(venue_key)
    if stored is None:
        raise NotHere("no_such_venue")
    finer = provenance is stored.provenance and precision.finer_than(stored.precision)
    if not (finer or provenance.outranks(stored.provenance)):
        return False
    better = replace(stored, point=point, precision=precision, provenance=provenance)
    events = await load_events_at(unit.connection, unit.house.gazetteer, [venue_key])
    revisions = [Revision(event, _at(event, better)) for event in events]
    return await publish(unit, revisions, actor=actor, action="refine") is not None


def _at(event: Event, better: Venue) -> Event:
    return replace(
        event,
        occurrences=tuple(
            replace(o, venue=better) if o.venue is not None and o.venue.venue_key == better.venue_key else o
            for o in event.occurrences
        ),
    )
