"""JSON as agendas export it: parsed once, bounded, and refused with the line where it breaks."""

import re
from typing import Any

import msgspec

from festum.errors import Unreadable
from festum.importers.text_encodings import decode

MOST_BYTES = 20_000_000
MOST_EVENTS = 20_000

_BEGINNING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_BYTE = re.compile(r"\(byte (\d+)\)")


def looks_like_json(content: bytes) -> bool:
    beginning = content[:400].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe")
    return _BEGINNING.match(beginning.decode("latin-1")) is not None


def parsed(content: bytes) -> Any:
    """Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("unreadable_too_large", most=MOST_BYTES // 1_000_000)
    text = decode(content)
    try:
        return msgspec.json.decode(text)
    except RecursionError as error:
        raise Unreadable("unreadable_json_deep") from error
    except (msgspec.DecodeError, ValueError) as error:
        place = _BYTE.search(str(error))
        before = text.encode("utf-8", "replace")[: int(place[1])] if place else b""
        raise Unreadable("unreadable_json", line=before.count(b"\n") + 1, reason=str(error)) from error


def parsed_or_none(content: bytes) -> Any:
    """For telling the kinds apart: None where it is no JSON that can be read."""
    if not looks_like_json(content):
        return None
    try:
        return parsed(content)
    except Unreadable:
        return None


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def within(value: Any, *names: str) -> Any:
    """The member by that path, None where there is none."""
    for name in names:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def bounded(items: list[Any]) -> list[Any]:
    """Raises Unreadable for more than a programme may hold."""
    if len(items) > MOST_EVENTS:
        raise Unreadable("unreadable_too_many_events", most=MOST_EVENTS)
    return items
