"""Errors as application/problem+json (RFC 9457): the one place where a refusal gets its status and its words."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, SerializationException, ValidationException

from festum import errors
from festum.api.bodies import BODIES
from festum.api.manners import in_logs
from festum.domain.text import nearest
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.errors import FestumError, Problem
from festum.locale.catalogue import say

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[FestumError], tuple[int, str]] = {
    errors.Malformed: (400, "Bad Request"),
    errors.NotSignedIn: (401, "Unauthorized"),
    errors.NotYours: (403, "Forbidden"),
    errors.NotHere: (404, "Not Found"),
    errors.Stale: (409, "Conflict"),
    errors.Gone: (410, "Gone"),
    errors.Unfit: (422, "Unprocessable Content"),
    errors.Unreadable: (422, "Unprocessable Content"),
    errors.TooMany: (429, "Too Many Requests"),
    errors.NoAnswer: (502, "Bad Gateway"),
    errors.NotReady: (503, "Service Unavailable"),
}
"""Status and title of each class; a class not named here has that of its parent."""

log = structlog.get_logger(__name__)


def on_festum_error(request: Request[Any, Any, Any], error: FestumError) -> Response[Any]:
    status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    language = reader_language(request)
    body: dict[str, Any] = {
        "type": f"about:blank#{error.key}",
        "title": title,
        "status": status,
        "detail": say(language, f"error.{error.key}", **error.values),
        "key": error.key,
        "values": error.values,
    }
    if isinstance(error, errors.Unfit):
        body["problems"] = [problem_json(problem, language) for problem in error.problems]
    headers = {"www-authenticate": 'Bearer realm="festum"'} if status == 401 else {}
    if isinstance(error, errors.TooMany) and "seconds" in error.values:
        headers["retry-after"] = str(error.values["seconds"])
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_framework_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Litestar's own refusals, said in our shape."""
    language = reader_language(request)
    if isinstance(error, ValidationException):
        return on_festum_error(request, _unfit(error))
    if isinstance(error.__cause__, SerializationException):
        return on_festum_error(request, errors.Malformed("not_json"))
    key, values = {
        404: ("no_such_page", {}),
        405: ("method", {"method": request.method}),
        413: ("too_large", {}),
    }.get(error.status_code, ("rejected", {"reason": str(error.detail)}))
    body = {
        "type": f"about:blank#{key}",
        "title": "Content Too Large" if error.status_code == 413 else HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
        "detail": say(language, f"error.{key}", **values),
        "key": key,
        "values": values,
    }
    # HEAD is answered wherever GET is, one layer further out.
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if "allow" in headers:
        headers["allow"] = headers["allow"].replace("GET", "GET, HEAD")
    return Response(body, status_code=error.status_code, media_type=MEDIA_TYPE, headers=headers)


def on_deep_body(request: Request[Any, Any, Any], _: RecursionError) -> Response[Any]:
    """Nothing of ours recurses without bound: it is a body nested thousands deep."""
    return on_festum_error(request, errors.Malformed("not_json"))


def on_surprise(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Nothing of the inside goes out; all of it goes on record."""
    log.error("unhandled", path=in_logs(request.url.path), method=request.method, exc_info=error)
    language = reader_language(request)
    body = {
        "type": "about:blank#inside",
        "title": "Internal Server Error",
        "status": 500,
        "detail": say(language, "error.inside"),
        "key": "inside",
        "values": {},
    }
    return Response(body, status_code=500, media_type=MEDIA_TYPE)


def reader_language(request: Request[Any, Any, Any]) -> str:
    """The first language of `lang`, else French: an answer depends on its address alone, errors too."""
    wanted = request.query_params.get("lang", "").split(",")[0]
    return wanted if wanted in TEXT_LANGUAGES else TEXT_LANGUAGES[0]


def problem_json(problem: Problem, language: str) -> dict[str, str]:
    text = say(language, f"row.{problem.key}", value=problem.value, proposal=problem.proposal, column=problem.column)
    return {
        "level": problem.level,
        "key": problem.key,
        "column": problem.column,
        "value": problem.value,
        "text": text,
    }


def _unfit(error: ValidationException) -> FestumError:
    """Each field that cannot be read, named; what has no fields at all is no JSON object."""
    cause = error.__cause__
    found: Sequence[Mapping[str, Any]] = getattr(cause, "errors", ())
    if not found or not all(item["loc"] for item in found):
        return errors.Malformed("not_json")
    title = getattr(cause.__cause__, "title", "") if cause else ""
    known = next((list(model.model_fields) for model in BODIES if model.__name__ == title), [])
    return errors.Unfit("unfit", tuple(wrong_field(item, known) for item in found))


def wrong_field(item: Mapping[str, Any], known: Sequence[str]) -> Problem:
    """From one of pydantic's errors to one of ours."""
    name = ".".join(str(part) for part in item["loc"])
    value = str(item["input"])[:200]
    match item["type"]:
        case "extra_forbidden":
            return Problem("error", "field_unknown", name, name, nearest(name, known) or "")
        case "string_too_long":
            return Problem("error", "too_long", name, value, str(item["ctx"]["max_length"]))
        case "too_long":
            return Problem("error", "too_many", name, str(item["ctx"]["actual_length"]), str(item["ctx"]["max_length"]))
        case "too_short":
            return Problem("error", "required", name)
        case _ if name in {"latitude", "longitude"}:
            return Problem("error", "point_unreadable", name, value)
        case _:
            return Problem("error", "field_wrong", name, value, item["msg"])
