"""What nobody foresaw: an answer that tells nothing of the inside, and a line on record that tells all."""

import asyncio
import time
from hashlib import sha256

import aiosqlite
import pytest
from structlog.testing import capture_logs

from festum.actions.house import House
from festum.actions.migrate import migrate
from festum.domain.gazetteer import load_gazetteer
from festum.store.database import Database
from tests.conftest import BASE_URL, TestClock, client_of, key_for
from tests.small import BALL, event, on_sqlite

ADDRESSES = (
    "/",
    "/feeds/a.ics",
    f"/events/{event('amics', 'bal')}",
    f"/events/{event('amics', 'bal')}.ics",
    "/api/v1/occurrences",
    f"/api/v1/occurrences/{BALL}",
    "/api/v1/departements",
)
INSIDE = {
    "type": "about:blank#inside",
    "title": "Internal Server Error",
    "status": 500,
    "detail": "Une erreur s'est produite chez nous ; elle est notée.",
    "key": "inside",
    "values": {},
}


@pytest.fixture
async def broken(small: House, database_url: str) -> None:
    """A database whose rows somebody wrote into behind our back."""
    await small.database.close()
    async with aiosqlite.connect(database_url.partition("///")[2]) as connection:
        await connection.execute("UPDATE occurrences SET modified = 'yesterday'")
        await connection.execute("UPDATE communes SET departement = '99'")
        await connection.commit()


@on_sqlite
async def test_a_crash_is_a_problem_without_details_and_a_line_on_record(
    small: House, broken: None, database_url: str, clock: TestClock
) -> None:
    async with client_of(database_url, clock) as client:
        for address in ADDRESSES:
            with capture_logs() as record:
                answer = await client.get(address)
            assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json"), address
            assert answer.json() == INSIDE
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["access-control-allow-origin"] == "*"
            lines = [line for line in record if line["event"] == "unhandled"]
            assert [(line["log_level"], line["method"], line["path"]) for line in lines] == [("error", "GET", address)]
            assert isinstance(lines[0]["exc_info"], ValueError | KeyError)


@on_sqlite
async def test_a_crash_during_a_write_leaves_nothing_behind(small: House, database_url: str, clock: TestClock) -> None:
    key = await key_for(small, None)
    clock.advance(hours=1)
    async with client_of(database_url, clock) as client:
        before = (await client.get("/feeds/a.ics")).content
        async with aiosqlite.connect(database_url.partition("///")[2]) as connection:
            await connection.execute("ALTER TABLE versions RENAME COLUMN snapshot TO picture")
            await connection.commit()
        with capture_logs() as record:
            answer = await client.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Oui"}, headers=key)
        assert (answer.status_code, answer.json()) == (500, INSIDE)
        assert [line["event"] for line in record] == ["unhandled"]
        assert (await client.get("/feeds/a.ics")).content == before
        assert (await client.get(f"/api/v1/occurrences/{BALL}")).json()["notice"] == ""


@on_sqlite
async def test_a_database_that_was_never_migrated_is_said_so_and_waited_for(
    house: House, database_url: str, clock: TestClock
) -> None:
    empty = database_url.replace("festum.sqlite3", "empty.sqlite3")
    async with client_of(empty, clock) as client:
        for address in ("/health", "/feeds/a.ics", "/api/v1/occurrences"):
            answer = await client.get(address)
            assert (answer.status_code, answer.json()["key"]) == (503, "not_migrated")
            assert answer.json()["detail"] == "La base de données n'est pas prête : lancez « festum migrate »."
        page = await client.get("/")
        assert (page.status_code, "festum migrate" in page.text) == (503, True)

        migrating = House(Database(empty), load_gazetteer(), clock, BASE_URL)
        await migrate(migrating)
        await migrating.database.close()
        deadline = time.monotonic() + 10
        while "last-modified" not in (await client.get("/feeds/a.ics")).headers:
            assert time.monotonic() < deadline, "not found ready within ten seconds"
            clock.advance(seconds=1)
            await asyncio.sleep(0.05)
        ready = await client.get("/feeds/a.ics")
        assert (ready.status_code, ready.text.count("BEGIN:VTIMEZONE")) == (200, 1)


@on_sqlite
async def test_a_crash_writes_no_visitors_secret_down(small: House, database_url: str, clock: TestClock) -> None:
    token = "secret-of-a-visitor"
    async with client_of(database_url, clock) as client:
        made = await client.post("/api/v1/selections", json={"occurrences": [BALL]})
        assert made.status_code == 201
        async with aiosqlite.connect(database_url.partition("///")[2]) as connection:
            digest = sha256(token.encode()).hexdigest()
            await connection.execute("UPDATE selections SET digest = ?, occurrences = 'no list'", (digest,))
            await connection.commit()
        for address, written in (
            (f"/feeds/s/{token}/a.ics", "/feeds/s/…/a.ics"),
            (f"/feeds//s/{token}/a.ics", "/feeds/s/…/a.ics"),
            (f"/api/v1/selections/{token}", "/api/v1/selections/…"),
        ):
            with capture_logs() as record:
                answer = await client.get(address)
            lines = [line for line in record if line["event"] == "unhandled"]
            assert (answer.status_code, [line["path"] for line in lines]) == (500, [written])
            assert token not in f"{[{**line, 'exc_info': str(line['exc_info'])} for line in lines]}"
