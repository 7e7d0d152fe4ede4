"""A file that replaces a programme withdraws what it does not name; too much of it waits for a word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from festum.domain.draft import Draft
from festum.domain.event import Event, State
from festum.domain.plan import Answer, Brake, Decision, Mode, Plan, Terms
from festum.errors import Problem
from tests.domain.examples import NOW, Stored, details, draft, keyed, when

REPLACE = Terms(Mode.REPLACE)
WITHDRAWN = Problem("note", "withdrawn")
BAD = Problem("error", "url_unreadable", "url", "x")


def programme(number: int, partner: str = "festa") -> list[Draft]:
    """That many events, a day each, that are nothing like each other."""
    first = date(2018, 5, 20)
    return [
        draft(line, f"{first + timedelta(days=line)}T21:00", title, partner=partner)
        for line, title in enumerate(TITLES[:number], 2)
    ]


TITLES = (
    "Balèti", "Concert de Patric", "Passejada", "Conférence", "Dictada", "Fuòc de Sant Joan", "Sardanas", "Velhada",
    "Cinéma en plein air", "Quermessa", "Exposition de peinture", "Jocs tradicionals", "Repais", "Teatre", "Marché",
    "Carnaval", "Atelier chant", "Mòstra de libres", "Loto", "Grand aplec",
)  # fmt: skip


def stored(*drafts: Draft) -> Stored:
    store = Stored()
    store.load(*drafts)
    return store


def missing(plan: Plan) -> list[tuple[str, tuple[Problem, ...]]]:
    return [(row.title, row.problems) for row in plan.rows if row.line is None]


def only(store: Stored) -> Event:
    (event,) = store.events.values()
    return event


def test_event_a_replacing_file_does_not_name_is_withdrawn_and_its_subscribers_are_told() -> None:
    ball, concert = programme(2)
    store = stored(ball, concert)
    plan = store.plan(ball, terms=REPLACE)
    assert missing(plan) == [("Concert de Patric", (WITHDRAWN,))]
    assert [row.whens for row in plan.rows if row.line is None] == [(concert.when,)]
    (revision,) = plan.revisions
    assert [(o.state, o.status) for o in revision.after.occurrences] == [(State.TOMBSTONE, "cancelled")]
    store.apply(plan, NOW + timedelta(days=1))
    assert sorted(o.sequence for e in store.events.values() for o in e.occurrences) == [0, 1]
    again = store.plan(ball, terms=REPLACE)
    assert (again.counts, again.revisions) == ({"unchanged": 1}, ())


def test_date_of_an_event_that_changes_too_is_withdrawn_with_the_change() -> None:
    store = stored(keyed(2), keyed(3, "2018-06-30T21:00", occurrence_key="2"))
    store.load(keyed(2, status="full"), terms=REPLACE)
    assert [(o.state, o.status) for o in only(store).occurrences] == [
        (State.LIVE, "full"),
        (State.TOMBSTONE, "cancelled"),
    ]


def test_merging_file_leaves_alone_what_it_does_not_name() -> None:
    ball, concert = programme(2)
    plan = stored(ball, concert).plan(ball)
    assert (missing(plan), plan.revisions) == ([("Concert de Patric", ())], ())


def test_programmes_a_replacing_file_does_not_name_are_left_alone() -> None:
    theirs = programme(2, "la-formiga")
    store = stored(*programme(1), *theirs)
    plan = store.plan(*programme(1), terms=REPLACE)
    assert (plan.counts, plan.revisions) == ({"unchanged": 1}, ())


def test_file_of_nothing_but_bad_rows_replaces_nothing() -> None:
    ball, concert = programme(2)
    plan = stored(ball, concert).plan(replace(ball, problems=(BAD,)), terms=REPLACE)
    assert (missing(plan), plan.revisions) == ([("Concert de Patric", ())], ())


@pytest.mark.parametrize(
    "held",
    [
        replace(draft(9, "2018-05-23T21:00", "Concert de Patric"), problems=(BAD,)),
        replace(draft(9, "2018-05-23T18:00", "Concert de Patrik"), problems=(BAD,)),
        replace(draft(9, "2018-05-23T21:00", "Concert de Patric", venue=None), problems=(BAD,)),
        replace(draft(9, title="Concert de Patrik", when=None), problems=(BAD,)),
        replace(draft(9, "2018-05-28T21:00", "Concert de Patrik"), problems=(BAD,)),
    ],
)
def test_date_that_a_bad_row_seems_to_tell_is_not_withdrawn(held: Draft) -> None:
    ball, concert, walk = programme(3)
    plan = stored(ball, concert, walk).plan(ball, held, terms=REPLACE)
    told = dict(missing(plan))
    assert told.get("Concert de Patric", ()) == ()
    assert told["Passejada"] == (WITHDRAWN,)


def test_row_left_out_keeps_its_date() -> None:
    ball, concert = programme(2)
    store = stored(ball, concert)
    skipping = Terms(Mode.REPLACE, {3: Decision(Answer.SKIP)})
    plan = store.plan(ball, replace(concert, status="full"), terms=skipping)
    assert (plan.counts, plan.revisions) == ({"unchanged": 1, "ignored": 1}, ())
    assert plan.rows[1].problems == (Problem("note", "row_skipped"),)


def test_date_that_is_over_took_place() -> None:
    ball, concert, walk = programme(3)
    store = stored(ball, concert, walk)
    assert (ball.when, concert.when) == (when("2018-05-22T21:00"), when("2018-05-23T21:00"))
    store.today = date(2018, 5, 23)
    plan = store.plan(walk, terms=REPLACE)
    assert missing(plan) == [
        ("Balèti", (Problem("note", "missing_over"),)),
        ("Concert de Patric", (WITHDRAWN,)),
    ]


def test_programme_of_an_edition_that_is_over_is_replaced_as_a_whole() -> None:
    ball, concert, walk = programme(3)
    store = stored(ball, concert, walk)
    store.today = date(2026, 11, 25)
    plan = store.plan(walk, terms=REPLACE)
    assert missing(plan) == [("Balèti", (WITHDRAWN,)), ("Concert de Patric", (WITHDRAWN,))]


@pytest.mark.parametrize(
    ("stored_dates", "sent", "brake"),
    [
        (20, 16, None),
        (20, 15, Brake(5, 20)),
        (25, 20, None),
        (26, 21, None),
        (6, 2, None),
        (6, 1, Brake(5, 6)),
    ],
)
def test_more_than_a_fifth_and_at_least_five_wait_for_a_word(stored_dates: int, sent: int, brake: Brake | None) -> None:
    rows = [
        draft(n, f"2018-06-{n % 30 + 1:02}T21:00", f"{n}", details=details(f"{n} {n}")) for n in range(stored_dates)
    ]
    store = stored(*rows)
    plan = store.plan(*rows[:sent], terms=REPLACE)
    assert (plan.brake, plan.counts.get("missing")) == (brake, stored_dates - sent)
    assert store.plan(*rows[:sent]).brake is None, "nothing is withdrawn by a file that does not replace"


def test_brake_counts_what_is_still_to_come() -> None:
    rows = [draft(n, f"2018-06-{n + 1:02}T21:00", f"{n}", details=details(f"{n} {n}")) for n in range(30)]
    store = stored(*rows)
    store.today = date(2018, 6, 26)
    plan = store.plan(*rows[:25], terms=REPLACE)
    assert plan.brake == Brake(5, 5), "5 of 30 would be less than a fifth"


def test_brake_is_of_the_programmes_that_lose_too_much() -> None:
    ours, theirs = programme(20), programme(20, "la-formiga")
    theirs = [replace(row, line=row.line + 100) for row in theirs]
    plan = stored(*ours, *theirs).plan(*ours[:10], *theirs[:19], terms=REPLACE)
    assert plan.brake == Brake(10, 20)


def test_withdrawn_date_that_is_sent_again_comes_back_as_it_was() -> None:
    ball, concert = programme(2)
    store = stored(ball, concert)
    uid = next(o.uid for e in store.events.values() for o in e.occurrences if o.when == concert.when)
    store.load(ball, terms=REPLACE, now=NOW + timedelta(days=1))
    plan = store.load(ball, concert, now=NOW + timedelta(days=2))
    assert [(str(row.verdict), row.uid, row.problems) for row in plan.rows][1] == (
        "create",
        uid,
        (Problem("note", "brought_back"),),
    )
    back = next(o for e in store.events.values() for o in e.occurrences if o.uid == uid)
    assert (back.state, back.status, back.sequence) == (State.LIVE, "confirmed", 2)
    assert store.plan(ball, concert).counts == {"unchanged": 2}
