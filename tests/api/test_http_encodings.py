"""gzip or brotli for those who ask, one answer for one question however spelt, the same bytes in every process."""

import gzip

import brotli
import httpx
import pytest

from festum.actions.house import House
from tests.conftest import TestClock, client_of
from tests.small import event, on_sqlite

FEED = "/feeds/total-festum.ics"
LONG = ("/", FEED, f"/events/{event('amics', 'bal')}", f"/events/{event('amics', 'bal')}.ics", "/api/v1/occurrences")


UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("address", LONG)
async def test_the_compressed_answer_is_the_plain_one_packed(
    reader: httpx.AsyncClient, address: str, coding: str
) -> None:
    plain = await reader.get(address)
    async with reader.stream("GET", address, headers={"accept-encoding": coding}) as packed:
        raw = b"".join([part async for part in packed.aiter_raw()])
    assert UNPACK[coding](raw) == plain.content
    assert len(raw) < len(plain.content)
    differing = {"content-encoding": coding, "content-length": str(len(raw)), "etag": packed.headers["etag"]}
    assert dict(packed.headers) == {**plain.headers, **differing}
    assert packed.headers["etag"] != plain.headers["etag"]
    again = await reader.get(address, headers={"accept-encoding": coding, "if-none-match": packed.headers["etag"]})
    crossed = await reader.get(address, headers={"accept-encoding": coding, "if-none-match": plain.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, packed.headers["etag"])
    assert crossed.status_code == 200


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("BR ; Q=1", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("*", "br"),
        ("br;q=0.1, *;q=1", "gzip"),
        ("gzip;q=0, *;q=1", "br"),
        ("identity", None),
        ("", None),
        ("gzip;q=0", None),
        ("br;q=0, gzip;q=0, *;q=1", None),
        ("br;q=nonsense, deflate", None),
    ],
)
async def test_packed_only_when_asked_and_as_asked(reader: httpx.AsyncClient, asked: str, coding: str | None) -> None:
    answer = await reader.get(FEED, headers={"accept-encoding": asked})
    assert (answer.headers.get("content-encoding"), answer.headers["vary"]) == (coding, "Accept-Encoding")


async def test_without_a_word_about_encodings_nothing_is_packed(reader: httpx.AsyncClient) -> None:
    request = reader.build_request("GET", FEED)
    del request.headers["accept-encoding"]
    assert "content-encoding" not in (await reader.send(request)).headers


async def test_head_tells_of_the_compressed_answer_too(reader: httpx.AsyncClient) -> None:
    asked = {"accept-encoding": "gzip"}
    head, get = await reader.head(FEED, headers=asked), await reader.get(FEED, headers=asked)
    assert (head.headers, head.content) == (get.headers, b"")


async def test_what_is_short_is_not_worth_packing(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/api/v1/occurrences?from=2020-01-01", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, "content-encoding" in answer.headers) == (200, False)


@on_sqlite
async def test_two_processes_write_the_same_bytes(
    visitor: httpx.AsyncClient, database_url: str, clock: TestClock
) -> None:
    async with client_of(database_url, clock) as other:
        for address in (*LONG, "/feeds/oc.ics?lang=oc&cancelled=mark", "/?lang=ca", "/api/v1/communes"):
            for coding in ("identity", "gzip"):
                headers = {"accept-encoding": coding}
                one, two = await visitor.get(address, headers=headers), await other.get(address, headers=headers)
                assert (one.status_code, one.content, one.headers) == (200, two.content, two.headers)


SAME = [
    "/feeds/a.ics?departement=34,66&language=oc,ca",
    "/feeds/a.ics?departement=66,34&language=oc,ca",
    "/feeds/a.ics?language=ca&departement=34&departement=66&language=oc",
    "/feeds/a.ics?utm_source=lettre&departement=34,66&fbclid=x&language=oc,ca&gclid=y&mtm_kwd=z",
    "/feeds/a.ics?departement=34%2C66&language=oc%2Cca",
]


async def test_order_repeats_and_tracking_do_not_make_another_answer(reader: httpx.AsyncClient) -> None:
    answers = [await reader.get(address) for address in SAME]
    assert {(a.status_code, a.content, a.headers["etag"]) for a in answers} == {
        (200, answers[0].content, answers[0].headers["etag"])
    }
    assert answers[0].content.count(b"BEGIN:VEVENT") == 5


@on_sqlite
async def test_they_do_not_even_when_nothing_was_kept_before(small: House, database_url: str, clock: TestClock) -> None:
    answers = []
    for address in SAME:
        async with client_of(database_url, clock) as fresh:
            answers.append((await fresh.get(address)).content)
    assert set(answers) == {answers[0]}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("/feeds/a.ics?departement=34&language=oc", "/feeds/a.ics?departement=34%26language%3Doc"),
        ("/feeds/a.ics?departement=34,66", "/feeds/a.ics?departement=34%1F66"),
        ("/?departement=34&departement=", "/?departement=,34"),
        ("/?from=2018-06-01&to=", "/?from=2018-06-01,&to="),
    ],
)
async def test_a_bad_question_is_refused_though_one_like_it_was_answered(
    reader: httpx.AsyncClient, good: str, bad: str
) -> None:
    assert [(await reader.get(address)).status_code for address in (bad, good, bad)] == [400, 200, 400]


@on_sqlite
async def test_from_today_follows_the_festivals_local_day(visitor: httpx.AsyncClient, clock: TestClock) -> None:
    clock.now = clock.now.replace(month=6, day=30, hour=21, minute=59, second=59)
    seen = []
    for wait in (0, 1, 86_399, 1):
        clock.advance(seconds=wait)
        page = (await visitor.get("/api/v1/occurrences?from=today&to=tomorrow")).json()
        seen.append([item["title"] for item in page["items"]])
        for address in ("/feeds/a.ics?from=today&to=tomorrow", "/feeds/from/today/a.ics?to=tomorrow"):
            assert (await visitor.get(address)).text.count("BEGIN:VEVENT") == page["total"]
    festa = "<script>alert(1)</script>"
    assert seen == [["Exposition", festa, "Sardanes"], ["Sardanes"], ["Sardanes"], []]
