"""Two answers of one address, one right after the other: what moves by itself makes subscribers work for nothing."""

from collections.abc import Iterator, Mapping

from festum.diagnosis.answers import http_date
from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.lines import read_lines
from festum.diagnosis.tree import Component, grow
from festum.diagnosis.visit import Answer

_STAMPS = frozenset({"DTSTAMP", "LAST-MODIFIED", "CREATED"})
Events = Mapping[str, Component]


def compare(one: Answer, other: Answer) -> Iterator[Finding]:
    """`one` was given first; both are 200."""
    before, after = http_date(one.header("last-modified")), http_date(other.header("last-modified"))
    if before is not None and after is not None and after < before:
        yield Finding("header_date_falls", subject="Last-Modified", value=str(before), proposal=str(after))
    if one.body == other.body:
        return
    earlier, later = _events(one.body), _events(other.body)
    gone = [uid for uid in earlier if uid not in later]
    if gone:
        yield Finding("uids_change", earlier[gone[0]].line, "UID", str(len(gone)), where=earlier[gone[0]].where)
    yield from _falling(earlier, later)
    moved = _moved(earlier, later)
    both = [uid for uid in earlier if uid in later]
    if both != [uid for uid in later if uid in earlier]:
        yield Finding("order_moves", value=str(len(both)))
    if moved and moved <= _STAMPS:
        yield Finding("dtstamp_moves", subject=", ".join(sorted(moved)))
    elif not gone and (moved or both == list(later)):
        yield Finding("bytes_move", subject=", ".join(sorted(moved)))


def _events(content: bytes) -> Events:
    """Those with a UID; an overriding date is an event of its own."""
    calendars = grow(read_lines(content).lines).calendars
    events = [child for calendar in calendars for child in calendar.children if child.name == "VEVENT"]
    return {f"{event.value('UID')} {event.value('RECURRENCE-ID')}".strip(): event for event in events}


def _moved(earlier: Events, later: Events) -> set[str]:
    """Names of the properties that differ between the two."""
    moved: set[str] = set()
    for uid, event in earlier.items():
        if uid in later:
            ours = {(line.name, line.parameters, line.value) for line in event.lines}
            theirs = {(line.name, line.parameters, line.value) for line in later[uid].lines}
            moved |= {name for name, _, _ in ours ^ theirs}
    return moved


def _falling(earlier: Events, later: Events) -> Iterator[Finding]:
    for uid, event in earlier.items():
        if uid not in later:
            continue
        old, new = event.value("SEQUENCE"), later[uid].value("SEQUENCE")
        if old.isdecimal() and new.isdecimal() and int(new[:12]) < int(old[:12]):
            yield Finding("sequence_falls", event.line, "SEQUENCE", shown(old), shown(new), event.where)
        old, new = event.value("LAST-MODIFIED"), later[uid].value("LAST-MODIFIED")
        if new and new < old:
            yield Finding("stamp_falls", event.line, "LAST-MODIFIED", shown(old), shown(new), event.where)
