"""Keys as their holders meet them."""

from datetime import timedelta

import pytest

from festum.actions.house import House
from festum.actions.keys import end_keys, make_key, recognise_key, require_reach
from festum.domain.holder import Holder
from festum.errors import NotHere, NotSignedIn, NotYours
from tests.conftest import TestClock
from tests.store.small import revision_of


async def made(house: House, partner: str | None, expires_in_days: int | None = None) -> str:
    expires = None if expires_in_days is None else house.clock() + timedelta(days=expires_in_days)
    async with house.unit() as unit:
        return await make_key(unit, partner, partner or "admin", expires)


async def holder(house: House, key: str) -> Holder | None:
    async with house.unit() as unit:
        try:
            return await recognise_key(unit, key)
        except NotSignedIn:
            return None


async def test_a_key_is_recognised_and_nothing_like_it_is(small: House) -> None:
    key, admin = await made(small, "cercle"), await made(small, None)
    tried = [key, admin, key[:-1], key + "x", key.upper(), key.removeprefix("festum_"), "", "\x00", "festum_"]
    found = [await holder(small, attempt) for attempt in tried]
    assert found == [Holder("cercle", "cercle"), Holder("admin", None), *[None] * 7]


async def test_no_two_keys_are_alike(small: House) -> None:
    keys = {await made(small, "cercle") for _ in range(5)}
    assert len(keys) == 5
    assert {key[:7] for key in keys} == {"festum_"}


async def test_a_key_ends_with_its_time_or_by_being_revoked(small: House, clock: TestClock) -> None:
    short, long = await made(small, "cercle", 1), await made(small, "cercle", 30)
    admin = await made(small, None)
    clock.advance(days=1)
    assert [await holder(small, key) is not None for key in (short, long, admin)] == [False, True, True]
    async with small.unit() as unit:
        await end_keys(unit, "cercle")
    assert [await holder(small, key) is not None for key in (short, long, admin)] == [False, False, True]


async def test_a_key_for_nobody_is_not_made(small: House) -> None:
    with pytest.raises(NotHere) as refusal:
        await made(small, "nobody")
    assert refusal.value.values == {"partner": "nobody"}


async def test_making_and_ending_keys_is_no_public_write(small: House) -> None:
    before = await revision_of(small)
    await made(small, "cercle")
    async with small.unit() as unit:
        await end_keys(unit, "cercle")
    assert await revision_of(small) == before


def test_a_partner_reaches_its_own_and_an_administrator_everything() -> None:
    require_reach(Holder("x", "cercle"), "cercle")
    require_reach(Holder("x", None), "cercle")
    with pytest.raises(NotYours) as refusal:
        require_reach(Holder("x", "mairie"), "cercle")
    assert refusal.value.values == {"partner": "mairie"}
