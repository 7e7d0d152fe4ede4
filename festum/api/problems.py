"""Errors as application/problem+json (RFC 9457): the one place where a refusal gets its status and its words."""

from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from festum import errors
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
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_framework_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Litestar's own refusals, said in our shape."""
    language = reader_language(request)
    if isinstance(error, ValidationException):
        return on_festum_error(request, _unfit(error))
    key, values = {
        404: ("no_such_page", {}),
        405: ("method", {"method": request.method}),
        413: ("too_large", {}),
    }.get(error.status_code, ("rejected", {"reason": str(error.detail)}))
    body = {
        "type": f"about:blank#{key}",
        "title": error.__class__.__name__.removesuffix("Exception"),
        "status": error.status_code,
        "detail": say(language, f"error.{key}", **values),
        "key": key,
        "values": values,
    }
    return Response(body, status_code=error.status_code, media_type=MEDIA_TYPE, headers=dict(error.headers or {}))


def on_surprise(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Nothing of the inside goes out; all of it goes on record."""
    log.error("unhandled", path=request.url.path, method=request.method, exc_info=error)
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
    extra = error.extra if isinstance(error.extra, list) else []
    problems = tuple(
        Problem("error", "field_wrong", str(item.get("key", "")), "", str(item.get("message", "")))
        for item in extra
        if isinstance(item, dict)
    )
    return errors.Unfit("unfit", problems) if problems else errors.Malformed("not_json")


def unknown_fields(names: set[str], known: set[str]) -> tuple[Problem, ...]:
    return tuple(Problem("error", "field_unknown", n, n, nearest(n, known) or "") for n in sorted(names - known))
