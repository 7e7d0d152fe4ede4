"""A plan's rows as programs read them: the same shape from the API and from `festum import --json`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from festum.api.problems import problem_json
from festum.domain.shown_plan import ShownDraft, ShownRow
from festum.domain.when import When
from festum.errors import Problem


def plan_json(
    counts: Mapping[str, int], problems: Sequence[Problem], rows: Iterable[ShownRow], language: str
) -> dict[str, Any]:
    """Every row; `messages` are those that concern the file as a whole."""
    return {
        "counts": dict(counts),
        "messages": [problem_json(problem, language) for problem in problems],
        "rows": [row_json(row, language) for row in rows],
    }


def row_json(row: ShownRow, language: str) -> dict[str, Any]:
    """`draft` is the best proposal whatever the verdict, null where there is none; so is `line` for what is stored and
    not in the file."""
    return {
        "line": row.line,
        "verdict": str(row.verdict),
        "title": row.title,
        "messages": [problem_json(problem, language) for problem in row.problems],
        "draft": None if row.draft is None else _draft(row.draft),
        "uids": list(row.uids),
        "changes": [{"field": change.field, "old": change.old, "new": change.new} for change in row.changes],
    }


def _draft(draft: ShownDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "occurrences": [_occurrence(when) for when in draft.whens],
        "venue": draft.venue or None,
        "commune": {"insee": draft.insee_code, "name": draft.commune} if draft.insee_code else None,
        "languages": list(draft.languages),
        "free": draft.free,
        "price": draft.price or None,
    }


def _occurrence(when: When) -> dict[str, Any]:
    """Local ISO 8601 without zone, a date alone where no hour was given; the last day of several is included."""
    return {
        "start": _moment(when.start, when.all_day),
        "end": None if when.end is None else _moment(when.end, when.all_day),
        "all_day": when.all_day,
    }


def _moment(local: datetime, all_day: bool) -> str:
    return local.date().isoformat() if all_day else local.isoformat("T", "minutes")
