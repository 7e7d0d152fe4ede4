"""One verdict for every row, and for every stored date nobody named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from festum.domain.diff import Change
from festum.domain.draft import Draft
from festum.domain.event import Edition, Occurrence, State
from festum.domain.identity import event_id, occurrence_uid
from festum.domain.plan import Plan, PlanRow, Revision, Verdict
from festum.errors import Problem
from tests.domain.examples import MONTPELLIER, NOW, Stored, details, draft, event, keyed, venue, when

LATER = NOW + timedelta(days=1)
UID = occurrence_uid(2018, "festa", "k1", "1")


def stored(*drafts: Draft) -> Stored:
    store = Stored()
    store.load(*drafts)
    return store


def verdicts(plan: Plan) -> list[tuple[int | None, str]]:
    return [(row.line, str(row.verdict)) for row in plan.rows]


def problems(plan: Plan) -> list[tuple[Problem, ...]]:
    return [row.problems for row in plan.rows]


def test_verdict_create_of_a_new_row_is_a_whole_event() -> None:
    new = keyed(status="full", notice="Complet")
    made = event(
        Occurrence(UID, "1", when("2018-06-23T21:00"), venue(), "full", "Complet"), id=event_id(2018, "festa", "k1")
    )
    assert Stored().plan(new) == Plan((PlanRow(2, Verdict.CREATE, new, UID),), (Revision(None, made),))


def test_verdict_unchanged_of_the_same_file_revises_nothing() -> None:
    rows = [keyed(2), keyed(3, "2018-06-24T21:00", occurrence_key="2"), draft(4, title="Concert")]
    store = stored(*rows)
    again = store.plan(*rows)
    assert (verdicts(again), again.revisions) == ([(2, "unchanged"), (3, "unchanged"), (4, "unchanged")], ())


@pytest.mark.parametrize(
    ("sent", "verdict", "changes"),
    [
        (keyed(title="Bal"), "update", (Change("titles", "fr: Balèti", "fr: Bal"),)),
        (keyed(start="2018-06-23T22:00"), "update", (Change("when", "2018-06-23T21:00", "2018-06-23T22:00"),)),
        (keyed(start="2018-06-24T01:00"), "update", (Change("when", "2018-06-23T21:00", "2018-06-24T01:00"),)),
        (keyed(status="cancelled"), "update", (Change("status", "confirmed", "cancelled"),)),
        (keyed(notice="Orage"), "update", (Change("notice", "", "Orage"),)),
        (keyed(start="2018-06-24T21:00"), "moved", (Change("when", "2018-06-23T21:00", "2018-06-24T21:00"),)),
        (keyed(venue=None), "moved", (Change("venue", "Halle, Lodève (43.732350, 3.317080)", ""),)),
        (
            keyed(venue=venue("Halle", MONTPELLIER), title="Bal"),
            "moved",
            (
                Change("titles", "fr: Balèti", "fr: Bal"),
                Change(
                    "venue", "Halle, Lodève (43.732350, 3.317080)", "Halle, Montpellier (43.598500, 3.896850)"
                ),
            ),
        ),
    ],
)  # fmt: skip
def test_verdict_of_a_row_that_differs_shows_old_and_new(
    sent: Draft, verdict: str, changes: tuple[Change, ...]
) -> None:
    store = stored(keyed())
    plan = store.plan(sent)
    assert plan.rows == (PlanRow(2, Verdict(verdict), sent, UID, changes),)
    store.apply(plan, LATER)
    (after,) = store.events.values()
    assert (after.details, after.occurrences) == (
        sent.details,
        (
            Occurrence(
                UID,
                "1",
                sent.when,
                sent.venue,
                sent.status,
                sent.notice,
                1,
                LATER,  # type: ignore[arg-type]
                previous_start=None if sent.when == keyed().when else keyed().when.start,  # type: ignore[union-attr]
            ),
        ),
    )


def test_verdict_missing_of_stored_dates_nobody_named_leaves_them() -> None:
    store = stored(
        keyed(2), keyed(3, "2018-06-20T21:00", occurrence_key="2"), draft(4, title="Concert", partner="la-formiga")
    )
    plan = store.plan(keyed(2))
    assert plan == Plan(
        (
            replace(plan.rows[0], line=2, verdict=Verdict.UNCHANGED),
            PlanRow(
                None,
                Verdict.MISSING,
                uid=occurrence_uid(2018, "festa", "k1", "2"),
                whens=(when("2018-06-20T21:00"),),
                title="Balèti",
            ),
        ),
        (),
    )


def test_verdict_missing_is_not_of_a_row_that_is_refused() -> None:
    store = stored(keyed(2), keyed(3, "2018-06-30T21:00", occurrence_key="2"))
    bad = keyed(3, occurrence_key="2", when=None, problems=(Problem("error", "date_unreadable", "start", "30 juin"),))
    assert verdicts(store.plan(keyed(2), bad)) == [(2, "unchanged"), (3, "refused")]


AMBIGUOUS = Problem("error", "commune_ambiguous", "commune", "Bouillac", "Bouillac (82, 82020)")
BAD_DATE = Problem("error", "date_unreadable", "start", "samedi")
WARNING = Problem("warning", "commune_missing", "commune")
NO_EDITION = Problem("error", "edition_unknown", "edition", "2017", "2018, 2019")


@pytest.mark.parametrize(
    ("bad", "verdict", "said"),
    [
        (keyed(problems=(AMBIGUOUS,)), "ask", (AMBIGUOUS,)),
        (keyed(problems=(WARNING, AMBIGUOUS)), "ask", (WARNING, AMBIGUOUS)),
        (keyed(problems=(AMBIGUOUS, BAD_DATE)), "refused", (AMBIGUOUS, BAD_DATE)),
        (keyed(problems=(AMBIGUOUS,), edition=2017), "refused", (AMBIGUOUS, NO_EDITION)),
        (keyed(problems=(BAD_DATE,), when=None), "refused", (BAD_DATE,)),
        (keyed(edition=2017), "refused", (NO_EDITION,)),
        (keyed(edition=None), "refused", (Problem("error", "edition_unknown", "edition", "", "2018, 2019"),)),
        (keyed(edition=0), "refused", (Problem("error", "edition_unknown", "edition", "0", "2018, 2019"),)),
        (keyed(partner="fest"), "refused", (Problem("error", "partner_unknown", "partner", "fest", "festa"),)),
        (keyed(partner=""), "refused", (Problem("error", "partner_unknown", "partner", "", ""),)),
    ],
)
def test_verdict_of_a_row_that_cannot_be_taken(bad: Draft, verdict: str, said: tuple[Problem, ...]) -> None:
    plan = Stored().plan(bad, draft(3, title="Concert"))
    assert plan.rows[0] == PlanRow(2, Verdict(verdict), bad, problems=said)
    assert verdicts(plan)[1:] == [(3, "create")]


def test_verdict_refused_of_another_partners_row() -> None:
    plan = Stored(only_partner="festa").plan(keyed(2), keyed(3, partner="la-formiga"))
    assert verdicts(plan) == [(2, "create"), (3, "refused")]
    assert plan.rows[1].problems == (Problem("error", "partner_not_yours", "partner", "la-formiga", "festa"),)


@pytest.mark.parametrize("state", [State.TOMBSTONE, State.GONE])
def test_verdict_ignored_of_a_date_deleted_here(state: State) -> None:
    store = stored(keyed(2), keyed(3, "2018-06-30T21:00", occurrence_key="2"))
    (was,) = store.events.values()
    store.events[was.id] = replace(
        was,
        occurrences=(
            was.occurrences[0],
            replace(was.occurrences[1], state=state, status="cancelled", locks=("state",)),
        ),
    )
    plan = store.plan(keyed(2), keyed(3, "2018-06-30T22:00", occurrence_key="2"))
    assert (verdicts(plan), plan.revisions) == ([(2, "unchanged"), (3, "ignored")], ())
    assert plan.rows[1].problems == (Problem("warning", "deleted_here", "occurrence_key", "2"),)


def test_rows_that_differ_of_one_event_are_told_and_the_first_wins() -> None:
    second = keyed(3, "2018-06-24T21:00", "Bal", occurrence_key="2")
    second = replace(second, details=replace(second.details, price="5 €"))
    plan = Stored().plan(keyed(2), second)
    assert problems(plan) == [(), (Problem("warning", "event_rows_differ", "titles, price", "k1", "2"),)]
    assert [(r.after.details, len(r.after.occurrences)) for r in plan.revisions] == [(details(), 2)]


@pytest.mark.parametrize(
    ("start", "end", "column", "value"),
    [
        ("2018-05-18T21:00", "", "start", "2018-05-18"),
        ("2018-05-19T02:00", "", "start", "2018-05-19"),
        ("2018-07-09", "", "start", "2018-07-09"),
        ("2018-07-01", "2018-07-09", "end", "2018-07-09"),
        ("2018-05-19", "2018-07-09", "end", "2018-07-09"),
        ("2018-07-08T22:00", "2018-07-09T09:00", "end", "2018-07-09"),
        ("2018-05-19", "2018-07-08", "", ""),
        ("2018-05-19T04:00", "", "", ""),
        ("2018-07-08T22:00", "2018-07-09T03:00", "", ""),
    ],
)
def test_row_out_of_the_window_is_taken_with_a_warning(start: str, end: str, column: str, value: str) -> None:
    plan = Stored().plan(keyed(when=when(start, end)))
    said = (Problem("warning", "out_of_window", column, value, "2018-05-19 - 2018-07-08"),) if column else ()
    assert (verdicts(plan), problems(plan)) == ([(2, "create")], [said])


@pytest.mark.parametrize(
    "edition", [Edition(2019), Edition(2019, starts_on=date(2019, 5, 1)), Edition(2019, ends_on=date(2019, 5, 1))]
)
def test_row_of_an_edition_without_a_whole_window_is_never_out_of_it(edition: Edition) -> None:
    store = Stored(editions={2019: edition})
    assert [problems(store.plan(keyed(start=day, edition=2019))) for day in ("2019-01-01", "2019-12-31")] == [[()]] * 2


def test_rows_come_in_the_order_of_the_file_then_the_missing_by_date() -> None:
    dates = {"a": "2018-07-02", "b": "2018-06-01", "c": "2018-07-01", "d": "2018-06-02"}
    store = stored(
        *(keyed(line, start, occurrence_key=key) for line, (key, start) in enumerate(dates.items(), 2)),
        draft(6, "2018-06-15", "Film"),
    )
    bad = keyed(3, occurrence_key="9", problems=(BAD_DATE,))
    plan = store.plan(draft(2, title="Concert"), bad, draft(4, "2018-06-15", "Film"), keyed(5, event_key="k0"))
    assert verdicts(plan) == [
        (2, "create"), (3, "refused"), (4, "unchanged"), (5, "create"), *[(None, "missing")] * 4,
    ]  # fmt: skip
    assert [row.uid for row in plan.rows[4:]] == [occurrence_uid(2018, "festa", "k1", key) for key in "bdca"]


# --- a dry run for nobody --------------------------------------------------------------------------------------------


def test_rows_of_nobody_are_shown_as_they_would_be_and_cannot_be_applied() -> None:
    store = stored(keyed(2), draft(3, title="Concert"))
    rows = [
        draft(2, title="Concert", partner=""),
        draft(3, "2018-07-09", title="Film", partner=""),
        draft(4, title="Concert", partner=""),
        draft(5, partner="", problems=(AMBIGUOUS,)),
        draft(6, partner="", problems=(BAD_DATE,), when=None),
    ]
    plan = store.plan(*rows)
    assert [(row.line, str(row.verdict), row.uid, [p.key for p in row.problems]) for row in plan.rows] == [
        (2, "create", "", []),
        (3, "create", "", ["out_of_window"]),
        (4, "duplicate", "", ["duplicate_same"]),
        (5, "ask", "", ["commune_ambiguous"]),
        (6, "refused", "", ["date_unreadable"]),
    ]
    assert (plan.revisions, plan.nobodys) == ((), True)


@pytest.mark.parametrize("edition", [None, 2016])
def test_rows_of_nobody_need_no_edition_that_is_known(edition: int | None) -> None:
    plan = Stored().plan(draft(2, "2016-06-23T21:00", partner="", edition=edition))
    assert (verdicts(plan), problems(plan), plan.nobodys) == ([(2, "create")], [()], True)


def test_rows_of_somebody_are_nobodys_no_more() -> None:
    assert [Stored().plan(*rows).nobodys for rows in ((), (draft(2),), (draft(2), draft(3, partner="")))] == [False] * 3
    assert Stored(only_partner="festa").plan(draft(2, partner="")).nobodys is False
