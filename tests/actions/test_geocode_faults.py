"""What becomes of venues, and of a service's standing, when a geocoder gives no answer."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from festum.actions.geocode_claims import ToAsk
from festum.actions.geocode_turns import LATE, ask_alone
from festum.actions.geocode_venues import geocode_some
from festum.actions.house import House
from festum.domain.geocoding import Asking, Candidate, Doubt, GeocodingState, Question
from festum.domain.patience import GIVEN_UP_AFTER, LONGEST_WAIT
from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused
from festum.geocoding.geocoder import BulkAnswer, Manners
from tests.actions.scripted import (
    BAN,
    NOMINATIM,
    UNREACHABLE,
    Scripted,
    by_name,
    house_asking,
    only_streets,
    round_with,
    rounds,
    standing_of,
    street,
)
from tests.conftest import TestClock
from tests.small import on_sqlite

FOCH = street("Rue Foch")
MAYS = tuple(f"Rue {n} Mai" for n in range(1, 9))
FOUND, WAITING = GeocodingState.FOUND, GeocodingState.WAITING


async def states(house: House, *names: str) -> list[GeocodingState]:
    known = await by_name(house)
    return [known[name].state for name in names]


async def test_question_in_vain_is_asked_again_later_and_later_and_then_no_more(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [UNREACHABLE]})
    house = house_asking(small, clock, ban)
    waits: list[timedelta] = []
    while True:
        asked_at = clock.advance(hours=2)  # whatever rest the service has
        await geocode_some(house, ban)
        venue = (await by_name(house))["Rue Foch"]
        if venue.state is not WAITING:
            break
        assert venue.due_at is not None
        assert venue.attempts == len(waits) + 1
        waits.append(venue.due_at - asked_at)
    bounds = [min(timedelta(seconds=2 * 4**n), LONGEST_WAIT) for n in range(7)]
    assert [bound / 2 <= wait <= bound for wait, bound in zip(waits, bounds, strict=True)] == [True] * 7
    assert len(ban.asked) == GIVEN_UP_AFTER
    assert (venue.state, venue.doubt, venue.query) == (GeocodingState.NOTHING, Doubt.NO_ANSWER, "Rue Foch")


async def test_who_is_not_answered_here_is_asked_about_there(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch")
    refusal = QuestionRefused("geocoder_question_refused", ours=False, service="ban.example", status=400)
    ban = Scripted(BAN, {"Rue Foch": [refusal]})
    nominatim = Scripted(NOMINATIM, {"Rue Foch": [(street("Rue Foch", provider=NOMINATIM),)]})
    house = house_asking(small, clock, ban, nominatim)
    await rounds(house, clock, ban)
    before = (await by_name(house))["Rue Foch"]
    assert (before.state, before.asks, before.doubt, before.candidates) == (WAITING, NOMINATIM, Doubt.NO_ANSWER, ())
    assert (await standing_of(house)).failures == 0
    await rounds(house, clock, nominatim)
    assert await states(house, "Rue Foch") == [FOUND]
    assert (ban.asked, nominatim.asked) == (["Rue Foch"], ["Rue Foch"])


async def test_service_that_fails_is_left_alone_by_all_and_tried_with_one_question(
    small: House, clock: TestClock
) -> None:
    await only_streets(small, clock, *MAYS)
    ban = Scripted(BAN, {name: [UNREACHABLE] for name in MAYS})
    house = house_asking(small, clock, ban)
    done = await round_with(house, clock, ban)
    standing = await standing_of(house)
    assert (standing.failures, standing.reason) == (5, "geocoder_unreachable")
    assert standing.open_until is not None
    assert timedelta(seconds=15) <= standing.open_until - clock() <= timedelta(seconds=30)
    assert done.left_alone_until == standing.open_until
    asked = len(ban.asked)

    clock.advance(seconds=2)  # the first venues are due again
    resting = await round_with(house, clock, ban)
    assert (resting.idle, resting.wait_until, len(ban.asked)) == (True, standing.open_until, asked)

    clock.now = standing.open_until  # one question, and in vain: twice as long
    await geocode_some(house, ban)
    worse = await standing_of(house)
    assert (len(ban.asked), worse.failures) == (asked + 1, 6)
    assert worse.open_until is not None
    assert timedelta(seconds=30) <= worse.open_until - clock() <= timedelta(seconds=60)

    ban.says = {name: [(street(name),)] for name in MAYS}
    clock.now = worse.open_until + timedelta(minutes=1)
    await geocode_some(house, ban)  # one question, and answered
    assert len(ban.asked) == asked + 2
    well = await standing_of(house)
    assert (well.failures, well.open_until, well.reason) == (0, None, "")
    clock.advance(hours=2)
    await rounds(house, clock, ban)
    assert await states(house, *MAYS) == [FOUND] * 8


async def test_service_that_is_on_trial_is_tried_by_one_process_alone(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, *MAYS)
    ban = Scripted(BAN, {name: [UNREACHABLE] for name in MAYS})
    house = house_asking(small, clock, ban)
    await round_with(house, clock, ban)
    asked, clock.now = len(ban.asked), clock() + timedelta(minutes=1)
    await asyncio.gather(geocode_some(house, ban), geocode_some(house, ban), geocode_some(house, ban))
    assert len(ban.asked) == asked + 1


async def test_patience_that_is_asked_for_is_had_by_all(small: House, clock: TestClock) -> None:
    seconds = 60.0
    await only_streets(small, clock, *MAYS)
    busy = AskedTooMuch("geocoder_busy", seconds, service="ban.example")
    ban = Scripted(BAN, {name: [busy] for name in MAYS}, Manners(8))
    house = house_asking(small, clock, ban)
    await round_with(house, clock, ban)
    standing = await standing_of(house)
    assert (standing.open_until, standing.reason) == (clock() + timedelta(seconds=seconds), "geocoder_busy")
    assert len(ban.asked) < 5  # those whose turn had not come were not asked any more
    asked = list(ban.asked)
    clock.now += timedelta(seconds=seconds - 2)
    assert (await round_with(house, clock, ban)).idle
    assert ban.asked == asked
    known = await by_name(house)
    assert [(known[name].state, known[name].attempts) for name in MAYS] == [(WAITING, 0)] * 8
    ban.says = {name: [(street(name),)] for name in MAYS}
    clock.advance(seconds=2)
    await rounds(house, clock, ban)
    assert await states(house, *MAYS) == [FOUND] * 8


@on_sqlite
async def test_patience_without_a_measure_grows(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [AskedTooMuch("geocoder_busy", None, service="ban.example")]})
    house = house_asking(small, clock, ban)
    for most in (2, 8, 32):
        await round_with(house, clock, ban)
        until = (await standing_of(house)).open_until
        assert until is not None
        assert timedelta(seconds=most / 2) <= until - clock() <= timedelta(seconds=most)
        clock.now = until
    assert (await by_name(house))["Rue Foch"].attempts == 0


async def test_service_that_refuses_us_is_left_alone_for_an_hour(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch")
    refusal = QuestionRefused("geocoder_refused", ours=True, service="ban.example", status=403)
    ban = Scripted(BAN, {"Rue Foch": [refusal, (FOCH,)]})
    house = house_asking(small, clock, ban)
    done = await round_with(house, clock, ban)
    standing = await standing_of(house)
    assert (standing.failures, standing.open_until) == (5, clock() + timedelta(hours=1))
    assert (done.troubles, done.left_alone_until) == ((refusal,), standing.open_until)
    assert (await by_name(house))["Rue Foch"].attempts == 0
    clock.advance(minutes=61)
    await rounds(house, clock, ban)
    assert await states(house, "Rue Foch") == [FOUND]


@on_sqlite
async def test_answer_to_a_question_asked_before_does_not_end_a_rest(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch", "Rue Basse")
    refused = asyncio.Event()

    async def late() -> Sequence[Candidate]:
        await refused.wait()
        return (FOCH,)

    ban = Scripted(BAN, {"Rue Foch": [late], "Rue Basse": [AskedTooMuch("geocoder_busy", 60, service="ban.example")]})
    house = house_asking(small, clock, ban)
    clock.advance(seconds=1)
    asking = asyncio.create_task(geocode_some(house, ban))
    while (await standings(house)) != [clock() + timedelta(seconds=60)]:
        await asyncio.sleep(0.02)
    refused.set()
    assert (await asking).left_alone_until == clock() + timedelta(seconds=60)
    assert await states(house, "Rue Foch") == [FOUND]
    assert await standings(house) == [clock() + timedelta(seconds=60)]


async def standings(house: House) -> list[object]:
    return [(await standing_of(house)).open_until]


@on_sqlite
async def test_geocoder_that_breaks_its_word_is_one_that_does_not_answer(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [ZeroDivisionError("ours")]})
    house = house_asking(small, clock, ban)
    with pytest.raises(ZeroDivisionError):
        await round_with(house, clock, ban)
    assert (await by_name(house))["Rue Foch"].attempts == 1
    assert (await standing_of(house)).failures == 1


@on_sqlite
async def test_turn_that_was_missed_is_not_made_up_for(small: House, clock: TestClock) -> None:
    ban = Scripted(BAN)
    house = house_asking(small, clock, ban)
    lodeve = house.gazetteer.commune("34142")
    assert lodeve is not None
    for late, asked in ((LATE, 1), (LATE + timedelta(milliseconds=1), 0)):
        question = ToAsk(Question("Rue Foch", Asking.ADDRESS, lodeve), (), clock() - late)
        answers = await ask_alone(house, ban, question, asyncio.Event(), patient=False)
        assert (len(answers.came), len(answers.back)) == (asked, 1 - asked)


# --- files -----------------------------------------------------------------------------------------------------------


IN_FILES = Manners(50, bulk=100)


async def test_many_are_asked_about_in_one_file(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, *MAYS)
    clear, alone, close, wrong, none, unanswered = MAYS[:6]
    file = {
        clear: BulkAnswer(street(clear), 0.2),
        alone: BulkAnswer(street(alone), None),
        close: BulkAnswer(street(close), 0.05),
        wrong: BulkAnswer(street("Avenue du Maquis"), 0.5),
        none: BulkAnswer(None, None),
        unanswered: BulkAnswer(None, None, answered=False),
    }
    doubtful = (close, wrong, unanswered)
    ban = Scripted(BAN, {name: [(street(name),)] for name in doubtful}, IN_FILES, [file])
    house = house_asking(small, clock, ban, bulk_from=8)
    await rounds(house, clock, ban)
    assert (ban.filed, sorted(ban.asked)) == ([list(MAYS)], sorted(doubtful))
    known = await by_name(house)
    assert {name for name in MAYS if known[name].state is FOUND} == {clear, alone, *doubtful}
    assert {known[name].state for name in (none, *MAYS[6:])} == {GeocodingState.NOTHING}


async def test_few_are_asked_about_one_by_one(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, *MAYS)
    ban = Scripted(BAN, {}, IN_FILES)
    await rounds(house_asking(small, clock, ban, bulk_from=9), clock, ban)
    assert (ban.filed, sorted(ban.asked)) == ([], sorted(MAYS))


@pytest.mark.parametrize(
    ("refusal", "failures"),
    [
        (UNREACHABLE, 1),
        (QuestionRefused("geocoder_refused", ours=True, service="ban.example", status=404), 0),
        (QuestionRefused("geocoder_question_refused", ours=False, service="ban.example", status=413), 0),
    ],
)
async def test_questions_of_a_file_that_was_in_vain_are_asked_alone(
    small: House, clock: TestClock, refusal: NoAnswer, failures: int
) -> None:
    await only_streets(small, clock, *MAYS)
    ban = Scripted(BAN, {}, IN_FILES, [refusal])
    house = house_asking(small, clock, ban, bulk_from=8)
    await round_with(house, clock, ban)
    assert (await standing_of(house)).failures == failures
    known = await by_name(house)
    assert {known[name].attempts for name in MAYS} == {0}
    await rounds(house, clock, ban)
    assert (ban.filed, sorted(ban.asked)) == ([list(MAYS)], sorted(MAYS))


@on_sqlite
async def test_file_that_came_too_soon_is_sent_again(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, *MAYS)
    ban = Scripted(BAN, {}, IN_FILES, [AskedTooMuch("geocoder_busy", 10, service="ban.example"), {}])
    house = house_asking(small, clock, ban, bulk_from=8)
    await round_with(house, clock, ban)
    assert (await standing_of(house)).open_until == clock() + timedelta(seconds=10)
    clock.advance(seconds=10)
    await rounds(house, clock, ban)
    assert (ban.filed, ban.asked) == ([list(MAYS), list(MAYS)], [])
