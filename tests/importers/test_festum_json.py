"""festum's own JSON reads back as what is stored, whatever that is."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.draft import Draft
from festum.domain.gazetteer import load_gazetteer
from festum.domain.listing import Listing
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import Problem
from festum.feeds.format import Drawing, Head
from festum.feeds.formats import FORMATS
from festum.feeds.shape import event_shape
from festum.importers import festum_json
from festum.importers.reading import Defaults, Reading
from tests.feeds.listings import BASE, FR, FULL
from tests.feeds.test_row import listings

FILE = Path(__file__).parent / "files" / "festum.json"
DEFAULTS = Defaults(2017, "festa")
HEAD = Head("Total Festum", "Programme", f"{BASE}/feeds/x.json", f"{BASE}/", FR, BASE, "© INSEE")


def read(value: Any, defaults: Defaults = DEFAULTS) -> Reading:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    assert festum_json.recognises(content)
    return festum_json.read(content, load_gazetteer(), defaults)


def feed(*some: Listing) -> bytes:
    form = FORMATS["json"]
    return form.join(HEAD, [form.draw(some, Drawing(FR, "keep", BASE)) for some in [[one] for one in some]])


def as_draft(line: int, listing: Listing) -> Draft:
    image = listing.details.image
    return Draft(
        line=line,
        edition=listing.edition,
        partner=listing.partner.key,
        event_key=listing.event_id,
        occurrence_key=listing.occurrence.uid,
        details=replace(listing.details, image=f"{BASE}{image}" if image.startswith("/") else image),
        when=listing.occurrence.when,
        venue=listing.occurrence.venue,
        status=listing.occurrence.status,
        notice=listing.occurrence.notice,
    )


def item(**other: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_bytes())["items"][0]
    return found | other


def test_feed_kept_as_a_specimen_is_still_what_the_feed_is() -> None:
    assert FILE.read_bytes() == feed(FULL).replace(b"x.json", b"x.EXT")


@given(st.lists(listings(), min_size=1, max_size=3))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_whatever_is_stored_is_read_back_the_same(some: list[Listing]) -> None:
    drafts = read(feed(*some)).drafts
    assert {problem.key for draft in drafts for problem in draft.problems} <= {"commune_missing"}
    assert [replace(draft, problems=()) for draft in drafts] == [as_draft(n, one) for n, one in enumerate(some, 1)]


def test_answers_of_the_api_are_read_like_the_feed() -> None:
    later = replace(FULL, occurrence=replace(FULL.occurrence, uid="another"))
    event = event_shape([FULL, later], DEFAULT_CHAIN, BASE)
    expected = (as_draft(1, FULL), as_draft(1, later))
    assert read({"items": [event], "next": None, "revision": 7}).drafts == expected
    assert read(event).drafts == expected
    assert read([item()]).drafts == read(item()).drafts == (as_draft(1, FULL),)


def test_page_of_a_longer_list_says_so() -> None:
    assert read({"items": [item()], "next": "abc"}).problems == (Problem("warning", "pages_missing", "next", "abc"),)


def test_partner_and_edition_asked_for_fill_what_is_not_said() -> None:
    (draft,) = read([item(partner=None, edition=None)]).drafts
    assert (draft.partner, draft.edition) == ("festa", 2017)


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"titles": {}}, Problem("error", "title_missing", "titles")),
        ({"start": "demain"}, Problem("error", "moment_unreadable", "start", "demain")),
        ({"end": "demain"}, Problem("error", "moment_unreadable", "end", "demain")),
        ({"start": "2018-03-25T02:30"}, Problem("error", "time_skipped", "start", "2018-03-25T02:30")),
        ({"end": "2018-06-23T20:00"},
         Problem("error", "ends_before", "end", "2018-06-23T20:00", "2018-06-23T21:00")),
        ({"categories": ["bal"]}, Problem("error", "word_unknown", "categories", "bal")),
        ({"status": "off"}, Problem("error", "word_unknown", "status", "off")),
        ({"price": "x" * 301}, Problem("error", "too_long", "price", "x" * 200, "300")),
        ({"url": "javascript:x"}, Problem("warning", "address_left", "url", "javascript:x")),
        ({"venue": None}, Problem("warning", "commune_missing", "venue")),
        ({"venue": {"commune": {"insee_code": "75056", "name": "Paris"}}},
         Problem("error", "commune_not_found", "commune", "Paris 75056")),
        ({"venue": {"name": "Halle", "point": {"latitude": 100, "longitude": 0}}},
         Problem("warning", "pin_unreadable", "point", "100.0 0.0")),
        ({"price": 5}, Problem("error", "item_unreadable", "", "Expected `str`, got `int` - at `$.price`")),
        ({"occurrences": []}, Problem("error", "item_unreadable", "", "occurrences")),
    ],
)  # fmt: skip
def test_problem_names_the_member_and_what_stands_in_it(other: dict[str, Any], problem: Problem) -> None:
    assert [problem in draft.problems for draft in read([item(**other)]).drafts] == [True]


@pytest.mark.parametrize("edition", [2**31, 2**70, -1, 0])
def test_edition_that_is_no_year_goes_no_further(edition: int) -> None:
    """No database counts that far."""
    (draft,) = read([item(edition=edition)]).drafts
    assert (draft.edition, [problem.key for problem in draft.problems]) == (2017, ["item_unreadable"])
