"""An event as JSON, as `versions` keeps it: everything needed to publish that state again, and read back from there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.admission import Admission
from festum.domain.event import Details, Event, Occurrence, State
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.store import tables as t
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
        "previous_start": _iso(occurrence.previous_start),
        "deleted_at": _iso(occurrence.deleted_at),
    }


async def load_version(connection: AsyncConnection, gazetteer: Gazetteer, event_id: str, version: int) -> Event | None:
    """The event as it was published with that version."""
    v = t.versions.c
    query = select(v.snapshot).where(v.event_id == event_id, v.version == version)
    kept = (await connection.execute(query)).scalar()
    return None if kept is None else event_of(kept, gazetteer, event_id, version)


async def load_versions(
    connection: AsyncConnection, gazetteer: Gazetteer, wanted: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], Event]:
    """Those that were published, by event and version."""
    v = t.versions.c
    query = select(v.event_id, v.version, v.snapshot).where(tuple_(v.event_id, v.version).in_(wanted))
    return {
        (row.event_id, row.version): event_of(row.snapshot, gazetteer, row.event_id, row.version)
        for row in await connection.execute(query)
    }


async def written_by(connection: AsyncConnection, import_id: int) -> list[tuple[str, int]]:
    """(event, version) of all an import published, neighbours at its venues too."""
    v = t.versions.c
    query = select(v.event_id, v.version).where(v.import_id == import_id).order_by(v.event_id)
    return [(row.event_id, row.version) for row in await connection.execute(query)]


def event_of(kept: dict[str, Any], gazetteer: Gazetteer, event_id: str, version: int) -> Event:
    """Snapshots of every release are read: what one of them did not know yet is as if it had not been said."""
    told = kept["details"]
    lists = {name: tuple(told[name]) for name in ("languages", "categories", "flags", "organisers")}
    texts = {name: Texts.of(told[name]) for name in ("titles", "descriptions")}
    rest: dict[str, str] = {name: told[name] for name in ("price", "booking", "access", "url", "image", "source")}
    said: dict[str, Any] = {**texts, **lists, **rest, "admission": Admission(told["admission"])}
    return Event(
        id=event_id,
        edition=kept["edition"],
        partner=kept["partner"],
        event_key=kept["event_key"],
        details=Details(**said),
        occurrences=tuple(_occurrence_of(one, gazetteer) for one in kept["occurrences"]),
        version=version,
        locks=tuple(kept["locks"]),
    )


def _occurrence_of(kept: dict[str, Any], gazetteer: Gazetteer) -> Occurrence:
    return Occurrence(
        uid=kept["uid"],
        occurrence_key=kept["occurrence_key"],
        when=When(datetime.fromisoformat(kept["start"]), _moment(kept["end"]), kept["all_day"], kept["time_text"]),
        venue=None if kept["venue"] is None else _venue_of(kept["venue"], gazetteer),
        status=kept["status"],
        notice=kept["notice"],
        sequence=kept["sequence"],
        modified=_moment(kept["modified"]),
        state=State(kept["state"]),
        locks=tuple(kept["locks"]),
        previous_start=_moment(kept.get("previous_start")),
        deleted_at=_moment(kept.get("deleted_at")),
    )


def _venue_of(kept: dict[str, Any], gazetteer: Gazetteer) -> Venue:
    return Venue(
        name=kept["name"],
        address=kept["address"],
        postcode=kept["postcode"],
        commune=gazetteer.commune(kept["insee_code"]) if kept["insee_code"] else None,
        point=Point(*kept["point"]) if kept["point"] else None,
        precision=Precision(kept["precision"]) if kept["precision"] else None,
        provenance=Provenance(kept["provenance"]) if kept["provenance"] else None,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None
