"""One occurrence or event as JSON holds it: the shape of the API and of the formats made like it, said once.

Times are local (Europe/Paris) and without zone; stamps UTC with their Z. `api/schemas.py` documents every field.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from festum.domain.admission import Admission
from festum.domain.event import Partner
from festum.domain.images import image_address
from festum.domain.listing import Listing
from festum.domain.place import Point, Venue
from festum.domain.texts import DEFAULT_CHAIN, Chain
from festum.domain.when import When

Shape = dict[str, Any]

_FREE = {Admission.FREE: True, Admission.PAID: False}


def occurrence_shape(listing: Listing, chain: Chain, base_url: str) -> Shape:
    """One date with all that is said of its event, so that a list needs no second question."""
    return dates_shape(listing) | said_shape(listing, chain, base_url)


def event_shape(listings: Sequence[Listing], chain: Chain, base_url: str) -> Shape:
    """An event with these of its dates; there is at least one."""
    return {"occurrences": [dates_shape(listing) for listing in listings]} | said_shape(listings[0], chain, base_url)


def dates_shape(listing: Listing) -> Shape:
    occurrence = listing.occurrence
    when = occurrence.when
    shape = {
        "id": occurrence.uid,
        "start": written(when.start, when),
        "end": None if when.end is None else written(when.end, when),
        "all_day": when.all_day,
        "time_text": when.time_text,
        "day": when.day.isoformat(),
        "status": occurrence.status,
        "notice": occurrence.notice,
        "previous_start": None if occurrence.previous_start is None else written(occurrence.previous_start, when),
        "venue": None if occurrence.venue is None else venue_shape(occurrence.venue),
        "sequence": occurrence.sequence,
        "modified": stamp(occurrence.modified),
    }
    return shape if listing.distance_km is None else shape | {"distance_km": listing.distance_km}


def said_shape(listing: Listing, chain: Chain, base_url: str) -> Shape:
    details = listing.details
    title_language, title = details.titles.choose(chain)
    description_language, description = details.descriptions.choose(chain)
    return {
        "event_id": listing.event_id,
        "edition": listing.edition,
        "title": title,
        "title_language": title_language,
        "titles": details.titles.as_dict(),
        "description": description,
        "description_language": description_language,
        "descriptions": details.descriptions.as_dict(),
        "languages": list(details.languages),
        "categories": list(details.categories),
        "flags": list(details.flags),
        "free": _FREE.get(details.admission),
        "admission": str(details.admission),
        "price": details.price,
        "booking": details.booking,
        "access": details.access,
        "url": details.url,
        "image": image_address(details.image, base_url),
        "partner": partner_shape(listing.partner),
        "organisers": list(details.organisers),
        "source": details.source,
        "synthetic": listing.synthetic,
        "page": page_in(listing, base_url, chain),
        "ics": f"{page_of(listing, base_url)}.ics",
    }


def venue_shape(venue: Venue) -> Shape:
    commune = venue.commune
    return {
        "name": venue.name,
        "address": venue.address,
        "postcode": venue.postcode,
        "commune": None
        if commune is None
        else {
            "insee_code": commune.insee_code,
            "name": commune.name,
            "departement": commune.departement,
            "epci": commune.epci,
        },
        "point": None if venue.point is None else point_shape(venue.point),
        "precision": None if venue.precision is None else str(venue.precision),
        "provenance": None if venue.provenance is None else str(venue.provenance),
    }


def point_shape(point: Point) -> Shape:
    return {"latitude": point.latitude, "longitude": point.longitude}


def partner_shape(partner: Partner) -> Shape:
    return {"key": partner.key, "name": partner.name, "synthetic": partner.synthetic}


def page_of(listing: Listing, base_url: str) -> str:
    """Address of its event's page, the same in every language: also what it is called by in JSON-LD."""
    return f"{base_url}/events/{listing.event_id}"


def page_in(listing: Listing, base_url: str, chain: Chain) -> str:
    """Of that page in the reader's language: from an Occitan calendar one comes to the Occitan page."""
    page = page_of(listing, base_url)
    return page if chain[0] == DEFAULT_CHAIN[0] else f"{page}?lang={chain[0]}"


def written(moment: datetime, when: When) -> str:
    """A date alone for whole days."""
    return moment.date().isoformat() if when.all_day else moment.isoformat("T", "minutes")


def stamp(moment: datetime | None) -> str | None:
    """RFC 3339, UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
