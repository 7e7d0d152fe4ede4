"""A line that tells several dates is one row of the plan."""

from dataclasses import replace

import pytest

from festum.domain.draft import Draft
from festum.domain.gathering import beside, gathered
from festum.domain.plan import Plan, PlanRow, Verdict
from festum.errors import Problem
from tests.domain.examples import Stored, details, draft, when

FRIDAY, SATURDAY, SUNDAY = "2018-06-22T21:00", "2018-06-23T21:00", "2018-06-24T21:00"
LATE = Problem("warning", "out_of_window", "start", "2018-07-22", "2018-05-19 - 2018-07-08")
BAD = Problem("error", "url_unreadable", "url", "x")


def weekend(*days: str, line: int = 2, title: str = "Balèti") -> list[Draft]:
    return [draft(line, day, title) for day in days]


def test_dates_of_a_line_are_one_row_with_all_of_them() -> None:
    plan = Stored().plan(*weekend(FRIDAY, SATURDAY), draft(3, title="Concert"))
    first, second = plan.rows
    assert (first.line, first.verdict, first.draft) == (2, Verdict.CREATE, draft(2, FRIDAY))
    assert first.whens == (when(FRIDAY), when(SATURDAY))
    (event,) = [r.after for r in plan.revisions if r.after.details == details()]
    assert (first.uid, first.uids) == (event.occurrences[0].uid, tuple(o.uid for o in event.occurrences))
    assert (second.line, second.whens, second.uids) == (3, (), ())


@pytest.mark.parametrize(
    ("stored", "sent", "verdict"),
    [
        ([FRIDAY, SATURDAY], [FRIDAY, SATURDAY], "unchanged"),
        ([FRIDAY], [FRIDAY, SATURDAY], "update"),
        ([FRIDAY, SUNDAY], [FRIDAY, SATURDAY], "moved"),
        ([FRIDAY, SATURDAY], [FRIDAY, "2018-06-23T18:00"], "update"),
    ],
)
def test_verdict_of_a_line_is_the_most_telling_of_its_dates(stored: list[str], sent: list[str], verdict: str) -> None:
    store = Stored()
    store.load(*weekend(*stored))
    assert [str(row.verdict) for row in store.plan(*weekend(*sent)).rows] == [verdict]


def test_line_with_one_bad_date_is_not_taken_at_all() -> None:
    good, bad = weekend(FRIDAY, SATURDAY)
    plan = Stored().plan(good, replace(bad, problems=(BAD,)))
    assert [(str(row.verdict), row.problems, len(row.whens)) for row in plan.rows] == [("refused", (BAD,), 2)]
    assert plan.revisions == ()


def test_what_is_said_of_every_date_is_said_once() -> None:
    late = weekend("2018-07-22T21:00", "2018-07-22T18:00")
    assert [row.problems for row in Stored().plan(*late).rows] == [(LATE,)]


def test_changes_of_every_date_are_joined() -> None:
    store = Stored()
    store.load(*weekend(FRIDAY, SATURDAY))
    changed = [replace(one, status="full", details=details("Bal")) for one in weekend(FRIDAY, SATURDAY)]
    changed = [replace(one, details=replace(details("Balèti"), price="5 €")) for one in changed]
    (row,) = store.plan(*changed).rows
    assert [(c.field, c.new) for c in row.changes] == [("price", "5 €"), ("status", "full")]


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ([Verdict.CREATE, Verdict.IGNORED], Verdict.CREATE),
        ([Verdict.UNCHANGED, Verdict.IGNORED], Verdict.UNCHANGED),
        ([Verdict.IGNORED, Verdict.IGNORED], Verdict.IGNORED),
        ([Verdict.DUPLICATE, Verdict.UNCHANGED], Verdict.UNCHANGED),
        ([Verdict.DUPLICATE, Verdict.DUPLICATE], Verdict.DUPLICATE),
        ([Verdict.CREATE, Verdict.UNCHANGED], Verdict.UPDATE),
        ([Verdict.UPDATE, Verdict.MOVED], Verdict.MOVED),
        ([Verdict.MOVED, Verdict.ASK], Verdict.ASK),
        ([Verdict.ASK, Verdict.REFUSED], Verdict.REFUSED),
    ],
)
def test_verdicts_of_one_line_make_one(verdicts: list[Verdict], verdict: Verdict) -> None:
    for order in (verdicts, verdicts[::-1]):
        assert [row.verdict for row in gathered([PlanRow(2, one) for one in order])] == [verdict]


def test_lines_that_are_no_event_stand_in_their_places_before_what_is_missing() -> None:
    plan = Plan((PlanRow(2, Verdict.CREATE), PlanRow(4, Verdict.CREATE), PlanRow(None, Verdict.MISSING)), ())
    footers = [PlanRow(3, Verdict.IGNORED, title="Total"), PlanRow(9, Verdict.IGNORED, title="Contact")]
    assert [row.line for row in beside(plan, footers).rows] == [2, 3, 4, 9, None]
    assert beside(plan, []) is plan
