"""What another partner announces too is said, and nothing else is done about it."""

from datetime import date

import pytest

from festum.domain.draft import Draft
from festum.domain.known import Announced
from festum.errors import Problem
from tests.domain.examples import LODEVE, MONTPELLIER, Stored, draft, venue

THEIRS = Announced("la-formiga", "La Formiga", "Fuòc de Sant Joan", date(2018, 6, 23), LODEVE)
TOLD = Problem("warning", "elsewhere_too", "title", "La Formiga", "Fuòc de Sant Joan")
FIRE = "Fuòc de Sant Joan"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (draft(title=FIRE), (TOLD,)),
        (draft(title="FUOC DE SANT-JOAN"), (TOLD,)),
        (draft(title=FIRE, venue=venue("Place du Mail")), (TOLD,)),
        (draft(start="2018-06-24T01:00", title=FIRE), (TOLD,)),
        (draft(start="2018-06-24T21:00", title=FIRE), ()),
        (draft(title=FIRE, venue=venue("Halle", MONTPELLIER)), ()),
        (draft(title=FIRE, venue=None), ()),
        (draft(title="Balèti de Sant Joan"), ()),
        (draft(title=FIRE, partner="la-formiga"), ()),
    ],
)
def test_row_that_another_partner_announces_is_still_created(row: Draft, told: tuple[Problem, ...]) -> None:
    plan = Stored(elsewhere=(THEIRS,)).plan(row)
    assert [(str(one.verdict), one.problems) for one in plan.rows] == [("create", told)]


def test_row_that_is_stored_is_not_told_of_it_again() -> None:
    store = Stored(elsewhere=(THEIRS,))
    store.load(draft(title=FIRE))
    assert [(str(row.verdict), row.problems) for row in store.plan(draft(title=FIRE)).rows] == [("unchanged", ())]


def test_most_alike_of_several_is_named() -> None:
    other = Announced("mairie", "Mairie", "Fuòc de Sant-Joan !", date(2018, 6, 23), LODEVE)
    plan = Stored(elsewhere=(other, THEIRS)).plan(draft(title=FIRE))
    assert plan.rows[0].problems == (TOLD,)
