"""The chapters of the API's document: its operations in an order that can be read, as OpenAPI's tags."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Chapter:
    """Its operations are those whose path begins so; with `reading` None whatever their method, else only such."""

    name: str
    said: str
    paths: tuple[str, ...]
    reading: bool | None = None


CHAPTERS = (
    Chapter(
        "Programme", "What is on: by date, or by event with its dates.",
        ("/api/v1/occurrences", "/api/v1/events"), reading=True,
    ),
    Chapter(
        "Counts", "What there is to choose from, and how much of it, under the same filters.",
        tuple(f"/api/v1/{name}" for name in (
            "editions", "departements", "communes", "partners", "languages", "categories",
        )),
    ),
    Chapter(
        "Changes", "For those who keep a copy: what is new since they last asked.",
        ("/api/v1/changes",),
    ),
    Chapter(
        "Selections", "Programmes that visitors put together from single dates, without an account.",
        ("/api/v1/selections", "/feeds/s/"),
    ),
    Chapter(
        "Feeds", "The same programme for calendars, feed readers, spreadsheets and maps; addresses that stay valid.",
        ("/api/v1/feeds", "/feeds/", "/events/"),
    ),
    Chapter(
        "Corrections", "For partners, with their key. Seen by everybody within a second.",
        ("/api/v1/occurrences", "/api/v1/events"), reading=False,
    ),
    Chapter(
        "Imports", "For partners, with their key: whole programmes from a file, shown as a plan before they count.",
        ("/api/v1/imports",),
    ),
    Chapter(
        "Venues", "For editors, with their key: where venues are, as long as a computer is not sure of it.",
        ("/api/v1/venues", "/api/v1/venue-merges", "/api/v1/whereabouts"),
    ),
)  # fmt: skip
OTHERS = Chapter("Service", "About this server.", ("/",))


def put_in_chapters(document: dict[str, Any]) -> None:
    """Each operation gets its one tag; the tags stand in the order of the chapters."""
    used = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            chapter = chapter_of(path, method)
            operation["tags"] = [chapter.name]
            used.add(chapter.name)
    document["tags"] = [{"name": c.name, "description": c.said} for c in (*CHAPTERS, OTHERS) if c.name in used]


def chapter_of(path: str, method: str) -> Chapter:
    reads = method == "get"
    fitting = (c for c in CHAPTERS if path.startswith(c.paths) and c.reading in (None, reads))
    return next(fitting, OTHERS)
