"""The revision: one step and at least one second at a time, whatever the clock says."""

from dataclasses import replace
from datetime import timedelta

from festum.actions.house import House
from festum.store.revision import RevisionStamp, raise_revision, read_revision
from tests.conftest import TestClock
from tests.store.small import revision_of


async def raised(house: House, renderer: str | None = None) -> RevisionStamp:
    async with house.database.writing() as connection:
        return await raise_revision(connection, house.clock(), renderer)


async def test_two_revisions_never_share_a_second(house: House, clock: TestClock) -> None:
    before = await revision_of(house)
    burst = [await raised(house) for _ in range(3)]
    assert [(stamp.number, stamp.at) for stamp in burst] == [
        (before.number + n, before.at + timedelta(seconds=n)) for n in (1, 2, 3)
    ]
    assert await revision_of(house) == burst[-1]


async def test_a_revision_is_of_its_second_once_the_clock_has_caught_up(house: House, clock: TestClock) -> None:
    before = await raised(house)
    clock.advance(hours=1)
    assert await raised(house) == replace(before, number=before.number + 1, at=clock())


async def test_a_clock_set_back_does_not_take_the_revision_with_it(house: House, clock: TestClock) -> None:
    before = await raised(house)
    clock.advance(days=-3)
    assert await raised(house) == replace(before, number=before.number + 1, at=before.at + timedelta(seconds=1))


async def test_a_renderer_stays_until_another_is_named(house: House) -> None:
    named = await raised(house, "another")
    after = await raised(house)
    assert (named.renderer, after.renderer) == ("another", "another")


async def test_what_is_read_is_what_was_raised_to_the_second(house: House) -> None:
    stamp = await raised(house)
    async with house.database.reading() as connection:
        assert await read_revision(connection) == stamp
    assert stamp.at.utcoffset() == timedelta(0)
