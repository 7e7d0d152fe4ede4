"""Conditional requests, as values: RFC 9110 section 13, and what clients send in its place."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from festum.api.conditional import http_date, is_unchanged

TAG = b'"abc"'
MODIFIED = datetime(2018, 6, 23, 19, 0, 0, tzinfo=UTC)
NOW = MODIFIED + timedelta(days=1)
SAME = b"Sat, 23 Jun 2018 19:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "unchanged"),
    [
        (b'"abc"', True),
        (b'W/"abc"', True),
        (b"*", True),
        (b" * ", True),
        (b'"x", "abc"', True),
        (b'"x","abc","y"', True),
        (b'"x" , W/"abc"', True),
        (b',, "abc" ,', True),
        (b'"a,b", "abc"', True),
        (b'"x, \\"abc\\""', False),
        (b'"a,abc"', False),
        (b'"abc,"', False),
        (b'"ABC"', False),
        (b"abc", False),
        (b'"abc', False),
        (b'abc"', False),
        (b'w/"abc"', False),
        (b'"abc-gzip"', False),
        (b'"*"', False),
        (b'"x", *', False),
        (b'""', False),
        (b"", False),
        (b'"', False),
        (b",", False),
    ],
)
def test_if_none_match_is_read_as_a_list_of_quoted_tags(header: bytes, unchanged: bool) -> None:
    assert is_unchanged(TAG, MODIFIED, header, None, NOW) is unchanged
    assert is_unchanged(TAG, None, header, None, NOW) is unchanged


def test_if_none_match_finds_a_tag_that_holds_a_comma() -> None:
    assert is_unchanged(b'"a,b"', None, b'"x", "a,b"', None, NOW)
    assert not is_unchanged(b'"b"', None, b'"a,b"', None, NOW)


@pytest.mark.parametrize(
    ("header", "unchanged"),
    [
        (SAME, True),
        (b"Sat, 23 Jun 2018 19:00:01 GMT", True),
        (b"Sat, 23 Jun 2018 18:59:59 GMT", False),
        (b"Sun, 24 Jun 2018 19:00:00 GMT", True),
        (b"Sun, 24 Jun 2018 19:00:01 GMT", False),
        (b"Fri, 31 Dec 2100 23:59:59 GMT", False),
        (b"Sat, 23 Jun 2018 21:00:00 +0200", True),
        (b"Sat, 23 Jun 2018 20:59:59 +0200", False),
        (b"Sat, 23 Jun 2018 19:00:00", True),
        (b"Sat, 23 Jun 2018 19:00:00 -0000", True),
        (b"Sat, 23 Jun 2018 18:59:59 -0000", False),
        (b"Saturday, 23-Jun-18 19:00:00 GMT", True),
        (b"Sat Jun 23 19:00:00 2018", True),
        (b"Sat Jun 23 18:59:59 2018", False),
        (b"2018-06-23T19:00:00Z", False),
        (b"yesterday", False),
        (b"", False),
        (b"0", False),
        (b"Sat, 99 Jun 2018 19:00:00 GMT", False),
        (b"Sat, 23 Jun 99999 19:00:00 GMT", False),
        (b"\xff\xfe", False),
    ],
)
def test_if_modified_since_is_compared_by_whole_seconds_and_ignored_when_unreadable(
    header: bytes, unchanged: bool
) -> None:
    assert is_unchanged(TAG, MODIFIED, None, header, NOW) is unchanged


def test_no_date_vouches_for_anything_while_the_second_of_the_revision_lasts() -> None:
    assert not is_unchanged(TAG, None, None, SAME, NOW)


def test_if_none_match_wins_over_the_date_both_ways() -> None:
    assert not is_unchanged(TAG, MODIFIED, b'"other"', SAME, NOW)
    assert is_unchanged(TAG, MODIFIED, TAG, b"Sat, 23 Jun 2018 18:00:00 GMT", NOW)


def test_without_a_condition_nothing_is_unchanged() -> None:
    assert not is_unchanged(TAG, MODIFIED, None, None, NOW)


def test_http_date_is_in_gmt_whatever_the_zone_of_the_moment() -> None:
    assert http_date(MODIFIED) == SAME
    assert http_date(MODIFIED.astimezone(timezone(timedelta(hours=2)))) == SAME


def test_no_header_whatever_its_bytes_raises() -> None:
    dice = random.Random(2018)
    pieces = [b'"', b"W/", b",", b" ", b"*", b"\xe9", b"Sat, 23 Jun", b"19:00", b"+", b"-", b"GMT", b"9999999999", b":"]
    for _ in range(20_000):
        header = b"".join(dice.choices(pieces, k=dice.randrange(8)))
        assert is_unchanged(TAG, MODIFIED, header, None, NOW) in {True, False}
        assert is_unchanged(TAG, MODIFIED, None, header, NOW) in {True, False}
