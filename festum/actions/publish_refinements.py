"""Publishing better points together: one revision for all that was found, not one for each.

What is found is public only by this. Whoever is killed on the way has published all of a portion, or nothing of it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from festum.actions.house import House, Unit
from festum.actions.publish import publish
from festum.domain.event_places import event_at
from festum.domain.geocoding import Candidate, Geocoding
from festum.domain.place import Venue
from festum.domain.plan import Revision
from festum.domain.refining import refined
from festum.store.events import load_events_at
from festum.store.geocoders import claim_turn
from festum.store.geocoding_claims import waiting
from festum.store.geocodings import set_published, unpublished, unpublished_since

PUBLICATION = "publication"
TURN = timedelta(seconds=15)
"""One process at a time. One that is killed meanwhile holds the others up for so long; two that meet after all decide
again, and do no harm."""

PORTION = 2000
"""Venues in one revision: their events are in memory, and others wait for the pen."""

ACTOR = "geocoder"


async def publish_refinements(house: House) -> int:
    """If it is time and this process's turn: when nothing waits to be asked, or the first has waited for long enough.
    How many venues got a better point."""
    async with house.database.reading() as connection:
        number, since = await unpublished_since(connection)
        asked, _ = await waiting(connection, house.instant())
    if not _is_time(house, number, since, asked):
        return 0
    async with house.database.claiming() as connection:
        if not await claim_turn(connection, PUBLICATION, TURN, house.instant()):
            return 0
    return await publish_found(house)


async def publish_found(house: House) -> int:
    """All of it now, for somebody who waits for it. How many venues got a better point."""
    moved = 0
    while True:
        portion, better = await house.change(_publish_some)
        moved += better
        if portion < PORTION:
            return moved


def _is_time(house: House, number: int, since: datetime | None, waiting: int) -> bool:
    if number == 0 or since is None:
        return False
    return waiting == 0 or since + house.chain.publish_every <= house.instant()


async def _publish_some(unit: Unit) -> tuple[int, int]:
    """How many were taken, and how many of them were better than what was known."""
    gazetteer = unit.house.gazetteer
    found = await unpublished(unit.connection, gazetteer, PORTION)
    if not found:
        return 0, 0
    venues = (_better(one) for one in found)
    better = {venue.venue_key: venue for venue in venues if venue is not None}
    events = await load_events_at(unit.connection, gazetteer, better)
    revisions = [Revision(event, event_at(event, better)) for event in events]
    await publish(unit, revisions, actor=ACTOR, action="refine")
    connection = await unit.take_pen()
    # One that was asked anew meanwhile, and found elsewhere, is published the next time.
    still = _by_venue(await unpublished(connection, gazetteer, PORTION))
    await set_published(connection, [one.venue_id for one in found if still.get(one.venue_id) == one.found])
    return len(found), len(better)


def _better(geocoding: Geocoding) -> Venue | None:
    """What a geocoder says of a venue now replaces what it said of it before, finer or not: somebody asked anew."""
    found, venue = geocoding.found, geocoding.venue
    if found is None:
        return None
    if venue.provenance is found.provider and (venue.point, venue.precision) != (found.point, found.precision):
        return replace(venue, point=found.point, precision=found.precision)
    return refined(venue, found.point, found.precision, found.provider)


def _by_venue(found: list[Geocoding]) -> dict[int, Candidate | None]:
    return {one.venue_id: one.found for one in found}
