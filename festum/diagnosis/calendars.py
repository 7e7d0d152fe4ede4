"""What a calendar says of itself, and what must hold between its events."""

import re
from collections.abc import Iterator

from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.moments import iana_zone
from festum.diagnosis.tree import Component
from festum.diagnosis.values import unescape

_HEX = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")


def judge_calendar(calendar: Component) -> Iterator[Finding]:
    yield from _head(calendar)
    yield from _name_and_refresh(calendar)
    if not calendar.children:
        yield Finding("calendar_without_component", calendar.line)
    elif not any(child.name in {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"} for child in calendar.children):
        yield Finding("no_event", calendar.line)
    yield from _identities(calendar)


def _head(calendar: Component) -> Iterator[Finding]:
    version, method, scale = calendar.first("VERSION"), calendar.first("METHOD"), calendar.first("CALSCALE")
    if version is not None:
        if version.value != "2.0":
            yield Finding("version_other", version.number, "VERSION", shown(version.value), "2.0")
        elif "VERSION" not in {line.name for line in calendar.lines[:3]}:
            yield Finding("version_late", version.number, "VERSION")
    if method is not None:
        key = "method_publish" if method.value.upper() == "PUBLISH" else "method_other"
        yield Finding(key, method.number, "METHOD", shown(method.value))
    if scale is not None and scale.value.upper() != "GREGORIAN":
        yield Finding("calscale_other", scale.number, "CALSCALE", shown(scale.value), "GREGORIAN")
    uid = calendar.first("UID")
    if uid is not None:
        yield Finding("calendar_uid", uid.number, "UID", shown(uid.value))
    color = calendar.first("X-APPLE-CALENDAR-COLOR")
    if color is not None and not _HEX.fullmatch(color.value):
        yield Finding("apple_color_bad", color.number, color.name, shown(color.value), "#DC143C")
    zone = calendar.first("X-WR-TIMEZONE")
    if zone is not None and iana_zone(zone.value) is None:
        yield Finding("zone_not_iana", zone.number, zone.name, shown(zone.value), "Europe/Paris")


def _name_and_refresh(calendar: Component) -> Iterator[Finding]:
    """Each is said twice, for those who read the standard's name and for those who read the X- one."""
    many = len(calendar.inner("VEVENT")) > 1
    for standard, older, key_missing, key_differs in (
        ("NAME", "X-WR-CALNAME", "name_missing", "names_differ"),
        ("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "refresh_missing", "refresh_differs"),
    ):
        one, other = calendar.first(standard), calendar.first(older)
        if one is not None and other is not None:
            if unescape(one.value) != unescape(other.value):
                yield Finding(key_differs, other.number, older, shown(other.value), shown(one.value))
        elif many:
            missing = ", ".join(name for name in (standard, older) if calendar.first(name) is None)
            yield Finding(key_missing, calendar.line, missing)


def _identities(calendar: Component) -> Iterator[Finding]:
    seen: dict[tuple[str, str], int] = {}
    masters = {child.value("UID") for child in calendar.children if child.first("RECURRENCE-ID") is None}
    for child in calendar.children:
        uid, of = child.first("UID"), child.value("RECURRENCE-ID")
        if uid is None or child.name == "VTIMEZONE":
            continue
        if (uid.value, of) in seen:
            yield Finding("uid_twice", uid.number, "UID", shown(uid.value), str(seen[uid.value, of]), child.where)
        seen.setdefault((uid.value, of), uid.number)
        if of and uid.value not in masters:
            yield Finding("override_alone", child.line, "RECURRENCE-ID", shown(of), where=child.where)
