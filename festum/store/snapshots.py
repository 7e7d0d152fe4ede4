"""An event as JSON, as `versions` keeps it: everything needed to publish that state again."""

from datetime import date, datetime
from typing import Any

from festum.domain.event import Event, Occurrence
from festum.store.rows import details_columns


def snapshot(event: Event) -> dict[str, Any]:
    """Times ISO 8601, local and without zone as stored; stamps UTC."""
    return {
        "edition": event.edition,
        "partner": event.partner,
        "event_key": event.event_key,
        "details": details_columns(event.details),
        "locks": list(event.locks),
        "occurrences": [_occurrence(occurrence) for occurrence in event.occurrences],
    }


def _occurrence(occurrence: Occurrence) -> dict[str, Any]:
    when, venue = occurrence.when, occurrence.venue
    return {
        "uid": occurrence.uid,
        "occurrence_key": occurrence.occurrence_key,
        "start": _iso(when.start),
        "end": _iso(when.end),
        "all_day": when.all_day,
        "time_text": when.time_text,
        "venue": None
        if venue is None
        else {
            "name": venue.name,
            "address": venue.address,
            "postcode": venue.postcode,
            "insee_code": venue.commune.insee_code if venue.commune else None,
            "point": [venue.point.latitude, venue.point.longitude] if venue.point else None,
            "precision": venue.precision,
            "provenance": venue.provenance,
        },
        "status": occurrence.status,
        "notice": occurrence.notice,
        "sequence": occurrence.sequence,
        "modified": _iso(occurrence.modified),
        "state": str(occurrence.state),
        "locks": list(occurrence.locks),
    }


def _iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None
