"""Answers of geocoders are forgotten when their time is over."""

from festum.actions.forget_answers import forget_answers
from festum.actions.house import House
from tests.actions.scripted import BAN, Scripted, house_asking, load_streets, rounds, street
from tests.conftest import TestClock
from tests.small import on_sqlite


@on_sqlite
async def test_empty_answers_are_forgotten_first(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(street("Rue Foch"),)]})
    house = house_asking(small, clock, ban)
    await rounds(house, clock, ban)
    forgotten = []
    for days in (13, 2, 160, 10):
        clock.advance(days=days)
        forgotten.append(await forget_answers(house))
    assert forgotten == [0, 3, 0, 1]
