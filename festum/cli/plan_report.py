"""A plan, for people."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from festum.actions.import_file import Proposal
from festum.cli.words import row_words
from festum.domain.plan import Verdict
from festum.domain.shown_plan import ShownRow, shown
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
    print_rows(console, map(shown, proposal.plan.rows), language)


def print_rows(console: Console, rows: Iterable[ShownRow], language: str, *, all_of_them: bool = False) -> None:
    """Notes are hints: a row with nothing else to say is only counted."""
    more = hints = number = 0
    for row in rows:
        if not (all_of_them or row.verdict not in QUIET or _remarks(row)):
            hints += len(row.problems)
        elif number == MOST_ROWS:
            more += 1
        else:
            number += 1
            _print_row(console, row, language)
    if more:
        console.print(f"\n         … {more} more rows; --json prints them all")
    if hints:
        console.print(f"\n         … {hints} hints on other rows; --json prints them all")


def _print_row(console: Console, row: ShownRow, language: str) -> None:
    console.print(f"\n{row.line or '-':>7}  {say(language, f'verdict.{row.verdict}')}: {escape(row.title)}")
    for change in row.changes:
        console.print(f"         {change.field}: {escape(change.old or '-')} -> {escape(change.new or '-')}")
    for problem in row.problems:
        console.print(_problem(problem, language))


def _remarks(row: ShownRow) -> bool:
    return any(problem.level != "note" for problem in row.problems)


def _problem(problem: Problem, language: str) -> str:
    where = f"{problem.column}: " if problem.column else ""
    style = STYLES[problem.level]
    return f"         [{style}]{escape(where + row_words(problem, language))}[/{style}]"
