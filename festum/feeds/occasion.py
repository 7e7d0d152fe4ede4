"""When, where and whether a date takes place, in the words of schema.org's Event."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from festum.clock import FESTIVAL_ZONE
from festum.domain.admission import Admission
from festum.domain.event import Occurrence
from festum.domain.listing import Listing
from festum.domain.place import Venue
from festum.domain.when import When
from festum.feeds.format import Entry
from festum.feeds.points import longitude_latitude

Node = dict[str, Any]

SCHEMA = "https://schema.org/"
OFFLINE: Node = {"eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode"}

REGION: Node = {"addressRegion": "Occitanie", "addressCountry": "FR"}
"""Of every address: an Event without any is refused by Google, and a row may lack its commune."""

_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def present(node: Node) -> Node:
    """Without what nobody said; False is an answer."""
    return {key: value for key, value in node.items() if value or value is False}


def occasion(one: Listing, page: str) -> Node:
    """Of a single date. What is postponed keeps its start "until you know", says Google, and no previousStartDate."""
    occurrence = one.occurrence
    when = occurrence.when
    return present(
        {
            "startDate": moment(when.start, when),
            "endDate": None if when.end is None else moment(when.end, when),
            **OFFLINE,
            **_status(occurrence),
            "location": place(occurrence.venue),
            "offers": _offer(one, page),
        }
    )


def occasions(entry: Entry, told: Listing, page: str) -> Node:
    """Of several dates together, on as long as the one it is told by is: from the first to the last, everywhere."""
    first, last = entry[0].occurrence.when, max((one.occurrence.when for one in entry), key=_end)
    places = [place(one.occurrence.venue) for one in entry]
    return present(
        {
            "startDate": moment(first.start, first),
            "endDate": moment(last.end or last.start, last),
            **OFFLINE,
            "eventStatus": SCHEMA + _STATUS.get(told.occurrence.status, "EventScheduled"),
            "location": sole([one for index, one in enumerate(places) if one not in places[:index]]),
            "offers": _offer(told, page),
        }
    )


def moment(local: datetime, when: When) -> str:
    """With the offset of that day, which Google wants; a date alone for whole days, the last one included."""
    return local.date().isoformat() if when.all_day else local.replace(tzinfo=FESTIVAL_ZONE).isoformat()


def place(venue: Venue | None) -> Node:
    if venue is None:
        return {"@type": "Place", "name": REGION["addressRegion"], "address": {"@type": "PostalAddress", **REGION}}
    commune = venue.commune.name if venue.commune else ""
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.address,
        "postalCode": venue.postcode,
        "addressLocality": commune,
        **REGION,
    }
    return present(
        {"@type": "Place", "name": venue.name or commune, "address": present(address), "geo": _coordinates(venue)}
    )


def sole(nodes: Sequence[Any]) -> Any:
    """JSON-LD writes one value and a list of one alike; readers of less than JSON-LD prefer the plain value."""
    return nodes[0] if len(nodes) == 1 else list(nodes)


def _status(occurrence: Occurrence) -> Node:
    name = _STATUS.get(occurrence.status)
    before = None if name else _previous_start(occurrence)
    if before is None:
        return {"eventStatus": SCHEMA + (name or "EventScheduled")}
    return {"eventStatus": f"{SCHEMA}EventRescheduled", "previousStartDate": before}


def _previous_start(occurrence: Occurrence) -> str | None:
    """None when it has not moved. A day that was given its hour has not, nor has an hour that was taken back."""
    when, before = occurrence.when, occurrence.previous_start
    if before is None or before == when.start:
        return None
    whole_day = when.all_day or not (before.hour or before.minute)
    if whole_day and before.date() == when.start.date():
        return None
    return before.date().isoformat() if whole_day else moment(before, when)


def _offer(one: Listing, page: str) -> Node | None:
    if one.occurrence.status != "full":
        return None
    free = {"price": 0, "priceCurrency": "EUR"} if one.details.admission is Admission.FREE else {}
    return {"@type": "Offer", "availability": f"{SCHEMA}SoldOut", "url": page, **free}


def _coordinates(venue: Venue) -> Node | None:
    if venue.point is None:
        return None
    longitude, latitude = longitude_latitude(venue.point)
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _end(when: When) -> tuple[datetime, bool]:
    """To compare: a whole day is over after all that ends within it."""
    end = when.end or when.start
    return (end.replace(hour=23, minute=59), True) if when.all_day else (end, False)
