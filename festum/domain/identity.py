"""Identities: made once from what a partner calls a thing, then stored and never computed again."""

from uuid import UUID, uuid5

NAMESPACE = UUID("6f1c7c55-5a3e-5d0b-9c0a-2f1d4e7b8a13")
"""festum's own; changing it would give every future event another identity than its re-import."""

_BETWEEN = "\x1f"
"""Unit separator: "a/b" + "c" and "a" + "b/c" must not meet."""


def event_id(edition: int, partner: str, event_key: str) -> str:
    """Free of date, title and host: an event that moves stays the same event."""
    return str(uuid5(NAMESPACE, _BETWEEN.join((str(edition), partner, event_key))))


def occurrence_uid(edition: int, partner: str, event_key: str, occurrence_key: str) -> str:
    """The iCalendar UID (RFC 5545 3.8.4.7; UUID as RFC 7986 5.3 asks): plain ASCII, safe as a file name."""
    return str(uuid5(NAMESPACE, _BETWEEN.join((str(edition), partner, event_key, occurrence_key))))
