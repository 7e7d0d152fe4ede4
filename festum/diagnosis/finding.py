"""What is said of a calendar: one finding, and many of the same kind gathered into one."""

from collections.abc import Iterable
from dataclasses import dataclass

from festum.diagnosis.rules import RULES
from festum.errors import Level

MOST_SHOWN = 60
MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` is a line of `RULES` and a sentence of the catalogues; `line` is 0 where it is of no line in particular.

    `subject` is the property, parameter, component or header it is about: findings are gathered by key and subject.
    `value` is what was found, `proposal` what to write instead, `where` the component with its UID.
    """

    key: str
    line: int = 0
    subject: str = ""
    value: str = ""
    proposal: str = ""
    where: str = ""

    @property
    def level(self) -> Level:
        return RULES[self.key]


@dataclass(frozen=True, slots=True)
class Group:
    """The same thing found `count` times; the examples are the first of them, in the order of the file."""

    count: int
    examples: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.examples[0]


_ORDER: tuple[Level, ...] = ("error", "warning", "note")


def gather(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Errors first; within a level in the order of their first line."""
    counts: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same = (finding.key, finding.subject)
        counts[same] = counts.get(same, 0) + 1
        kept = examples.setdefault(same, [])
        if len(kept) < MOST_EXAMPLES:
            kept.append(finding)
    groups = [
        Group(counts[same], tuple(sorted(kept, key=lambda finding: finding.line))) for same, kept in examples.items()
    ]
    return tuple(sorted(groups, key=lambda group: (_ORDER.index(group.first.level), group.first.line)))


def shown(text: str) -> str:
    """Fit for a terminal: on one line, short, nothing in it that could move the cursor."""
    cut = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
