"""Conditional requests (RFC 9110 section 13): what a client already has, and whether it is still good."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


def http_date(moment: datetime) -> bytes:
    return format_datetime(moment.astimezone(UTC), usegmt=True).encode()


def is_unchanged(
    etag: bytes,
    modified: datetime | None,
    if_none_match: bytes | None,
    if_modified_since: bytes | None,
    now: datetime,
) -> bool:
    """True for a 304. `modified` is None while its second lasts: then no date can vouch for anything.

    A date later than `now` is none of ours and vouches for nothing. If-None-Match wins over the date (13.1.3) and
    compares weakly (13.1.2): `W/"x"` matches `"x"`.
    """
    if if_none_match is not None:
        return any(_weak(tag) == etag for tag in _tags(if_none_match)) or if_none_match.strip() == b"*"
    if if_modified_since is None or modified is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since.decode("latin-1"))
    except (ValueError, TypeError, OverflowError):
        return False
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return modified <= since <= now


def _tags(header: bytes) -> list[bytes]:
    """The members of an entity-tag list; a comma inside quotes belongs to its tag."""
    tags, rest = [], header
    while rest := rest.strip(b" \t,"):
        opening = rest.find(b'"')
        closing = rest.find(b'"', opening + 1)
        if opening < 0 or closing < 0:
            break
        tags.append(rest[: closing + 1])
        rest = rest[closing + 1 :]
    return tags


def _weak(tag: bytes) -> bytes:
    return tag.removeprefix(b"W/")
