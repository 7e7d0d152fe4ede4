"""BEGIN and END: which component lies in which (RFC 5545 3.6), whatever the file does with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from festum.diagnosis.content_line import Line
from festum.diagnosis.finding import Finding, shown

_EVENTLIKE = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
PARENTS = {
    "VCALENDAR": frozenset({""}),
    **dict.fromkeys(
        ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"), frozenset({"VCALENDAR"})
    ),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
    "AVAILABLE": frozenset({"VAVAILABILITY"}),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "PARTICIPANT": _EVENTLIKE,
    "VLOCATION": _EVENTLIKE | {"PARTICIPANT", "VALARM"},
    "VRESOURCE": _EVENTLIKE | {"PARTICIPANT"},
}


@dataclass(frozen=True, slots=True)
class Component:
    name: str
    line: int
    lines: tuple[Line, ...] = ()
    children: tuple["Component", ...] = ()

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def value(self, name: str) -> str:
        """Empty where it is not given."""
        line = self.first(name)
        return "" if line is None else line.value

    def inner(self, name: str) -> tuple["Component", ...]:
        return tuple(child for child in self.children if child.name == name)

    @property
    def where(self) -> str:
        named = self.value("UID") or self.value("TZID")
        return f"{self.name} {shown(named)}" if named else self.name


@dataclass(slots=True)
class _Open:
    name: str
    line: int
    lines: list[Line] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def closed(self) -> Component:
        return Component(self.name, self.line, tuple(self.lines), tuple(self.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """The VCALENDARs of a file."""

    calendars: tuple[Component, ...]
    findings: tuple[Finding, ...]


def grow(lines: Iterable[Line]) -> Tree:
    """A component left open ends with what encloses it."""
    findings: list[Finding] = []
    outermost = _Open("", 0)
    stack = [outermost]
    for line in lines:
        name = line.value.strip().upper()
        if line.name == "BEGIN":
            findings += _placing(name, stack[-1].name, line.number)
            stack.append(_Open(name, line.number))
        elif line.name == "END":
            if all(one.name != name for one in stack[1:]):
                findings.append(Finding("component_not_opened", line.number, shown(name)))
                continue
            while True:
                ending = stack.pop()
                stack[-1].children.append(ending.closed())
                if ending.name == name:
                    break
                findings.append(Finding("component_unclosed", ending.line, shown(ending.name)))
        elif len(stack) == 1:
            findings.append(Finding("outside_calendar", line.number, value=shown(line.written)))
        else:
            stack[-1].lines.append(line)
    while len(stack) > 1:
        ending = stack.pop()
        findings.append(Finding("component_unclosed", ending.line, shown(ending.name)))
        stack[-1].children.append(ending.closed())
    calendars = tuple(child for child in outermost.children if child.name == "VCALENDAR")
    if len(calendars) > 1:
        findings.append(Finding("several_calendars", calendars[1].line, value=str(len(calendars))))
    return Tree(calendars, tuple(findings))


def _placing(name: str, parent: str, number: int) -> Iterator[Finding]:
    parents = PARENTS.get(name)
    if parents is None:
        if not name.startswith("X-") or not parent:
            yield Finding("component_unknown", number, shown(name))
    elif parent not in parents and (parent in PARENTS or not parent):
        yield Finding("component_misplaced", number, name, value=shown(parent), proposal=", ".join(sorted(parents)))


def walk(roots: Iterable[Component]) -> Iterator[Component]:
    """Every component, parents first, in the order of the file; no recursion, since a file may nest very deep."""
    waiting = list(roots)[::-1]
    while waiting:
        component = waiting.pop()
        yield component
        waiting += component.children[::-1]
