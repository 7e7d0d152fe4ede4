"""What a file tells twice."""

from dataclasses import replace

import pytest

from festum.domain.draft import Draft
from festum.errors import Problem
from tests.domain.examples import Stored, details, draft, keyed, venue

SAME = Problem("warning", "duplicate_same", "", "", "2")
DIFFERS = Problem("error", "duplicate_differs", "", "", "2")
KEY = Problem("error", "duplicate_row", "occurrence_key", "1", "2")


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        (draft(2), draft(3), SAME),
        (draft(2), draft(3, title="BALÈTI", details=details("Balèti")), SAME),
        (draft(2), draft(3, details=details("Balèti", price="5 €")), DIFFERS),
        (draft(2), draft(3, title="BALÈTI"), DIFFERS),
        (draft(2), draft(3, status="full"), DIFFERS),
        (draft(2), draft(3, notice="Complet"), DIFFERS),
        (keyed(2), keyed(3), SAME),
        (keyed(2), keyed(3, "2018-06-25T21:00"), KEY),
        (keyed(2), keyed(3, venue=venue("Place")), KEY),
        (keyed(2), keyed(3, details=details("Balèti", price="5 €")), KEY),
    ],
)
def test_row_that_repeats_another(first: Draft, again: Draft, said: Problem) -> None:
    plan = Stored().plan(first, again)
    assert [(row.line, str(row.verdict), row.problems) for row in plan.rows] == [
        (2, "create", ()),
        (3, "duplicate", (said,)),
    ]
    assert plan.stopped is (said.level == "error")
    assert [[o.when for o in r.after.occurrences] for r in plan.revisions] == [[first.when]]


def test_row_with_another_hour_or_place_repeats_nothing() -> None:
    plan = Stored().plan(draft(2), draft(3, "2018-06-23T18:00"), draft(4, venue=venue("Place")))
    assert plan.counts == {"create": 3}


def test_row_that_repeats_a_refused_one_is_taken() -> None:
    bad = replace(draft(2), problems=(Problem("error", "url_unreadable", "url", "x"),))
    assert Stored().plan(bad, draft(3)).counts == {"create": 1, "refused": 1}


def test_line_of_several_dates_is_taken_whole_or_not_at_all() -> None:
    """The second date of line 3 contradicts line 2, so that its first is nobody's yet: line 4 tells it."""
    other = details("Balèti", price="5 €")
    plan = Stored().plan(
        draft(2), draft(3, "2018-06-24T21:00", details=other), draft(3, details=other), draft(4, "2018-06-24T21:00")
    )
    assert [(row.line, str(row.verdict)) for row in plan.rows] == [(2, "create"), (3, "duplicate"), (4, "create")]


def test_line_that_tells_a_date_twice_tells_it_once() -> None:
    plan = Stored().plan(draft(2), draft(2))
    assert [(row.line, str(row.verdict), row.problems, row.whens) for row in plan.rows] == [(2, "create", (), ())]
