"""A plan, for people and for programs."""

from typing import Any

from rich.console import Console
from rich.markup import escape

from festum.actions.import_file import Proposal
from festum.api.problems import problem_json
from festum.cli.words import row_words
from festum.domain.draft import Draft
from festum.domain.plan import PlanRow, Verdict
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import Problem
from festum.locale.catalogue import say

QUIET = {Verdict.CREATE, Verdict.UNCHANGED, Verdict.MISSING}
"""Verdicts whose rows are only counted, unless there is something to say of them."""

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
MOST_ROWS = 50


def print_plan(console: Console, proposal: Proposal, language: str) -> None:
    """Counts first, then every row that needs a look, by the line number the spreadsheet shows."""
    for verdict, number in proposal.plan.counts.items():
        console.print(f"{number:>7}  {say(language, f'verdict.{verdict}')}")
    for problem in proposal.problems:
        console.print(_problem(problem, language))
    telling = [row for row in proposal.plan.rows if row.problems or row.verdict not in QUIET]
    for row in telling[:MOST_ROWS]:
        title = row.draft.details.titles.choose(DEFAULT_CHAIN)[1] if row.draft else ""
        console.print(f"\n{row.line or '-':>7}  {say(language, f'verdict.{row.verdict}')}: {escape(title)}")
        for change in row.changes:
            console.print(f"         {change.field}: {escape(change.old or '-')} -> {escape(change.new or '-')}")
        for problem in row.problems:
            console.print(_problem(problem, language))
    if len(telling) > MOST_ROWS:
        console.print(f"\n         … {len(telling) - MOST_ROWS} more rows; --json prints them all")


def plan_json(proposal: Proposal, language: str, applied: bool) -> dict[str, Any]:
    """Every row; times local, ISO 8601, without zone."""
    return {
        "applied": applied,
        "counts": proposal.plan.counts,
        "messages": [problem_json(problem, language) for problem in proposal.problems],
        "rows": [_row(row, language) for row in proposal.plan.rows],
    }


def _row(row: PlanRow, language: str) -> dict[str, Any]:
    return {
        "line": row.line,
        "verdict": str(row.verdict),
        "uid": row.uid or None,
        "messages": [problem_json(problem, language) for problem in row.problems],
        "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in row.changes],
        "draft": _draft(row.draft) if row.draft else None,
    }


def _draft(draft: Draft) -> dict[str, Any]:
    when, venue = draft.when, draft.venue
    commune = venue.commune if venue else None
    free = {"free": True, "paid": False}.get(str(draft.details.admission))
    return {
        "title": draft.details.titles.choose(DEFAULT_CHAIN)[1],
        "occurrences": [
            {
                "start": when.start.date().isoformat() if when.all_day else when.start.isoformat("T", "minutes"),
                "end": None
                if when.end is None
                else when.end.date().isoformat()
                if when.all_day
                else when.end.isoformat("T", "minutes"),
                "all_day": when.all_day,
            }
        ]
        if when
        else [],
        "venue": venue.name if venue else None,
        "commune": {"insee": commune.insee_code, "name": commune.name} if commune else None,
        "languages": list(draft.details.languages),
        "free": free,
        "price": draft.details.price or None,
    }


def _problem(problem: Problem, language: str) -> str:
    where = f"{problem.column}: " if problem.column else ""
    style = STYLES[problem.level]
    return f"         [{style}]{escape(where + row_words(problem, language))}[/{style}]"
