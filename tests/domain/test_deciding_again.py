"""Any file sent twice changes nothing the second time; whatever is sent, nothing that subscribers hold goes back."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.draft import Draft
from festum.domain.event import Occurrence
from festum.domain.place import Point, Venue
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


@given(st.lists(files, min_size=1, max_size=3))
@SAME_EVERY_TIME
def test_any_file_sent_twice_changes_nothing_the_second_time(sent: list[list[Draft]]) -> None:
    store = Stored()
    for file in sent:
        first = store.load(*file)
        assert [r.line for r in first.rows if r.line] == [d.line for d in file]
        again = store.plan(*file)
        assert again.revisions == ()
        assert again.counts.keys() <= {"unchanged", "duplicate", "missing"}
        assert again.counts.get("duplicate") == first.counts.get("duplicate")


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
