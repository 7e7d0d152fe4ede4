"""Between table rows and the values that travel: the one place that knows both."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from festum.domain.admission import Admission
from festum.domain.event import Details, Edition, Event, Occurrence, Partner, State
from festum.domain.gazetteer import Gazetteer
from festum.domain.listing import Listing
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.store import tables as t

StoredRow = Row[*tuple[Any, ...]]
"""A row of any query below; its columns are known by their names."""

EVENT = (
    t.events.c.id, t.events.c.edition, t.events.c.event_key, t.events.c.titles, t.events.c.descriptions,
    t.events.c.languages, t.events.c.categories, t.events.c.flags, t.events.c.organisers, t.events.c.price,
    t.events.c.admission, t.events.c.booking, t.events.c.access, t.events.c.url, t.events.c.image,
    t.events.c.source, t.events.c.version, t.events.c.locks.label("event_locks"),
)  # fmt: skip
PARTNER = (
    t.partners.c.key.label("partner_key"), t.partners.c.name.label("partner_name"),
    t.partners.c.kind.label("partner_kind"), t.partners.c.insee_code.label("partner_insee_code"),
    t.partners.c.departement.label("partner_departement"), t.partners.c.url.label("partner_url"),
    t.partners.c.source.label("partner_source"),
)  # fmt: skip
OCCURRENCE = (
    t.occurrences.c.uid, t.occurrences.c.event_id, t.occurrences.c.occurrence_key, t.occurrences.c.starts_at,
    t.occurrences.c.ends_at, t.occurrences.c.all_day, t.occurrences.c.time_text, t.occurrences.c.day,
    t.occurrences.c.status, t.occurrences.c.notice, t.occurrences.c.sequence, t.occurrences.c.modified,
    t.occurrences.c.state, t.occurrences.c.locks, t.occurrences.c.previous_start,
    t.occurrences.c.deleted_at,
)  # fmt: skip
VENUE = (
    t.venues.c.id.label("venue_id"), t.venues.c.name.label("venue_name"), t.venues.c.address,
    t.venues.c.postcode, t.venues.c.insee_code, t.venues.c.latitude, t.venues.c.longitude,
    t.venues.c.precision, t.venues.c.provenance,
)  # fmt: skip


def as_edition(row: StoredRow) -> Edition:
    return Edition(row.year, row.number, row.starts_on, row.ends_on, row.source, row.published)


def as_partner(row: StoredRow) -> Partner:
    return Partner(
        row.partner_key, row.partner_name, row.partner_kind, row.partner_insee_code, row.partner_departement,
        row.partner_url, row.partner_source,
    )  # fmt: skip


def as_details(row: StoredRow) -> Details:
    return Details(
        titles=Texts.of(row.titles),
        descriptions=Texts.of(row.descriptions),
        languages=tuple(row.languages),
        categories=tuple(row.categories),
        flags=tuple(row.flags),
        organisers=tuple(row.organisers),
        price=row.price,
        admission=Admission(row.admission),
        booking=row.booking,
        access=row.access,
        url=row.url,
        image=row.image,
        source=row.source,
    )


def details_columns(details: Details) -> dict[str, Any]:
    return {
        "titles": details.titles.as_dict(),
        "descriptions": details.descriptions.as_dict(),
        "languages": list(details.languages),
        "categories": list(details.categories),
        "flags": list(details.flags),
        "organisers": list(details.organisers),
        "price": details.price,
        "admission": str(details.admission),
        "booking": details.booking,
        "access": details.access,
        "url": details.url,
        "image": details.image,
        "source": details.source,
    }


def as_venue(row: StoredRow, gazetteer: Gazetteer) -> Venue | None:
    if row.venue_id is None:
        return None
    return Venue(
        name=row.venue_name,
        address=row.address,
        postcode=row.postcode,
        commune=gazetteer.commune(row.insee_code) if row.insee_code else None,
        point=None if row.latitude is None else Point(row.latitude, row.longitude),
        precision=Precision(row.precision) if row.precision else None,
        provenance=Provenance(row.provenance) if row.provenance else None,
    )


def venue_columns(venue: Venue) -> dict[str, Any]:
    x, y, z = venue.point.on_the_sphere() if venue.point else (None, None, None)
    return {
        "venue_key": venue.venue_key,
        "name": venue.name,
        "address": venue.address,
        "postcode": venue.postcode,
        "insee_code": venue.commune.insee_code if venue.commune else None,
        "latitude": venue.point.latitude if venue.point else None,
        "longitude": venue.point.longitude if venue.point else None,
        "precision": str(venue.precision) if venue.precision else None,
        "provenance": str(venue.provenance) if venue.provenance else None,
        "x": x,
        "y": y,
        "z": z,
    }


def as_occurrence(row: StoredRow, venue: Venue | None) -> Occurrence:
    return Occurrence(
        uid=row.uid,
        occurrence_key=row.occurrence_key,
        when=When(row.starts_at, row.ends_at, bool(row.all_day), row.time_text),
        venue=venue,
        status=row.status,
        notice=row.notice,
        sequence=row.sequence,
        modified=row.modified,
        state=State(row.state),
        locks=tuple(row.locks),
        previous_start=row.previous_start,
        deleted_at=row.deleted_at,
    )


def occurrence_columns(
    event: Event, occurrence: Occurrence, position: int, venue_ids: Mapping[str, int]
) -> dict[str, Any]:
    when = occurrence.when
    return {
        "uid": occurrence.uid,
        "event_id": event.id,
        "occurrence_key": occurrence.occurrence_key,
        "position": position,
        "starts_at": when.start,
        "ends_at": when.end,
        "all_day": when.all_day,
        "time_text": when.time_text,
        "day": when.day,
        "last_day": when.last_day,
        "venue_id": venue_ids[occurrence.venue.venue_key] if occurrence.venue else None,
        "status": occurrence.status,
        "notice": occurrence.notice,
        "sequence": occurrence.sequence,
        "modified": occurrence.modified,
        "state": str(occurrence.state),
        "locks": list(occurrence.locks),
        "previous_start": occurrence.previous_start,
        "deleted_at": occurrence.deleted_at,
    }


def as_listing(row: StoredRow, gazetteer: Gazetteer) -> Listing:
    return Listing(
        row.event_id,
        row.edition,
        as_partner(row),
        as_details(row),
        as_occurrence(row, as_venue(row, gazetteer)),
        row.event_key,
    )
