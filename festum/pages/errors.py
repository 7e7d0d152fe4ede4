"""A refusal as a page, where a person asked for a page; anywhere else it stays problem+json."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response

from festum.actions.describe import describe_formats
from festum.api.problems import reader_language
from festum.pages.templates import render

PAGES = {"/", "/feeds", "/feeds/", "/docs", "/docs/"}
"""As they may be written; below `/feeds/` and `/events/` there are files too."""

FILES = tuple(f".{extension}" for extension, _, _ in describe_formats())
"""Asked for by programs, who cannot read a page."""

Handler = Callable[[Request[Any, Any, Any], Any], Response[Any]]


def on_page_error(as_problem: Handler) -> Handler:
    """The same status and sentence, set as HTML for the pages and those of events."""

    def handle(request: Request[Any, Any, Any], error: Any) -> Response[Any]:
        problem = as_problem(request, error)
        path = request.url.path
        if path not in PAGES and not (path.startswith("/events/") and not path.endswith(FILES)):
            return problem
        page = render("error.html", reader_language(request), detail=problem.content["detail"], query="")
        status = problem.status_code or 500
        return Response(page, status_code=status, media_type="text/html", headers=problem.headers)

    return handle
