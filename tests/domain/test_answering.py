"""Questions of a plan and what a person says to them."""

from dataclasses import replace

import pytest

from festum.domain.draft import Draft
from festum.domain.place import Venue
from festum.domain.plan import Answer, Decision, Plan, Terms
from festum.errors import Problem
from tests.domain.examples import MONTPELLIER, PIN, Stored, commune, draft, venue

WHICH = Problem("error", "commune_ambiguous", "Commune", "Barjac", "Barjac (30), Barjac (48)")
WHERE = Problem("error", "commune_to_say", "Commune")
YEAR = Problem("error", "year_to_confirm", "Date", "samedi 23 juin", "2018")
BAD = Problem("error", "url_unreadable", "url", "x")
NOWHERE = Problem("warning", "commune_missing", "Commune")


def without_commune(*problems: Problem, **said: object) -> Draft:
    return draft(2, venue=Venue("Halle", "", "", None, None, None, None), problems=problems, **said)


def answered(row: Draft, decision: Decision) -> Plan:
    return Stored().plan(row, terms=Terms(decisions={row.line: decision}))


@pytest.mark.parametrize(
    ("problems", "verdict"),
    [
        ((YEAR,), "ask"),
        ((YEAR, WHERE, WHICH), "ask"),
        ((YEAR, NOWHERE), "ask"),
        ((YEAR, BAD), "refused"),
        ((NOWHERE,), "create"),
    ],
)
def test_row_whose_errors_are_all_questions_is_asked(problems: tuple[Problem, ...], verdict: str) -> None:
    plan = Stored().plan(without_commune(*problems))
    assert [(str(row.verdict), row.problems) for row in plan.rows] == [(verdict, problems)]


@pytest.mark.parametrize(
    ("problems", "left", "verdict"),
    [
        ((YEAR,), (), "create"),
        ((NOWHERE, YEAR), (NOWHERE,), "create"),
        ((WHERE,), (NOWHERE,), "create"),
        ((WHERE, YEAR), (NOWHERE,), "create"),
        ((WHICH,), (WHICH,), "ask"),
        ((WHICH, YEAR), (WHICH,), "ask"),
        ((YEAR, BAD), (BAD,), "refused"),
    ],
)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NEW])
def test_yes_takes_the_proposal(
    problems: tuple[Problem, ...], left: tuple[Problem, ...], verdict: str, answer: Answer
) -> None:
    plan = answered(without_commune(*problems), Decision(answer))
    assert [(str(row.verdict), row.problems) for row in plan.rows] == [(verdict, left)]
    assert len(plan.revisions) == (verdict == "create")


def test_yes_to_a_row_without_any_date_is_no_answer() -> None:
    plan = answered(without_commune(YEAR, when=None), Decision(Answer.YES))
    assert [(str(row.verdict), row.problems) for row in plan.rows] == [("ask", (YEAR,))]


@pytest.mark.parametrize("problem", [WHERE, WHICH, NOWHERE, replace(WHICH, key="commune_unknown")])
def test_commune_said_is_where_it_is(problem: Problem) -> None:
    plan = answered(without_commune(problem, YEAR), Decision(Answer.YES, commune()))
    assert [(str(row.verdict), row.problems) for row in plan.rows] == [("create", ())]
    (revision,) = plan.revisions
    assert [o.venue for o in revision.after.occurrences] == [venue(postcode=commune().postcodes[0])]


def test_commune_said_keeps_the_point_a_partner_gave() -> None:
    row = draft(2, venue=venue(pin=PIN, postcode="34700"), problems=(WHICH,))
    (revision,) = answered(row, Decision(Answer.YES, commune(MONTPELLIER))).revisions
    assert [o.venue for o in revision.after.occurrences] == [venue("Halle", MONTPELLIER, pin=PIN, postcode="34700")]


def test_row_left_out_is_ignored_whatever_is_wrong_with_it() -> None:
    for row in (draft(2), draft(2, problems=(BAD,)), draft(2, edition=2031), draft(2, problems=(YEAR,))):
        plan = answered(row, Decision(Answer.SKIP))
        assert [(str(r.verdict), r.problems) for r in plan.rows] == [("ignored", (Problem("note", "row_skipped"),))]
        assert (plan.revisions, plan.stopped) == ((), False)


def test_answer_is_of_every_date_of_its_line() -> None:
    rows = [without_commune(YEAR), replace(without_commune(YEAR), when=draft(2, "2018-06-24").when)]
    plan = Stored().plan(*rows, terms=Terms(decisions={2: Decision(Answer.YES)}))
    assert [(str(row.verdict), len(row.whens)) for row in plan.rows] == [("create", 2)]
