"""Any file sent twice changes nothing the second time; whatever is sent, nothing that subscribers hold goes back."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.draft import Draft
from festum.domain.event import Occurrence
from festum.domain.place import Point, Venue
from festum.domain.plan import Answer, Decision, Plan, Terms, Verdict
from tests.domain.examples import MONTPELLIER, NOW, PIN, Stored, details, draft, venue, when

SAME_EVERY_TIME = settings(derandomize=True, deadline=None, max_examples=300)

VENUES: list[Venue | None] = [
    venue(),
    venue("HALLE", pin=PIN),
    venue("halle", pin=Point(43.7301, 3.3201), postcode="34700"),
    venue("Place"),
    venue("Halle", MONTPELLIER),
    Venue("Halle", "", "", None, None, None, None),
    venue(""),
    venue("", pin=PIN),
    venue("", pin=Point(43.7301, 3.3201)),
    None,
]
STARTS = ["2018-06-23T18:00", "2018-06-23T21:00", "2018-06-24T01:00", "2018-06-23", "2018-06-24T21:00", "2018-07-01"]


KEYS = [("", ""), ("", ""), ("a", ""), ("a", "1"), ("a", "2"), ("b", ""), ("b", "1")]


def row(said: tuple[str, str, tuple[str, str], int, str, str]) -> Draft:
    title, start, (event_key, occurrence_key), place, price, partner = said
    return draft(
        0,
        partner=partner,
        event_key=event_key,
        occurrence_key=occurrence_key,
        when=when(start),
        venue=VENUES[place],
        details=details(title, price=price),
    )


one_row = st.tuples(
    st.sampled_from(["Balèti", "BALETI", "Balèti !", "Concert", "Тест"]),
    st.sampled_from(STARTS),
    st.sampled_from(KEYS),
    st.integers(0, len(VENUES) - 1),
    st.sampled_from(["", "5 €"]),
    st.sampled_from(["festa", "festa", "la-formiga"]),
).map(row)


def numbered(drafts: list[Draft]) -> list[Draft]:
    return [
        Draft(line, d.edition, d.partner, d.event_key, d.occurrence_key, d.details, d.when, d.venue)
        for line, d in enumerate(drafts, 2)
    ]


files = st.lists(one_row, max_size=7).map(numbered)


def replies(plan: Plan, answer: Answer) -> Terms:
    return Terms(decisions={row.line: Decision(answer) for row in plan.rows if row.line and row.verdict is Verdict.ASK})


@given(st.lists(files, min_size=1, max_size=3), st.sampled_from([Answer.YES, Answer.NEW]))
@SAME_EVERY_TIME
def test_any_file_sent_twice_changes_nothing_the_second_time(sent: list[list[Draft]], answer: Answer) -> None:
    store = Stored()
    for file in sent:
        first = store.load(*file, terms=replies(store.plan(*file), answer))
        assert [r.line for r in first.rows if r.line] == [d.line for d in file]
        again = store.plan(*file)
        assert again.revisions == ()
        assert again.counts.keys() <= {"unchanged", "duplicate", "missing"}
        assert again.counts.get("duplicate") == first.counts.get("duplicate")


@given(files, st.randoms(use_true_random=False))
@SAME_EVERY_TIME
def test_any_file_in_another_order_changes_nothing(file: list[Draft], chance: Random) -> None:
    """Where two rows tell one event differently, the first is right: then the order says something."""
    store = Stored()
    first = store.load(*file)
    if first.counts.keys() != {"create"} or any(row.problems for row in first.rows):
        return
    shuffled = list(file)
    chance.shuffle(shuffled)
    again = store.plan(*numbered(shuffled))
    assert (again.counts, again.revisions) == ({"unchanged": len(file)} if file else {}, ())


def keyed_throughout(file: list[Draft], own_keys: bool) -> list[Draft]:
    """A key of its own for every row, or for none."""
    return [replace(d, event_key=f"k{d.line}" if own_keys else "", occurrence_key="") for d in file]


@given(files, files, st.booleans(), st.sampled_from([Answer.YES, Answer.NEW]))
@SAME_EVERY_TIME
def test_any_rows_left_out_and_others_added_leave_the_rest_its_identity(
    file: list[Draft], others: list[Draft], own_keys: bool, answer: Answer
) -> None:
    store = Stored()
    file = keyed_throughout(file, own_keys)
    first = store.load(*file)
    was = {row.line: row.uid for row in first.rows if row.verdict is Verdict.CREATE}
    kept = [draft for draft in file[: len(file) // 2 + 1] if draft.line in was]
    added = [replace(d, line=100 + d.line, details=details(f"Novèl {d.line}"), event_key="") for d in others]
    again = store.load(*kept, *added, terms=replies(store.plan(*kept, *added), answer))
    assert {row.line: row.uid for row in again.rows if row.line in was} == {
        draft.line: was[draft.line] for draft in kept
    }


@given(st.lists(files, min_size=2, max_size=4), st.lists(st.integers(-2, 2), min_size=4, max_size=4))
@SAME_EVERY_TIME
def test_any_files_sent_never_take_anything_back(sent: list[list[Draft]], seconds: list[int]) -> None:
    store, now = Stored(), NOW
    held: dict[str, Occurrence] = {}
    for file, passed in zip(sent, seconds, strict=False):
        now += timedelta(seconds=passed)
        store.load(*file, now=now)
        holds = {o.uid: o for e in store.events.values() for o in e.occurrences}
        assert len(holds) == sum(len(e.occurrences) for e in store.events.values())
        for uid, was in held.items():
            there = holds[uid]
            assert (there.sequence, there.modified) >= (was.sequence, was.modified)
            assert there.modified is not None
            assert was.modified is not None
            same = (there.when, there.venue, there.status, there.notice) == (
                was.when,
                was.venue,
                was.status,
                was.notice,
            )
            assert same or there.modified > was.modified
        held = holds


edits = st.sampled_from(
    [
        {"titles": details("Grand balèti").titles},
        {"price": "gratuit"},
        {"when": when("2018-06-25T19:00")},
        {"when": when("2018-06-24T21:00")},
        {"venue": venue("Place", MONTPELLIER)},
        {"venue": venue(pin=Point(43.7299, 3.3111))},
        {"venue": None},
        {"status": "cancelled"},
    ]
)


@given(files, st.integers(0, 20), edits)
@SAME_EVERY_TIME
def test_any_file_sent_again_leaves_what_an_editor_corrected(
    file: list[Draft], which: int, correction: dict[str, Any]
) -> None:
    store = Stored()
    store.load(*file)
    dates = [(e.id, o.uid) for e in store.events.values() for o in e.occurrences]
    if not dates:
        return
    event_id, uid = dates[which % len(dates)]
    store.correct(event_id, uid, correction)
    again = store.plan(*file)
    assert (again.revisions, again.counts.get("missing")) == ((), None)
