"""Our columns as a Frictionless Table Schema, by which public validators judge a file before it is sent.

https://datapackage.org/standard/table-schema/ - it asks what the native importer asks of a cell. What takes more than
one cell or more than the file (an end before its start, a commune nobody knows) is said by the plan.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from festum.domain.columns import COLUMNS, Column
from festum.domain.place import Precision, Provenance
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES
from festum.locale.catalogue import say

MEDIA_TYPE = "application/json"
PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

ONE_OF: Mapping[str, Sequence[str]] = {
    "status": STATUSES,
    "precision": [str(word) for word in Precision],
    "provenance": [str(word) for word in Provenance],
}
SOME_OF: Mapping[str, Sequence[str]] = {
    "languages": SPOKEN_LANGUAGES,
    "categories": CATEGORIES,
    "flags": FLAGS,
}
"""Closed lists, of which a cell holds one word, or several."""

YES, NO = ["true", "TRUE", "1", "yes", "vrai", "VRAI", "oui"], ["false", "FALSE", "0", "no", "faux", "FAUX", "non"]
"""Some of the words a spreadsheet makes of a boolean; the importer knows more."""

_MOMENT = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:[0-5]\d)?)?"
_TOLD: Mapping[str, Mapping[str, Any]] = {
    "edition": {"type": "integer", "constraints": {"minimum": 1000, "maximum": 9999}},
    "all_day": {"type": "boolean", "trueValues": YES, "falseValues": NO},
    "latitude": {"type": "number", "constraints": {"minimum": -90, "maximum": 90}},
    "longitude": {"type": "number", "constraints": {"minimum": -180, "maximum": 180}},
    "start": {"type": "string", "constraints": {"pattern": _MOMENT}},
    "end": {"type": "string", "constraints": {"pattern": _MOMENT}},
    "insee_code": {"type": "string", "constraints": {"pattern": r"\d[\dAB]\d{3}"}},
    "url": {"type": "string", "format": "uri"},
    "image": {"type": "string", "format": "uri"},
}


def draw(language: str) -> bytes:
    """Titles and descriptions in the reader's language; names and rules alike in all."""
    return msgspec.json.encode(table_schema(language))


def table_schema(language: str) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "fields": [_field(column, language) for column in COLUMNS.values()],
        "fieldsMatch": "partial",  # in any order; those nobody needs may be missing
        "missingValues": [""],
    }


def _field(column: Column, language: str) -> dict[str, Any]:
    told = dict(_TOLD.get(column.name, {"type": "string"}))
    constraints: dict[str, Any] = dict(told.pop("constraints", {}))
    if told["type"] == "string":
        constraints["maxLength"] = column.longest
    if column.required:
        constraints["required"] = True
    if column.name in ONE_OF:
        constraints["enum"] = list(ONE_OF[column.name])
    if column.name in SOME_OF:
        word = f"({'|'.join(SOME_OF[column.name])})"
        constraints["pattern"] = rf" *{word}( *\| *{word})* *"
    return {
        "name": column.name,
        "title": say(language, f"heading.{column.name}"),
        "description": say(language, f"column.{column.name}"),
        **told,
        **({"constraints": constraints} if constraints else {}),
    }
