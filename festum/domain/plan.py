"""A plan: one verdict per row of an upload, and the events as they would be. Nothing moves until it is applied."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from festum.domain.diff import Change
from festum.domain.draft import Draft
from festum.domain.event import Event
from festum.errors import Problem


class Verdict(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    DUPLICATE = "duplicate"
    ASK = "ask"
    REFUSED = "refused"
    IGNORED = "ignored"


STOPS = frozenset({Verdict.DUPLICATE, Verdict.ASK, Verdict.REFUSED})
"""Verdicts that keep a whole file from being applied, unless only the good rows are asked for."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`line` is None for what is stored and not in the file; `uid` is the occurrence it would be."""

    line: int | None
    verdict: Verdict
    draft: Draft | None = None
    uid: str = ""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """An event as it is stored (None: not yet) and as it would be, its stamps still those of before."""

    before: Event | None
    after: Event


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[PlanRow, ...]
    revisions: tuple[Revision, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Every verdict with its number of rows, in the order of the list above, those without a row left out."""
        found = Counter(row.verdict for row in self.rows)
        return {str(verdict): found[verdict] for verdict in Verdict if found[verdict]}

    @property
    def stopped(self) -> bool:
        return any(row.verdict in STOPS for row in self.rows)
