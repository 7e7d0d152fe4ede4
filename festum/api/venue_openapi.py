"""What the document says of venues and the framework cannot know: who may ask, what is refused, what may follow."""

from typing import Any

from festum.actions.describe import FilterNote, describe_filters
from festum.domain.geocoding import GeocodingState

STATE = FilterNote(
    "state", "Only venues in these states; by default those that wait for a person", "review", True,
    {"type": "string", "enum": [str(state) for state in GeocodingState]},
)  # fmt: skip
DEPARTEMENT = FilterNote(
    "departement", "Only venues there: a département by code or name", "34", False,
    next(note.schema for note in describe_filters() if note.name == "departement"),
)  # fmt: skip
LATITUDE = FilterNote("latitude", "Degrees, WGS 84", "43.61", False, {"type": "number", "minimum": -90, "maximum": 90})
LONGITUDE = FilterNote(
    "longitude", "Degrees, WGS 84", "3.88", False, {"type": "number", "minimum": -180, "maximum": 180}
)

NEEDED = frozenset({"latitude", "longitude"})
"""Parameters without which there is no question."""

EDITORS = (
    "venues", "venue report", "venue duplicates", "venue", "venue pin", "venue release", "venue accept", "venue ask",
    "venue merge", "merges", "merge undo",
)  # fmt: skip
"""What needs a key, reading too."""

_UNKNOWN = {"401": "No key, or one that has ended"}
_THEIRS = {"403": "Others' dates are at this venue too: the festival's team changes it"}
_CHANGED = {"409": "Changed by somebody else meanwhile"}
_BODY = {"413": "More than this can need"}
CODES: dict[str, dict[str, str]] = {
    "venue": _UNKNOWN | _THEIRS,
    "venue pin": _UNKNOWN | _THEIRS | _CHANGED | _BODY | {
        "422": "`problems` name the fields; or the place has no name, or nothing is on there"
    },
    "venue release": _UNKNOWN | _THEIRS | _CHANGED | {"422": "Nobody pinned it, or it is nothing but its pin"},
    "venue accept": _UNKNOWN | _THEIRS | _CHANGED | _BODY | {
        "422": "`problems` name the fields; or the place has no name, or nothing is on there"
    },
    "venue ask": _UNKNOWN | _THEIRS | _CHANGED | {"422": "A person placed it: it is to be released first"},
    "venue merge": _UNKNOWN | _THEIRS | _BODY | {
        "409": "One of them was merged already, or somebody else changed them meanwhile",
        "422": "They cannot be one place: another commune, no name, or the same venue",
    },
    "merge undo": _UNKNOWN | _THEIRS | {
        "409": "It was undone already, or the venue was merged in its turn: that is to be undone first",
    },
}  # fmt: skip
"""Refusals beside those of every question; for those without a line of their own, that of a missing key."""

WITHOUT_ID = frozenset({"venues", "venue report", "venue duplicates", "merges", "whereabouts"})
"""Nothing is named that might not be there."""


def complete_venue(operation: dict[str, Any], accepts: str) -> None:
    if accepts in EDITORS:
        operation["security"] = [{"key": []}]


def venue_refusals(accepts: str) -> dict[str, str]:
    return CODES.get(accepts, _UNKNOWN if accepts in EDITORS else {})
