"""Cursors: where a page ended, as one word. They name a place, no page number: any later revision understands them."""

import base64
import binascii
import json
from datetime import date, datetime

from festum.errors import Malformed
from festum.store.listings import Place


def write_place(place: Place) -> str:
    return write_words(place.day.isoformat(), place.starts_at.isoformat(), place.uid)


def place_of(cursor: str) -> Place:
    """Raises Malformed for anything but what `write_place` wrote."""
    try:
        day, starts_at, uid = words_of(cursor)
        return Place(date.fromisoformat(day), datetime.fromisoformat(starts_at).replace(tzinfo=None), uid)
    except ValueError:
        raise Malformed("bad_cursor") from None


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
