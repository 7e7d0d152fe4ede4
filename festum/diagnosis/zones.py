"""Time zones: declared, named as the world names them, and - where they are - telling the same time as the world."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from festum.diagnosis.content_line import Line
from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.moments import YEARS, iana_zone, moments
from festum.diagnosis.tree import Component, walk
from festum.diagnosis.zone_rules import ZoneTable, zone_table

WINDOWS: Mapping[str, str] = {
    "Romance Standard Time": "Europe/Paris",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "E. Europe Standard Time": "Europe/Chisinau",
    "FLE Standard Time": "Europe/Kiev",
    "GTB Standard Time": "Europe/Bucharest",
    "Russian Standard Time": "Europe/Moscow",
    "Turkey Standard Time": "Europe/Istanbul",
    "Morocco Standard Time": "Africa/Casablanca",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "Tokyo Standard Time": "Asia/Tokyo",
    "China Standard Time": "Asia/Shanghai",
    "India Standard Time": "Asia/Kolkata",
}
_WINDOWS_FORM = re.compile(r".* Standard Time")

Used = dict[str, list[tuple[Line, datetime, str]]]
"""TZID -> (line, local time, where it stands)."""


def judge_zones(calendar: Component) -> Iterator[Finding]:
    declared: dict[str, Component] = {}
    for zone in calendar.inner("VTIMEZONE"):
        tzid = zone.value("TZID")
        if tzid in declared:
            yield Finding("zone_twice", zone.line, "VTIMEZONE", shown(tzid), str(declared[tzid].line))
        declared.setdefault(tzid, zone)
        yield from _form(zone)
    used = _used(calendar)
    for tzid, times in used.items():
        line, _, where = times[0]
        name = _meant(tzid)
        yield from _named(tzid, name, line.number)
        known = iana_zone(name or tzid)
        if tzid not in declared:
            yield Finding("zone_missing", line.number, shown(tzid), proposal=name or tzid, where=where)
        elif known is not None:
            yield from _agreement(declared[tzid], known, times)
        if known is not None:
            yield from _change_nights(known, times)
    for tzid, zone in declared.items():
        if tzid and tzid not in used and any(child.name == "VEVENT" for child in calendar.children):
            yield Finding("zone_unused", zone.line, shown(tzid))


def _used(calendar: Component) -> Used:
    found: Used = {}
    for component in walk(child for child in calendar.children if child.name != "VTIMEZONE"):
        for line in component.lines:
            tzid = line.parameter("TZID")
            if tzid:
                times = found.setdefault(tzid, [])
                # Named once even where no time in it can be read.
                times += [(line, one.local, component.where) for one in moments(line) if one.kind == "zoned"]
                if not times:
                    times.append((line, datetime.fromisoformat("0001-01-01"), component.where))
    return found


def _meant(tzid: str) -> str:
    """The IANA name behind one of Windows or one with a prefix; empty when it is one already, or nobody knows."""
    if iana_zone(tzid) is not None:
        return ""
    if tzid in WINDOWS:
        return WINDOWS[tzid]
    parts = tzid.strip("/").split("/")
    endings = ("/".join(parts[-length:]) for length in (3, 2))
    return next((ending for ending in endings if iana_zone(ending) is not None), "")


def _named(tzid: str, name: str, number: int) -> Iterator[Finding]:
    if iana_zone(tzid) is not None:
        return
    key = "zone_not_iana"
    if tzid in WINDOWS or _WINDOWS_FORM.fullmatch(tzid):
        key = "zone_windows_name"
    elif name:
        key = "zone_prefixed"
    yield Finding(key, number, "TZID", shown(tzid), name or "Europe/Paris")


def _form(zone: Component) -> Iterator[Finding]:
    parts = [child for child in zone.children if child.name in {"STANDARD", "DAYLIGHT"}]
    if not parts:
        yield Finding("zone_without_rules", zone.line, "VTIMEZONE", where=zone.where)
    for part in parts:
        rule, dates = part.first("RRULE"), part.first("RDATE")
        if dates is not None and rule is None:
            yield Finding("zone_rdate", dates.number, part.name, where=zone.where)
        if rule is not None and "BYDAY" not in rule.value.upper():
            yield Finding("zone_rule_without_byday", rule.number, part.name, shown(rule.value), where=zone.where)


def _agreement(declared: Component, zone: ZoneInfo, times: list[tuple[Line, datetime, str]]) -> Iterator[Finding]:
    """Two truths: what readers of the file's rules and readers of the zone's name make of the same line."""
    sure = [(line, local, where) for line, local, where in times if local.year in YEARS and not _skipped(zone, local)]
    table = zone_table(declared, {local.year for _, local, _ in sure})
    if table is None:
        if declared.children:
            yield Finding("zone_rule_unread", declared.line, "VTIMEZONE", where=declared.where)
        return
    for line, local, where in sure:
        yield from _one_agreement(table, zone, line, local, where)


def _one_agreement(table: ZoneTable, zone: ZoneInfo, line: Line, local: datetime, where: str) -> Iterator[Finding]:
    files, worlds = table.offset(local), local.replace(tzinfo=zone).utcoffset()
    written = f"{local:%Y-%m-%d %H:%M}"
    if files is None:
        yield Finding("zone_starts_late", line.number, line.name, written, zone.key, where)
    elif files != worlds:
        yield Finding("zone_disagrees", line.number, line.name, f"{written} = {files}", f"{zone.key} = {worlds}", where)


def _change_nights(zone: ZoneInfo, times: list[tuple[Line, datetime, str]]) -> Iterator[Finding]:
    for line, local, where in times:
        if local.year not in YEARS:
            continue
        if _skipped(zone, local):
            yield Finding("time_skipped", line.number, line.name, f"{local:%Y-%m-%d %H:%M}", zone.key, where)
        elif local.replace(tzinfo=zone).utcoffset() != local.replace(tzinfo=zone, fold=1).utcoffset():
            yield Finding("time_twice", line.number, line.name, f"{local:%Y-%m-%d %H:%M}", zone.key, where)


def _skipped(zone: ZoneInfo, local: datetime) -> bool:
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local
