"""Addresses that are fetched by themselves, and who is at which."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from festum.actions.house import House
from festum.domain.beside import Beside
from festum.domain.plan import Mode
from festum.domain.source import Outcome, Source, Visit
from festum.store.sources import (
    claim,
    claim_due,
    delete_source,
    finish,
    insert_source,
    load_source,
    load_sources,
    release,
)

NOW = datetime(2018, 5, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
BESIDE = Beside(2018, "cercle", "34142", ("oc",), (("Quand", "start"),), "Feuille1")
URL = "https://partner.example/a.ics"


async def made(house: House, url: str = URL, at: datetime = NOW, partner: str = "cercle") -> int | None:
    async with house.database.writing() as connection:
        return await insert_source(connection, partner, url, 6, Mode.REPLACE, replace(BESIDE, partner=partner), at)


async def test_source_is_found_as_it_was_made_and_due_at_once(small: House) -> None:
    number = await made(small)
    assert number is not None
    async with small.database.reading() as connection:
        assert await load_source(connection, number) == Source(number, "cercle", URL, 6, Mode.REPLACE, BESIDE, NOW)
        assert await load_source(connection, number + 1) is None


async def test_address_is_there_once_for_each_partner(small: House) -> None:
    assert await made(small) is not None
    assert await made(small) is None
    assert await made(small, partner="mairie") is not None
    async with small.database.reading() as connection:
        assert [(s.partner, s.url) for s in await load_sources(connection)] == [("cercle", URL), ("mairie", URL)]


async def test_removed_source_is_gone(small: House) -> None:
    number = await made(small)
    assert number is not None
    async with small.database.writing() as connection:
        assert await delete_source(connection, number)
        assert not await delete_source(connection, number)
        assert await load_sources(connection) == ()


async def test_due_ones_are_claimed_longest_due_first_and_each_once(small: House) -> None:
    for path, at in (("late", NOW), ("later", NOW + HOUR), ("early", NOW - HOUR)):
        await made(small, f"https://partner.example/{path}", at)
    claimed = []
    async with small.database.writing() as connection:
        while source := await claim_due(connection, NOW, HOUR):
            claimed.append((source.url.rpartition("/")[2], source.lease_until))
    assert claimed == [("early", NOW + HOUR), ("late", NOW + HOUR)]
    async with small.database.writing() as connection:
        again = await claim_due(connection, NOW + HOUR, HOUR)
    assert again is not None and again.url.endswith("early"), "a lease that ran out is nobody's"


async def test_visit_is_written_down_by_the_one_whose_lease_it_is(small: House) -> None:
    number = await made(small)
    assert number is not None
    visit = Visit('"a"', "Fri", "d" * 64, NOW, Outcome("source.applied", {"id": 3, "rows": 2}), 4)
    async with small.database.writing() as connection:
        first = await claim(connection, number, NOW, HOUR)
        assert first is not None
        assert await claim(connection, number, NOW, HOUR) is None
        second = await claim(connection, number, NOW + HOUR, HOUR)
        assert second is not None
        assert not await finish(connection, first, visit, NOW + 9 * HOUR)
        assert await finish(connection, second, visit, NOW + 9 * HOUR)
        found = await load_source(connection, number)
    assert found == replace(second, visit=visit, due_at=NOW + 9 * HOUR, lease_until=None)


async def test_released_source_is_due_as_before(small: House) -> None:
    number = await made(small)
    async with small.database.writing() as connection:
        claimed = await claim_due(connection, NOW, HOUR)
        assert claimed is not None and claimed.id == number
        await release(connection, claimed)
        assert await claim_due(connection, NOW, HOUR) == claimed
