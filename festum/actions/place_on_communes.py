"""Putting venues on the point of their commune, as the gazetteer has it today: what is done without any network."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from festum.actions.house import House, Unit
from festum.actions.publish import publish
from festum.domain.event_places import event_at
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Revision
from festum.errors import NotHere
from festum.store.events import load_events_at
from festum.store.geocodings import Wanted, load_geocoding, load_geocodings

PORTION = 1000


async def place_on_communes(house: House, actor: str, venue_id: int | None = None) -> int:
    """Those without a point, and those on a point of their commune that is no longer its own: published. How many.

    With `venue_id` that one alone; raises NotHere.
    """
    if venue_id is not None:
        return await house.change(partial(_place_one, actor=actor, venue_id=venue_id))
    placed, after = 0, 0
    while True:
        some, last = await house.change(partial(_place_some, actor=actor, after=after))
        placed += some
        if last is None:
            return placed
        after = last


async def _place_one(unit: Unit, actor: str, venue_id: int) -> int:
    found = await load_geocoding(unit.connection, unit.house.gazetteer, venue_id)
    if found is None:
        raise NotHere("no_such_venue")
    return await _place(unit, [found.venue], actor)


async def _place_some(unit: Unit, actor: str, after: int) -> tuple[int, int | None]:
    """How many, and the last one looked at; None: there are no more."""
    found = await load_geocodings(unit.connection, unit.house.gazetteer, Wanted(after=after, limit=PORTION))
    placed = await _place(unit, [one.venue for one in found], actor)
    return placed, found[-1].venue_id if len(found) == PORTION else None


async def _place(unit: Unit, venues: Sequence[Venue], actor: str) -> int:
    placed = {venue.venue_key: _placed(venue) for venue in venues if _placed(venue) != venue}
    if placed:
        events = await load_events_at(unit.connection, unit.house.gazetteer, placed)
        revisions = [Revision(event, event_at(event, placed)) for event in events]
        await publish(unit, revisions, actor=actor, action="refine")
    return len(placed)


def _placed(venue: Venue) -> Venue:
    if venue.provenance not in {None, Provenance.GAZETTEER}:
        return venue
    return replace(venue, point=None, precision=None, provenance=None).placed()
