"""Columns as the partner's own sheet calls them, in what is said after the rows were read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from festum.domain.plan import PlanRow
from festum.errors import Problem

CALLED = {
    "start": ("start", "date"), "end": ("end", "end_date", "end_hour", "date", "start"), "when": ("date", "start"),
    "titles": ("title",), "descriptions": ("description",), "organisers": ("organiser",),
    "latitude": ("latitude", "venue"), "notice": ("notice",), "status": ("status",), "venue": ("venue", "commune"),
}  # fmt: skip
"""Our name of a field -> the columns it may have been read from, the likeliest first."""


def as_headed(rows: Sequence[PlanRow], labels: Mapping[str, str]) -> tuple[PlanRow, ...]:
    """`labels` are the file's headings by our column. A name that is a heading already stays."""
    own = set(labels.values())

    def headed(problem: Problem) -> Problem:
        if not problem.column or problem.column in own:
            return problem
        names = CALLED.get(problem.column, (problem.column,))
        label = next((labels[name] for name in names if name in labels), problem.column)
        return problem if label == problem.column else replace(problem, column=label)

    def renamed(row: PlanRow) -> PlanRow:
        problems = tuple(map(headed, row.problems))
        return row if problems == row.problems else replace(row, problems=problems)

    return tuple(map(renamed, rows)) if labels else tuple(rows)
