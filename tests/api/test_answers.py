"""The shelf of ready answers, as values: what weighs what, and what is let go first."""

import gzip
import re
from collections.abc import Callable

import brotli
import pytest

from festum.api.answers import Answer, Body, Shelf

ONE_KB = b"x" * 1000
OVERHEAD = 1200
"""What an entry takes beside its bodies, counted with it."""


def answer(content: bytes = ONE_KB, revision: int = 1) -> Answer:
    return Answer.of(revision, [(b"content-type", b"text/plain")], content)


def test_the_tag_of_an_answer_is_strong_and_made_of_its_bytes_alone() -> None:
    one, same, other = answer(b"Balade"), answer(b"Balade", revision=9), answer(b"balade")
    assert re.fullmatch(rb'"[0-9a-f]{32}"', one.plain.etag)
    assert (one.plain, one.packed) == (Body(b"Balade", one.plain.etag), {})
    assert (one.plain.etag == same.plain.etag, one.plain.etag == other.plain.etag) == (True, False)


@pytest.mark.parametrize(("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_a_compressed_body_is_made_once_holds_no_time_and_has_its_own_tag(
    coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    one, again = answer(), answer()
    packed = one.packed_as(coding)
    assert packed is one.packed_as(coding)
    assert packed == again.packed_as(coding)
    assert unpack(packed.content) == ONE_KB
    assert packed.encoding == coding.encode()
    assert packed.etag == one.plain.etag[:-1] + f'-{coding}"'.encode()


def test_gzip_holds_no_time_of_day() -> None:
    assert answer().packed_as("gzip").content[4:8] == b"\0\0\0\0"


@pytest.mark.parametrize(
    ("content", "kind", "worth"),
    [
        (b"x" * 511, b"text/calendar", False),
        (b"x" * 512, b"text/calendar", True),
        (b"x" * 5000, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
    ],
)
def test_what_is_short_or_packed_already_is_not_worth_packing(content: bytes, kind: bytes, worth: bool) -> None:
    assert Answer.of(1, [(b"content-type", kind)], content).worth_packing is worth


def test_an_answer_weighs_its_bodies_and_a_little_more() -> None:
    one = answer()
    plain = one.weight
    packed = len(one.packed_as("gzip").content) + len(one.packed_as("br").content)
    assert (plain, one.weight) == (1000 + OVERHEAD, 1000 + OVERHEAD + packed)


def test_the_shelf_finds_what_is_as_new_as_asked_for() -> None:
    shelf, kept = Shelf(100_000), answer(revision=5)
    shelf.keep(("/", ""), kept)
    assert [shelf.find(("/", ""), revision) for revision in (4, 5, 6)] == [kept, kept, None]
    assert shelf.find(("/", "lang=oc"), 5) is None


def test_the_shelf_lets_go_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(4 * (1000 + OVERHEAD + 3))
    for name in ("a", "b", "c", "d"):
        shelf.keep(("/", f"{name}="), answer())
    assert (len(shelf), shelf.weight) == (4, 4 * (1000 + OVERHEAD + 3))
    assert shelf.find(("/", "a="), 1) is not None
    shelf.keep(("/", "e="), answer())
    present = [name for name in "abcde" if shelf.find(("/", f"{name}="), 1)]
    assert (present, len(shelf), shelf.weight) == (["a", "c", "d", "e"], 4, 4 * (1000 + OVERHEAD + 3))


def test_the_shelf_never_weighs_more_than_it_may() -> None:
    shelf = Shelf(50_000)
    for number in range(500):
        shelf.keep(("/", str(number)), answer(b"x" * (number * 37 % 9000)))
        assert shelf.weight <= 50_000
    held = [found for number in range(500) if (found := shelf.find(("/", str(number)), 1))]
    assert len(held) == len(shelf) > 4
    assert shelf.weight >= sum(one.weight for one in held)


def test_the_shelf_weighs_anew_what_was_compressed_and_what_was_replaced() -> None:
    shelf, key, one = Shelf(100_000), ("/", ""), answer()
    shelf.keep(key, one)
    plain = shelf.weight
    packed = one.packed_as("br")
    shelf.keep(key, one)
    assert shelf.weight == plain + len(packed.content)
    shelf.keep(key, answer(b"", revision=2))
    assert (shelf.weight, len(shelf)) == (OVERHEAD + 1, 1)


def test_an_answer_too_heavy_is_handed_out_but_not_kept_and_displaces_nothing() -> None:
    shelf = Shelf(20_000)
    shelf.keep(("/", ""), answer())
    before = shelf.weight
    shelf.keep(("/", "all"), answer(b"x" * 5000))
    assert (shelf.find(("/", "all"), 1), shelf.weight, len(shelf)) == (None, before, 1)


def test_an_answer_grown_too_heavy_takes_its_old_self_with_it() -> None:
    shelf = Shelf(20_000)
    shelf.keep(("/", ""), answer())
    shelf.keep(("/", ""), answer(b"x" * 5000, revision=2))
    assert (shelf.find(("/", ""), 1), shelf.weight, len(shelf)) == (None, 0, 0)
