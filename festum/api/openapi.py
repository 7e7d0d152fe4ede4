"""The OpenAPI 3.1 document: Litestar's own, with the one vocabulary of filters added to every route that takes it."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, SecurityScheme

from festum import __version__
from festum.actions.describe import FilterNote, describe_filters
from festum.domain.vocabulary import TEXT_LANGUAGES

PROBLEM_CODES = {
    "400": "The question cannot be understood; `detail` names the fault and the nearest valid spelling",
    "404": "There is no such thing",
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

LANG = FilterNote("lang", "Languages the texts are wanted in, in order of preference", "oc,fr", True)
CANCELLED = FilterNote("cancelled", "`keep` (STATUS:CANCELLED), `mark` (a prefix only) or `hide`", "keep", False)
LIMIT = FilterNote("limit", "Items per page, 1 to 200", "50", False)
CURSOR = FilterNote("cursor", "`next` of the page before", "", False)

ALSO: dict[str, tuple[FilterNote, ...]] = {
    "list": (LANG, LIMIT, CURSOR),
    "count": (LIMIT, CURSOR),
    "feed": (LANG, CANCELLED),
    "one": (LANG,),
    "write": (LANG,),
}
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
            path = _template(route.path_format)
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
    for code, said in PROBLEM_CODES.items():
        operation["responses"].setdefault(code, _problem(said))
    if accepts == "write":
        operation["security"] = [{"key": []}]
        for code, said in (
            ("401", "No key, or one that has ended"),
            ("403", "The key opens another partner's programme"),
            ("409", "Changed by somebody else meanwhile"),
            ("410", "Deleted"),
            ("422", "Understood, but it cannot be stored; `problems` name the fields"),
        ):
            operation["responses"].setdefault(code, _problem(said))
    if accepts == "feed":
        operation["responses"]["200"] = {
            "description": "An iCalendar object (RFC 5545)",
            "content": {"text/calendar": {"schema": {"type": "string"}}},
        }


def _parameter(note: FilterNote) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if note.plural else {"type": "string"}
    if note.name == "limit":
        schema = {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    if note.name == "lang":
        schema["items"] = {"type": "string", "enum": list(TEXT_LANGUAGES)}
    made = {"name": note.name, "in": "query", "required": False, "description": note.help, "schema": schema}
    if note.plural:
        made |= {"style": "form", "explode": False}
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


def _template(path: str) -> str:
    return path or "/"
