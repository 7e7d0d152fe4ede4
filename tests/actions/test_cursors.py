"""Cursors name a place, and anything else is refused in one sentence."""

import base64
import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from festum.actions.cursors import place_of, words_of, write_place, write_words
from festum.errors import Malformed
from festum.store.ordering import Place

PLACE = Place(None, date(2018, 6, 23), datetime.fromisoformat("2018-06-24T00:30:00"), "uid-1")


def written(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_place_is_read_as_it_was_written() -> None:
    assert place_of(write_place(PLACE, "date"), "date") == PLACE
    assert set(write_place(PLACE, "date")) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize("words", [(), ("",), ("cercle",), ("été", "ÿ?>"), ("a", "b", "c", "d")])
def test_words_are_read_as_they_were_written(words: tuple[str, ...]) -> None:
    assert words_of(write_words(*words)) == words


BROKEN = [
    "", "x", "xxxxx", "====", "é", "a b", "a+/b", "%",
    write_place(PLACE, "date")[:-3], write_place(PLACE, "date") + "!",
    written({}),
    written("abc"), written(3), written([1, 2, 3]), written(["2018-06-23", "2018-06-24T00:30:00"]),
    written(["2018-06-23", "2018-06-24T00:30:00", "u", "v"]), written(["2018-13-01", "2018-06-24T00:30:00", "u"]),
    written(["2018-06-23", "noon", "u"]), written(["2018-06-23", "2018-06-24T00:30:00", "a\x00b"]),
    written(["2018-06-23", "2018-06-24T00:30:00", "\ud800"]), written([["a"]]),
    base64.urlsafe_b64encode(b"[" * 100_000).decode(), base64.urlsafe_b64encode(b"[" + b"9" * 5000 + b"]").decode(),
    base64.urlsafe_b64encode(b'["\xff"]').decode().rstrip("="), "A" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_anything_else_is_refused(number: int) -> None:
    with pytest.raises(Malformed) as refusal:
        place_of(BROKEN[number], "date")
    assert refusal.value.key == "bad_cursor"


LED = [("relevance", -13), ("distance", 1.0842021724855044e-19), ("distance", 0.0), ("date", None)]


@pytest.mark.parametrize(("sort", "lead"), LED)
def test_a_place_in_another_order_is_read_as_it_was_written_and_in_that_order_only(
    sort: str, lead: float | None
) -> None:
    place = replace(PLACE, lead=lead)
    written = write_place(place, sort)
    assert place_of(written, sort) == place
    for other in {"date", "relevance", "distance"} - {sort}:
        with pytest.raises(Malformed):
            place_of(written, other)


@pytest.mark.parametrize("number", ["nan", "inf", "1e12", "-1e12", "x", "9" * 40, ""])
@pytest.mark.parametrize("sort", ["relevance", "distance"])
def test_a_lead_no_list_has_is_refused(sort: str, number: str) -> None:
    with pytest.raises(Malformed):
        place_of(write_words(sort, number, "2018-06-23", "2018-06-24T00:30:00", "u"), sort)


def test_a_place_in_another_zone_is_taken_as_it_stands() -> None:
    place = place_of(written(["2018-06-23", "2018-06-24T00:30:00+02:00", "uid-1"]), "date")
    assert place == PLACE
