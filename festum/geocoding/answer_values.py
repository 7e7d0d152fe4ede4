"""What other people's answers hold: values of the right kind, or nothing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from festum.domain.place import Point
from festum.domain.text import clean

T = TypeVar("T")

MOST_CHARACTERS = 300
"""Of one text of an answer: it is kept and shown."""


def words(value: object) -> str:
    """One clean line; empty for None. Raises TypeError for what is no text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"not a text: {type(value).__name__}")
    return " ".join(clean(value).split())[:MOST_CHARACTERS]


def number(value: object) -> float:
    """Also of a text, as Nominatim and CSV write numbers; may be NaN. Raises TypeError, ValueError, OverflowError."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"not a number: {type(value).__name__}")
    return float(value)


def share(value: object) -> float:
    """A score, 0 to 1; rounding may carry one a little beyond. Raises as `number`, and ValueError for NaN."""
    score = number(value)
    if not -0.1 <= score <= 1.1:
        raise ValueError(f"not a score: {score}")
    return min(1.0, max(0.0, score))


def point(latitude: object, longitude: object) -> Point:
    """Raises TypeError, ValueError, OverflowError; of nothing but a place on Earth is a point made."""
    return Point(number(latitude), number(longitude))


def readable(items: Sequence[object], read: Callable[[object], T]) -> tuple[T, ...]:
    """Without those that cannot be read. Raises ValueError where there are some and none can be."""
    found = []
    for item in items:
        try:
            found.append(read(item))
        except (TypeError, ValueError, LookupError, AttributeError, OverflowError):
            continue
    if items and not found:
        raise ValueError("nothing of the answer can be read")
    return tuple(found)
