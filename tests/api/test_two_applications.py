"""A write made by one process: in its own next answer at once, in every other's within a second."""

import asyncio
import time

import httpx

from festum.actions.house import House
from tests.conftest import TestClock, client_of, key_for
from tests.small import BALL, CONCERT, event

ADDRESSES = (
    "/",
    "/feeds/total-festum.ics",
    f"/events/{event('amics', 'bal')}",
    f"/events/{event('amics', 'bal')}.ics",
    "/api/v1/occurrences",
    f"/api/v1/events/{event('amics', 'bal')}",
    f"/api/v1/occurrences/{BALL}",
)
NEWS = "Le bal a lieu sous la halle."


async def test_a_write_is_seen_here_at_once_and_elsewhere_within_a_second(
    small: House, database_url: str, clock: TestClock
) -> None:
    clock.advance(hours=1)
    async with client_of(database_url, clock) as here, client_of(database_url, clock) as there:
        before = {address: (await there.get(address)).content for address in ADDRESSES}
        assert before == {address: (await here.get(address)).content for address in ADDRESSES}
        key = await key_for(small, "amics")
        written = await here.patch(f"/api/v1/occurrences/{BALL}", json={"notice": NEWS}, headers=key)
        deadline = time.monotonic() + 1.0
        assert written.json()["notice"] == NEWS

        after = {address: (await here.get(address)).content for address in ADDRESSES}
        assert all(NEWS.encode() in content.replace(b"\r\n ", b"") for content in after.values())

        while (await there.get("/feeds/total-festum.ics")).content != after["/feeds/total-festum.ics"]:
            assert time.monotonic() < deadline, "not seen within a second"
            await asyncio.sleep(0.02)
        assert {address: (await there.get(address)).content for address in ADDRESSES} == after
        tags = [{a: (await c.get(a)).headers["etag"] for a in ADDRESSES} for c in (here, there)]
        assert tags[0] == tags[1]


async def test_writes_at_once_through_two_applications_are_all_kept(
    small: House, database_url: str, clock: TestClock
) -> None:
    clock.advance(hours=1)
    key = await key_for(small, None)
    async with client_of(database_url, clock) as here, client_of(database_url, clock) as there:

        async def write(client: httpx.AsyncClient, uid: str, patch: dict[str, str]) -> int:
            return (await client.patch(f"/api/v1/occurrences/{uid}", json=patch, headers=key)).status_code

        statuses = await asyncio.gather(
            write(here, BALL, {"notice": "un"}),
            write(there, BALL, {"time_text": "tard"}),
            write(here, CONCERT, {"status": "confirmed"}),
            write(there, CONCERT, {"venue": "Théâtre"}),
        )
        ball = (await here.get(f"/api/v1/occurrences/{BALL}")).json()
        concert = (await here.get(f"/api/v1/occurrences/{CONCERT}")).json()
    assert set(statuses) == {200}
    assert (ball["notice"], ball["time_text"], ball["sequence"]) == ("un", "tard", 2)
    assert (concert["status"], concert["venue"]["name"], concert["sequence"]) == ("confirmed", "Théâtre", 2)
