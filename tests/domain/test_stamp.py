"""What subscribers' calendars go by: SEQUENCE rises at a change, the stamp moves, neither ever goes back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from festum.domain.event import Event, State
from festum.domain.place import Venue
from festum.domain.stamp import changed, stamped
from tests.domain.examples import MONTPELLIER, NOW, PIN, details, event, occurrence, venue, when

LATER = NOW + timedelta(days=3)
SECOND = timedelta(seconds=1)

# Two live dates, one tombstone, one gone; each changed a different number of times.
STORED = event(
    occurrence("u1", sequence=2, modified=NOW),
    occurrence("u2", "2018-06-30T21:00", sequence=0, modified=NOW - timedelta(days=1)),
    occurrence("u3", "2018-07-01", state=State.TOMBSTONE, status="cancelled", sequence=1, modified=NOW),
    occurrence("u4", "2018-07-02", state=State.GONE, status="cancelled", sequence=5, modified=NOW),
    version=7,
)

Stamps = dict[str, tuple[int, datetime | None]]


def stamps(of: Event) -> Stamps:
    return {o.uid: (o.sequence, o.modified) for o in of.occurrences}


def with_one(uid: str, **said: object) -> Event:
    """STORED with something else said of one occurrence."""
    return replace(
        STORED,
        occurrences=tuple(replace(o, **said) if o.uid == uid else o for o in STORED.occurrences),  # type: ignore[arg-type]
    )


def test_stamps_of_a_new_event_start_at_nought() -> None:
    new = event(occurrence("u1", sequence=9), occurrence("u2"), version=4)
    fresh = (occurrence("u1", sequence=0, modified=NOW), occurrence("u2", sequence=0, modified=NOW))
    assert stamped(None, new, NOW) == replace(new, occurrences=fresh, version=1)


def test_stamped_is_the_event_before_when_nothing_differs() -> None:
    same = replace(STORED, occurrences=tuple(replace(o, sequence=0, modified=None) for o in STORED.occurrences))
    assert stamped(STORED, same, LATER) is STORED


def test_sequence_rises_when_title_changes_for_all_that_are_live() -> None:
    after = stamped(STORED, replace(STORED, details=details("Grand balèti")), LATER)
    assert stamps(after) == {"u1": (3, LATER), "u2": (1, LATER), "u3": (2, LATER), "u4": (5, NOW)}
    assert (after.version, after.details) == (8, details("Grand balèti"))


@pytest.mark.parametrize(
    "said",
    [
        {"when": when("2018-06-23T22:00")},
        {"status": "cancelled"},
        {"notice": "Sous la halle"},
        {"venue": venue("Place")},
        {"venue": venue("Halle", MONTPELLIER)},
        {"venue": venue(postcode="34700")},
        {"venue": venue("Halle", pin=PIN, address="1 rue de la Halle")},
        {"venue": None},
        {"state": State.TOMBSTONE, "status": "cancelled"},
        {"venue": venue(pin=PIN), "status": "full"},
    ],
)
def test_sequence_rises_for_the_occurrence_that_changes_alone(said: dict[str, object]) -> None:
    after = stamped(STORED, with_one("u1", **said), LATER)
    assert stamps(after) == stamps(STORED) | {"u1": (3, LATER)}
    assert after.version == 8


@pytest.mark.parametrize("found", [venue(pin=PIN), replace(venue(), point=PIN)])
def test_stamp_moves_without_sequence_when_the_point_is_refined(found: Venue) -> None:
    after = stamped(STORED, with_one("u1", venue=found), LATER)
    assert stamps(after) == stamps(STORED) | {"u1": (2, LATER)}
    assert after.version == 8


def test_sequence_rises_when_the_point_is_refined_and_the_title_changes() -> None:
    after = stamped(STORED, replace(with_one("u1", venue=venue(pin=PIN)), details=details("Bal")), LATER)
    assert stamps(after) == {"u1": (3, LATER), "u2": (1, LATER), "u3": (2, LATER), "u4": (5, NOW)}


def test_sequence_rises_when_told_anew_of_something_beside_the_event() -> None:
    after = stamped(STORED, STORED, LATER, told_anew=True)
    assert stamps(after) == {"u1": (3, LATER), "u2": (1, LATER), "u3": (2, LATER), "u4": (5, NOW)}
    assert after.version == 8


def test_stamp_moves_on_when_changed_twice_in_one_second() -> None:
    after = stamped(STORED, with_one("u1", notice="Orage"), NOW)
    again = stamped(after, replace(after, details=details("Bal")), NOW)
    assert [stamps(after)["u1"], stamps(again)["u1"]] == [(3, NOW + SECOND), (4, NOW + 2 * SECOND)]


def test_stamp_moves_on_when_the_clock_was_set_back() -> None:
    after = stamped(STORED, with_one("u1", notice="Orage"), NOW - timedelta(hours=1))
    assert stamps(after)["u1"] == (3, NOW + SECOND)


def test_stamp_is_of_now_when_none_was_stored() -> None:
    before = event(occurrence("u1", modified=None))
    assert stamps(stamped(before, replace(before, details=details("Bal")), NOW)) == {"u1": (1, NOW)}


def test_sequence_rises_when_deleted_and_again_when_restored() -> None:
    deleted = stamped(STORED, with_one("u1", state=State.TOMBSTONE, status="cancelled"), LATER)
    restored = stamped(deleted, replace(deleted, occurrences=STORED.occurrences), LATER)
    assert [stamps(deleted)["u1"], stamps(restored)["u1"]] == [(3, LATER), (4, LATER + SECOND)]


def test_sequence_stays_when_what_is_gone_changes() -> None:
    after = stamped(STORED, with_one("u4", venue=venue(pin=PIN), notice="Orage"), LATER)
    assert stamps(after) == stamps(STORED)


def test_sequence_rises_when_what_was_gone_is_shown_again() -> None:
    after = stamped(STORED, with_one("u4", state=State.LIVE, status="confirmed"), LATER)
    assert stamps(after) == stamps(STORED) | {"u4": (6, LATER)}


def test_sequence_of_a_new_date_starts_at_nought_and_leaves_the_others() -> None:
    new = occurrence("u5", "2018-07-03", sequence=9)
    after = stamped(STORED, replace(STORED, occurrences=(*STORED.occurrences, new)), LATER)
    assert stamps(after) == {**stamps(STORED), "u5": (0, LATER)}


def test_locks_alone_are_a_version_without_new_stamps() -> None:
    after = stamped(STORED, replace(STORED, locks=("titles",)), LATER)
    assert after == replace(STORED, locks=("titles",), version=8)


def test_changed_names_what_must_be_drawn_anew() -> None:
    after = stamped(STORED, replace(STORED, details=details("Bal")), LATER)
    refined = stamped(STORED, with_one("u2", venue=venue(pin=PIN)), LATER)
    assert {
        "title": [o.uid for o in changed(STORED, after)],  # a tombstone is still in the feeds
        "point": [o.uid for o in changed(STORED, refined)],
        "nothing": [o.uid for o in changed(STORED, STORED)],
        "new": [o.uid for o in changed(None, STORED)],
    } == {"title": ["u1", "u2", "u3"], "point": ["u2"], "nothing": [], "new": ["u1", "u2", "u3"]}


def test_the_days_of_a_tombstone_are_counted_from_its_deletion_whatever_follows() -> None:
    deleted = stamped(STORED, with_one("u1", state=State.TOMBSTONE, status="cancelled"), LATER)
    renamed = stamped(deleted, replace(deleted, details=details("Bal")), LATER + SECOND)
    restored = stamped(
        renamed, replace(renamed, occurrences=tuple(replace(o, state=State.LIVE) for o in renamed.occurrences)), LATER
    )
    told = [(event.occurrences[0].deleted_at, stamps(event)["u1"]) for event in (STORED, deleted, renamed, restored)]
    assert told == [
        (None, stamps(STORED)["u1"]),
        (LATER, (3, LATER)),
        (LATER, (4, LATER + SECOND)),
        (None, (5, LATER + 2 * SECOND)),
    ]
