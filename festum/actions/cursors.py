"""Cursors: where a page ended, as one word. They name a place, no page number: any later revision understands them."""

import base64
import binascii
import json
from datetime import date, datetime

from festum.errors import Malformed
from festum.store.ordering import Place


def write_place(place: Place, sort: str) -> str:
    """Says which order it is a place of: in another it would be none."""
    lead = [] if place.lead is None else [sort, repr(place.lead)]
    return write_words(*lead, place.day.isoformat(), place.starts_at.isoformat(), place.uid)


def place_of(cursor: str, sort: str) -> Place:
    """Raises Malformed for anything but what `write_place` wrote for the same order."""
    try:
        *lead, day, starts_at, uid = words_of(cursor)
        moment = datetime.fromisoformat(starts_at).replace(tzinfo=None)
        return Place(_lead_of(lead, sort), date.fromisoformat(day), moment, uid)
    except ValueError:
        raise Malformed("bad_cursor") from None


def _lead_of(lead: list[str], sort: str) -> float | None:
    match sort, lead:
        case "date", []:
            return None
        case "relevance", ["relevance", number]:
            return _within(int(number), 2**31 - 1)  # what the databases take
        case "distance", ["distance", number]:
            return _within(float(number), 4.0)  # nothing on the globe is farther
    raise ValueError(sort)


def _within(number: float, most: float) -> float:
    if not -most <= number <= most:
        raise ValueError(number)
    return number


def write_words(*words: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(words, ensure_ascii=False).encode()).decode().rstrip("=")


def words_of(cursor: str) -> tuple[str, ...]:
    """Raises Malformed for anything but what `write_words` wrote."""
    try:
        padded = (cursor + "=" * (-len(cursor) % 4)).encode("ascii")
        words = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise Malformed("bad_cursor") from None
    # What is not printable (NUL, lone surrogates) no database takes as a parameter.
    if not isinstance(words, list) or not all(isinstance(word, str) and word.isprintable() for word in words):
        raise Malformed("bad_cursor")
    return tuple(words)
