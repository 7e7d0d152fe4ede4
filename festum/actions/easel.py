"""What this process has drawn lately: so that an entry which did not change is not read again, nor drawn again."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from festum.domain.listing import Face
from festum.store.listings import Stamp

State = tuple[tuple[str, Stamp], ...]
"""What an entry's bytes were drawn of: each of its occurrences (UID) with its stamp, as the database writes it."""

DEFAULT_BYTES = 16_000_000
_OVERHEAD, _EACH_DATE = 700, 250
"""Bytes an entry takes beside its body, and with each date after the first: measured, rounded up."""

_Key = tuple[int, tuple[str, ...] | str]


class Easel:
    """Bounded in bytes, the longest unused let go first. `turn` is held by the one who draws."""

    def __init__(self, most_bytes: int = DEFAULT_BYTES) -> None:
        self.most_bytes = most_bytes
        self.weight = 0
        self.turn = asyncio.Lock()
        self._faces: dict[Face, int] = {}
        self._drawn: OrderedDict[_Key, tuple[State, bytes]] = OrderedDict()

    def find(self, face: Face, states: Iterable[State]) -> dict[State, bytes]:
        """Those that are there, and only as drawn of that very state."""
        number = self._faces.get(face)
        if number is None:
            return {}
        found = {}
        drawn, used = self._drawn, self._drawn.move_to_end
        for state in states:
            key = number, _named(state)
            kept = drawn.get(key)
            if kept is not None and kept[0] == state:
                used(key)
                found[state] = kept[1]
        return found

    def remember(self, face: Face, drawn: Mapping[State, bytes]) -> None:
        """The latest state of an entry takes the place of the one before."""
        number = self._faces.setdefault(face, len(self._faces))
        for state, body in drawn.items():
            key = number, _named(state)
            self._let_go(key)
            self._drawn[key] = state, body
            self.weight += _weight(state, body)
        while self.weight > self.most_bytes:
            self._let_go(next(iter(self._drawn)))

    def _let_go(self, key: _Key) -> None:
        gone = self._drawn.pop(key, None)
        if gone is not None:
            self.weight -= _weight(*gone)


def _weight(state: State, body: bytes) -> int:
    return len(body) + _OVERHEAD + _EACH_DATE * (len(state) - 1)


def _named(state: State) -> tuple[str, ...] | str:
    """Without the stamps; most entries are of one occurrence."""
    return state[0][0] if len(state) == 1 else tuple(uid for uid, _ in state)
