"""Equal questions are equal values, and spelt the same."""

import pytest

from festum.domain.query import Query, is_tracking


@pytest.mark.parametrize(
    ("name", "tracking"),
    [
        ("utm_source", True),
        ("utm_", True),
        ("fbclid", True),
        ("gclid", True),
        ("mtm_campaign", True),
        ("pk_kwd", True),
        ("_ga", True),
        ("q", False),
        ("utm", False),
        ("from", False),
        ("xfbclid", False),
        ("", False),
    ],
)
def test_is_tracking_of_what_others_append_to_addresses(name: str, tracking: bool) -> None:
    assert is_tracking(name) is tracking


def test_queries_that_ask_the_same_are_equal() -> None:
    asked = [
        Query.of({"departement": ("34", "09"), "language": ("oc",)}),
        Query.of({"language": ("oc",), "departement": ("09", "34")}),
        Query.of({"language": ("oc", "oc"), "departement": ("34", "09", "34"), "commune": ()}),
    ]
    assert asked == [Query((("departement", ("09", "34")), ("language", ("oc",))))] * 3
    assert [query.as_query_string() for query in asked] == ["departement=09,34&language=oc"] * 3


def test_queries_that_ask_otherwise_differ() -> None:
    asked = {Query(), Query.of({"q": ("a",)}), Query.of({"q": ("b",)}), Query.of({"commune": ("a",)})}
    assert len(asked) == 4


def test_values_of_a_name_nobody_asked_is_empty() -> None:
    query = Query.of({"q": ("fuòc & ball",)})
    assert (query.values("q"), query.values("from")) == (("fuòc & ball",), ())


def test_query_string_escapes_what_an_address_cannot_hold() -> None:
    assert Query.of({"q": ("fuòc & ball=1",)}).as_query_string() == "q=fu%C3%B2c+%26+ball%3D1"
    assert Query().as_query_string() == ""
