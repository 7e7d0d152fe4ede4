"""The watch: another process's write is known within a second, and an answer that comes late does not take it back."""

import asyncio
from datetime import UTC, datetime

from festum.actions.house import House
from festum.actions.revision_watch import RevisionWatch
from festum.actions.watching import latest_revision
from festum.domain.gazetteer import load_gazetteer
from festum.store.database import Database
from festum.store.revision import RevisionStamp, raise_revision

AT = datetime(2018, 5, 2, 9, tzinfo=UTC)


def stamp(number: int) -> RevisionStamp:
    return RevisionStamp(number, AT, "renderer")


def test_the_watch_never_goes_back() -> None:
    watch = RevisionWatch()
    seen = []
    for number in (3, 2, 3, 5, 4):
        watch.learn(stamp(number))
        seen.append(watch.latest)
    assert seen == [stamp(3), stamp(3), stamp(3), stamp(5), stamp(5)]


async def test_another_process_s_write_is_learnt_within_a_second(house: House, database_url: str) -> None:
    other = House(Database(database_url), load_gazetteer(), house.clock, house.base_url)
    asked = asyncio.Event()
    wanted = [0]

    async def ask() -> RevisionStamp:
        found = await latest_revision(house.database)
        if found.number == wanted[0]:
            asyncio.get_running_loop().call_soon(asked.set)  # after the watch has had it
        return found

    house.watch.start(ask)
    try:
        async with other.unit() as unit:
            unit.revised = await raise_revision(await unit.take_pen(), house.clock())
            wanted[0] = unit.revised.number
        async with asyncio.timeout(1):
            await asked.wait()
        assert house.watch.latest == other.watch.latest
        assert house.watch.latest is not None
        assert house.watch.latest.number == wanted[0]
    finally:
        await house.watch.stop()
        await other.database.close()


async def test_the_watch_keeps_what_it_knows_while_the_database_is_silent_and_recovers() -> None:
    watch = RevisionWatch()
    watch.learn(stamp(1))
    answers: list[RevisionStamp | None] = [None, None, stamp(2)]
    known: list[RevisionStamp | None] = []
    done = asyncio.Event()

    async def ask() -> RevisionStamp:
        known.append(watch.latest)
        if not answers:
            done.set()
            return stamp(2)
        found = answers.pop(0)
        if found is None:
            raise ConnectionError
        return found

    watch.start(ask)
    async with asyncio.timeout(5):
        await done.wait()
    await watch.stop()
    assert known == [stamp(1), stamp(1), stamp(1), stamp(2)]


async def test_a_watch_that_never_started_stops() -> None:
    await RevisionWatch().stop()
