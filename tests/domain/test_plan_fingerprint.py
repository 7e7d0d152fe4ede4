"""A plan's fingerprint: another word of it is another plan, another version of an event is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from festum.domain.diff import Change
from festum.domain.event import Details, Event
from festum.domain.plan import Brake, Plan, PlanRow, Revision, Verdict
from festum.domain.plan_fingerprint import fingerprint
from festum.domain.texts import Texts
from festum.errors import Problem

ROW = PlanRow(2, Verdict.UPDATE, None, "u", (Change("price", "", "5 €"),), (Problem("warning", "k", "A", "v", "p"),))
EVENT = Event("e", 2018, "cercle", "bal", Details(Texts.of({"fr": "Bal"})), version=3)
PLAN = Plan((ROW, replace(ROW, line=3)), (Revision(EVENT, EVENT),))

ANOTHER: list[Callable[[PlanRow], PlanRow]] = [
    lambda row: replace(row, line=4),
    lambda row: replace(row, verdict=Verdict.MOVED),
    lambda row: replace(row, uid="v"),
    lambda row: replace(row, uids=("u", "v")),
    lambda row: replace(row, changes=()),
    lambda row: replace(row, changes=(Change("price", "", "6 €"),)),
    lambda row: replace(row, problems=()),
    lambda row: replace(row, problems=(replace(row.problems[0], value="w"),)),
    lambda row: replace(row, problems=(replace(row.problems[0], level="error"),)),
]


@pytest.mark.parametrize("change", ANOTHER)
def test_another_row_is_another_plan(change: Callable[[PlanRow], PlanRow]) -> None:
    assert fingerprint(replace(PLAN, rows=(change(ROW), PLAN.rows[1]))) != fingerprint(PLAN)


def test_another_event_or_brake_or_order_is_another_plan() -> None:
    others = [
        replace(PLAN, revisions=()),
        replace(PLAN, revisions=(Revision(None, replace(EVENT, id="f")),)),
        replace(PLAN, brake=Brake(5, 20)),
        replace(PLAN, brake=Brake(6, 20)),
        replace(PLAN, rows=PLAN.rows[::-1]),
        replace(PLAN, rows=PLAN.rows[:1]),
    ]
    assert len({fingerprint(plan) for plan in [PLAN, *others]}) == 1 + len(others)


def test_another_version_of_an_event_is_the_same_plan() -> None:
    later = replace(EVENT, version=4)
    assert fingerprint(replace(PLAN, revisions=(Revision(later, later),))) == fingerprint(PLAN)


def test_text_that_is_no_unicode_has_a_fingerprint_too() -> None:
    assert len(fingerprint(replace(PLAN, rows=(replace(ROW, uid="\ud800"),)))) == 64
