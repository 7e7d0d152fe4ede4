"""One component's properties: those it must have, may have and how often, and each value by its type."""

from collections import Counter
from collections.abc import Iterator

from festum.diagnosis.content_line import Line
from festum.diagnosis.finding import Finding, shown
from festum.diagnosis.properties import MANY_VALUES, PARAMETERS, PROPERTIES, REQUIRED, Property
from festum.diagnosis.tree import PARENTS, Component
from festum.diagnosis.values import TYPES, is_date
from festum.diagnosis.wordlists import COLORS, NEAREST_STATUS, NUMBERS, STATUSES, WORDS

_STAMPS = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED", "ACKNOWLEDGED", "TZUNTIL"})
_OWN_SENTENCE = frozenset({"PRODID", "VERSION", "UID", "DTSTAMP"})


def judge_component(component: Component) -> Iterator[Finding]:
    """What holds for every component; what events, calendars and zones want beyond it is theirs."""
    where = component.where
    counts = Counter(line.name for line in component.lines)
    for name in REQUIRED.get(component.name, ()):
        if not counts[name]:
            key = f"missing_{name.lower()}" if name in _OWN_SENTENCE else "property_missing"
            yield Finding(key, component.line, name, where=where)
    seen: set[str] = set()
    for line in component.lines:
        known = PROPERTIES.get(line.name)
        if known is not None and component.name in PARENTS:
            place = known.places.get(component.name)
            if place is None and not line.name.startswith("X-"):
                yield Finding("property_misplaced", line.number, line.name, component.name, where=where)
            elif place in {"1", "?"} and line.name in seen:
                yield Finding("property_twice", line.number, line.name, shown(line.value), where=where)
        seen.add(line.name)
        yield from judge_line(line, component.name, where)


def judge_line(line: Line, component: str, where: str) -> Iterator[Finding]:
    known = PROPERTIES.get(line.name)
    if line.name.startswith("X-"):
        if line.written != line.name:
            yield Finding("x_name_case", line.number, line.name, line.written, where=where)
    elif known is None:
        yield Finding("property_unknown", line.number, line.name, proposal=f"X-{line.name}", where=where)
    yield from _parameters(line, where)
    kind = _type(line, known)
    if known is None:
        return
    if kind not in known.types and "ANY" not in known.types:
        yield Finding("type_not_allowed", line.number, line.name, shown(kind), ", ".join(known.types), where)
        return
    if known.explicit and not line.parameter("VALUE"):
        proposal = f"{line.name};VALUE={kind}:{line.value}"
        yield Finding("value_parameter_missing", line.number, line.name, shown(line.value), shown(proposal), where)
    wrong = _value(line, kind, known, where)
    if wrong is not None:
        yield wrong
        return
    yield from _words(line, component, where)


def _type(line: Line, known: Property | None) -> str:
    return line.parameter("VALUE").upper() or (known.types[0] if known is not None else "ANY")


def _parameters(line: Line, where: str) -> Iterator[Finding]:
    for name, times in Counter(one.name for one in line.parameters).items():
        if times > 1:
            yield Finding("parameter_twice", line.number, name, line.name, where=where)
    for one in line.parameters:
        if one.name not in PARAMETERS and not one.name.startswith("X-"):
            yield Finding("parameter_unknown", line.number, one.name, line.name, f"X-{one.name}", where)
        elif len(one.values) > 1 and one.name not in MANY_VALUES:
            whole = ",".join(one.values)
            yield Finding("parameter_several", line.number, one.name, shown(whole), shown(f'"{whole}"'), where)


def _value(line: Line, kind: str, known: Property, where: str) -> Finding | None:
    """The first value that is not what its type asks for."""
    if (
        kind == "DATE-TIME"
        and not line.parameter("VALUE")
        and "DATE" in known.types
        and is_date(line.value.split(",")[0])
    ):
        proposal = f"{line.name};VALUE=DATE:{line.value}"
        return Finding("date_without_value", line.number, line.name, line.value, proposal, where)
    listed = known.several
    judge = TYPES.get("TEXT-LIST" if listed and kind == "TEXT" else kind)
    if judge is None:
        return None
    for value in line.value.split(",") if listed and kind != "TEXT" else (line.value,):
        fault = judge(value)
        if fault is not None:
            return _unquoted(line, kind, where) or Finding(
                fault.key, line.number, line.name, shown(value), shown(fault.proposal), where
            )
    return None


def _unquoted(line: Line, kind: str, where: str) -> Finding | None:
    """A parameter with a colon in it and no quotes: the value seems to begin there."""
    last = line.parameters[-1] if line.parameters else None
    before, colon, rest = line.value.rpartition(":")
    if last is None or last.quoted or not colon or kind in {"TEXT", "URI", "CAL-ADDRESS"}:
        return None
    judge = TYPES[kind]
    if judge(rest) is not None:
        return None
    meant = f'{last.name}="{last.values[-1]}:{before}"'
    return Finding(
        "parameter_unquoted", line.number, last.name, shown(f"{last.values[-1]}:{before}"), shown(meant), where
    )


def _words(line: Line, component: str, where: str) -> Iterator[Finding]:
    """What is well formed and still not one of the things the property may say."""
    value = line.value
    said = value.upper()
    if line.name in _STAMPS and not value.endswith("Z"):
        yield Finding("stamp_not_utc", line.number, line.name, shown(value), f"{value}Z", where)
    if line.name == "STATUS" and component in STATUSES and said not in STATUSES[component]:
        proposal = NEAREST_STATUS.get(said, ", ".join(sorted(STATUSES[component])))
        yield Finding("status_unknown", line.number, line.name, shown(value), proposal, where)
    if line.name in WORDS and said not in WORDS[line.name] and not said.startswith("X-"):
        yield Finding("word_unknown", line.number, line.name, shown(value), ", ".join(sorted(WORDS[line.name])), where)
    if line.name in NUMBERS:
        least, most = NUMBERS[line.name]
        if not least <= int(value) <= most:
            yield Finding("number_out_of_range", line.number, line.name, shown(value), f"{least}-{most}", where)
    if line.name == "COLOR" and value.lower() not in COLORS:
        yield Finding("color_not_a_name", line.number, line.name, shown(value), "crimson", where)
