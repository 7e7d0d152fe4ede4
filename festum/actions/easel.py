"""What this process has just drawn: so that nobody draws it again before it is stored, and no two draw it at once."""

import asyncio
from collections import OrderedDict
from datetime import datetime

from festum.domain.listing import Face, Fragment

MOST_BYTES = 16_000_000
_OVERHEAD = 600


class Easel:
    """Bounded in bytes, the oldest let go first. `turn` is held by the one who draws."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self._drawn: OrderedDict[tuple[str, Face], Fragment] = OrderedDict()
        self._weight = 0

    def find(self, uid: str, face: Face, modified: datetime | None) -> Fragment | None:
        """Only as drawn of that very state."""
        found = self._drawn.get((uid, face))
        return found if found is not None and found.modified == modified else None

    def remember(self, fragments: list[Fragment]) -> None:
        for fragment in fragments:
            key = fragment.uid, fragment.face
            self._weight -= self._let_go(key)
            self._drawn[key] = fragment
            self._weight += len(fragment.body) + _OVERHEAD
        while self._weight > MOST_BYTES:
            self._weight -= self._let_go(next(iter(self._drawn)))

    def _let_go(self, key: tuple[str, Face]) -> int:
        gone = self._drawn.pop(key, None)
        return 0 if gone is None else len(gone.body) + _OVERHEAD
