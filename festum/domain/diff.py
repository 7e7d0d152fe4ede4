"""What differs between two states of an event, in words a person can check."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from festum.domain.event import Details, Occurrence
from festum.domain.place import Venue
from festum.domain.texts import Texts
from festum.domain.when import When

OCCURRENCE_FIELDS = ("when", "venue", "status", "notice", "state")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as it was and as it becomes; empty means nothing was, or is, there."""

    field: str
    old: str
    new: str


def details_changes(before: Details, after: Details) -> tuple[Change, ...]:
    return _changes((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(Details))


def occurrence_changes(before: Occurrence, after: Occurrence) -> tuple[Change, ...]:
    """Without stamps and locks: they follow from a change, they are none."""
    return _changes((name, getattr(before, name), getattr(after, name)) for name in OCCURRENCE_FIELDS)


def only_the_point_differs(before: Occurrence, after: Occurrence) -> bool:
    """True when the place was found more exactly and nothing else: no reason for a subscriber to be told again."""
    if before.venue is None or after.venue is None:
        return False
    same_place = replace(
        after.venue,
        point=before.venue.point,
        precision=before.venue.precision,
        provenance=before.venue.provenance,
    )
    return after.venue != before.venue and not occurrence_changes(before, replace(after, venue=same_place))


def _changes(triples: Iterable[tuple[str, object, object]]) -> tuple[Change, ...]:
    return tuple(Change(name, _shown(old), _shown(new)) for name, old, new in triples if old != new)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case Texts():
            return " / ".join(f"{language}: {text}" for language, text in value)
        case When():
            first = value.start.date().isoformat() if value.all_day else value.start.isoformat("T", "minutes")
            last = (
                ""
                if value.end is None
                else value.end.date().isoformat()
                if value.all_day
                else value.end.isoformat("T", "minutes")
            )
            return " ".join(part for part in (first + (f"/{last}" if last else ""), value.time_text) if part)
        case Venue():
            where = (value.name, value.address, value.commune.name if value.commune else "")
            point = f"({value.point.latitude:.6f}, {value.point.longitude:.6f})" if value.point else ""
            return " ".join(part for part in (", ".join(w for w in where if w), point) if part)
        case tuple():
            return "|".join(str(item) for item in value)
        case _:
            return str(value)
