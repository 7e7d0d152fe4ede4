"""What an editor corrected by hand stays as it is, and the row says so."""

from dataclasses import replace
from typing import Any

import pytest

from festum.domain.admission import Admission
from festum.domain.event import Event
from festum.domain.plan import Plan
from festum.errors import Problem
from tests.domain.examples import MONTPELLIER, PIN, Stored, details, keyed, venue, when


def corrected(of_event: dict[str, Any], of_date: dict[str, Any]) -> Stored:
    """The event of `keyed()`, after an editor said something else of it or of its date."""
    store = Stored()
    store.load(keyed())
    (was,) = store.events.values()
    there = tuple(replace(o, **of_date, locks=tuple(sorted(of_date))) for o in was.occurrences)
    store.events[was.id] = replace(
        was, details=replace(was.details, **of_event), locks=tuple(sorted(of_event)), occurrences=there
    )
    return store


def only(store: Stored) -> Event:
    (event,) = store.events.values()
    return event


def notes(plan: Plan) -> list[Problem]:
    return [problem for row in plan.rows for problem in row.problems]


@pytest.mark.parametrize(
    ("of_event", "of_date", "locked"),
    [
        ({"titles": details("Bal").titles}, {}, "titles"),
        ({"price": "5 €"}, {}, "price"),
        ({"categories": ("dance",)}, {}, "categories"),
        ({}, {"when": when("2018-06-25T21:00")}, "when"),
        ({}, {"venue": venue("Place", MONTPELLIER)}, "venue"),
        ({}, {"status": "cancelled"}, "status"),
        ({}, {"notice": "Orage"}, "notice"),
    ],
)
def test_locked_field_is_kept_and_noted(of_event: dict[str, Any], of_date: dict[str, Any], locked: str) -> None:
    store = corrected(of_event, of_date)
    plan = store.plan(keyed())
    assert (plan.counts, plan.revisions, notes(plan)) == (
        {"unchanged": 1},
        (),
        [Problem("note", "field_locked", locked)],
    )


def test_locked_field_that_the_file_agrees_with_needs_no_note() -> None:
    store = corrected({"titles": details("Bal").titles}, {"status": "full"})
    assert notes(store.plan(keyed(title="Bal", status="full"))) == []


def test_fields_beside_a_locked_one_are_taken() -> None:
    store = corrected({"titles": details("Bal").titles}, {"when": when("2018-06-25T21:00")})
    sent = keyed(start="2018-06-26T21:00", status="full")
    plan = store.load(replace(sent, details=replace(sent.details, booking="04 67")))
    assert plan.counts == {"update": 1}
    after = only(store)
    assert after.details == details("Bal", booking="04 67")
    assert [(o.when, o.status, o.locks, o.sequence) for o in after.occurrences] == [
        (when("2018-06-25T21:00"), "full", ("when",), 1)
    ]
    assert store.plan(replace(sent, details=replace(sent.details, booking="04 67"))).counts == {"unchanged": 1}


def test_admission_follows_a_price_that_is_locked() -> None:
    store = corrected({"price": "gratuit", "admission": Admission.FREE}, {})
    store.events = {key: replace(one, locks=("price",)) for key, one in store.events.items()}
    store.load(keyed(details=details(price="5 €", admission=Admission.PAID, booking="04 67")))
    assert only(store).details == details(price="gratuit", admission=Admission.FREE, booking="04 67")


def test_locked_venue_keeps_its_point_whatever_another_row_says_of_the_place() -> None:
    store = corrected({}, {"venue": venue("Place")})
    sent = (keyed(), keyed(3, "2018-06-24T21:00", occurrence_key="2", venue=venue("Place", pin=PIN)))
    store.load(*sent)
    assert [o.venue for o in only(store).occurrences] == [venue("Place")] * 2
    again = store.plan(*sent)
    assert again.counts == {"unchanged": 2}
    assert [(p.key, p.column) for row in again.rows for p in row.problems if p.level == "warning"] == [
        ("pin_left", "latitude")
    ]
