"""Putting venues on the point of their commune, as the gazetteer has it today: what is done without any network."""

from dataclasses import replace
from functools import partial

from festum.actions.house import House, Unit
from festum.actions.publish import publish
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Revision
from festum.domain.refining import at_better
from festum.store.events import load_events_at
from festum.store.geocodings import Wanted, load_geocodings

PORTION = 1000


async def place_on_communes(house: House, actor: str, venue_id: int | None = None) -> int:
    """Those without a point, and those on a point of their commune that is no longer its own: published. How many.

    With `venue_id` that one alone.
    """
    placed, after = 0, 0 if venue_id is None else venue_id - 1
    while True:
        some, last = await house.change(partial(_place_some, actor=actor, after=after, venue_id=venue_id))
        placed += some
        if last is None or venue_id is not None:
            return placed
        after = last


async def _place_some(unit: Unit, actor: str, after: int, venue_id: int | None) -> tuple[int, int | None]:
    """How many, and the last one looked at; None: there are no more."""
    gazetteer = unit.house.gazetteer
    wanted = Wanted(after=after, limit=PORTION if venue_id is None else 1)
    found = [
        one
        for one in await load_geocodings(unit.connection, gazetteer, wanted)
        if venue_id is None or one.venue_id == venue_id
    ]
    placed = {one.venue.venue_key: _placed(one.venue) for one in found if _placed(one.venue) != one.venue}
    if placed:
        events = await load_events_at(unit.connection, gazetteer, placed)
        revisions = [Revision(event, at_better(event, placed)) for event in events]
        await publish(unit, revisions, actor=actor, action="refine")
    return len(placed), found[-1].venue_id if len(found) == PORTION else None


def _placed(venue: Venue) -> Venue:
    if venue.provenance not in {None, Provenance.GAZETTEER}:
        return venue
    return replace(venue, point=None, precision=None, provenance=None).placed()
