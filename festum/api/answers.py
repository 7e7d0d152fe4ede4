"""Answers kept ready to hand out: bounded in bytes, the least recently asked for let go first."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b

import brotli

Headers = list[tuple[bytes, bytes]]

COMPRESSED_FROM = 512
"""Bytes below which compressing costs more than it saves."""

PACKED_ALREADY = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""A workbook is a zip file: packing it again costs time and saves nothing."""

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""The best first. Brotli at 5 packs a calendar smaller than gzip does, in less time; at its best it takes seconds."""

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
    """A 200 of one revision. `headers` are the handler's own: type and disposition. `modified` is told by few."""

    revision: int
    headers: Headers
    plain: Body
    modified: datetime | None = None
    packed: dict[str, Body] = field(default_factory=dict)

    @classmethod
    def of(cls, revision: int, headers: Headers, content: bytes, modified: datetime | None = None) -> "Answer":
        tag = blake2b(content, digest_size=16).hexdigest().encode()
        return cls(revision, headers, Body(content, b'"' + tag + b'"'), modified)

    @property
    def worth_packing(self) -> bool:
        """Long enough, and not packed by its own format."""
        return len(self.plain.content) >= COMPRESSED_FROM and (b"content-type", PACKED_ALREADY) not in self.headers

    def packed_as(self, coding: str) -> Body:
        """Compressed once per coding; no time of day in the bytes, so that every process writes the same."""
        if coding not in self.packed:
            content = CODINGS[coding](self.plain.content)
            etag = self.plain.etag[:-1] + f'-{coding}"'.encode()
            self.packed[coding] = Body(content, etag, coding.encode())
        return self.packed[coding]

    @property
    def weight(self) -> int:
        return len(self.plain.content) + sum(len(body.content) for body in self.packed.values()) + _OVERHEAD


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
