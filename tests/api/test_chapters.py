"""The chapters of the API's document: every operation in one, in an order that can be read."""

import pytest

from festum.api.chapters import CHAPTERS, OTHERS, chapter_of
from festum.app import openapi_document
from festum.settings import Settings

DOCUMENT = openapi_document(Settings())


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("get", "/api/v1/occurrences", "Programme"),
        ("get", "/api/v1/events/{event_id}", "Programme"),
        ("patch", "/api/v1/events/{event_id}", "Corrections"),
        ("delete", "/api/v1/occurrences/{uid}", "Corrections"),
        ("get", "/api/v1/communes", "Counts"),
        ("get", "/api/v1/changes", "Changes"),
        ("get", "/api/v1/feeds", "Feeds"),
        ("get", "/feeds/{file}", "Feeds"),
        ("get", "/events/{name}", "Feeds"),
        ("get", "/feeds/s/{token}/{file}", "Selections"),
        ("put", "/api/v1/selections/{token}", "Selections"),
        ("get", "/api/v1/venues/{venue_id}", "Venues"),
        ("post", "/api/v1/venue-merges/{merge_id}/undo", "Venues"),
        ("get", "/api/v1/whereabouts", "Venues"),
        ("get", "/health", "Service"),
        ("post", "/api/v1/weather", "Service"),
    ],
)
def test_an_operation_stands_in_the_chapter_of_its_path(method: str, path: str, name: str) -> None:
    assert chapter_of(path, method).name == name


def test_the_document_tells_its_chapters_in_order_and_none_that_is_empty() -> None:
    told = [tag["name"] for tag in DOCUMENT["tags"]]
    used = {tag for item in DOCUMENT["paths"].values() for operation in item.values() for tag in operation["tags"]}
    assert told == [chapter.name for chapter in (*CHAPTERS, OTHERS) if chapter.name in used]
    assert all(len(o["tags"]) == 1 for item in DOCUMENT["paths"].values() for o in item.values())
    assert all(tag["description"] for tag in DOCUMENT["tags"])
