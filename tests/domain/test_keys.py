"""Rows without keys are found again in what is stored; what their partner did key keeps its key."""

from dataclasses import replace

import pytest

from festum.domain.draft import Draft
from festum.domain.event import Event, State
from festum.domain.keys import named
from tests.domain.examples import MONTPELLIER, Stored, details, draft, event, keyed, occurrence, venue

Keys = list[tuple[str, str]]

TWO_DATES = event(
    occurrence("u1", "2018-06-23T21:00"),
    occurrence("u2", "2018-06-30T21:00"),
    event_key="k1",
)


def keys(drafts: list[Draft], *events: Event) -> Keys:
    """In the order of the drafts."""
    rows = named(drafts, events)
    assert [row.draft for row in rows] == drafts
    return [(row.event_key, row.occurrence_key) for row in rows]


def test_keys_of_new_rows_are_made_of_title_and_commune_and_numbered_by_date() -> None:
    drafts = [
        draft(2, "2018-06-30T21:00"),
        draft(3, "2018-06-23T21:00", "BALETI"),
        draft(4, venue=venue("Halle", MONTPELLIER)),
        draft(5, venue=None),
        draft(6, partner="la-formiga"),
    ]
    assert keys(drafts) == [
        ("~baleti-34142", "2"),
        ("~baleti-34142", "1"),
        ("~baleti-34172", "1"),
        ("~baleti", "1"),
        ("~baleti-34142", "1"),
    ]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (["2018-06-23T21:00", "2018-06-30T21:00"], ["1", "2"]),
        (["2018-06-30T21:00", "2018-06-23T21:00"], ["2", "1"]),
        (["2018-06-23T18:00", "2018-06-30T21:00"], ["1", "2"]),
        (["2018-06-25T21:00", "2018-06-30T21:00"], ["1", "2"]),
        (["2018-06-23T21:00", "2018-07-05T21:00"], ["1", "2"]),
        (["2018-06-23T21:00", "2018-06-30T21:00", "2018-06-01T21:00"], ["1", "2", "3"]),
        (["2018-06-23T21:00", "2018-06-30T21:00", "2018-06-23T18:00"], ["1", "2", "3"]),
        (["2018-06-23T18:00", "2018-06-23T21:00", "2018-06-30T21:00"], ["3", "1", "2"]),
        (["2018-06-24T02:00", "2018-06-30T21:00"], ["1", "2"]),
        (["2018-06-30T21:00"], ["2"]),
        (["2018-06-23", "2018-06-30T21:00"], ["1", "2"]),
    ],
)
def test_keys_of_stored_dates_by_their_hour_then_day_then_order(starts: list[str], expected: list[str]) -> None:
    drafts = [draft(line, start) for line, start in enumerate(starts, 2)]
    assert keys(drafts, TWO_DATES) == [("k1", key) for key in expected]


def test_keys_of_one_hour_in_two_places_follow_the_place() -> None:
    stored = event(occurrence("u1"), occurrence("u2", venue=venue("Place")))
    drafts = [draft(2, venue=venue("Place")), draft(3)]
    assert keys(drafts, stored) == [("k1", "2"), ("k1", "1")]


def test_keys_of_the_same_row_twice_are_the_same() -> None:
    drafts = [draft(2), draft(3, status="full"), draft(4, venue=venue("Place")), draft(5, "2018-06-23T18:00")]
    assert keys(drafts) == [
        ("~baleti-34142", "2"),
        ("~baleti-34142", "2"),
        ("~baleti-34142", "3"),
        ("~baleti-34142", "1"),
    ]


def test_keys_of_deleted_dates_go_to_their_own_day_alone() -> None:
    stored = event(
        occurrence("u1"),
        occurrence("u2", "2018-06-30T21:00", state=State.TOMBSTONE),
        occurrence("u3", "2018-07-01T21:00", state=State.GONE),
    )
    deleted = [draft(2), draft(3, "2018-06-30T21:00"), draft(4, "2018-07-01T18:00")]
    added = [draft(2), draft(3, "2018-07-05T21:00")]
    assert (keys(deleted, stored), keys(added, stored)) == (
        [("k1", "1"), ("k1", "2"), ("k1", "3")],
        [("k1", "1"), ("k1", "4")],
    )


def test_keys_given_are_kept_and_taken_from_nobody() -> None:
    drafts = [
        keyed(2, "2018-07-01", occurrence_key="1"),
        draft(3, event_key="k1"),
        keyed(4, "2018-06-30T21:00", occurrence_key="mine"),
    ]
    assert keys(drafts, TWO_DATES) == [("k1", "1"), ("k1", "2"), ("k1", "mine")]


def test_keys_given_to_one_row_name_the_event_of_its_like() -> None:
    drafts = [draft(2, "2018-06-30T21:00"), keyed(3, event_key="mine"), keyed(4, "2018-07-01", event_key="other")]
    assert keys(drafts) == [("mine", "2"), ("mine", "1"), ("other", "1")]


def test_keys_of_an_event_told_in_the_file_are_as_the_file_tells_it() -> None:
    retitled = [keyed(2, title="Grand balèti"), draft(3), draft(4, "2018-07-01", "Grand balèti")]
    assert keys(retitled, TWO_DATES) == [("k1", "1"), ("~baleti-34142", "1"), ("k1", "2")]


def test_keys_of_namesakes_in_the_file_follow_the_day() -> None:
    drafts = [keyed(2), keyed(3, "2018-06-30T18:00", event_key="k2"), draft(4, "2018-06-30T21:00")]
    assert keys(drafts) == [("k1", "1"), ("k2", "1"), ("k2", "2")]


def test_keys_of_a_day_with_a_deleted_date_go_to_the_one_that_lives() -> None:
    stored = event(occurrence("u1", "2018-06-23T15:00", state=State.TOMBSTONE), occurrence("u2", "2018-06-23T18:00"))
    assert keys([draft(2, "2018-06-23T19:00")], stored) == [("k1", "2")]


def test_keys_of_namesakes_follow_the_day() -> None:
    one = event(occurrence("u1", "2018-06-23T21:00"), id="e1", event_key="one")
    other = event(occurrence("u2", "2018-06-30T21:00"), id="e2", event_key="other")
    assert keys([draft(2, "2018-06-30T18:00"), draft(3, "2018-06-23T21:00")], one, other) == [
        ("other", "2"),
        ("one", "1"),
    ]


def test_keys_of_a_date_an_editor_moved_onto_another_stay_apart() -> None:
    stored = event(
        occurrence("u1", "2018-06-24T21:00", locks=("when",)),
        occurrence("u2", "2018-06-24T21:00"),
        occurrence("u3", "2018-07-01T21:00"),
    )
    drafts = [draft(2, "2018-06-23T18:00"), draft(3, "2018-06-24T20:00"), draft(4, "2018-07-01T21:00")]
    assert keys(drafts, stored) == [("k1", "1"), ("k1", "2"), ("k1", "3")]
    stored = event(occurrence("u1", locks=("venue",)), occurrence("u2"))
    assert keys([draft(2, venue=venue("Place")), draft(3)], stored) == [("k1", "1"), ("k1", "2")]


def test_keys_of_a_date_nobody_moved_are_new_when_the_file_tells_fewer() -> None:
    three = event(*(occurrence(f"u{n}", f"2018-06-2{n}T21:00") for n in (1, 2, 3)))
    fewer = [draft(2, "2018-06-21T21:00"), draft(3, "2018-07-01T21:00")]
    as_many = [*fewer, draft(4, "2018-07-02T21:00")]
    assert (keys(fewer, three), keys(as_many, three)) == (
        [("k1", "1"), ("k1", "4")],
        [("k1", "1"), ("k1", "2"), ("k1", "3")],
    )


def test_keys_of_long_titles_are_cut_and_still_differ() -> None:
    long = "Grand balèti de la Saint-Jean " * 9
    (one, other, again) = (key for key, _ in keys([draft(2, title=f"{long}{end}") for end in ("a", "b", "a")]))
    assert one == again != other
    assert (one.startswith("~grand-baleti-de-la-saint-jean-"), len(one) < 150) == (True, True)


def test_keys_of_a_title_corrected_here_are_found_by_the_title_sent() -> None:
    store = Stored()
    store.load(draft())
    (stored,) = store.events.values()
    store.events[stored.id] = replace(stored, details=details("Grand balèti"), locks=("titles",))
    assert [str(row.verdict) for row in store.plan(draft()).rows] == ["unchanged"]


@pytest.mark.parametrize(("one", "other"), [("Тест", "Другой"), ("★ 1", "Другой 1"), ("!!!", "???")])
def test_keys_of_titles_without_latin_letters_differ(one: str, other: str) -> None:
    (first, _), (second, _) = keys([draft(2, title=one), draft(3, title=other)])
    assert first != second
    assert "" not in {first, second}
    assert [first, second] == [key for key, _ in keys([draft(2, title=one), draft(3, title=other)])]


def test_keys_of_titles_that_differ_in_punctuation_are_one() -> None:
    assert {key for key, _ in keys([draft(2, title="Balèti !"), draft(3, "2018-07-01", "Balèti")])} == {"~baleti-34142"}


def test_keys_made_here_are_nobodys_own() -> None:
    """A partner's own key "bal" and a title "Bal" are two events."""
    own = event(occurrence("u1", venue=None), event_key="bal", details=details("Grand bal"))
    assert keys([draft(2, title="Bal", venue=None)], own) == [("~bal", "1")]


def test_key_of_a_long_title_fits_and_is_its_own() -> None:
    long = "Grand balèti de la vigne et du vin " * 8
    (one, _), (other, _) = keys([draft(2, title=long + "un"), draft(3, title=long + "deux")])
    assert (one != other, max(len(one), len(other)) <= 200, one[:14]) == (True, True, "~grand-baleti-")


def test_new_date_sent_alone_is_no_move_of_one_that_is_stored() -> None:
    assert keys([draft(2, "2018-07-05T21:00")], TWO_DATES) == [("k1", "3")]
    both = [draft(2, "2018-06-23T21:00"), draft(3, "2018-07-05T21:00")]
    assert keys(both, TWO_DATES) == [("k1", "1"), ("k1", "2")]


def test_date_an_editor_moved_is_known_by_the_one_that_was_sent() -> None:
    moved = event(
        occurrence("u1", "2018-06-20T21:00"), occurrence("u2", "2018-06-26T21:00", locks=("when",)), event_key="k1"
    )
    assert keys([draft(2, "2018-06-22T21:00")], moved) == [("k1", "2")]
