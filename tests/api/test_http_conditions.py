"""What a client already has: it sends back exactly what it was given, and is told so in a few bytes."""

import httpx
import pytest

from tests.conftest import TestClock
from tests.small import BALL, event, on_sqlite

PUBLIC = (
    "/",
    "/?departement=34&lang=oc",
    "/feeds/total-festum.ics",
    "/feeds/departement/34/herault.ics",
    f"/events/{event('amics', 'bal')}",
    f"/events/{event('amics', 'bal')}.ics",
    f"/api/v1/events/{event('amics', 'bal')}",
    f"/api/v1/occurrences/{BALL}",
    "/api/v1/occurrences?limit=2",
    "/api/v1/editions",
    "/api/v1/departements",
    "/api/v1/communes",
    "/api/v1/partners",
)
CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400"
FEED = "/feeds/total-festum.ics"


@pytest.mark.parametrize("address", PUBLIC)
async def test_what_was_received_sent_back_is_answered_304(reader: httpx.AsyncClient, address: str) -> None:
    first, second = await reader.get(address), await reader.get(address)
    assert (first.status_code, second.content, second.headers) == (200, first.content, first.headers)
    kept = {name: first.headers[name] for name in ("etag", "last-modified", "cache-control", "vary")}
    assert kept["cache-control"] == CACHE_CONTROL
    assert kept["vary"] == "Accept-Encoding"
    for condition in (
        {"if-none-match": first.headers["etag"]},
        {"if-modified-since": first.headers["last-modified"]},
        {"if-none-match": first.headers["etag"], "if-modified-since": first.headers["last-modified"]},
    ):
        for method in ("GET", "HEAD"):
            told = await reader.request(method, address, headers=condition)
            assert (told.status_code, told.content) == (304, b"")
            assert dict(told.headers) == {
                **kept,
                "access-control-allow-origin": "*",
                "access-control-expose-headers": "ETag, Last-Modified",
            }


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"other", {tag}', 304),
        ('"a,b" , W/{tag},', 304),
        ("*", 304),
        ('"other"', 200),
        ('"x{inside}"', 200),
        ("{inside}", 200),
        ('"{inside}-gzip"', 200),
        ('"a,{inside}"', 200),
    ],
)
async def test_if_none_match_is_compared_tag_by_tag(reader: httpx.AsyncClient, form: str, status: int) -> None:
    tag = (await reader.get(FEED)).headers["etag"]
    header = form.format(tag=tag, inside=tag.strip('"'))
    assert (await reader.get(FEED, headers={"if-none-match": header})).status_code == status


async def test_if_none_match_may_come_in_several_lines(reader: httpx.AsyncClient) -> None:
    tag = (await reader.get(FEED)).headers["etag"]
    lines = [("if-none-match", '"one"'), ("if-none-match", tag), ("if-none-match", '"three"')]
    assert (await reader.get(FEED, headers=lines)).status_code == 304


async def test_if_none_match_wins_over_if_modified_since(reader: httpx.AsyncClient) -> None:
    first = await reader.get(FEED)
    stale_tag = {"if-none-match": '"other"', "if-modified-since": first.headers["last-modified"]}
    stale_date = {"if-none-match": first.headers["etag"], "if-modified-since": "Mon, 01 Jan 2018 00:00:00 GMT"}
    answers = [await reader.get(FEED, headers=headers) for headers in (stale_tag, stale_date)]
    assert [answer.status_code for answer in answers] == [200, 304]
    assert answers[0].content == first.content


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("Wed, 02 May 2018 09:00:05 GMT", 304),
        ("Wed, 02 May 2018 09:00:06 GMT", 304),
        ("Wed, 02 May 2018 09:00:05", 304),
        ("Wed, 02 May 2018 11:00:05 +0200", 304),
        ("Wed, 02 May 2018 09:00:04 GMT", 200),
        ("2018-05-02T09:00:05Z", 200),
        ("now", 200),
        ("", 200),
    ],
)
async def test_if_modified_since_is_a_date_in_whole_seconds(reader: httpx.AsyncClient, date: str, status: int) -> None:
    first = await reader.get(FEED)
    assert first.headers["last-modified"] == "Wed, 02 May 2018 09:00:05 GMT"
    answer = await reader.get(FEED, headers={"if-modified-since": date})
    assert (answer.status_code, answer.content) == (status, first.content if status == 200 else b"")


async def test_errors_carry_no_validators_and_meet_no_condition(reader: httpx.AsyncClient) -> None:
    for address in ("/feeds/a.pdf", "/feeds/a.ics?x=1", "/events/none", "/api/v1/events/none", "/?departement=99"):
        answer = await reader.get(address, headers={"if-none-match": "*"})
        assert answer.status_code in {400, 404}
        assert {"etag", "last-modified"} & answer.headers.keys() == set()
        assert answer.headers["cache-control"] == "no-store"


@on_sqlite
async def test_last_modified_is_sent_once_its_second_is_over(editor: httpx.AsyncClient, clock: TestClock) -> None:
    before = await editor.get(FEED)
    changed = await editor.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Le bal a lieu."})
    assert changed.status_code == 200
    during = await editor.get(FEED)
    clock.advance(seconds=1)
    after = await editor.get(FEED)
    dates = [answer.headers.get("last-modified") for answer in (before, during, after)]
    assert dates == ["Wed, 02 May 2018 09:00:05 GMT", None, "Wed, 02 May 2018 10:00:00 GMT"]
    assert during.content == after.content != before.content
    assert during.headers["etag"] == after.headers["etag"] != before.headers["etag"]


@on_sqlite
async def test_while_the_second_lasts_no_date_is_believed_and_the_tag_is(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Le bal a lieu."})
    first = await editor.get(FEED)
    by_date = await editor.get(FEED, headers={"if-modified-since": "Wed, 02 May 2018 10:00:00 GMT"})
    by_tag = await editor.get(FEED, headers={"if-none-match": first.headers["etag"]})
    assert (by_date.status_code, by_tag.status_code, by_tag.headers.get("last-modified")) == (200, 304, None)


@on_sqlite
async def test_last_modified_never_falls_and_is_the_same_for_every_address(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    clock.advance(seconds=10)
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"status": "cancelled"})
    clock.advance(seconds=10)
    await editor.delete(f"/api/v1/occurrences/{BALL}")
    clock.advance(seconds=10)
    addresses = [address for address in PUBLIC if BALL not in address]
    dates = {(await editor.get(address)).headers["last-modified"] for address in addresses}
    assert dates == {"Wed, 02 May 2018 10:00:20 GMT"}


@on_sqlite
async def test_a_clients_old_tag_and_date_are_refused_after_a_change_and_good_after_another_address_changed(
    editor: httpx.AsyncClient, clock: TestClock
) -> None:
    ball, sardana = f"/events/{event('amics', 'bal')}.ics", f"/events/{event('biblioteca', 'sardana')}.ics"
    had = {address: await editor.get(address) for address in (ball, sardana)}
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Le bal a lieu."})
    clock.advance(seconds=5)
    told = {}
    for address, before in had.items():
        by_tag = await editor.get(address, headers={"if-none-match": before.headers["etag"]})
        by_date = await editor.get(address, headers={"if-modified-since": before.headers["last-modified"]})
        told[address] = (by_tag.status_code, by_date.status_code)
    assert told == {ball: (200, 200), sardana: (304, 200)}
