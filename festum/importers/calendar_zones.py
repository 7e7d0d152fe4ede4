"""Which time zone a calendar means by a TZID: its own name, Windows' name, or one told by a VTIMEZONE beside it."""

import re
from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from festum.importers.calendar_lines import Block

_TZID = re.compile(r';TZID=("?)([^":;]*)\1(?=[;:])', re.IGNORECASE)
_DATED = re.compile(r"(?:DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)\s*;", re.IGNORECASE)
_OFFSET = re.compile(r"TZOFFSETTO\s*:\s*([+-]\d{4})", re.IGNORECASE)

_BY_OFFSETS = {
    ("+0100", "+0200"): "Europe/Paris",
    ("+0000", "+0100"): "Europe/London",
    ("+0200", "+0300"): "Europe/Athens",
    ("-0500", "-0400"): "America/New_York",
    ("+0000",): "UTC",
    ("+0100",): "Etc/GMT-1",
    ("+0200",): "Etc/GMT-2",
}
"""Standard time and summer time of a zone that is told by its rules only. Rules are not followed: they could be made to
take for ever, and no partner of a festival in Occitanie keeps its calendar in a zone of its own making."""


class Zones:
    """Of one file; `unknown` are the names met that mean nothing, whose hours are then taken for the festival's."""

    def __init__(self, told: Iterable[Block]) -> None:
        self._told = {name: zone for block in told for name, zone in [_told(block)] if name and zone}

    def named(self, line: str) -> tuple[str, str]:
        """(the property with a TZID every program knows, the TZID that nobody does)"""
        if _DATED.match(line) is None or (found := _TZID.search(line)) is None:
            return line, ""
        zone = self.meant(found[2])
        parameter = f";TZID={zone}" if zone else ""
        return line[: found.start()] + parameter + line[found.end() :], "" if zone else found[2]

    def meant(self, name: str) -> str:
        """The IANA name, "" when there is none. What a file tells of a name it made up is believed last."""
        return _known(name) or self._told.get(name.strip(), "")


def _known(name: str) -> str:
    name = name.strip()
    if name in WINDOWS_TO_OLSON and name not in _zones():
        return str(WINDOWS_TO_OLSON[name])
    # Programs write "/mozilla.org/20070129_1/Europe/Paris" for a name that shall be theirs alone (RFC 5545 3.2.19).
    parts = name.strip("/").split("/")
    for start in range(min(len(parts), 5)):
        if (ending := "/".join(parts[start:])) in _zones():
            return ending
    return ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _told(block: Block) -> tuple[str, str]:
    """(TZID, the known zone it stands for)"""
    name = where = ""
    for line in block.properties:
        key, _, value = line.partition(":")
        if key.strip().upper() == "TZID":
            name = value.strip()
        elif key.strip().upper() == "X-LIC-LOCATION":
            where = _known(value)
    offsets = {found[1] for line in block.properties if (found := _OFFSET.match(line))}
    return name, where or _BY_OFFSETS.get(tuple(sorted(offsets, key=int)), "")
