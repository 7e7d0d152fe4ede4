"""What the document says of imports and the framework cannot know: bodies read by hand, files, and a stream."""

from typing import Any

from festum.actions.describe import FilterNote
from festum.domain.plan import Mode, Verdict

VERDICT = FilterNote(
    "verdict", "Only rows of these verdicts", "ask", True, {"type": "string", "enum": [str(v) for v in Verdict]}
)
AFTER = FilterNote("after", "`next` of the page before", "", False, {"type": "integer", "minimum": 0})
BEFORE = FilterNote("before", "`next` of the page before", "", False, {"type": "integer", "minimum": 0})

PRIVATE = (
    "import list", "import rows", "import new", "import one", "import change", "import apply", "import undo",
    "import end", "import csv", "import xlsx", "import progress",
)  # fmt: skip
"""What needs a partner's key, reading too."""

_UNKNOWN = {"401": "No key, or one that has ended"}
_CHANGED = {"409": "In another state meanwhile: `key` says which"}
_NOT_SO = {"422": "There is nothing of the kind: it was never applied, or could not be read"}
_BODY = {"413": "More than is taken", "422": "It cannot be taken so; `problems` name the fields"}
CODES: dict[str, dict[str, str]] = {
    "import new": _UNKNOWN
    | {
        "403": "The key opens another partner's programme",
        "404": "There is no such edition or partner",
        "413": "More than 100 MB",
        "422": "Nothing can be read in it: `key` and `detail` say why, and what would help",
    },
    "import change": _UNKNOWN | _CHANGED | _BODY,
    "import apply": _UNKNOWN
    | _BODY
    | {
        "409": "`plan_changed`: the programme changed since, `plan` is the new plan; else it was applied already",
        "422": "Rows stand against it (`plan_stops`), or too much would be withdrawn (`brake`)",
    },
    "import undo": _UNKNOWN | _CHANGED | _NOT_SO,
    "import csv": _UNKNOWN | _NOT_SO,
    "import xlsx": _UNKNOWN | _NOT_SO,
    "import end": _UNKNOWN | _CHANGED,
}
"""Refusals beside those of every question; for the private ones without a line of their own, that of a missing key."""

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(media_type: str, said: str) -> dict[str, Any]:
    shape = {"type": "object"} if "json" in media_type else {"type": "string"}
    return {"description": said, "content": {media_type: {"schema": shape}}}


_EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {"event": {"type": "string", "enum": ["progress", "end"]}, "data": {"type": "string"}},
}

ANSWERS: dict[str, dict[str, Any]] = {
    "import csv": _file("text/csv", "UTF-8 with a mark, so that Excel opens it rightly"),
    "import xlsx": _file(_SHEET, "A sheet, coloured by verdict"),
    "import progress": {
        "description": "`progress` while it is under way, and one `end`: phase, done, total and state, as JSON",
        "content": {"text/event-stream": {"schema": _EVENT}},
    },
    "template csv": _file("text/csv", "The header"),
    "template xlsx": _file(_SHEET, "Header, explanations, lists of words"),
    "table schema": _file("application/json", "A Frictionless Table Schema"),
}

_TEXT = {"type": "string", "maxLength": 300}
_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "A spreadsheet, a calendar, a table"},
        "partner": _TEXT | {"maxLength": 100, "description": "Whose programme; by default that of the key"},
        "edition": {"type": "integer", "minimum": 1000, "maximum": 9999, "description": "Where no row says it"},
        "mode": {"type": "string", "enum": [str(mode) for mode in Mode]},
        "commune": _TEXT | {"description": "Where no row says where: a name or an INSEE code"},
        "languages": _TEXT | {"description": "Spoken, where no row says it, with commas between: `oc,fr`"},
        "mapping": {"type": "string", "description": 'Headings and columns, as JSON: `{"Quoi": "title"}`'},
        "sheet": _TEXT | {"description": "Which sheet of a workbook"},
    },
}


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}


BODIES: dict[str, dict[str, Any]] = {
    "import new": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}} | _json("ImportNew")},
    "import change": {"required": True, "content": _json("ImportChange")},
    "import apply": {"required": False, "content": _json("ImportConsent")},
}


def complete_import(operation: dict[str, Any], accepts: str) -> None:
    """Adds the body, the answer that is no JSON of ours, and the answer given before the plan is made."""
    if accepts in PRIVATE:
        operation["security"] = [{"key": []}]
    if accepts in BODIES:
        operation["requestBody"] = BODIES[accepts]
    if accepts in ANSWERS:
        operation["responses"]["200"] = dict(ANSWERS[accepts])
    if accepts == "import new":
        made = operation["responses"]["201"]
        operation["responses"]["202"] = made | {"description": "Being planned, as `Prefer: respond-async` asks"}


def refusals(accepts: str) -> dict[str, str]:
    return CODES.get(accepts, _UNKNOWN if accepts in PRIVATE else {})
