"""A person decides where a venue is: by a pin, by one of the candidates, or by giving a decision back.

A person waits for it, so it is published at once; LAST-MODIFIED moves, SEQUENCE does not.
"""

from dataclasses import dataclass, replace

from festum.actions.house import Unit
from festum.actions.list_venues import VenueShown, find_venue, show_venue
from festum.actions.publish import publish
from festum.domain.event_places import event_at
from festum.domain.geocoding import Candidate, Geocoding, GeocodingState
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.plan import Revision
from festum.domain.whereabouts import Whereabouts, whereabouts
from festum.errors import NotHere, Unfit
from festum.store.events import load_events_at
from festum.store.geocodings import forget_found, set_pinned, set_waiting

FARTHEST_PIN_KM = 1000
"""From the chef-lieu of its commune: beyond, it is a slip. Degrees the wrong way round are 6,000 km away."""

_UNSURE = (GeocodingState.REVIEW, GeocodingState.NOTHING)


@dataclass(frozen=True, slots=True)
class Pinned:
    """A venue and where its pin fell. `distance_km` is from the chef-lieu of its commune, None where it has none; `far`
    says that it is more than a geocoder would be believed: worth a second look."""

    shown: VenueShown
    whereabouts: Whereabouts
    distance_km: float | None
    far: bool


async def set_pin(unit: Unit, venue_id: int, point: Point, holder: Holder) -> Pinned:
    """Raises NotHere, NotYours; Unfit for a place without a name, for one where nothing is on, and for a pin that
    cannot be meant."""
    geocoding = await find_venue(unit, venue_id, holder)
    commune = geocoding.venue.commune
    distance = None if commune is None else commune.point.distance_km(point)
    if has_a_name(geocoding.venue) and commune and distance and distance > FARTHEST_PIN_KM:
        raise Unfit("pin_too_far", commune=commune.name, km=round(distance), most=FARTHEST_PIN_KM)
    await _decide(unit, geocoding, point, Precision.HOUSENUMBER, "pin", "", holder)
    return Pinned(
        await show_venue(unit, venue_id, holder),
        whereabouts(point, unit.house.gazetteer),
        distance,
        distance is not None and distance > unit.house.chain.thresholds.far_km,
    )


async def accept_candidate(unit: Unit, venue_id: int, number: int, holder: Holder) -> VenueShown:
    """Counted from 1, as they are shown. Raises NotHere also where there is no such candidate."""
    geocoding = await find_venue(unit, venue_id, holder)
    if not 0 < number <= len(geocoding.candidates):
        raise NotHere("no_such_candidate", number=str(number)[:20], known=len(geocoding.candidates))
    candidate = geocoding.candidates[number - 1].candidate
    await _decide(unit, geocoding, candidate.point, candidate.precision, "accept", candidate.label, holder)
    return await show_venue(unit, venue_id, holder)


async def release_pin(unit: Unit, venue_id: int, holder: Holder) -> VenueShown:
    """Back to what a geocoder had found; else to the point of its commune, to be asked about anew. The record of it
    follows the point (`store.geocodings.note_points`). A point of a geocoder that was asked anew, and is not sure any
    more, is given up as well.

    Raises Unfit where nobody pinned it, and for a place that is nothing but its pin.
    """
    geocoding = await find_venue(unit, venue_id, holder)
    if geocoding.state in _UNSURE and geocoding.venue.provenance in (Provenance.BAN, Provenance.NOMINATIM):
        await move_venue(unit, geocoding.venue, _on_its_commune(geocoding.venue), "release", holder)
        await forget_found(await unit.take_pen(), venue_id)
        return await show_venue(unit, venue_id, holder)
    if geocoding.state is not GeocodingState.PINNED and geocoding.venue.provenance is not Provenance.HUMAN:
        raise Unfit("not_pinned")
    await move_venue(unit, geocoding.venue, as_found(geocoding), "release", holder)
    return await show_venue(unit, venue_id, holder)


async def ask_again(unit: Unit, venue_id: int, holder: Holder) -> VenueShown:
    """To be asked about anew, from the first geocoder on. Raises Unfit for one that a person placed."""
    geocoding = await find_venue(unit, venue_id, holder)
    if geocoding.state is GeocodingState.PINNED:
        raise Unfit("venue_pinned")
    await set_waiting(await unit.take_pen(), [venue_id], unit.house.clock())
    return await show_venue(unit, venue_id, holder)


async def move_venue(unit: Unit, was: Venue, becomes: Venue, action: str, holder: Holder) -> None:
    """Published to all who are there. Raises Unfit where its name is all it is known by but the point, and where it is
    nobody's place any more: then there is nothing to publish."""
    if was.venue_key != becomes.venue_key or not has_a_name(was):
        raise Unfit("place_without_name")
    events = await load_events_at(unit.connection, unit.house.gazetteer, [was.venue_key])
    if not events:
        raise Unfit("venue_without_dates")
    revisions = [Revision(event, event_at(event, {was.venue_key: becomes})) for event in events]
    await publish(unit, revisions, actor=holder.label, action=action)


def as_found(geocoding: Geocoding) -> Venue:
    """Where the venue is as long as no person says so."""
    found, venue = geocoding.found, geocoding.venue
    return _on_its_commune(venue) if found is None else _by(venue, found)


def _on_its_commune(venue: Venue) -> Venue:
    return replace(venue, point=None, precision=None, provenance=None).placed()


def has_a_name(venue: Venue) -> bool:
    """Else it is a point, or all of its commune."""
    return not venue.venue_key.startswith("||")


async def _decide(
    unit: Unit, geocoding: Geocoding, point: Point, precision: Precision, action: str, label: str, holder: Holder
) -> None:
    venue = geocoding.venue
    pinned = replace(venue, point=point, precision=precision, provenance=Provenance.HUMAN)
    await move_venue(unit, venue, pinned, action, holder)
    await set_pinned(await unit.take_pen(), geocoding.venue_id, holder.label, label, unit.house.clock())


def _by(venue: Venue, found: Candidate) -> Venue:
    return replace(venue, point=found.point, precision=found.precision, provenance=found.provider)
