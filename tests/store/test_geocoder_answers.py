"""Answers are kept as they were given, as long as they may be."""

import asyncio
from datetime import datetime, timedelta

from festum.actions.house import House
from festum.domain.geocoding import Candidate
from festum.domain.place import Provenance
from festum.store.geocoder_answers import LONGEST_KEY, forget_answers, keep_answers, load_answers
from tests.store.geocoded import BAN, MARKET, NOMINATIM, NOW, SOMEWHERE

DAY = timedelta(days=1)


async def keep(
    house: House, answers: dict[str, tuple[Candidate, ...]], provider: Provenance = BAN, until: datetime = NOW + DAY
) -> None:
    async with house.database.claiming() as connection:
        await keep_answers(connection, provider, answers, NOW, dict.fromkeys(answers, until))


async def kept(
    house: House, *keys: str, provider: Provenance = BAN, now: datetime = NOW
) -> dict[str, tuple[Candidate, ...]]:
    async with house.database.reading() as connection:
        return await load_answers(connection, provider, keys, now)


async def test_answer_is_found_as_it_was_kept_an_empty_one_too(house: House) -> None:
    answers = {"name|34142||place de la halle": (MARKET, SOMEWHERE), "name|34142||rien": ()}
    await keep(house, answers)
    assert await kept(house, *answers, "name|34142||autre") == answers
    assert await kept(house) == {}


async def test_answers_of_one_geocoder_are_not_anothers(house: House) -> None:
    await keep(house, {"a": (MARKET,)})
    assert await kept(house, "a", provider=NOMINATIM) == {}


async def test_newer_answer_replaces_the_one_before(house: House) -> None:
    await keep(house, {"a": (MARKET,), "b": ()})
    await keep(house, {"a": (SOMEWHERE,)}, until=NOW + 2 * DAY)
    assert await kept(house, "a", "b") == {"a": (SOMEWHERE,), "b": ()}
    assert await kept(house, "a", "b", now=NOW + DAY) == {"a": (SOMEWHERE,)}


async def test_answers_whose_time_is_over_are_forgotten(house: House) -> None:
    await keep(house, {"a": (MARKET,), "b": ()})
    await keep(house, {"c": ()}, until=NOW + 2 * DAY)
    async with house.database.claiming() as connection:
        assert [await forget_answers(connection, NOW + DAY) for _ in range(2)] == [2, 0]
    assert await kept(house, "a", "b", "c") == {"c": ()}


async def test_two_that_keep_the_same_answers_do_not_stand_in_each_others_way(house: House) -> None:
    keys = [f"question {number}" for number in range(200)]
    there, back = dict.fromkeys(keys, (MARKET,)), dict.fromkeys(reversed(keys), (MARKET,))
    async with asyncio.timeout(20):
        await asyncio.gather(*(keep(house, answers) for _ in range(3) for answers in (there, back)))
    assert await kept(house, *keys) == there


async def test_questions_that_begin_alike_are_told_apart_however_long(house: House) -> None:
    """As nobody ever compressed them: PostgreSQL would take a long key of one letter."""
    long = "".join(chr(0x4E00 + number * 7 % 20000) for number in range(10 * LONGEST_KEY))
    answers = {f"{long} 1": (MARKET,), f"{long} 2": (), long[:LONGEST_KEY]: (SOMEWHERE,)}
    await keep(house, answers)
    assert await kept(house, *answers) == answers


async def test_however_many_are_kept_and_found(house: House) -> None:
    answers: dict[str, tuple[Candidate, ...]] = {f"question {number}": () for number in range(2500)}
    await keep(house, answers)
    assert await kept(house, *answers) == answers
