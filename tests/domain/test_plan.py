"""A plan's counts, and what keeps it from being applied whole."""

import pytest

from festum.domain.plan import Plan, PlanRow, Verdict
from festum.errors import Level, Problem

LEVELS: tuple[Level, ...] = ("error", "warning", "note")


def test_counts_in_the_order_of_the_verdicts_without_those_of_no_row() -> None:
    verdicts = (Verdict.MISSING, Verdict.UNCHANGED, Verdict.CREATE, Verdict.UNCHANGED, Verdict.REFUSED)
    counts = Plan(tuple(PlanRow(None, verdict) for verdict in verdicts), ()).counts
    assert list(counts.items()) == [("create", 1), ("unchanged", 2), ("missing", 1), ("refused", 1)]


@pytest.mark.parametrize(
    ("verdict", "stopped"),
    [
        (Verdict.CREATE, False),
        (Verdict.UPDATE, False),
        (Verdict.MOVED, False),
        (Verdict.UNCHANGED, False),
        (Verdict.MISSING, False),
        (Verdict.DUPLICATE, False),
        (Verdict.ASK, True),
        (Verdict.REFUSED, True),
        (Verdict.IGNORED, False),
    ],
)
def test_stopped_by_a_row_somebody_must_look_at(verdict: Verdict, stopped: bool) -> None:
    assert Plan((PlanRow(2, Verdict.CREATE), PlanRow(3, verdict)), ()).stopped is stopped


def test_stopped_by_a_duplicate_that_says_something_else() -> None:
    rows = [PlanRow(2, Verdict.DUPLICATE, problems=(Problem(level, "duplicate", "", ""),)) for level in LEVELS]
    assert [Plan((row,), ()).stopped for row in rows] == [True, False, False]


def test_stopped_by_no_row_is_false() -> None:
    assert Plan((), ()).stopped is False
