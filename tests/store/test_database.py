"""What the engines are set up for: readers see one snapshot, writers follow one another, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from festum.errors import NotReady
from festum.store import tables as t
from festum.store.database import Database
from festum.store.revision import raise_revision, read_revision
from tests.conftest import TestClock, free_port


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


def edition(year: int) -> dict[str, object]:
    return {"year": year, "source": ""}


async def test_a_reader_sees_one_snapshot_while_a_writer_commits(database: Database, clock: TestClock) -> None:
    async with database.reading() as reading:
        before = await read_revision(reading)
        async with database.writing() as writing:
            await writing.execute(t.editions.insert().values(edition(2018)))
            after = await raise_revision(writing, clock())
        seen = await read_revision(reading), (await reading.execute(select(t.editions))).all()
    async with database.reading() as reading:
        now = await read_revision(reading), len((await reading.execute(select(t.editions))).all())
    assert (seen, now, after.number) == ((before, []), (after, 1), before.number + 1)


async def test_a_reader_sees_nothing_of_a_write_that_is_not_committed(database: Database, clock: TestClock) -> None:
    async with database.writing() as writing:
        after = await raise_revision(writing, clock())
        async with database.reading() as reading:
            assert (await read_revision(reading)).number == after.number - 1


async def test_readers_do_not_wait_for_the_pen_and_a_writer_does(database: Database) -> None:
    order: list[str] = []
    has_pen = asyncio.Event()
    may_go = asyncio.Event()

    async def first() -> None:
        async with database.writing() as writing:
            has_pen.set()
            await may_go.wait()
            await writing.execute(t.editions.insert().values(edition(2018)))
            order.append("first")

    async def second() -> None:
        await has_pen.wait()
        async with database.writing() as writing:
            order.append("second")
            # What the first one wrote is already there: it was committed before this one got the pen.
            assert (await writing.execute(select(t.editions.c.year))).scalars().all() == [2018]

    async def reader() -> None:
        await has_pen.wait()
        async with database.reading() as reading:
            await read_revision(reading)
            order.append("reader")
        may_go.set()

    await asyncio.gather(first(), second(), reader())
    assert order == ["reader", "first", "second"]


async def test_claiming_waits_for_the_pen_on_sqlite_alone(database: Database) -> None:
    order: list[str] = []

    async def claim() -> None:
        async with database.claiming() as claiming:
            await claiming.execute(t.editions.insert().values(edition(2017)))
        order.append("claimed")

    async with asyncio.timeout(20):
        async with database.writing() as writing:
            await writing.execute(t.editions.insert().values(edition(2018)))
            claimer = asyncio.create_task(claim())
            await asyncio.wait({claimer}, timeout=0.1 if database.is_sqlite else None)
            order.append("written")
        await claimer
    assert order == (["written", "claimed"] if database.is_sqlite else ["claimed", "written"])
    async with database.reading() as reading:
        assert set((await reading.execute(select(t.editions.c.year))).scalars()) == {2017, 2018}


async def test_claim_that_breaks_off_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.claiming() as claiming:
            await claiming.execute(t.editions.insert().values(edition(2017)))
            raise ZeroDivisionError
    async with database.reading() as reading:
        assert (await reading.execute(select(t.editions))).all() == []


async def test_read_modify_write_of_many_writers_loses_nothing(database: Database, database_url: str) -> None:
    other = Database(database_url)

    async def count_up(through: Database) -> None:
        for _ in range(20):
            async with through.writing() as writing:
                number = (await read_revision(writing)).number
                await asyncio.sleep(0)
                await writing.execute(t.state.update().values(revision=number + 1))

    async with database.reading() as reading:
        before = (await read_revision(reading)).number
    try:
        await asyncio.gather(*(count_up(through) for through in (database, database, other, other)))
    finally:
        await other.close()
    async with database.reading() as reading:
        assert (await read_revision(reading)).number == before + 80


async def test_an_exception_leaves_nothing_behind(database: Database, clock: TestClock) -> None:
    async with database.reading() as reading:
        before = await read_revision(reading)
    with pytest.raises(ZeroDivisionError):
        async with database.writing() as writing:
            await raise_revision(writing, clock())
            await writing.execute(t.editions.insert().values(edition(2018)))
            raise ZeroDivisionError
    async with database.reading() as reading:
        editions = (await reading.execute(select(func.count()).select_from(t.editions))).scalar_one()
        assert (await read_revision(reading), editions) == (before, 0)


async def test_a_cancelled_writer_gives_the_pen_back(database: Database, clock: TestClock) -> None:
    has_pen = asyncio.Event()

    async def stuck() -> None:
        async with database.writing() as writing:
            await raise_revision(writing, clock())
            has_pen.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await has_pen.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(10), database.writing() as writing:
        assert (await read_revision(writing)).number == 0


async def test_more_readers_than_connections_are_all_served(database: Database) -> None:
    async def read() -> int:
        async with database.reading() as reading:
            return (await read_revision(reading)).number

    assert await asyncio.gather(*(read() for _ in range(60))) == [0] * 60


async def test_sqlite_keeps_what_was_committed_and_checks_references(database: Database) -> None:
    if not database.is_sqlite:
        async with database.writing() as writing:
            assert (await writing.execute(text("SHOW transaction_isolation"))).scalar_one() == "read committed"
        async with database.reading() as reading:
            assert (await reading.execute(text("SHOW transaction_isolation"))).scalar_one() == "repeatable read"
        return
    async with database.reading() as reading:
        pragmas = {
            name: (await reading.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_database_nobody_answers_for_is_told_as_such(kind: str, tmp_path: Path) -> None:
    urls = {
        "sqlite": f"sqlite+aiosqlite:///{tmp_path}",  # a folder
        "postgresql": f"postgresql+asyncpg://nobody@127.0.0.1:{free_port()}/nothing",
    }
    nowhere = Database(urls[kind])
    for way in (nowhere.reading, nowhere.writing, nowhere.claiming):
        with pytest.raises(NotReady) as refusal:
            async with way() as connection:
                await read_revision(connection)
        assert refusal.value.key == "database_unreachable"
    await nowhere.close()


async def test_many_that_open_a_new_file_at_the_same_moment_all_come_in(tmp_path: Path) -> None:
    """About one in seventy was told "database is locked" at once."""
    for number in range(60):
        opened = [Database(f"sqlite+aiosqlite:///{tmp_path}/{number}.sqlite3") for _ in range(6)]
        modes = await asyncio.gather(*(_journal_mode(database) for database in opened))
        assert modes == ["wal"] * 6


async def _journal_mode(database: Database) -> str:
    async with database.engine.connect() as connection:
        mode = (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar_one()
    await database.close()
    return str(mode)
