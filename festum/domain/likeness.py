"""How alike two titles are, as people write them."""

import re

from rapidfuzz import fuzz

from festum.domain.event import Details
from festum.domain.text import closeness, fold
from festum.domain.texts import DEFAULT_CHAIN

AT_THE_SAME_TIME = 60.0
"""Closeness from which two titles are one event where place and hour are the same."""

ALIKE = 85.0
"""Likewise where only the commune is, and the days are near."""

THE_SAME = 90.0
"""Likewise in two partners' programmes."""

CLEARLY = 5.0
"""By how much the better of two must be closer."""

WITHIN, ENOUGH_WORDS, MOST_OF_IT = 90.0, 3, 0.7
"""Closeness of a title that is the other with some words more: of at least so many words, so much of its length."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


class Likeness:
    """Remembers the folding of each title: the same ones come again and again."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def title(self, details: Details) -> str:
        """The title as it is compared."""
        title = details.titles.choose(DEFAULT_CHAIN)[1]
        if title not in self._folded:
            self._folded[title] = fold(title)
        return self._folded[title]


def alike(one: str, other: str) -> float:
    """0-100 on folded titles: the letters, or the words in any order, or one within the other."""
    if one == other:
        return 100.0
    return max(closeness(one, other), fuzz.token_sort_ratio(one, other), WITHIN if _within(one, other) else 0.0)


def _within(one: str, other: str) -> bool:
    """ "Bal de la Saint-Jean" and "Grand bal de la Saint-Jean": some words more, where there are enough of them."""
    shorter, longer = sorted((one, other), key=len)
    words = _WORD.findall(shorter)
    return (
        len(words) >= ENOUGH_WORDS
        and len(shorter) >= MOST_OF_IT * len(longer)
        and set(words) <= set(_WORD.findall(longer))
    )


def same_numbers(one: str, other: str) -> bool:
    """ "Atelier 1" and "Atelier 2" are two events, however much alike."""
    return one == other or _NUMBER.findall(one) == _NUMBER.findall(other)
