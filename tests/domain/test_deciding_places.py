"""One place is one venue: two spellings or two points of it cannot chase each other at each upload."""

from dataclasses import replace
from datetime import timedelta

import pytest

from festum.domain.draft import Draft
from festum.domain.event import State
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.errors import Problem
from tests.domain.examples import NOW, PIN, Stored, draft, keyed, venue

OTHER_PIN = Point(43.7301, 3.3201)
BAN = replace(venue(), point=Point(43.7310, 3.3180), precision=Precision.STREET, provenance=Provenance.BAN)


def places(store: Stored) -> list[Venue | None]:
    return [o.venue for e in store.events.values() for o in e.occurrences]


@pytest.mark.parametrize(
    ("sent", "becomes"),
    [
        ((venue("Salle des Fêtes"), venue("SALLE DES FETES")), venue("Salle des Fêtes")),
        ((venue(), venue(pin=PIN)), venue(pin=PIN)),
        ((venue(pin=PIN), venue()), venue(pin=PIN)),
        ((venue(pin=PIN), venue(pin=OTHER_PIN)), venue(pin=PIN)),
        ((venue(), venue(postcode="34700")), venue(postcode="34700")),
        ((venue(postcode="34700"), venue(postcode="34701")), venue(postcode="34700")),
        ((venue("halle"), venue("HALLE", pin=PIN, postcode="34700")), venue("halle", pin=PIN, postcode="34700")),
    ],
)
@pytest.mark.parametrize("keys", [("k1", "k1"), ("k1", "k2")])
def test_venue_told_twice_in_a_file_is_one(sent: tuple[Venue, Venue], becomes: Venue, keys: tuple[str, str]) -> None:
    rows = [
        keyed(line, event_key=keys[line - 2], occurrence_key=str(line), venue=there)
        for line, there in enumerate(sent, 2)
    ]
    store = Stored()
    store.load(*rows)
    assert places(store) == [becomes, becomes]
    again = store.plan(*rows)
    assert (again.counts, again.revisions) == ({"unchanged": 2}, ())


@pytest.mark.parametrize(
    ("stored", "sent", "becomes"),
    [
        (venue(), venue("HALLE"), venue()),
        (venue(), venue(pin=PIN), venue(pin=PIN)),
        (venue(pin=PIN), venue(), venue(pin=PIN)),
        (venue(pin=PIN), venue(pin=OTHER_PIN), venue(pin=OTHER_PIN)),
        (BAN, venue(), BAN),
        (BAN, venue(pin=PIN), venue(pin=PIN)),
        (venue(postcode="34700"), venue(postcode="34701"), venue(postcode="34700")),
        (venue(), venue(postcode="34700"), venue(postcode="34700")),
    ],
)
def test_stored_venue_keeps_its_spelling_and_gives_way_to_a_higher_ranking_point(
    stored: Venue, sent: Venue, becomes: Venue
) -> None:
    store = Stored()
    store.load(keyed(venue=stored))
    store.load(keyed(venue=sent))
    assert places(store) == [becomes]
    assert store.plan(keyed(venue=sent)).counts == {"unchanged": 1}


@pytest.mark.parametrize(
    ("stored", "sent", "left"),
    [
        (venue(), (venue(), venue(pin=PIN)), ()),
        (venue(pin=PIN), (venue(), venue(pin=PIN)), ()),
        (BAN, (venue(), venue()), ()),
        (venue(), (venue(pin=PIN), venue(pin=OTHER_PIN)), (3,)),
        (venue(pin=OTHER_PIN), (venue(pin=PIN), venue(pin=OTHER_PIN)), (2,)),
    ],
)
def test_pin_that_its_venue_does_not_get_is_told(
    stored: Venue, sent: tuple[Venue, Venue], left: tuple[int, ...]
) -> None:
    store = Stored()
    store.load(keyed(venue=stored))
    plan = store.plan(*(keyed(line, occurrence_key=str(line), venue=there) for line, there in enumerate(sent, 2)))
    assert tuple(row.line for row in plan.rows if row.problems) == left
    assert {p for row in plan.rows for p in row.problems} <= {
        Problem("warning", "pin_left", "latitude", str(PIN), str(OTHER_PIN)),
        Problem("warning", "pin_left", "latitude", str(OTHER_PIN), str(PIN)),
    }


def test_venue_without_commune_has_no_point_and_is_unchanged_again() -> None:
    row = keyed(venue=Venue("Halle", "", "34700", None, None, None, None))
    store = Stored()
    store.load(row)
    assert (places(store), store.plan(row).counts) == ([row.venue], {"unchanged": 1})


def test_pin_reaches_the_other_dates_at_the_place_without_a_new_sequence() -> None:
    store = Stored()
    store.load(
        keyed(2),
        keyed(3, "2018-06-24T21:00", occurrence_key="2"),
        keyed(4, "2018-06-25T21:00", occurrence_key="3"),
        draft(5, title="Concert"),
    )
    event = next(e for e in store.events.values() if e.event_key == "k1")
    first, second, third = event.occurrences
    buried = replace(third, state=State.TOMBSTONE, status="cancelled")
    store.events[event.id] = replace(event, occurrences=(first, second, buried))
    later = NOW + timedelta(days=1)
    plan = store.load(keyed(2, venue=venue(pin=PIN)), now=later)
    assert plan.counts == {"update": 1, "missing": 2}
    stamps = [(o.venue, o.sequence, o.modified) for e in store.events.values() for o in e.occurrences]
    told = (venue(pin=PIN), 0, later)
    assert stamps == [told] * 4  # what is deleted too: it is still in the feeds, and drawn of what is said now
    assert store.plan(keyed(2, venue=venue(pin=PIN))).revisions == ()


def test_files_of_no_keys_in_any_order_change_nothing_the_second_time() -> None:
    rows: list[Draft] = [
        draft(2, "2018-06-23T21:00"),
        draft(3, "2018-06-23T18:00", venue=venue("Place", pin=PIN)),
        draft(4, "2018-06-23T21:00", venue=venue("PLACE", pin=OTHER_PIN)),
        draft(5, "2018-06-30", title="Concert"),
        draft(6, "2018-06-30", title="Concert", venue=None),
        keyed(7, "2018-07-01T21:00"),
        draft(8, "2018-07-02T21:00", title="Тест"),
    ]
    store = Stored()
    assert store.load(*rows).counts == {"create": 7}
    for order in (rows, rows[::-1], rows[3:] + rows[:3]):
        again = store.plan(*order)
        assert (again.counts, again.revisions) == ({"unchanged": 7}, ())
