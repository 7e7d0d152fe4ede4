"""Refining where a venue is: a better point than the one known, told to subscribers without a new SEQUENCE."""

from festum.actions.house import Unit
from festum.actions.publish import publish
from festum.domain.event_places import event_at
from festum.domain.place import Point, Precision, Provenance
from festum.domain.plan import Revision
from festum.domain.refining import refined
from festum.errors import NotHere
from festum.store.events import load_events_at, load_venues


async def refine_venue(
    unit: Unit, venue_key: str, point: Point, precision: Precision, provenance: Provenance, actor: str
) -> bool:
    """False where what is known is as good or better."""
    stored = (await load_venues(unit.connection, unit.house.gazetteer, [venue_key])).get(venue_key)
    if stored is None:
        raise NotHere("no_such_venue")
    better = refined(stored, point, precision, provenance)
    if better is None:
        return False
    events = await load_events_at(unit.connection, unit.house.gazetteer, [venue_key])
    revisions = [Revision(event, event_at(event, {venue_key: better})) for event in events]
    return await publish(unit, revisions, actor=actor, action="refine") is not None
