"""What this process has drawn lately: so that an entry which did not change is not read again, nor drawn again."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

from festum.domain.listing import Face

State = tuple[tuple[str, datetime], ...]
"""What an entry's bytes were drawn of: each of its occurrences (UID) with its stamp."""

DEFAULT_BYTES = 16_000_000
_OVERHEAD = 600
"""Bytes an entry takes beside its body: measured, rounded up."""


class Easel:
    """Bounded in bytes, the longest unused let go first. `turn` is held by the one who draws."""

    def __init__(self, most_bytes: int = DEFAULT_BYTES) -> None:
        self.most_bytes = most_bytes
        self.weight = 0
        self.turn = asyncio.Lock()
        self._drawn: OrderedDict[tuple[Face, tuple[str, ...]], tuple[State, bytes]] = OrderedDict()

    def find(self, face: Face, state: State) -> bytes | None:
        """Only as drawn of that very state."""
        key = face, tuple(uid for uid, _ in state)
        found = self._drawn.get(key)
        if found is None or found[0] != state:
            return None
        self._drawn.move_to_end(key)
        return found[1]

    def remember(self, face: Face, drawn: Mapping[State, bytes]) -> None:
        """The latest state of an entry takes the place of the one before."""
        for state, body in drawn.items():
            key = face, tuple(uid for uid, _ in state)
            self._let_go(key)
            self._drawn[key] = state, body
            self.weight += len(body) + _OVERHEAD
        while self.weight > self.most_bytes:
            self._let_go(next(iter(self._drawn)))

    def _let_go(self, key: tuple[Face, tuple[str, ...]]) -> None:
        gone = self._drawn.pop(key, None)
        if gone is not None:
            self.weight -= len(gone[1]) + _OVERHEAD
