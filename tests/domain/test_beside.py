"""What is said beside a file, and what is recalled of the last time."""

from dataclasses import replace
from datetime import date

import pytest

from festum.domain.beside import Beside, joined, recalled, still_said
from festum.domain.event import Edition
from festum.errors import Problem

EDITIONS = (
    Edition(2017, ends_on=date(2017, 7, 9), published=1),
    Edition(2018, ends_on=date(2018, 7, 8), published=2),
    Edition(2019),
)
HABITS = Beside(2018, "cercle", "34142", ("oc", "fr"), (("Quand ?", "start"), ("Qui", "")), "Feuille 2")
SAID = Beside(2019, "mairie", "66136", ("ca",), (("Qui", "organisers"), ("Quoi", "title")), "Full")


def note(column: str, value: str) -> Problem:
    return Problem("note", "habit_used", column, value)


def recall(said: Beside, habits: Beside = HABITS, today: date = date(2018, 6, 1)) -> tuple[Beside, list[Problem]]:
    whole, notes = recalled(said, habits, EDITIONS, 2018, today, {"34142": "Lodève", "66136": "Perpignan"}.__getitem__)
    return whole, list(notes)


def test_what_nobody_says_now_is_as_it_was_said_last_time() -> None:
    whole, notes = recall(Beside(partner="cercle"))
    assert whole == replace(HABITS, sheet="")
    assert notes == [
        note("edition", "2018"), note("commune", "Lodève"), note("languages", "oc, fr"),
        note("mapping", "Quand ? = start, Qui = -"),
    ]  # fmt: skip


def test_what_is_said_now_wins_a_mapping_by_heading() -> None:
    whole, notes = recall(SAID)
    mapping = (("Quand ?", "start"), ("Qui", "organisers"), ("Quoi", "title"))
    assert whole == replace(SAID, mapping=mapping)
    assert notes == [note("mapping", "Quand ? = start")]


def test_who_never_said_anything_is_told_nothing() -> None:
    assert recall(Beside(), Beside()) == (Beside(), [])


@pytest.mark.parametrize(
    ("edition", "today", "used"),
    [
        (2017, date(2017, 7, 9), True),
        (2017, date(2017, 7, 10), False),
        (2018, date(2018, 12, 1), True),  # still the current one
        (2019, date(2018, 12, 1), False),  # nobody knows yet when it ends
        (1999, date(2018, 6, 1), False),
    ],
)
def test_an_edition_that_is_over_is_not_recalled(edition: int, today: date, used: bool) -> None:
    whole, _ = recall(Beside(), replace(HABITS, edition=edition), today)
    assert whole.edition == (edition if used else None)


def test_said_anew_what_is_empty_stays() -> None:
    assert joined(Beside(), SAID) == SAID
    assert joined(SAID, Beside()) == SAID
    assert joined(Beside(mapping=(("Qui", ""),)), SAID).mapping == (("Qui", ""), ("Quoi", "title"))


def test_a_note_of_what_was_recalled_goes_when_that_is_said() -> None:
    _, notes = recall(Beside())
    other = Problem("warning", "heading_unknown", "X")
    assert [n.column for n in still_said([*notes, other], Beside(languages=("fr",), mapping=(("A", ""),)))] == [
        "edition", "commune",
    ]  # fmt: skip
    assert still_said(notes, SAID) == ()
