"""Undoing an upload's change of one event: back to what was, or left, never in between."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from festum.domain.event import Details, Event, Occurrence, State
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.undoing import undone
from festum.domain.when import When

HALLE = Venue("Halle", "", "", None, None, None, None)
PINNED = replace(HALLE, point=Point(43.7, 3.3), precision=Precision.STREET, provenance=Provenance.HUMAN)
FINER = replace(PINNED, point=Point(43.71, 3.31), precision=Precision.HOUSENUMBER)
PLACE = replace(HALLE, name="Place")
EVENING, NIGHT = (When(datetime.fromisoformat(f"2018-06-23T{hour}:00")) for hour in (21, 23))
DATE = Occurrence("u1", "1", EVENING, HALLE, sequence=3, modified=datetime(2018, 5, 1, tzinfo=UTC), locks=("notice",))
SECOND = replace(DATE, uid="u2", occurrence_key="2", locks=())
BEFORE = Event("e", 2018, "cercle", "bal", Details(Texts.of({"fr": "Bal"})), (DATE,), 4, ("titles",))
WROTE = replace(
    BEFORE,
    details=Details(Texts.of({"fr": "Bal"}), price="5 €"),
    occurrences=(replace(DATE, when=NIGHT, venue=PLACE, status="full", notice="Complet", sequence=4), SECOND),
    version=5,
)
VENUES = {HALLE.venue_key: HALLE}


def test_all_it_said_is_as_before_its_stamps_apart() -> None:
    now = replace(WROTE, version=5)
    gone = replace(SECOND, state=State.TOMBSTONE, status="cancelled")
    assert undone(now, WROTE, BEFORE, VENUES) == replace(
        BEFORE, version=5, occurrences=(replace(DATE, sequence=4), gone)
    )


def test_what_it_brought_is_withdrawn_and_what_was_gone_already_stays() -> None:
    buried = replace(SECOND, state=State.GONE, status="cancelled")
    wrote = replace(WROTE, occurrences=(DATE, buried), version=1)
    assert undone(wrote, wrote, None, {}) == replace(
        wrote, occurrences=(replace(DATE, state=State.TOMBSTONE, status="cancelled"), buried)
    )


EDITED_EVENTS: list[dict[str, Any]] = [
    {"details": Details(Texts.of({"fr": "Bal"}), price="6 €")}, {"locks": ()}, {"occurrences": WROTE.occurrences[:1]},
]  # fmt: skip
EDITED_DATES: list[dict[str, Any]] = [
    {"when": EVENING}, {"venue": HALLE}, {"venue": None}, {"status": "confirmed"}, {"notice": ""}, {"locks": ()},
    {"state": State.TOMBSTONE},
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITED_EVENTS)
def test_whatever_was_edited_since_the_event_is_left(edit: dict[str, Any]) -> None:
    assert undone(replace(WROTE, **edit), WROTE, BEFORE, VENUES) is None


@pytest.mark.parametrize("edit", EDITED_DATES)
def test_whatever_was_edited_since_of_a_date_its_event_is_left(edit: dict[str, Any]) -> None:
    now = replace(WROTE, occurrences=(replace(WROTE.occurrences[0], **edit), SECOND))
    assert undone(now, WROTE, BEFORE, VENUES) is None


def test_a_stamp_a_better_point_and_a_burial_are_no_edits() -> None:
    wrote = replace(WROTE, occurrences=(replace(DATE, venue=HALLE), replace(SECOND, state=State.TOMBSTONE)))
    now = replace(
        wrote,
        version=9,
        occurrences=(replace(DATE, venue=FINER, sequence=7), replace(SECOND, state=State.GONE, sequence=2)),
    )
    becomes = undone(now, wrote, BEFORE, {HALLE.venue_key: FINER})
    assert becomes is not None
    assert (becomes.version, becomes.occurrences[0].venue, becomes.occurrences[1].state) == (9, FINER, State.GONE)


def test_a_point_it_set_is_taken_back_and_one_found_since_is_kept() -> None:
    wrote = replace(BEFORE, occurrences=(replace(DATE, venue=PINNED),), version=5)
    for stored, venue in ((PINNED, HALLE), (FINER, FINER)):
        becomes = undone(wrote, wrote, BEFORE, {HALLE.venue_key: stored})
        assert becomes is not None
        assert becomes.occurrences[0].venue == venue


def test_a_withdrawn_date_comes_back_and_one_brought_back_goes() -> None:
    gone = replace(DATE, state=State.GONE, status="cancelled", locks=())
    wrote = replace(BEFORE, occurrences=(gone, SECOND), version=5)
    before = replace(BEFORE, occurrences=(DATE, replace(SECOND, state=State.TOMBSTONE, status="cancelled")))
    becomes = undone(wrote, wrote, before, VENUES)
    assert becomes is not None
    assert [(o.state, o.status, o.locks) for o in becomes.occurrences] == [
        (State.LIVE, "confirmed", ("notice",)), (State.TOMBSTONE, "cancelled", ())
    ]  # fmt: skip
