"""The OpenAPI 3.1 document: Litestar's own, with the one vocabulary of filters added to every route that takes it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, SecurityScheme

from festum import __version__
from festum.actions.ask import CANCELLED_WAYS, DEFAULT, FACETS, LEAST, LONGEST_NUMBER, MOST, SORTS
from festum.actions.describe import FilterNote, describe_filters, describe_formats
from festum.api.bodies import body_schemas
from festum.api.chapters import put_in_chapters
from festum.api.import_openapi import AFTER, BEFORE, PRIVATE, VERDICT, complete_import, refusals
from festum.api.venue_openapi import (
    DEPARTEMENT,
    EDITORS,
    LATITUDE,
    LONGITUDE,
    NEEDED,
    STATE,
    WITHOUT_ID,
    complete_venue,
    venue_refusals,
)
from festum.domain.vocabulary import TEXT_LANGUAGES

PROBLEM_CODES = {
    "400": "The question cannot be understood; `detail` names the fault and the nearest valid spelling",
    "404": "There is no such thing",
}
GONE_CODE = {"410": "Deleted"}
WRITE_CODES = {
    "401": "No key, or one that has ended",
    "403": "The key opens another partner's programme",
    "409": "Changed by somebody else meanwhile",
    **GONE_CODE,
    "413": "More than a correction can need",
    "422": "Understood, but it cannot be stored; `problems` name the fields",
}
SELECTION_CODES = {
    "new selection": {
        "413": "More than a programme can need",
        "422": "It cannot be put together so; `problems` name the dates",
        "429": "More were made than an hour may bring; `Retry-After` says when there is room again",
    },
    "selection edit": {
        "401": "No edit token, or not that of this programme",
        "409": "Changed by somebody else meanwhile",
        "410": "Ended",
        "413": "More than a programme can need",
        "422": "It cannot be put together so; `problems` name the dates",
    },
    "selection": {"410": "Ended"},
}


def _header(said: str, *, always: bool, **schema: Any) -> dict[str, Any]:
    return {"description": said, "required": always, "schema": {"type": "string"} | schema}


VALIDATORS = {
    "ETag": _header("Strong, of these bytes in this encoding", always=True, pattern='^"[^"]+"$'),
    "Last-Modified": _header("Of the latest public revision, once its second is over", always=False),
    "Cache-Control": _header("How long it may be kept", always=True),
}
"""Of every public answer."""
OTHER_HEADERS = {
    "201": {"Location": _header("Where it can be read", always=True)},
    "202": {"Location": _header("Where it can be read", always=True)},
    "401": {"WWW-Authenticate": _header("`Bearer`", always=True)},
    "429": {"Retry-After": _header("Seconds; none where nothing of the kind is taken", always=False, type="integer")},
}

NOT_READY = "Nothing can be served yet: `detail` says what is missing"

CONFIG = OpenAPIConfig(
    title="festum",
    version=__version__,
    description="The open agenda of a territorial festival: listings, calendars, and corrections by partners.",
    license=License(name="MIT", identifier="MIT"),
    components=Components(
        security_schemes={
            "key": SecurityScheme(type="http", scheme="bearer"),
            "edit_token": SecurityScheme(
                type="http", scheme="bearer", description="Of one selection, as it was told to whoever put it together"
            ),
        }
    ),
    path="/_openapi",
    render_plugins=[],
    use_handler_docstrings=True,
)


def among(words: Sequence[str]) -> dict[str, Any]:
    """A closed list."""
    return {"type": "string", "enum": list(words)}


def _schema_of(media_type: str) -> dict[str, Any]:
    kind = "array" if media_type == "application/calendar+json" else "object" if "json" in media_type else "string"
    return {"type": kind}


EXTENSIONS = "|".join(extension for extension, _, _ in describe_formats())
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
IN_PATH: dict[str, dict[str, Any]] = {
    "file": {"type": "string", "pattern": rf"^[^/]*\.({EXTENSIONS})$"},
    "filter_name": among([note.name for note in describe_filters()]),
    "value": {"type": "string", "minLength": 1},
    "uid": {"type": "string", "format": "uuid"},
    "event_id": {"type": "string", "format": "uuid"},
    "name": {"type": "string", "pattern": rf"^{UUID}(\.({EXTENSIONS}))?$"},
    "token": {"type": "string", "minLength": 1},
    **{name: {"type": "integer", "minimum": 1, "maximum": 2**31 - 1} for name in ("import_id", "venue_id", "merge_id")},
}
"""What the parts of an address may be; the framework says no more than that they are texts."""

LANG = FilterNote(
    "lang", "Languages the texts are wanted in, in order of preference", "oc", True, among(TEXT_LANGUAGES)
)
CANCELLED = FilterNote(
    "cancelled", "`keep` (STATUS:CANCELLED), `mark` (a prefix only) or `hide`", "keep", False, among(CANCELLED_WAYS)
)
LIMIT = FilterNote("limit", f"Items per page, {LEAST} to {MOST}", "", False)
CURSOR = FilterNote("cursor", "`next` of the page before", "", False)
SORT = FilterNote(
    "sort", "`date`, `relevance` (with `q`, and then by default) or `distance` (with `near`)", "date", False,
    among(SORTS),
)  # fmt: skip
FACETS_NOTE = FilterNote(
    "facets", "Filters whose values are counted beside the list", "departement", True, among(FACETS)
)
SINCE = FilterNote("since", "The revision you were given last time; 0 for everything", "0", False)

ALSO: dict[str, tuple[FilterNote, ...]] = {
    "list": (LANG, SORT, FACETS_NOTE, LIMIT, CURSOR),
    "count": (LIMIT, CURSOR),
    "named": (LANG, LIMIT, CURSOR),
    "changes": (SINCE, LANG, LIMIT, CURSOR),
    "feed": (LANG, CANCELLED),
    "feeds": (LANG, CANCELLED),
    "event": (LANG, replace(CANCELLED, help=f"{CANCELLED.help}; of a file, not of the page")),
    "one": (LANG,),
    "write": (LANG,),
    "new selection": (LANG,),
    "selection": (LANG,),
    "selection edit": (LANG,),
    "selection feed": (LANG, CANCELLED),
    **dict.fromkeys(PRIVATE, (LANG,)),
    "import list": (LANG, LIMIT, BEFORE),
    "import rows": (LANG, VERDICT, LIMIT, AFTER),
    **dict.fromkeys(("template csv", "template xlsx", "table schema"), (LANG,)),
    **dict.fromkeys(EDITORS, (LANG,)),
    "venues": (LANG, STATE, DEPARTEMENT, LIMIT, AFTER),
    "merges": (LANG, LIMIT, BEFORE),
    "whereabouts": (LANG, LATITUDE, LONGITUDE),
}
FEEDS = {media_type: {"schema": _schema_of(media_type)} for _, media_type, _ in describe_formats()}
A_PAGE = {"text/html": {"schema": {"type": "string"}}}
ANSWERS: dict[str, dict[str, Any]] = {
    "feed": {"description": "In the format of the extension", "content": FEEDS},
    "event": {
        "description": "A page; with an extension behind the id the event in that format",
        "content": A_PAGE | FEEDS,
    },
    "selection feed": {"description": "In the format of the extension; empty once it has ended", "content": FEEDS},
}
"""What is not JSON, by what its route accepts."""

FILTERED = {"list", "count", "named", "feed", "feeds"}


@get("/openapi.json", include_in_schema=False)
async def openapi_json(request: Request[Any, Any, Any]) -> Response[bytes]:
    return Response(msgspec.json.encode(document(request.app)), media_type="application/vnd.oai.openapi+json")


def document(app: Any) -> dict[str, Any]:
    """Made anew at each request: it is asked for rarely, and never stale."""
    schema: dict[str, Any] = app.openapi_schema.to_schema()
    schema["components"]["schemas"] |= body_schemas()
    schema["paths"]["/health"]["get"]["responses"]["503"] = _problem(NOT_READY)
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            accepts = handler.opt.get("accepts")
            path = route.path_format
            if accepts is None or path not in schema["paths"]:
                continue
            for method in handler.http_methods:
                operation = schema["paths"][path].get(method.lower())
                if operation is not None:
                    _complete(operation, accepts, reads=method == "GET")
    put_in_chapters(schema)
    return schema


def _complete(operation: dict[str, Any], accepts: str, *, reads: bool) -> None:
    notes = (*(describe_filters() if accepts in FILTERED else ()), *ALSO[accepts])
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = IN_PATH.get(parameter["name"], parameter["schema"])
    given = {p["name"] for p in operation.get("parameters", ())}
    operation.setdefault("parameters", []).extend(_parameter(note) for note in notes if note.name not in given)
    problems = dict(PROBLEM_CODES)
    if accepts in {"one", "event"}:
        problems |= GONE_CODE
    if accepts == "write":
        operation["security"] = [{"key": []}]
        problems |= WRITE_CODES
    if accepts == "selection edit":
        operation["security"] = [{"edit_token": []}]
    if accepts in {"new selection", "import list", "template csv", "template xlsx", "table schema", *WITHOUT_ID}:
        del problems["404"]
    problems |= SELECTION_CODES.get(accepts, {}) | refusals(accepts) | venue_refusals(accepts)
    complete_import(operation, accepts)
    complete_venue(operation, accepts)
    # In place of the framework's own description of its errors, which are said in our shape (`api.problems`).
    operation["responses"] |= {code: _problem(said) for code, said in problems.items()}
    if accepts in ANSWERS:
        operation["responses"]["200"] = dict(ANSWERS[accepts])
    for code, answer in operation["responses"].items():
        answer["headers"] = OTHER_HEADERS.get(code, {})
    if reads and accepts not in (*PRIVATE, *EDITORS):
        operation["responses"]["200"]["headers"] = VALIDATORS
    if accepts == "event":  # whoever asked for the page is refused by one
        for code in problems:
            operation["responses"][code]["content"] |= A_PAGE


def _parameter(note: FilterNote) -> dict[str, Any]:
    one = dict(note.schema)
    schema: dict[str, Any] = {"type": "array", "items": one, "minItems": 1} if note.plural else one
    if note.name == "limit":
        schema = {"type": "integer", "minimum": LEAST, "maximum": MOST, "default": DEFAULT}
    if note.name in {"since", "after", "before"}:
        schema = {"type": "integer", "minimum": 0, "maximum": 10**LONGEST_NUMBER - 1}
    if note.name == "since":
        schema |= {"default": 0}
    made = {
        "name": note.name,
        "in": "query",
        "required": note.name in NEEDED,
        "description": note.help,
        "schema": schema,
    }
    if note.plural:
        made |= {"style": "form", "explode": False}
    if note.example:
        made["example"] = [note.example] if note.plural else note.example
    return made


def _problem(said: str) -> dict[str, Any]:
    shape = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "key": {"type": "string"},
            "values": {"type": "object"},
            "problems": {
                "type": "array",
                "description": "With 422: each field at fault",
                "items": {
                    "type": "object",
                    "required": ["level", "key", "column", "value", "text"],
                    "properties": {name: {"type": "string"} for name in ("level", "key", "column", "value", "text")},
                },
            },
        },
    }
    return {"description": said, "content": {"application/problem+json": {"schema": shape}}}
