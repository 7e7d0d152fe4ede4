"""Which addresses are answered how: by their path alone, as the framework reads it."""

import pytest

from festum.api.manners import READ, SELECTION, SELECTION_FEED, Manner, manner_of


@pytest.mark.parametrize(
    ("path", "manner"),
    [
        ("/", READ),
        ("/feeds/a.ics", READ),
        ("/feeds/s", READ),
        ("/feeds/sant-joan/x/a.ics", READ),
        ("/feeds/departement/34/s.ics", READ),
        ("/events/s/", READ),
        ("/api/v1/occurrences", READ),
        ("/api/v1/selectionsx", READ),
        ("/feeds/s/token/a.ics", SELECTION_FEED),
        ("/feeds//s/token/a.ics", SELECTION_FEED),
        ("//feeds///s//token/a.ics", SELECTION_FEED),
        ("/api/v1/selections", SELECTION),
        ("/api/v1/selections/", SELECTION),
        ("/api/v1/selections/token", SELECTION),
        ("/api//v1/selections//token", SELECTION),
        ("/api/v1/imports", None),
        ("/api//v1/imports/12/rows", None),
        ("/api/v1/imports/template.csv", READ),
        ("/api/v1//imports/template.xlsx", READ),
        ("/api/v1/imports/schema.json", READ),
        ("/api/v1/imports/schema.json/more", None),
        ("/api/v1/venues", None),
        ("/api/v1//venues/12/pin", None),
        ("/api/v1/venuesx", READ),
        ("/api/v1/venue-merges/3/undo", None),
        ("/api/v1/whereabouts", READ),
        ("/health", None),
        ("/openapi.json", None),
        ("/api/v2/selections/token", None),
    ],
)
def test_a_path_has_its_manner(path: str, manner: Manner | None) -> None:
    assert manner_of(path) is manner


def test_only_a_secret_address_is_kept_from_other_sites_and_from_search_engines() -> None:
    told = {
        name: dict(manner.security) for name, manner in (("read", READ), ("feed", SELECTION_FEED), ("api", SELECTION))
    }
    assert (
        told["feed"]
        == told["api"]
        == told["read"]
        | {
            b"referrer-policy": b"no-referrer",
            b"x-robots-tag": b"noindex",
        }
    )
