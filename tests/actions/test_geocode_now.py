"""Asking where venues are for somebody who waits for it: which of them are asked about, and what is told meanwhile."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from festum.actions.geocode_now import Geocoded, Progress, Which, Wish, geocode_now
from festum.actions.house import House
from festum.actions.pin_venue import set_pin
from festum.domain.geocoding import Candidate, GeocodingState, Question
from festum.domain.holder import Holder
from festum.domain.place import Point, Provenance
from festum.errors import FestumError, Malformed, NoAnswer, NotHere, Unfit
from festum.geocoding.geocoder import BulkAnswer, Chain, Manners
from tests.proposed import leave_in_doubt
from tests.small import load_small, on_sqlite

pytestmark = on_sqlite

EDITOR = Holder("admin", None)
NOTHING, UNASKABLE = GeocodingState.NOTHING, GeocodingState.UNASKABLE


class Nowhere:
    """Proposes nothing, after so many questions it did not answer."""

    def __init__(self, in_vain: int = 0) -> None:
        self.provider, self.manners = Provenance.BAN, Manners(50)
        self.asked: list[str] = []
        self._in_vain = in_vain

    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        self.asked.append(question.text)
        if len(self.asked) <= self._in_vain:
            raise NoAnswer("geocoder_unreachable", service="ban.example")
        return ()

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        raise AssertionError(questions)

    async def close(self) -> None: ...


@pytest.fixture
async def programme(house: House) -> House:
    """That of `tests/small.py`; four of its six venues can be asked about, in five questions."""
    await load_small(house)
    return house


def nobody_watches(_: Progress) -> None: ...


async def test_missing_ones_are_asked_again_and_all_are_but_those_a_person_placed(programme: House) -> None:
    nowhere = Nowhere()
    house = replace(programme, chain=Chain((nowhere,)))
    await house.change(lambda unit: set_pin(unit, 1, Point(43.73, 3.31), EDITOR))
    await leave_in_doubt(house, 4)
    told: list[Progress] = []
    assert await geocode_now(house, Wish(), told.append) == Geocoded(Counter({NOTHING: 2, UNASKABLE: 2}))
    assert sorted(nowhere.asked) == ["Médiathèque", "Prairie"]
    assert (told[0].total, told[-1]) == (4, Progress(4, 4))
    again = await geocode_now(house, Wish(), nobody_watches)
    assert (again.ends, len(nowhere.asked)) == (Counter({NOTHING: 2, UNASKABLE: 2}), 2)
    fresh = await geocode_now(house, Wish(Which.ALL, fresh=True), nobody_watches)
    assert (fresh.ends, sorted(nowhere.asked[2:])) == (
        Counter({NOTHING: 3, UNASKABLE: 2}), ["Médiathèque", "Place de la Loge", "Prairie"],
    )  # fmt: skip


async def test_question_in_vain_is_told_and_asked_until_it_is_answered(programme: House) -> None:
    nowhere = Nowhere(in_vain=1)
    house = replace(programme, chain=Chain((nowhere,)))
    told: list[Progress] = []
    done = await geocode_now(house, Wish(venue_id=1), told.append)
    assert (done.ends[NOTHING] >= 1, nowhere.asked.count("Halle")) == (True, 1)
    last = told[-1]
    assert (last.done, last.total, last.resting, last.trouble and last.trouble.key) == (
        1, 1, False, "geocoder_unreachable",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chain", "wish", "refusal"),
    [
        (Chain(), Wish(), Malformed("no_geocoder")),
        (Chain((Nowhere(),)), Wish(venue_id=99), NotHere("no_such_venue")),
        (Chain((Nowhere(),)), Wish(venue_id=1), Unfit("venue_pinned")),
    ],
)
async def test_what_cannot_be_asked_about_is_refused(
    programme: House, chain: Chain, wish: Wish, refusal: FestumError
) -> None:
    await programme.change(lambda unit: set_pin(unit, 1, Point(43.73, 3.31), EDITOR))
    with pytest.raises(type(refusal)) as refused:
        await geocode_now(replace(programme, chain=chain), wish, nobody_watches)
    assert refused.value.key == refusal.key
