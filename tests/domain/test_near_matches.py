"""A partner who sends its programme again, corrected, changes what is stored: no second event beside the first."""

from dataclasses import replace

import pytest

from festum.domain.draft import Draft
from festum.domain.place import Venue
from festum.domain.plan import Answer, Decision, Plan, Terms
from festum.errors import Problem
from tests.domain.examples import MONTPELLIER, Stored, details, draft, keyed, venue

CLERMONT = "34079"
"""Clermont-l'Hérault, 15 km from Lodève."""

BALL = draft(2, title="Balèti amb Garic")
WALK = draft(3, "2018-06-10T10:00", "Passejada botanica en lenga nòstra", venue=venue("Place"))
TALK = draft(4, "2018-06-12T18:30", "Conférence de Miquela Valls", venue=venue("Médiathèque"))


def stored(*drafts: Draft) -> Stored:
    store = Stored()
    store.load(*drafts)
    return store


def uids(store: Stored) -> set[str]:
    return {o.uid for e in store.events.values() for o in e.live}


def said(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(row.verdict), tuple(p.key for p in row.problems)) for row in plan.rows]


RESENT = [
    # A title mended: accents, a typing error, a name added, the order of words.
    ({"title": "BALETI AMB GARIC !"}, "update", ()),
    ({"title": "Balèti amb Garric"}, "update", ("near_match",)),
    ({"title": "Grand balèti amb Garic"}, "update", ("near_match",)),
    ({"title": "Balèti avec Garic"}, "update", ("near_match",)),
    # An hour, a day.
    ({"start": "2018-06-23T22:00"}, "update", ()),
    ({"start": "2018-06-24T21:00"}, "moved", ()),
    ({"start": "2018-07-07"}, "moved", ()),
    ({"title": "Balèti amb Garric", "start": "2018-06-23T18:00"}, "update", ("near_match",)),
    ({"title": "Balèti amb Garric", "start": "2018-06-30T21:00"}, "moved", ("near_match",)),
    # A place: another hall, the commune next door, a commune at last.
    ({"venue": venue("Salle des fêtes")}, "moved", ()),
    ({"venue": venue("Halle", CLERMONT)}, "moved", ("near_match",)),
    ({"venue": None}, "moved", ("near_match",)),
    ({"title": "Balèti amb Garric", "venue": venue("Salle des fêtes")}, "moved", ("near_match",)),
]


@pytest.mark.parametrize(("change", "verdict", "warned"), RESENT)
@pytest.mark.parametrize("others", [(), (WALK, TALK)])
def test_row_corrected_and_sent_again_is_the_event_it_was(
    change: dict[str, str | Venue | None], verdict: str, warned: tuple[str, ...], others: tuple[Draft, ...]
) -> None:
    store = stored(BALL, *others)
    before = uids(store)
    again = draft(2, **{"title": "Balèti amb Garic", **change})  # type: ignore[arg-type]
    plan = store.load(again, *others)
    assert said(plan) == [(verdict, warned), *[("unchanged", ())] * len(others)]
    assert (uids(store), len(store.events)) == (before, 1 + len(others))
    assert said(store.plan(again, *others)) == [("unchanged", ())] * (1 + len(others))


@pytest.mark.parametrize(
    "other",
    [
        draft(2, title="Concert de Patric"),
        draft(2, "2018-07-08T21:00", "Balèti amb Garric"),
        draft(2, "2018-06-23T18:00", "Balèti per los mainatges"),
        draft(2, title="Balèti amb Garric", venue=venue("Halle", MONTPELLIER)),
        draft(2, title="Balèti amb Garic", venue=venue("Halle", "66136")),
        draft(2, title="Balèti amb Garic", partner="la-formiga"),
    ],
)
def test_row_of_something_else_is_a_new_event(other: Draft) -> None:
    plan = stored(BALL).plan(other)
    assert said(plan)[0] == ("create", ())


def test_near_match_names_what_is_stored_and_takes_a_no() -> None:
    store = stored(BALL)
    renamed = draft(7, "2018-06-30T21:00", "Balèti amb Garric")
    plan = store.plan(renamed)
    assert plan.rows[0].problems == (Problem("warning", "near_match", "title", "Balèti amb Garic", "2018-06-23"),)
    assert plan.rows[0].uid in uids(store)
    no = store.plan(renamed, terms=Terms(decisions={7: Decision(Answer.NEW)}))
    assert said(no) == [("create", ()), ("missing", ())]
    assert no.rows[0].uid not in uids(store)


def test_date_taken_as_moved_is_another_event_when_its_partner_says_so() -> None:
    store = stored(BALL)
    terms = Terms(decisions={2: Decision(Answer.NEW)})
    moved = draft(2, "2018-06-30T21:00", "Balèti amb Garic")
    assert said(store.plan(moved)) == [("moved", ())]
    assert said(store.load(moved, terms=terms)) == [("create", ()), ("missing", ())]
    assert said(store.plan(moved)) == [("unchanged", ()), ("missing", ())], "and it need not be said again"
    assert len(store.events) == 2


def test_numbered_titles_are_not_each_other() -> None:
    store = stored(draft(2, title="Atelier de cuisine 1"))
    assert said(store.plan(draft(2, "2018-06-30T21:00", "Atelier de cuisine 2"))) == [("create", ()), ("missing", ())]


def test_rows_at_one_hour_go_each_to_its_own() -> None:
    """Two workshops at the same hour and place, both titles mended: the nearest each way."""
    store = stored(draft(2, title="Atelier de cant occitan"), draft(3, title="Atelier de cuina catalana"))
    plan = store.plan(draft(2, title="Atelièr de cuina catalana !"), draft(3, title="Atelier de chant occitan"))
    titles = {o.uid: e.details.titles.get("fr") for e in store.events.values() for o in e.occurrences}
    assert [(str(row.verdict), titles[row.uid]) for row in plan.rows] == [
        ("update", "Atelier de cuina catalana"),
        ("update", "Atelier de cant occitan"),
    ]


def test_series_with_its_title_mended_keeps_every_date() -> None:
    days = ["2018-06-05T18:00", "2018-06-12T18:00", "2018-06-19T18:00"]
    store = stored(*(draft(line, day, "Atelier de cuina") for line, day in enumerate(days, 2)))
    before = uids(store)
    again = [draft(line, day, "Atelier de cuisine") for line, day in enumerate(days, 2)]
    assert said(store.load(*again)) == [("update", ("near_match",))] * 3
    assert (uids(store), len(store.events)) == (before, 1)
    assert said(store.plan(*reversed(again))) == [("unchanged", ())] * 3


def test_one_date_of_a_series_with_its_title_mended_is_the_date_it_was() -> None:
    """It was an event of its own while it was mistyped, and joins no other by being mended."""
    store = stored(draft(2, "2018-06-05T18:00", "Atelier"), draft(3, "2018-06-12T18:00", "Atlier"))
    before = uids(store)
    again = [draft(2, "2018-06-05T18:00", "Atelier"), draft(3, "2018-06-12T18:00", "Atelier")]
    assert said(store.load(*again)) == [("unchanged", ()), ("update", ("near_match",))]
    assert uids(store) == before
    assert said(store.plan(*again)) == [("unchanged", ())] * 2


SEVERAL = (draft(2, "2018-06-20T21:00", "Balèti amb Garic"), draft(3, "2018-06-22T21:00", "Balèti amb Garic"))


@pytest.mark.parametrize(
    ("answer", "verdicts"),
    [
        (None, ["ask", "missing", "missing"]),
        (Answer.YES, ["moved", "missing"]),
        (Answer.NEW, ["create", "missing", "missing"]),
        (Answer.SKIP, ["ignored", "missing", "missing"]),
    ],
)
def test_row_that_may_be_either_of_two_is_asked(answer: Answer | None, verdicts: list[str]) -> None:
    store = stored(*SEVERAL)
    row = draft(2, "2018-06-23T21:00", "Balèti amb Garric")
    plan = store.plan(row, terms=Terms(decisions={2: Decision(answer)} if answer else {}))
    assert [str(one.verdict) for one in plan.rows] == verdicts
    if answer is None:
        offered = "Balèti amb Garic (2018-06-22) ; Balèti amb Garic (2018-06-20)"
        assert plan.rows[0].problems == (Problem("error", "near_match_several", "title", "2", offered),)
    if answer is Answer.YES:
        missing = {row.whens[0].day.isoformat() for row in plan.rows if row.line is None}
        assert missing == {"2018-06-20"}, "it takes the nearest"


def test_two_rows_that_may_be_the_same_date_are_both_asked() -> None:
    store = stored(BALL)
    rows = [draft(2, "2018-06-24T21:00", "Balèti amb Garric"), draft(3, "2018-06-25T21:00", "Balèti amb Garrig")]
    assert [verdict for verdict, _ in said(store.plan(*rows))] == ["ask", "ask", "missing"]
    both = store.plan(*rows, terms=Terms(decisions={2: Decision(Answer.YES), 3: Decision(Answer.YES)}))
    assert [verdict for verdict, _ in said(both)] == ["moved", "create"]


# --- keys ------------------------------------------------------------------------------------------------------------


def test_row_that_gets_a_key_is_the_event_it_was_without() -> None:
    store = stored(BALL, draft(3, "2018-06-30T21:00", "Balèti amb Garic"))
    before = uids(store)
    again = [
        keyed(2, title="Balèti amb Garic", event_key="garic"),
        keyed(3, "2018-06-30T22:00", "Balèti amb Garic", event_key="garic", occurrence_key="2"),
    ]
    assert said(store.load(*again)) == [("unchanged", ()), ("update", ())]
    assert (uids(store), len(store.events)) == (before, 1)
    assert said(store.plan(*again)) == [("unchanged", ())] * 2


def test_row_that_loses_its_key_is_the_event_it_was_with() -> None:
    store = stored(keyed(2, title="Balèti amb Garic"))
    assert said(store.plan(BALL)) == [("unchanged", ())]


def test_row_with_another_key_is_the_same_showing_or_another_event() -> None:
    """Some programs give new keys at every export; what is not the same to the minute is as the keys say."""
    store = stored(keyed(2, title="Balèti amb Garic", event_key="a1"))
    assert said(store.plan(keyed(2, title="Balèti amb Garic", event_key="b7"))) == [("unchanged", ())]
    later = keyed(2, "2018-06-23T22:00", "Balèti amb Garic", event_key="b7")
    assert said(store.plan(later)) == [("create", ()), ("missing", ())]
    twice = [keyed(n, title="Balèti amb Garic", event_key=f"b{n}") for n in (2, 3)]
    assert said(store.plan(*twice)) == [("create", ()), ("create", ()), ("missing", ())], "two keys are two events"


def test_row_with_our_own_uid_is_that_date() -> None:
    """As in a calendar of ours that comes back: its UIDs are keys of dates."""
    store = stored(BALL, draft(3, "2018-06-30T21:00", "Balèti amb Garic"))
    (event,) = store.events.values()
    again = [
        draft(line, o.when.start.isoformat(), "Grand bal", event_key=o.uid)
        for line, o in enumerate(event.occurrences, 2)
    ]
    plan = store.load(*again)
    assert [(str(row.verdict), row.uid) for row in plan.rows] == [("update", o.uid) for o in event.occurrences]
    assert said(store.plan(*again)) == [("unchanged", ())] * 2


# --- editors ---------------------------------------------------------------------------------------------------------


def test_event_an_editor_renamed_is_found_again_by_its_hour_and_place() -> None:
    store = stored(keyed(2, title="Balèti amb Garic", event_key="a1"))
    (event,) = store.events.values()
    store.correct(event.id, event.occurrences[0].uid, {"titles": details("La grande soirée").titles})
    assert said(store.plan(BALL)) == [("unchanged", ("field_locked",))]


def test_row_that_is_refused_is_no_match() -> None:
    store = stored(BALL)
    bad = replace(draft(2, title="Balèti amb Garric"), problems=(Problem("error", "url_unreadable", "url", "x"),))
    assert said(store.plan(bad)) == [("refused", ("url_unreadable",)), ("missing", ())]
