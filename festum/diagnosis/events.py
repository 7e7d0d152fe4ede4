"""What an event must make sense of beyond its grammar (RFC 5545 3.6.1): its times, what it says, whom it names."""

from collections.abc import Iterator
from datetime import time, timedelta

from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.moments import YEARS, Moment, comparable, moment, moments
from festum.diagnosis.recurrence import rule_parts
from festum.diagnosis.tree import Component
from festum.diagnosis.values import is_date, unescape

MOST_UID_OCTETS = 255
_DATED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
_RICH = frozenset({"PARTICIPANT", "VLOCATION", "VRESOURCE"})


def judge_event(event: Component, method: str) -> Iterator[Finding]:
    where = event.where
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start is None and not method:
        yield Finding("missing_dtstart", event.line, "DTSTART", where=where)
    yield from _times(event, where)
    if start is not None:
        begins, ends = moment(start), moment(end)
        if begins is not None:
            if ends is not None and end is not None:
                yield from _span(begins, ends, end.number, where)
            yield from _recurring(event, begins, where)
    yield from _length(event, where)
    yield from _said(event, where)
    yield from _stamps(event, where)
    for child in event.children:
        if child.name == "VALARM":
            yield Finding("alarm", child.line, "VALARM", where=where)
            yield from _alarm(child, where)
        elif child.name in _RICH:
            yield Finding("rich_component", child.line, child.name, where=where)
    for name in ("ORGANIZER", "ATTENDEE"):
        named = event.first(name)
        if named is not None:
            yield Finding("people", named.number, name, shown(named.value), where=where)
    attached = event.first("ATTACH")
    if attached is not None and attached.parameter("VALUE").upper() == "BINARY":
        yield Finding("attachment_inline", attached.number, "ATTACH", str(len(attached.value)), where=where)


def _times(event: Component, where: str) -> Iterator[Finding]:
    """Zones in their place, years of this age; whether a zone is right is the matter of zones.py."""
    for line in event.lines:
        if line.name not in _DATED:
            continue
        for one in moments(line):
            if one.kind == "utc" and line.parameter("TZID"):
                yield Finding("tzid_with_utc", line.number, line.name, shown(line.value), where=where)
            if one.kind == "date" and line.parameter("TZID"):
                yield Finding("tzid_on_date", line.number, line.name, shown(line.value), where=where)
            if one.local.year not in YEARS:
                yield Finding("year_odd", line.number, line.name, shown(line.value), where=where)
            if one.kind == "floating":
                yield Finding("floating_time", line.number, line.name, shown(line.value), where=where)


def _span(begins: Moment, ends: Moment, number: int, where: str) -> Iterator[Finding]:
    if (begins.kind == "date") != (ends.kind == "date") or (begins.kind == "floating") != (ends.kind == "floating"):
        yield Finding("end_type_differs", number, "DTEND", where=where)
        return
    pair = comparable(begins, ends)
    if pair is None:
        return
    if begins.kind == "date" and pair[0] == pair[1]:
        meant = f"{ends.local + timedelta(days=1):%Y%m%d}"
        yield Finding("all_day_end_same", number, "DTEND", f"{ends.local:%Y%m%d}", meant, where)
    elif pair[1] <= pair[0]:
        yield Finding("end_not_after_start", number, "DTEND", f"{ends.local:%Y-%m-%d %H:%M}", where=where)
    elif begins.kind in {"zoned", "floating"} and {begins.local.time(), ends.local.time()} == {time()}:
        yield Finding("midnight_to_midnight", number, "DTEND", where=where)


def _length(event: Component, where: str) -> Iterator[Finding]:
    start, end, duration = event.first("DTSTART"), event.first("DTEND"), event.first("DURATION")
    if duration is not None and end is not None:
        yield Finding("end_and_duration", duration.number, "DURATION", shown(duration.value), where=where)
    elif duration is not None:
        yield Finding("duration_not_end", duration.number, "DURATION", shown(duration.value), where=where)
    elif end is None and start is not None:
        yield Finding("end_missing", start.number, "DTEND", where=where)


def _recurring(event: Component, begins: Moment, where: str) -> Iterator[Finding]:
    for line in event.lines:
        if line.name in {"EXDATE", "RECURRENCE-ID"}:
            kinds = {one.kind == "date" for one in moments(line)}
            if kinds - {begins.kind == "date"}:
                yield Finding("date_type_differs", line.number, line.name, shown(line.value), where=where)
    rule = event.first("RRULE")
    if rule is None:
        return
    until = rule_parts(rule.value).get("UNTIL", "")
    form = "" if not until else "date" if is_date(until) else "utc" if until.endswith("Z") else "floating"
    wanted = "utc" if begins.kind == "zoned" else begins.kind
    if form and form != wanted:
        yield Finding("until_differs", rule.number, "RRULE", shown(until), where=where)
    if begins.kind == "utc":
        yield Finding("recurring_in_utc", rule.number, "RRULE", shown(rule.value), where=where)


def _said(event: Component, where: str) -> Iterator[Finding]:
    if not event.value("SUMMARY").strip():
        yield Finding("summary_missing", event.line, "SUMMARY", where=where)
    place = event.first("X-APPLE-STRUCTURED-LOCATION")
    if place is not None:
        location, title = unescape(event.value("LOCATION")), place.parameter("X-TITLE")
        if title != location:
            yield Finding("apple_title_differs", place.number, place.name, shown(title), shown(location), where)
        elif not place.value.startswith("geo:"):
            yield Finding(
                "apple_title_differs", place.number, place.name, shown(place.value), "geo:43.7331,3.3172", where
            )
    url = event.first("URL")
    if url is not None and url.value and url.value not in unescape(event.value("DESCRIPTION")):
        yield Finding("url_only_in_url", url.number, "URL", shown(url.value), where=where)
    if event.first("TRANSP") is None:
        yield Finding("transparency_missing", event.line, "TRANSP", where=where)


def _stamps(event: Component, where: str) -> Iterator[Finding]:
    uid = event.first("UID")
    if uid is not None and (
        len(uid.value.encode()) > MOST_UID_OCTETS or not uid.value.isascii() or set(uid.value) & set(" /\\")
    ):
        yield Finding("uid_awkward", uid.number, "UID", shown(uid.value), where=where)
    if event.first("SEQUENCE") is None:
        yield Finding("sequence_missing", event.line, "SEQUENCE", where=where)
    if event.first("LAST-MODIFIED") is None:
        yield Finding("last_modified_missing_in_event", event.line, "LAST-MODIFIED", where=where)


def _alarm(alarm: Component, where: str) -> Iterator[Finding]:
    """What each kind of alarm wants beside ACTION and TRIGGER (3.6.6)."""
    wanted = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}
    for name in wanted.get(alarm.value("ACTION").upper(), ()):
        if alarm.first(name) is None:
            yield Finding("alarm_incomplete", alarm.line, name, where=where)
    if (alarm.first("DURATION") is None) != (alarm.first("REPEAT") is None):
        yield Finding("alarm_incomplete", alarm.line, "DURATION + REPEAT", where=where)
