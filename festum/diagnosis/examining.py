"""The whole examination: of bytes, and of what an address answered. Pure; `fetching` alone goes out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from festum.diagnosis.answers import judge_visit
from festum.diagnosis.calendars import judge_calendar
from festum.diagnosis.clients import Facts, Forecast, foresee
from festum.diagnosis.comparing import compare
from festum.diagnosis.components import judge_component
from festum.diagnosis.events import judge_event
from festum.diagnosis.finding import Finding, Group, gather, shown
from festum.diagnosis.lines import read_lines
from festum.diagnosis.moments import moment
from festum.diagnosis.texts import judge_text
from festum.diagnosis.tree import Component, grow, walk
from festum.diagnosis.values import unescape
from festum.diagnosis.visit import Visit
from festum.diagnosis.zones import judge_zones


@dataclass(frozen=True, slots=True)
class Report:
    """`components` by name; `first` and `last` day an event starts, None without any."""

    size: int
    components: Mapping[str, int]
    name: str
    first: date | None
    last: date | None
    zones: tuple[str, ...]
    groups: tuple[Group, ...]
    forecasts: tuple[Forecast, ...]

    @property
    def failed(self) -> bool:
        return any(group.first.level == "error" for group in self.groups)


def examine(content: bytes) -> Report:
    """Of a file, wherever it lies."""
    calendars, findings = _read(content)
    return _report(content, calendars, findings)


def examine_visit(visit: Visit, now: datetime) -> Report:
    """Of an address: the content as it came, and what HTTP does around it."""
    found = list(judge_visit(visit, now))
    if visit.first.status != 200:
        return _report(b"", (), found, visit)
    if visit.second is not None and visit.second.status == 200:
        found += compare(visit.first, visit.second)
    calendars, findings = _read(visit.first.body)
    return _report(visit.first.body, calendars, [*found, *findings], visit)


def _read(content: bytes) -> tuple[tuple[Component, ...], list[Finding]]:
    read = read_lines(content)
    tree = grow(read.lines)
    return tree.calendars, [*read.findings, *tree.findings, *_judged(tree.calendars)]


def _judged(calendars: Sequence[Component]) -> Iterator[Finding]:
    for calendar in calendars:
        method = calendar.value("METHOD")
        yield from judge_calendar(calendar)
        yield from judge_zones(calendar)
        for component in walk((calendar,)):
            yield from judge_component(component)
            if component.name == "VEVENT":
                yield from judge_event(component, method)
            for line in component.lines:
                yield from judge_text(line, component.where)


def _report(
    content: bytes, calendars: Sequence[Component], findings: Sequence[Finding], visit: Visit | None = None
) -> Report:
    components = list(walk(calendars))
    counts = Counter(component.name for component in components)
    events = [component for component in components if component.name == "VEVENT"]
    starts = [start.local.date() for event in events if (start := moment(event.first("DTSTART"))) is not None]
    zones = {line.parameter("TZID") for event in events for line in event.lines} - {""}
    head = calendars[0] if calendars else Component("VCALENDAR", 0)
    facts = Facts(
        size=len(content),
        events=len(events),
        cancelled=sum(event.value("STATUS").upper() == "CANCELLED" for event in events),
        found=frozenset(key for one in findings for key in (one.key, f"{one.key} {one.subject}")),
        present=frozenset(f"{component.name} {line.name}" for component in components for line in component.lines),
        errors=any(one.level == "error" for one in findings),
        name=shown(visit.name) if visit is not None else "",
        address=visit is not None,
    )
    return Report(
        size=len(content),
        components=dict(sorted(counts.items())),
        name=shown(unescape(head.value("NAME") or head.value("X-WR-CALNAME"))),
        first=min(starts, default=None),
        last=max(starts, default=None),
        zones=tuple(shown(zone) for zone in sorted(zones)),
        groups=gather(findings),
        forecasts=tuple(foresee(facts)),
    )
