"""jCal (RFC 7265): the calendar of the `.ics` as JSON, the same components and properties in the same order."""

import json
from collections.abc import Sequence
from typing import Any

from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.ics import calendar, title_of
from festum.feeds.vevent import vevent

_TYPES = {"color": "text"}
"""Registered types (RFC 7986 5.9) of what icalendar does not know and would call "unknown"."""


def draw(entry: Entry, how: Drawing) -> bytes:
    return _written(vevent(entry[0], how.chain, how.cancelled, how.base_url).to_jcal())


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    name, properties, components = calendar(title_of(head), head.chain).to_jcal()
    typed = [[n, parameters, _TYPES.get(n, kind), *values] for n, parameters, kind, *values in properties]
    zones = [_written(component) for component in components]
    return b"[" + b",".join((_written(name), _written(typed), b"[" + b",\n".join((*zones, *bodies)) + b"]")) + b"]\n"


def _written(part: Any) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


FORMAT = Format(
    "jcal", "application/calendar+json", "occurrence", "jCal (RFC 7265): the same calendar as JSON", 1, draw, whole,
    calendar=True, stored=True,
)  # fmt: skip
