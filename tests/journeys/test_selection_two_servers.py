"""A visitor's own programme over two processes: changed through one, read from the other within a second."""

import time
from collections.abc import Callable

import httpx

from festum.actions.house import House
from tests.journeys.readers import blocks


def until(ask: Callable[[], bool]) -> None:
    told = time.monotonic()
    while not ask():
        assert time.monotonic() - told < 1, "the other server did not see it within a second"


async def test_a_change_through_one_server_is_in_the_others_feed_within_a_second(
    demonstration: House, serve: Callable[..., str]
) -> None:
    one, other = serve(), serve()
    with httpx.Client() as http:
        uids = [item["id"] for item in http.get(f"{one}/api/v1/occurrences?limit=4").json()["items"]]
        made = http.post(f"{one}/api/v1/selections", json={"occurrences": uids[:2]})
        assert made.status_code == 201, made.text
        mine = made.json()
        key = {"authorization": f"Bearer {mine['edit_token']}"}
        path, address = f"/feeds/s/{mine['token']}/a.ics", f"/api/v1/selections/{mine['token']}"

        first = http.get(f"{other}{path}")
        assert set(blocks(first.content)) == set(uids[:2]), "a new one is known everywhere at once"
        all_tag = {"if-none-match": http.get(f"{other}/feeds/all.ics").headers["etag"]}
        revision = http.get(f"{other}/health").json()["revision"]
        assert http.get(f"{one}{path}").content == first.content

        changed = http.put(f"{one}{address}", json={"occurrences": uids[1:]}, headers=key)
        assert changed.status_code == 200, changed.text
        assert set(blocks(http.get(f"{one}{path}").content)) == set(uids[1:]), "its own writes are seen at once"
        tag = {"if-none-match": first.headers["etag"]}
        until(lambda: http.get(f"{other}{path}", headers=tag).status_code == 200)
        assert http.get(f"{other}{path}").content == http.get(f"{one}{path}").content
        assert http.get(f"{other}/health").json()["revision"] == revision
        assert http.get(f"{other}/feeds/all.ics", headers=all_tag).status_code == 304

        assert http.delete(f"{other}{address}", headers=key).status_code == 204
        assert blocks(http.get(f"{other}{path}").content) == {}
        until(lambda: blocks(http.get(f"{one}{path}").content) == {})
        until(lambda: http.get(f"{one}{address}").status_code == 410)


async def test_one_acknowledged_is_served_by_a_server_started_afterwards(
    demonstration: House, serve: Callable[..., str]
) -> None:
    address = serve()
    with httpx.Client() as http:
        uid = http.get(f"{address}/api/v1/occurrences?limit=1").json()["items"][0]["id"]
        mine = http.post(f"{address}/api/v1/selections", json={"occurrences": [uid]}).json()
    again = serve()
    assert set(blocks(httpx.get(f"{again}/feeds/s/{mine['token']}/a.ics").content)) == {uid}
