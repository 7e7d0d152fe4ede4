"""One occurrence as a VEVENT (RFC 5545 3.6.1), drawn by icalendar; why each property: docs/calendar-clients.md."""

from datetime import timedelta

from icalendar import Event as VEvent
from icalendar import vGeo, vText, vUri

from festum.clock import FESTIVAL_ZONE
from festum.domain.event import State
from festum.domain.listing import Listing
from festum.domain.place import Precision, Venue
from festum.domain.texts import Chain
from festum.domain.when import When
from festum.feeds.shape import page_in
from festum.feeds.wording import description, location, summary
from festum.locale.catalogue import say

ASSUMED_LENGTH = timedelta(hours=1)
"""Drawn where nobody said when it ends, and the description says so: DTEND must be later than DTSTART (3.8.2.2)."""

RADIUS_METRES = {
    Precision.HOUSENUMBER: 70,
    Precision.STREET: 150,
    Precision.LOCALITY: 500,
    Precision.COMMUNE: 2000,
}


def vevent(listing: Listing, chain: Chain, cancelled: str, base_url: str) -> VEvent:
    """A value in, a component out: no clock, so that the same occurrence always has the same bytes.

    Under `cancelled` = "mark" what is cancelled stays CONFIRMED behind its prefix: Google hides CANCELLED events.
    """
    occurrence, details = listing.occurrence, listing.details
    address = page_in(listing, base_url, chain)
    event = VEvent()
    event.add("uid", occurrence.uid)
    event.add("dtstamp", occurrence.modified)
    event.add("last-modified", occurrence.modified)
    event.add("sequence", occurrence.sequence)
    _add_times(event, occurrence.when)
    _add_text(event, "summary", summary(listing, chain), chain)
    _add_text(event, "description", description(listing, chain, address), chain)
    gone = occurrence.status == "cancelled" or occurrence.state is not State.LIVE
    event.add("status", "CANCELLED" if gone and cancelled != "mark" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", address)
    if details.categories:
        event.add("categories", [say(chain[0], f"category.{category}") for category in details.categories])
    if occurrence.venue is not None:
        _add_place(event, occurrence.venue)
    return event


def _add_times(event: VEvent, when: When) -> None:
    if when.all_day:
        last = when.end or when.start
        event.add("dtstart", when.start.date())
        event.add("dtend", last.date() + timedelta(days=1))  # exclusive (3.6.1); `When.end` is included
        return
    start = when.start.replace(tzinfo=FESTIVAL_ZONE)
    end = when.end.replace(tzinfo=FESTIVAL_ZONE) if when.end else start + ASSUMED_LENGTH
    event.add("dtstart", start)
    event.add("dtend", end)


def _add_text(event: VEvent, name: str, said: tuple[str, str], chain: Chain) -> None:
    language, text = said
    other = {"LANGUAGE": language} if language and language != chain[0] else {}
    event.add(name, vText(text), parameters=other)


def _add_place(event: VEvent, venue: Venue) -> None:
    line = location(venue)
    if line:
        event.add("location", line)
    if venue.point is None:
        return
    place = _Geo((venue.point.latitude, venue.point.longitude))
    event.add("geo", place)
    if line:
        # Apple draws a map only from this, and only when X-TITLE equals LOCATION.
        radius = RADIUS_METRES[venue.precision or Precision.COMMUNE]
        parameters = {"VALUE": "URI", "X-APPLE-RADIUS": str(radius), "X-TITLE": line}
        uri = "geo:" + place.to_ical().replace(";", ",")
        event.add("x-apple-structured-location", vUri(uri), parameters=parameters)


class _Geo(vGeo):
    """Six decimals (3.8.1.6): icalendar writes 1e-05 beside the meridian of Greenwich, which runs through us."""

    def to_ical(self) -> str:
        return f"{round(self.latitude, 6) + 0.0:.6f};{round(self.longitude, 6) + 0.0:.6f}"  # + 0.0: never "-0.000000"
