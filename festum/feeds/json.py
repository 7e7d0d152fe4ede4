"""The API's shape as a file: every date that was asked for, whole, without pages.

Without the revision the API's lists carry: it changes with every write anywhere, and these bytes only with their own.
"""

from collections.abc import Sequence

import msgspec

from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.shape import occurrence_shape

_encode = msgspec.json.Encoder().encode


def draw(entry: Entry, how: Drawing) -> bytes:
    return _encode(occurrence_shape(entry[0], how.chain, how.base_url))


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    said = {"name": head.name, "source": head.source, "page": head.page, "attribution": head.attribution}
    return b"".join((_encode(said)[:-1], b',"items":[', b",\n".join(bodies), b"]}\n"))


FORMAT = Format("json", "application/json", "occurrence", "JSON in the API's shape: for programs", 2, draw, whole)
