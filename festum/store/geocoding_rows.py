"""Between the rows of geocoding and its values: candidates and how they were judged are kept as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Candidate, Doubt, Geocoding, GeocodingState, Judged
from festum.domain.place import Point, Precision, Provenance
from festum.store import tables as t
from festum.store.geocoding_tables import geocodings
from festum.store.rows import VENUE, StoredRow, as_venue

GEOCODING = (*(column for column in geocodings.c if column.name != "venue_id"), *VENUE)
GEOCODED = geocodings.join(t.venues, t.venues.c.id == geocodings.c.venue_id)

Word = TypeVar("Word", bound=StrEnum)


def as_geocoding(row: StoredRow, gazetteer: Gazetteer) -> Geocoding:
    """Of a row of GEOCODING. Words another release wrote and this one does not know are read as none."""
    venue = as_venue(row, gazetteer)
    assert venue is not None
    return Geocoding(
        venue_id=row.venue_id,
        venue=venue,
        state=GeocodingState(row.state),
        asks=_known(Provenance, row.asks),
        step=row.step,
        attempts=row.attempts,
        due_at=row.due_at,
        provider=_known(Provenance, row.provider),
        query=row.query,
        score=row.score,
        label=row.label,
        asked_at=row.asked_at,
        doubt=_known(Doubt, row.doubt),
        candidates=tuple(_as_judged(one) for one in row.candidates),
        found=None if row.found is None else as_candidate(row.found),
        published=row.published,
        by=row.by,
    )


def outcome_columns(outcome: Geocoding) -> dict[str, Any]:
    """All that is kept of an outcome, but whose it is, when it is due and who is at it."""
    return {
        "state": outcome.state.value,
        "asks": _word(outcome.asks),
        "step": outcome.step,
        "attempts": outcome.attempts,
        "provider": _word(outcome.provider),
        "query": outcome.query,
        "score": outcome.score,
        "label": outcome.label,
        "asked_at": outcome.asked_at,
        "doubt": _word(outcome.doubt),
        "candidates": [_judged_json(one) for one in outcome.candidates],
        "found": None if outcome.found is None else candidate_json(outcome.found),
        "published": outcome.published,
        "by": outcome.by,
    }


def as_candidates(kept: Iterable[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    return tuple(as_candidate(one) for one in kept)


def candidates_json(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    return [candidate_json(one) for one in candidates]


def as_candidate(kept: Mapping[str, Any]) -> Candidate:
    return Candidate(
        provider=Provenance(kept["provider"]),
        label=kept["label"],
        name=kept["name"],
        housenumber=kept["housenumber"],
        kind=kept["kind"],
        precision=Precision(kept["precision"]),
        point=Point(kept["latitude"], kept["longitude"]),
        score=kept["score"],
        insee_code=kept["insee_code"],
        postcode=kept["postcode"],
        commune=kept["commune"],
        old_commune=kept["old_commune"],
    )


def candidate_json(candidate: Candidate) -> dict[str, Any]:
    return {
        "provider": candidate.provider.value,
        "label": candidate.label,
        "name": candidate.name,
        "housenumber": candidate.housenumber,
        "kind": candidate.kind,
        "precision": candidate.precision.value,
        "latitude": candidate.point.latitude,
        "longitude": candidate.point.longitude,
        "score": candidate.score,
        "insee_code": candidate.insee_code,
        "postcode": candidate.postcode,
        "commune": candidate.commune,
        "old_commune": candidate.old_commune,
    }


def _as_judged(kept: Mapping[str, Any]) -> Judged:
    return Judged(as_candidate(kept["candidate"]), kept["likeness"], kept["distance_km"], _known(Doubt, kept["doubt"]))


def _judged_json(judged: Judged) -> dict[str, Any]:
    return {
        "candidate": candidate_json(judged.candidate),
        "likeness": judged.likeness,
        "distance_km": judged.distance_km,
        "doubt": _word(judged.doubt),
    }


def _known(words: type[Word], text: str | None) -> Word | None:
    return next((word for word in words if word == text), None)


def _word(word: StrEnum | None) -> str | None:
    return None if word is None else word.value
