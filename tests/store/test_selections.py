"""Visitors' own programmes as they are kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from festum.actions.house import House
from festum.domain.event import State
from festum.domain.selection import Selection
from festum.errors import NotReady
from festum.store import tables as t
from festum.store.database import Database
from festum.store.listings import choose
from festum.store.revision import raise_revision, raise_selections, read_revision
from festum.store.selections import (
    editions_of,
    end_due,
    insert_selection,
    latest_due,
    load_selection,
    made_before_the_last,
    published_uids,
    save_selection,
    selected,
)
from tests.store.small import EDITIONS, names_by_uid, revision_of

NOW = datetime(2018, 5, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINE = Selection(("x", "y"), NOW, 7, date(2019, 7, 8))


async def saved(house: House, digest: str, selection: Selection = MINE, made_at: datetime = NOW) -> None:
    async with house.database.writing() as connection:
        await insert_selection(connection, digest, f"edit {digest}", selection, made_at)


async def loaded(house: House, digest: str) -> tuple[Selection, str] | None:
    async with house.database.reading() as connection:
        return await load_selection(connection, digest)


async def uids_of(house: House, *names: str) -> list[str]:
    known = {name: uid for uid, name in (await names_by_uid(house)).items()}
    return [known[name] for name in names]


async def test_it_is_found_by_its_digest_as_it_was_kept(small: House) -> None:
    await saved(small, "a")
    await saved(small, "b", Selection((), NOW + HOUR, 8, date(2020, 1, 1), ended=True))
    assert await loaded(small, "a") == (MINE, "edit a")
    assert await loaded(small, "b") == (Selection((), NOW + HOUR, 8, date(2020, 1, 1), ended=True), "edit b")
    assert await loaded(small, "c") is None
    with pytest.raises(IntegrityError):
        await saved(small, "a")


async def test_it_is_saved_only_over_what_was_read(small: House) -> None:
    await saved(small, "a")
    await saved(small, "other")
    after = Selection(("z",), NOW + HOUR, 9, date(2020, 7, 8))
    async with small.database.writing() as connection:
        assert await save_selection(connection, "a", MINE, after)
        assert not await save_selection(connection, "a", MINE, MINE.over())
        assert not await save_selection(connection, "nobody's", MINE, after)
    assert await loaded(small, "a") == (after, "edit a")
    assert await loaded(small, "other") == (MINE, "edit other")


async def test_its_write_raises_its_own_number_and_no_revision(small: House) -> None:
    before = await revision_of(small)
    async with small.database.writing() as connection:
        raised = await raise_selections(connection)
    after = await revision_of(small)
    assert after == raised
    assert (after.number, after.at, after.renderer) == (before.number, before.at, before.renderer)
    assert (before.selections, after.selections) == (0, 1)
    async with small.database.writing() as connection:
        revised = await raise_revision(connection, NOW + HOUR)
    assert revised == await revision_of(small)
    assert (revised.number, revised.selections) == (before.number + 1, 1)
    assert [stamp.of_selections - before.of_selections for stamp in (before, after, revised)] == [0, 1, 2]


async def test_public_are_the_live_dates_of_published_editions(small: House) -> None:
    uids = await uids_of(small, "bal", "vielh", "futur", "fuoc", "dos1", "dos2")
    async with small.database.writing() as connection:
        for uid, state in ((uids[4], State.TOMBSTONE), (uids[5], State.GONE)):
            gone = update(t.occurrences).where(t.occurrences.c.uid == uid).values(state=state.value)
            await connection.execute(gone)
    async with small.database.reading() as connection:
        assert await published_uids(connection, [*uids, "nothing"]) == {uids[0], uids[1], uids[3]}
        assert await published_uids(connection, []) == set()


async def test_editions_are_those_of_the_dates_that_are_published(small: House) -> None:
    async with small.database.reading() as connection:
        found = [
            [edition.year for edition in await editions_of(connection, await uids_of(small, *names))]
            for names in ((), ("bal",), ("bal", "dos1", "vielh"), ("bal", "futur"), ("futur",))
        ]
        (edition,) = await editions_of(connection, await uids_of(small, "bal"))
    assert found == [[], [2018], [2017, 2018], [2018], []]
    assert edition.ends_on == EDITIONS[1].ends_on


async def test_selected_is_what_is_in_it_and_published_whatever_became_of_it(small: House) -> None:
    names = ("vielh", "bal", "futur", "fuoc", "dos1", "dos2")
    uids = await uids_of(small, *names)
    async with small.database.writing() as connection:
        for uid, state in ((uids[4], State.TOMBSTONE), (uids[5], State.GONE)):
            gone = update(t.occurrences).where(t.occurrences.c.uid == uid).values(state=state.value)
            await connection.execute(gone)
    async with small.database.reading() as connection:
        for picked, expected in (((*uids, "x"), ["vielh", "dos1", "fuoc", "bal"]), ((), [])):
            conditions = selected(Selection(picked, NOW, 1, date(2019, 1, 1)))
            chosen = await choose(connection, conditions, deleted_too=True, cancelled_too=True)
            assert [names[uids.index(one.uid)] for one in chosen] == expected


async def test_the_limit_is_told_by_the_one_that_has_so_many_younger(small: House) -> None:
    for minutes in (0, 10, 20, 30):
        await saved(small, f"of {minutes}", made_at=NOW + timedelta(minutes=minutes))
    async with small.database.reading() as connection:
        found = [await made_before_the_last(connection, number, NOW - timedelta(seconds=1)) for number in range(1, 6)]
        since = [await made_before_the_last(connection, 4, NOW + timedelta(seconds=s)) for s in (-1, 0)]
    assert found == [*(NOW + timedelta(minutes=minutes) for minutes in (30, 20, 10, 0)), None]
    assert since == [NOW, None]


async def test_those_whose_day_has_come_are_emptied_at_once(small: House) -> None:
    day = date(2019, 7, 8)
    for digest, selection in (
        ("due", MINE),
        ("due too", Selection(("z",), NOW + HOUR, 8, day - timedelta(days=9))),
        ("not yet", Selection(("z",), NOW + 2 * HOUR, 8, day + timedelta(days=1))),
        ("already", Selection((), NOW + 3 * HOUR, 8, day, ended=True)),
    ):
        await saved(small, digest, selection)
    moment = NOW + 4 * HOUR
    async with small.database.writing() as connection:
        latest = [await latest_due(connection, today) for today in (day - timedelta(days=10), day)]
        ended = [await end_due(connection, day, moment, 12) for _ in range(2)]
        left = await latest_due(connection, day)
    assert (latest, ended, left) == ([None, NOW + HOUR], [2, 0], None)
    found = {digest: await loaded(small, digest) for digest in ("due", "due too", "not yet", "already")}
    assert {digest: (one[0].occurrences, one[0].ended, one[0].modified) for digest, one in found.items() if one} == {
        "due": ((), True, moment),
        "due too": ((), True, moment),
        "not yet": (("z",), False, NOW + 2 * HOUR),
        "already": ((), True, NOW + 3 * HOUR),
    }
    assert found["due"] == (Selection((), moment, 12, day, ended=True), "edit due")


async def test_a_database_of_the_release_before_is_told_apart_from_a_fault(database_url: str) -> None:
    """Its `state` has no such column: the sentence says what to do."""
    database = Database(database_url)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE state DROP COLUMN selections")
    with pytest.raises(NotReady) as refusal:
        async with database.reading() as connection:
            await read_revision(connection)
    await database.close()
    assert refusal.value.key == "not_migrated"
