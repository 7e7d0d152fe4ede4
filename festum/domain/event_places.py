"""An event's dates at venues that are known otherwise by now: a better point, a pin, another spelling of one place."""

from collections.abc import Mapping
from dataclasses import replace

from festum.domain.event import Event, Occurrence
from festum.domain.place import Venue


def event_at(event: Event, venues: Mapping[str, Venue]) -> Event:
    """`venues` by the key of the venue the event names; dates elsewhere stay as they are."""
    return replace(event, occurrences=tuple(occurrence_at(occurrence, venues) for occurrence in event.occurrences))


def occurrence_at(occurrence: Occurrence, venues: Mapping[str, Venue]) -> Occurrence:
    """The very same where nothing else is known of its place."""
    if occurrence.venue is None:
        return occurrence
    told = venues.get(occurrence.venue.venue_key, occurrence.venue)
    return occurrence if told is occurrence.venue else replace(occurrence, venue=told)
