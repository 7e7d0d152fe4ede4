"""Keys: stored as digests, good until they end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from festum.actions.house import House
from festum.actions.keys import make_key
from festum.domain.holder import Holder
from festum.store.keys import holder_of, revoke_keys, save_key
from tests.store.small import dump

NOW = datetime(2018, 5, 2, 9, tzinfo=UTC)


async def known(house: House, digest: str, now: datetime) -> Holder | None:
    async with house.database.reading() as connection:
        return await holder_of(connection, digest, now)


async def saved(house: House, digest: str, partner: str | None = None, expires: datetime | None = None) -> None:
    async with house.database.writing() as connection:
        await save_key(connection, digest, f"label of {digest}", partner, NOW, expires)


async def test_a_key_stands_for_its_holder(small: House) -> None:
    await saved(small, "a", "cercle")
    await saved(small, "b")
    found = [await known(small, digest, NOW) for digest in ("a", "b", "c")]
    assert found == [Holder("label of a", "cercle"), Holder("label of b", None), None]


async def test_a_key_ends_at_its_second(small: House) -> None:
    await saved(small, "a", "cercle", NOW + timedelta(days=1))
    moments = [timedelta(0), timedelta(days=1, seconds=-1), timedelta(days=1), timedelta(days=2)]
    assert [await known(small, "a", NOW + later) is not None for later in moments] == [True, True, False, False]


async def test_revoking_ends_the_keys_of_one_holder_and_counts_those_still_good(small: House) -> None:
    for digest, partner in (("a", "cercle"), ("b", "cercle"), ("c", "mairie"), ("d", None)):
        await saved(small, digest, partner)
    async with small.database.writing() as connection:
        ended = [await revoke_keys(connection, partner, NOW) for partner in ("cercle", "cercle", None, "nobody")]
    found = {digest: await known(small, digest, NOW) is not None for digest in "abcd"}
    assert (ended, found) == ([2, 0, 1, 0], {"a": False, "b": False, "c": True, "d": False})


async def test_the_key_itself_is_nowhere_in_the_database(small: House, tmp_path: Path) -> None:
    async with small.unit() as unit:
        key = await make_key(unit, "cercle", "for the site")
    secret = key.removeprefix("festum_")
    assert len(secret) >= 43
    told = repr(await dump(small))
    assert "for the site" in told
    assert secret not in told
    if small.database.is_sqlite:
        await small.database.close()
        files = [file.read_bytes() for file in tmp_path.glob("festum.sqlite3*")]
        assert any(b"for the site" in content for content in files)
        assert not any(secret.encode() in content for content in files)
    else:
        url = small.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(url)
        row = dict(await connection.fetchrow("SELECT * FROM api_keys"))
        await connection.close()
        assert secret not in repr(row)
