"""A plan, for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from festum.actions.import_file import Proposal
from festum.cli.words import row_words
from festum.domain.plan import Verdict
from festum.domain.shown_plan import ShownRow
from festum.errors import Problem
from festum.locale.catalogue import say

QUIET = {Verdict.CREATE, Verdict.UNCHANGED, Verdict.MISSING}
"""Verdicts whose rows are only counted, unless there is something to say of them."""

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
MOST_ROWS = 50


def print_plan(console: Console, proposal: Proposal, rows: Sequence[ShownRow], language: str) -> None:
    """Counts first, then every row that needs a look, by the line number the spreadsheet shows."""
    for verdict, number in proposal.plan.counts.items():
        console.print(f"{number:>7}  {say(language, f'verdict.{verdict}')}")
    for problem in proposal.problems:
        console.print(_problem(problem, language))
    print_rows(console, rows, language)


def print_rows(console: Console, rows: Sequence[ShownRow], language: str, *, all_of_them: bool = False) -> None:
    """Notes are hints: a row with nothing else to say is only counted."""
    telling = [row for row in rows if all_of_them or row.verdict not in QUIET or _remarks(row)]
    for row in telling[:MOST_ROWS]:
        console.print(f"\n{row.line or '-':>7}  {say(language, f'verdict.{row.verdict}')}: {escape(row.title)}")
        for change in row.changes:
            console.print(f"         {change.field}: {escape(change.old or '-')} -> {escape(change.new or '-')}")
        for problem in row.problems:
            console.print(_problem(problem, language))
    if len(telling) > MOST_ROWS:
        console.print(f"\n         … {len(telling) - MOST_ROWS} more rows; --json prints them all")
    hints = sum(len(row.problems) for row in rows) - sum(len(row.problems) for row in telling)
    if hints:
        console.print(f"\n         … {hints} hints on other rows; --json prints them all")


def _remarks(row: ShownRow) -> bool:
    return any(problem.level != "note" for problem in row.problems)


def _problem(problem: Problem, language: str) -> str:
    where = f"{problem.column}: " if problem.column else ""
    style = STYLES[problem.level]
    return f"         [{style}]{escape(where + row_words(problem, language))}[/{style}]"
