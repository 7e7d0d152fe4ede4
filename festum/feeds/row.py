"""One date as a row of cells in festum's own columns, which the native importer reads back to the same date.

Every language of a text has its column, so the reader's language plays no part here.
"""

from decimal import Decimal

from festum.domain.columns import COLUMNS, column_of, joined
from festum.domain.event import Details
from festum.domain.formulas import made_plain
from festum.domain.images import image_address
from festum.domain.listing import Listing
from festum.domain.place import Point, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.feeds.shape import written

HEADER = tuple(COLUMNS)

Cells = dict[str, str]


def row(listing: Listing, base_url: str) -> tuple[str, ...]:
    """In the order of the columns; a column that has nothing to say is an empty cell."""
    occurrence = listing.occurrence
    cells = {
        "edition": str(listing.edition),
        "partner": listing.partner.key,
        "event_key": listing.event_key,
        "occurrence_key": occurrence.occurrence_key,
        "status": occurrence.status,
        "notice": occurrence.notice,
    }
    cells |= _details(listing.details, base_url) | _when(occurrence.when)
    if occurrence.venue is not None:
        cells |= _venue(occurrence.venue)
    return tuple(made_plain(cells.get(name, "")) for name in HEADER)


def _details(details: Details, base_url: str) -> Cells:
    return {
        **_texts("title", details.titles),
        **_texts("description", details.descriptions),
        "languages": joined(details.languages),
        "categories": joined(details.categories),
        "flags": joined(details.flags),
        "organiser": joined(details.organisers),
        "price": details.price,
        "booking": details.booking,
        "access": details.access,
        "url": details.url,
        "image": image_address(details.image, base_url),
        "source": details.source,
    }


def _texts(name: str, texts: Texts) -> Cells:
    return {column_of(name, language): text for language, text in texts}


def _when(when: When) -> Cells:
    return {
        "start": written(when.start, when),
        "end": "" if when.end is None else written(when.end, when),
        "all_day": "true" if when.all_day else "false",
        "time_text": when.time_text,
    }


def _venue(venue: Venue) -> Cells:
    cells = {"venue": venue.name, "address": venue.address, "postcode": venue.postcode}
    if venue.commune is not None:
        cells |= {"commune": venue.commune.name, "insee_code": venue.commune.insee_code}
    if venue.point is not None:
        cells |= _point(venue.point)
        # Without them the point would come back as the partner's own, trusted above all others.
        cells |= {"precision": str(venue.precision or ""), "provenance": str(venue.provenance or "")}
    return cells


def _point(point: Point) -> Cells:
    return {"latitude": _degrees(point.latitude), "longitude": _degrees(point.longitude)}


def _degrees(degrees: float) -> str:
    """Read back to the very same number; -0.00005 rather than -5e-05, which a spreadsheet writes in its own way."""
    plain = f"{Decimal(repr(degrees)):f}"
    return plain if len(plain) <= COLUMNS["latitude"].longest else repr(degrees)
