"""A plan's rows, one for each line of the file, in its order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from festum.domain.plan import Plan, PlanRow, Verdict

_TELLING = (Verdict.REFUSED, Verdict.ASK, Verdict.DUPLICATE, Verdict.MOVED, Verdict.UPDATE)
"""What one date of a line is, the whole line is, the first of these first."""


def gathered(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """One row for each line, from one for each of its dates; the draft is that of the first."""
    in_order = sorted(rows, key=lambda row: row.line or 0)
    return [_one(tuple(members)) for _, members in groupby(in_order, key=lambda row: row.line)]


def beside(plan: Plan, ignored: Sequence[PlanRow]) -> Plan:
    """The plan with rows for lines that are no event, in their places."""
    if not ignored:
        return plan
    there = [row for row in plan.rows if row.line is not None]
    missing = [row for row in plan.rows if row.line is None]
    rows = sorted([*there, *ignored], key=lambda row: row.line or 0)
    return replace(plan, rows=(*rows, *missing))


def _one(of_line: tuple[PlanRow, ...]) -> PlanRow:
    first = of_line[0]
    if len(of_line) == 1:
        return first
    return replace(
        first,
        verdict=_verdict(of_line),
        uid=next((row.uid for row in of_line if row.uid), ""),
        changes=tuple(dict.fromkeys(change for row in of_line for change in row.changes)),
        problems=tuple(dict.fromkeys(problem for row in of_line for problem in row.problems)),
        whens=tuple(dict.fromkeys(row.draft.when for row in of_line if row.draft and row.draft.when)),
        uids=tuple(dict.fromkeys(row.uid for row in of_line if row.uid)),
    )


def _verdict(of_line: Sequence[PlanRow]) -> Verdict:
    """Of what is taken; a date that only repeats another line counts where nothing else is left."""
    taken = [row.verdict for row in of_line if row.verdict is not Verdict.DUPLICATE or row.stops]
    for telling in _TELLING:
        if telling in taken:
            return telling
    kinds = set(taken) - {Verdict.IGNORED}
    if len(kinds) > 1:
        return Verdict.UPDATE
    return next(iter(kinds), taken[0] if taken else Verdict.DUPLICATE)
