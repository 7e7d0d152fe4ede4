"""One spelling for equal questions, so that they share one answer."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl

from festum.actions.ask import SEVERAL
from festum.domain.query import is_tracking

_RELATIVE = re.compile("today|tomorrow|weekend")


def is_relative(path: str, query: str) -> bool:
    """Whether the answer may depend on the day it is asked: a filter may be written in the path, and with blanks."""
    return _RELATIVE.search(query) is not None or _RELATIVE.search(path) is not None


def canonical_query(query_string: bytes) -> str:
    """One spelling for parameters in any order, with or without what mailings append; those that take several values
    repeated or comma-separated. A comma in another belongs to it: latitude and longitude are not to be exchanged."""
    if not query_string:
        return ""
    return _canonical(query_string) if len(query_string) <= 300 else _canonical.__wrapped__(query_string)


@lru_cache(maxsize=2048)
def _canonical(query_string: bytes) -> str:
    values: dict[str, list[str]] = {}
    for name, text in parse_qsl(query_string.decode("latin-1"), keep_blank_values=True):
        if not is_tracking(name):
            parts = text.split(",") if name in SEVERAL or name == "lang" else [text]
            values.setdefault(name, []).extend(parts if all(parts) else [text])
    # As Python writes it, not joined by separators: a value may hold any of them.
    ordered = [(name, sorted(given) if name in SEVERAL else given) for name, given in sorted(values.items())]
    return repr(ordered) if ordered else ""
