"""A plan: one verdict per row of an upload, and the events as they would be. Nothing moves until it is applied."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from festum.domain.diff import Change
from festum.domain.draft import Draft
from festum.domain.event import Event
from festum.domain.place import Commune
from festum.domain.when import When
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
"""Verdicts that keep a whole file from being applied, unless only the good rows are asked for. A duplicate does so only
with an error: a row that says the same again harms nobody."""

ASKS = frozenset(
    {
        "commune_ambiguous",
        "commune_disagrees",
        "commune_near",
        "commune_not_found",
        "commune_of_postcode",
        "commune_to_say",
        "commune_which",
        "year_to_confirm",
        "weekday_disagrees",
        "date_impossible",
        "hour_unreadable",
        "near_match_several",
    }
)
"""Keys of errors that are questions: the draft holds a proposal, and a word from its partner is enough."""


class Mode(StrEnum):
    """MERGE leaves alone what a file does not name; REPLACE withdraws it."""

    MERGE = "merge"
    REPLACE = "replace"


class Answer(StrEnum):
    """What a person says of one row: take the proposal, leave the row out, or it is another event than was thought.

    NEW takes the rest of the proposal too.
    """

    YES = "yes"
    SKIP = "skip"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Decision:
    """Of one row. `commune` answers where it is, and says yes to the rest of the proposal."""

    answer: Answer
    commune: Commune | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How an upload is to be taken; `decisions` by line."""

    mode: Mode = Mode.MERGE
    decisions: Mapping[int, Decision] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`line` is None for what is stored and not in the file; `uid` is the occurrence it would be.

    A line that tells several dates is one row: then `whens` and `uids` hold all of them. `title` and `whens` are those
    of what is stored where there is no draft; `title` is the text of a line that is no event.
    """

    line: int | None
    verdict: Verdict
    draft: Draft | None = None
    uid: str = ""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    whens: tuple[When, ...] = ()
    uids: tuple[str, ...] = ()
    title: str = ""

    @property
    def stops(self) -> bool:
        if self.verdict is Verdict.DUPLICATE:
            return any(problem.level == "error" for problem in self.problems)
        return self.verdict in STOPS


@dataclass(frozen=True, slots=True)
class Revision:
    """An event as it is stored (None: not yet) and as it would be, its stamps still those of before."""

    before: Event | None
    after: Event


@dataclass(frozen=True, slots=True)
class Brake:
    """So many dates to come of a programme would be withdrawn, of how many: somebody must say that it is meant."""

    withdrawn: int
    of: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`nobodys` is a dry run for which no partner was named: it shows what was understood and cannot be applied."""

    rows: tuple[PlanRow, ...]
    revisions: tuple[Revision, ...]
    brake: Brake | None = None
    nobodys: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Every verdict with its number of rows, in the order of the list above, those without a row left out."""
        found = Counter(row.verdict for row in self.rows)
        return {str(verdict): found[verdict] for verdict in Verdict if found[verdict]}

    @property
    def stopped(self) -> bool:
        return any(row.stops for row in self.rows)
