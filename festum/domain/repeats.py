"""Rows that tell a date which another row of the same file tells already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from festum.domain.keys import EventKey, Named
from festum.errors import Problem

Date = tuple[EventKey, str]


@dataclass(frozen=True, slots=True)
class Repeats:
    """`rows` are what is left to decide; `repeated` says of each other one what it repeats, in the file's order."""

    rows: list[Named]
    repeated: list[tuple[Named, Problem]]


def without_repeats(rows: Sequence[Named]) -> Repeats:
    """The first row of a date counts. One that says the very same again is a warning, one that differs an error.

    A line of several dates is taken whole or not at all; a date it tells twice, it tells once.
    """
    first: dict[Date, Named] = {}
    kept: list[Named] = []
    repeated: list[tuple[Named, Problem]] = []
    for _, members in groupby(rows, key=lambda row: row.draft.line):
        of_line = _each_once(members)
        told = [(row, first.get((row.event, row.occurrence_key))) for row in of_line]
        again = [(row, _said(row, before)) for row, before in told if before is not None]
        repeated += again
        if any(problem.level == "error" for _, problem in again):
            continue
        for row, before in told:
            if before is None:
                first[row.event, row.occurrence_key] = row
                kept.append(row)
    return Repeats(kept, repeated)


def _each_once(of_line: Iterable[Named]) -> list[Named]:
    dates: dict[Date, Named] = {}
    for row in of_line:
        dates.setdefault((row.event, row.occurrence_key), row)
    return list(dates.values())


def _said(row: Named, before: Named) -> Problem:
    line = str(before.draft.line)
    if _same(row, before):
        return Problem("warning", "duplicate_same", "", "", line)
    if row.draft.occurrence_key or row.draft.event_key:
        return Problem("error", "duplicate_row", "occurrence_key", row.occurrence_key, line)
    return Problem("error", "duplicate_differs", "", "", line)


def _same(one: Named, other: Named) -> bool:
    here, there = one.draft, other.draft
    return (here.details, here.when, one.place, here.status, here.notice) == (
        there.details,
        there.when,
        other.place,
        there.status,
        there.notice,
    )
