"""Two processes over one database: what one is told, the other says within a second."""

import time
from collections.abc import Callable

import httpx

from festum.actions.house import House
from tests.conftest import key_for
from tests.journeys.readers import blocks


def sequence_of(block: bytes) -> int:
    return next(int(line[9:]) for line in block.split(b"\r\n") if line.startswith(b"SEQUENCE:"))


async def test_move_through_one_server_is_in_the_others_feed_within_a_second(
    demonstration: House, serve: Callable[..., str]
) -> None:
    key = await key_for(demonstration, None)
    one, other = serve(), serve()
    with httpx.Client() as http:
        first = http.get(f"{other}/feeds/all.ics")
        assert http.get(f"{one}/feeds/all.ics").content == first.content
        before = blocks(first.content)
        uid = sorted(before)[250]

        moved = http.patch(f"{one}/api/v1/occurrences/{uid}", json={"start": "2018-06-30T18:30"}, headers=key)
        told = time.monotonic()
        assert moved.status_code == 200, moved.text
        assert http.get(f"{one}/feeds/all.ics").content != first.content, "its own writes are seen at once"
        while (
            then := http.get(f"{other}/feeds/all.ics", headers={"If-None-Match": first.headers["etag"]})
        ).status_code == 304:
            assert time.monotonic() - told < 1, "the other server did not see it within a second"
        after = blocks(then.content)

    assert then.content == httpx.get(f"{one}/feeds/all.ics").content
    assert after.keys() == before.keys()
    assert {u for u in after if after[u] != before[u]} == {uid}
    assert sequence_of(after[uid]) == sequence_of(before[uid]) + 1
    assert b"DTSTART;TZID=Europe/Paris:20180630T183000" in after[uid]


async def test_acknowledged_write_is_in_a_server_started_afterwards(
    demonstration: House, serve: Callable[..., str]
) -> None:
    key = await key_for(demonstration, None)
    address = serve()
    with httpx.Client() as http:
        uid = http.get(f"{address}/api/v1/occurrences?limit=1").json()["items"][0]["id"]
        said = http.patch(f"{address}/api/v1/occurrences/{uid}", json={"notice": "sous la halle"}, headers=key)
        assert said.status_code == 200
    again = serve()
    assert httpx.get(f"{again}/api/v1/occurrences/{uid}").json()["notice"] == "sous la halle"
