"""A short text in numbers, words and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festum.importers.tokens import cut, glued


def words(text: str) -> list[str]:
    return [token.text for token in cut(text) if token.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20h30", ["20", "h", "30"]),
        ("Sam. 1er Août", ["sam", ".", "1", "er", "aout"]),
        ("23 d’agost", ["23", "d", "agost"]),
        ("10–12\u00a0h", ["10", "-", "12", "h"]),
        ("10h\n12h", ["10", "h", "\n", "12", "h"]),
        ("\u200f23\u200e/06", ["23", "/", "06"]),
        ("l'après-midi", ["l", "apresmidi"]),
        ("mièja nuèit", ["miejanueit"]),
        ("fin de week-end", ["fin", "de", "weekend"]),
        ("après - ", ["apres", "-"]),
        ("", []),
    ],
)
def test_text_is_cut_and_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_number_is_what_is_written_in_plain_figures() -> None:
    assert [(token.value, token.digits) for token in cut("06 x ²")[:3]] == [(6, 2), (-1, 0), (-1, 0)]


def test_tokens_are_glued_where_nothing_stands_between() -> None:
    tokens = cut("20h 30")
    assert (glued(tokens, 0), glued(tokens, 1)) == (True, False)


@given(st.text())
def test_tokens_stand_in_order_where_they_were_cut_from(text: str) -> None:
    tokens = cut(text)
    places = [place for token in tokens for place in (token.start, token.end)]
    assert places == sorted(places)
    assert all(text[token.start : token.end] == token.text for token in tokens if token.number)
