"""Answers kept ready to hand out: bounded in bytes, the least recently asked for let go first."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b

Headers = list[tuple[bytes, bytes]]

COMPRESSED_FROM = 512
"""Bytes below which compressing costs more than it saves."""

_OVERHEAD = 1200
"""Bytes an entry takes beside its bodies: measured, rounded up."""


@dataclass(slots=True)
class Body:
    """One encoding of an answer, with the strong tag of exactly these bytes (RFC 9110 8.8.3)."""

    content: bytes
    etag: bytes
    encoding: bytes = b""


@dataclass(slots=True)
class Answer:
    """A 200 of one revision. `headers` are the handler's own: type and disposition."""

    revision: int
    headers: Headers
    plain: Body
    zipped: Body | None = field(default=None)

    @classmethod
    def of(cls, revision: int, headers: Headers, content: bytes) -> "Answer":
        tag = blake2b(content, digest_size=16).hexdigest().encode()
        return cls(revision, headers, Body(content, b'"' + tag + b'"'))

    def gzipped(self) -> Body:
        """Compressed once; no time of day in the bytes, so that every process writes the same."""
        if self.zipped is None:
            packed = gzip.compress(self.plain.content, 6, mtime=0)
            self.zipped = Body(packed, self.plain.etag[:-1] + b'-gzip"', b"gzip")
        return self.zipped

    @property
    def weight(self) -> int:
        return len(self.plain.content) + (len(self.zipped.content) if self.zipped else 0) + _OVERHEAD


class Shelf:
    """Keyed by what was asked; an entry of an older revision is not found. Nothing is purged: it ages out."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.weight = 0
        self._answers: OrderedDict[object, tuple[Answer, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, key: object, revision: int) -> Answer | None:
        found = self._answers.get(key)
        if found is None or found[0].revision < revision:
            return None
        self._answers.move_to_end(key)
        return found[0]

    def keep(self, key: object, answer: Answer) -> None:
        """Also to be called again once an answer was compressed: it weighs more. One too heavy alone is not kept."""
        self._drop(key)
        weight = answer.weight + (len(key[0]) + len(key[1]) if isinstance(key, tuple) else 0)
        if weight > self.most_bytes // 4:
            return
        self._answers[key] = (answer, weight)
        self.weight += weight
        while self.weight > self.most_bytes:
            _, (_, lightened) = self._answers.popitem(last=False)
            self.weight -= lightened

    def _drop(self, key: object) -> None:
        dropped = self._answers.pop(key, None)
        if dropped is not None:
            self.weight -= dropped[1]
