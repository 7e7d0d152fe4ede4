"""The OpenAPI 3.1 document: Litestar's own, with the one vocabulary of filters added to every route that takes it."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, SecurityScheme

from festum import __version__
from festum.actions.ask import DEFAULT, LEAST, MOST
from festum.actions.describe import FilterNote, describe_filters
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

CONFIG = OpenAPIConfig(
    title="festum",
    version=__version__,
    description="The open agenda of a territorial festival: listings, calendars, and corrections by partners.",
    license=License(name="MIT", identifier="MIT"),
    components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
    path="/_openapi",
    render_plugins=[],
    use_handler_docstrings=True,
)

LANG = FilterNote("lang", "Languages the texts are wanted in, in order of preference", "oc", True)
CANCELLED = FilterNote("cancelled", "`keep` (STATUS:CANCELLED), `mark` (a prefix only) or `hide`", "keep", False)
LIMIT = FilterNote("limit", f"Items per page, {LEAST} to {MOST}", "", False)
CURSOR = FilterNote("cursor", "`next` of the page before", "", False)

ALSO: dict[str, tuple[FilterNote, ...]] = {
    "list": (LANG, LIMIT, CURSOR),
    "count": (LIMIT, CURSOR),
    "feed": (LANG, CANCELLED),
    "event": (LANG, CANCELLED),
    "one": (LANG,),
    "write": (LANG,),
}
CALENDAR = {"text/calendar": {"schema": {"type": "string"}}}
ANSWERS: dict[str, dict[str, Any]] = {
    "feed": {"description": "An iCalendar object (RFC 5545)", "content": CALENDAR},
    "event": {
        "description": "A page; with `.ics` behind the id an iCalendar object (RFC 5545)",
        "content": {"text/html": {"schema": {"type": "string"}}, **CALENDAR},
    },
}
"""What is not JSON, by what its route accepts."""

FILTERED = {"list", "count", "feed"}


@get("/openapi.json", include_in_schema=False)
async def openapi_json(request: Request[Any, Any, Any]) -> Response[bytes]:
    return Response(msgspec.json.encode(document(request.app)), media_type="application/vnd.oai.openapi+json")


def document(app: Any) -> dict[str, Any]:
    """Made anew at each request: it is asked for rarely, and never stale."""
    schema: dict[str, Any] = app.openapi_schema.to_schema()
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            accepts = handler.opt.get("accepts")
            path = route.path_format
            if accepts is None or path not in schema["paths"]:
                continue
            for method in handler.http_methods:
                operation = schema["paths"][path].get(method.lower())
                if operation is not None:
                    _complete(operation, accepts)
    return schema


def _complete(operation: dict[str, Any], accepts: str) -> None:
    notes = (*(describe_filters() if accepts in FILTERED else ()), *ALSO[accepts])
    given = {p["name"] for p in operation.get("parameters", ())}
    operation.setdefault("parameters", []).extend(_parameter(note) for note in notes if note.name not in given)
    problems = dict(PROBLEM_CODES)
    if accepts in {"one", "event"}:
        problems |= GONE_CODE
    if accepts == "write":
        operation["security"] = [{"key": []}]
        problems |= WRITE_CODES
    # In place of the framework's own description of its errors, which are said in our shape (`api.problems`).
    operation["responses"] |= {code: _problem(said) for code, said in problems.items()}
    if accepts in ANSWERS:
        operation["responses"]["200"] = ANSWERS[accepts]


def _parameter(note: FilterNote) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if note.plural else {"type": "string"}
    if note.name == "limit":
        schema = {"type": "integer", "minimum": LEAST, "maximum": MOST, "default": DEFAULT}
    if note.name == "lang":
        schema["items"] = {"type": "string", "enum": list(TEXT_LANGUAGES)}
    made = {"name": note.name, "in": "query", "required": False, "description": note.help, "schema": schema}
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
        },
    }
    return {"description": said, "content": {"application/problem+json": {"schema": shape}}}
