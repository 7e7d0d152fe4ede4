"""Looking at venues as editors do: the queue of those that wait for a person, and one by its number."""

from dataclasses import dataclass

from festum.actions.house import Unit
from festum.domain.geocoding import Geocoding, GeocodingState
from festum.domain.holder import Holder
from festum.errors import NotHere, NotYours
from festum.store.geocodings import Wanted, load_geocoding, load_geocodings
from festum.store.numbered_venues import count_events_at, load_partners_at

QUEUE = (GeocodingState.REVIEW,)
"""What is listed where no state is asked for."""

LARGEST = 2**31
"""No database counts venues, or what was done to them, further."""


@dataclass(frozen=True, slots=True)
class VenueShown:
    """`events` is how many have a live date there."""

    geocoding: Geocoding
    events: int


@dataclass(frozen=True, slots=True)
class VenuePage:
    """`next` is the number after which the following page begins; None: that was all."""

    items: tuple[VenueShown, ...]
    next: int | None


async def list_venues(
    unit: Unit,
    holder: Holder,
    states: tuple[GeocodingState, ...] = QUEUE,
    departement: str = "",
    limit: int = 50,
    after: int = 0,
) -> VenuePage:
    """In the order of their numbers; those that no live date is at are left out, and for a partner those that others'
    dates are at."""
    wanted = Wanted(states, departement, holder.partner, after, limit + 1)
    found = await load_geocodings(unit.connection, unit.house.gazetteer, wanted)
    shown = found[:limit]
    counts = await count_events_at(unit.connection, [one.venue_id for one in shown])
    items = tuple(VenueShown(one, counts[one.venue_id]) for one in shown)
    return VenuePage(items, shown[-1].venue_id if len(found) > limit else None)


async def find_venue(unit: Unit, venue_id: int, holder: Holder) -> Geocoding:
    """Raises NotHere; NotYours for a partner when others' dates are there too, or none of its own is."""
    known = 0 < venue_id < LARGEST
    found = await load_geocoding(unit.connection, unit.house.gazetteer, venue_id) if known else None
    if found is None:
        raise NotHere("no_such_venue")
    if holder.partner is not None:
        there = await load_partners_at(unit.connection, venue_id)
        if holder.partner not in there:
            raise NotYours("not_your_programme", partner=holder.partner)
        if others := sorted(there - {holder.partner}):
            raise NotYours("venue_shared", partner=others[0])
    return found


async def show_venue(unit: Unit, venue_id: int, holder: Holder) -> VenueShown:
    """Raises what `find_venue` does."""
    found = await find_venue(unit, venue_id, holder)
    counts = await count_events_at(unit.connection, [venue_id])
    return VenueShown(found, counts.get(venue_id, 0))
