"""A calendar's text taken apart into its events, each with the line it begins at, before anything in it is believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)

MOST_LINE = 200_000
"""Characters of one property; what is longer is a picture within the file, not a text."""
MOST_OF_ONE = 1_000_000
"""Characters of one event."""


@dataclass(frozen=True, slots=True)
class Block:
    """The properties of one component, unfolded, without those of the components within (alarms).

    `line` counts the file's lines as an editor does, the first is 1. Not `ended` when another component begins, or the
    file stops, in the middle of it. `left` names the properties too long to be read.
    """

    name: str
    line: int
    properties: tuple[str, ...]
    ended: bool = True
    left: tuple[str, ...] = ()


class _Opened:
    """A component being read."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line, self.within = name, line, ""
        self._properties: list[str] = []
        self._left: list[str] = []
        self._length = 0

    def add(self, content: str) -> None:
        if self.within:
            return
        self._length += len(content)
        if len(content) <= MOST_LINE and self._length <= MOST_OF_ONE:
            self._properties.append(content)
        elif len(self._left) < 10:
            self._left.append(re.split("[;:]", content[:100], maxsplit=1)[0].strip().upper())

    def block(self, *, ended: bool) -> Block:
        return Block(self.name, self.line, tuple(self._properties), ended, tuple(dict.fromkeys(self._left)))


def blocks(text: str) -> Iterator[Block]:
    """VEVENT and VTIMEZONE, the latter with its rules as further properties."""
    opened: _Opened | None = None
    for line, content in _unfolded(text):
        edge = _EDGE.fullmatch(content) if len(content) < 100 else None
        if edge is None:
            if opened is not None:
                opened.add(content)
            continue
        begins, name = edge[1].upper() == "BEGIN", edge[2].upper()
        if name in {"VEVENT", "VTIMEZONE", "VCALENDAR"}:
            if opened is not None:
                yield opened.block(ended=not begins and name == opened.name)
            opened = _Opened(name, line) if begins and name != "VCALENDAR" else None
        elif opened is not None and opened.name == "VEVENT":
            if begins:
                opened.within = opened.within or name
            elif name == opened.within:
                opened.within = ""
    if opened is not None:
        yield opened.block(ended=False)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, content line). A line that begins with a blank goes on with the one before."""
    begun, parts = 0, [""]
    for number, raw in enumerate(_lines(text), 1):
        if raw[:1] in (" ", "\t") and begun:
            parts.append(raw[1:])
            continue
        if begun and parts != [""]:
            yield begun, "".join(parts)
        begun, parts = number, [raw]
    if begun and parts != [""]:
        yield begun, "".join(parts)


def _lines(text: str) -> Iterator[str]:
    """Without their ends; one by one, as a list of twenty million blank lines would fill a machine."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]
