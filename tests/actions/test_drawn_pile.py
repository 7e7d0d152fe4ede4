"""Drawn bytes waiting for the pen, in memory or in a file."""

from datetime import UTC, datetime

import pytest

from festum.actions import drawn_pile
from festum.actions.drawn_pile import DrawnPile
from festum.domain.listing import Face, Fragment

FACE = Face("ics", "fr,oc,ca,en", "keep", "renderer")


def some(first: int) -> list[Fragment]:
    now = datetime(2018, 5, 2, 9, 0, tzinfo=UTC)
    return [Fragment(f"uid-{number}", FACE, now, b"x" * number, "digest") for number in range(first, first + 3)]


@pytest.mark.parametrize("in_memory", [0, 1, 1_000_000])
def test_pile_gives_back_what_was_put_on_it(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_pile, "IN_MEMORY_BYTES", in_memory)
    with DrawnPile() as pile:
        pile.add(some(1))
        pile.add(some(9))
        assert [list(pile), list(pile)] == [[some(1), some(9)]] * 2


def test_pile_is_empty_at_first_and_closed_in_the_end() -> None:
    with DrawnPile() as pile:
        assert list(pile) == []
    with pytest.raises(ValueError):
        pile.add(some(1))
