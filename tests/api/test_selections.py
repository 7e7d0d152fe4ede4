"""A visitor's own programme over HTTP: put together without an account, subscribed to, changed, ended."""

import asyncio
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from festum.actions.describe import describe_formats
from festum.actions.end_selections import end_selections
from festum.actions.house import House
from tests.api.calendars import said, vevents
from tests.conftest import BASE_URL, TestClock, client_of, key_for
from tests.small import BALL, BALL_LATE, CONCERT, FIRE, SARDANA, SECRET, WALK, on_sqlite

pytestmark = on_sqlite

SELECTIONS = "/api/v1/selections"
EXTENSIONS = [extension for extension, _, _ in describe_formats()]
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}
READ = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Last-Modified"}
CORS = READ | {"access-control-expose-headers": "ETag, Last-Modified, Location, Retry-After"}


class Mine:
    """A programme of the visitor's, with both its tokens."""

    def __init__(self, client: httpx.AsyncClient, told: dict[str, Any]) -> None:
        self._client, self.told = client, told
        self.token, self.edit_token = told["token"], told["edit_token"]
        self.address = f"{SELECTIONS}/{self.token}"
        self.key = {"authorization": f"Bearer {self.edit_token}"}

    async def feed(self, rest: str = "mon-programme.ics", **options: Any) -> httpx.Response:
        return await self._client.get(f"/feeds/s/{self.token}/{rest}", **options)

    async def uids(self) -> list[str]:
        answer = await self.feed()
        assert answer.status_code == 200, answer.text
        return list(vevents(answer.content))

    async def change(self, *uids: str) -> httpx.Response:
        answer = await self._client.put(self.address, json={"occurrences": uids}, headers=self.key)
        assert answer.status_code == 200, answer.text
        return answer


async def made(client: httpx.AsyncClient, *uids: str) -> Mine:
    answer = await client.post(SELECTIONS, json={"occurrences": uids})
    assert answer.status_code == 201, answer.text
    return Mine(client, answer.json())


def refused(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["key"]


# --- made ------------------------------------------------------------------------------------------------------------


async def test_dates_put_together_have_an_address_in_every_format(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post(SELECTIONS, json={"occurrences": [BALL, FIRE]})
    told = answer.json()
    token = told["token"]
    assert told == {
        "token": token,
        "edit_token": told["edit_token"],
        "occurrences": [BALL, FIRE],
        "ends_on": "2019-07-08",
        "feeds": {e: f"{BASE_URL}/feeds/s/{token}/mon-programme.{e}" for e in EXTENSIONS},
        "webcal": f"webcal://agenda.example/feeds/s/{token}/mon-programme.ics",
    }
    length = answer.headers.pop("content-length")
    assert (answer.status_code, dict(answer.headers), length) == (
        201,
        {
            "content-type": "application/json",
            "location": f"{BASE_URL}{SELECTIONS}/{token}",
            "cache-control": "no-store",
            **SECURITY,
            **CORS,
        },
        str(len(answer.content)),
    )
    read = await visitor.get(answer.headers["location"])
    assert read.json() == {name: value for name, value in told.items() if name != "edit_token"}


@pytest.mark.parametrize("extension", EXTENSIONS)
async def test_each_of_its_addresses_answers(visitor: httpx.AsyncClient, extension: str) -> None:
    mine = await made(visitor, BALL, FIRE)
    answer = await visitor.get(mine.told["feeds"][extension])
    media_type = {e: kind for e, kind, _ in describe_formats()}[extension]
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media_type)
    assert answer.headers["content-disposition"] == f'inline; filename="mon-programme.{extension}"'
    assert (await visitor.get(mine.told["feeds"][extension].replace("/s/", "//s//"))).content == answer.content


async def test_its_addresses_speak_the_language_it_was_asked_in(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post(f"{SELECTIONS}?lang=oc", json={"occurrences": [BALL]})
    assert answer.json()["feeds"]["ics"].endswith("/mon-programme.ics?lang=oc,fr,ca,en")
    calendar = (await visitor.get(answer.json()["feeds"]["ics"])).content
    assert said(calendar, "X-WR-CALNAME") == "Mon programa · Total Festum"
    assert said(vevents(calendar)[BALL], "SUMMARY") == "Grand balèti"
    read = await visitor.get(f"{SELECTIONS}/{answer.json()['token']}?lang=oc")
    assert read.json()["feeds"] == answer.json()["feeds"]


BAD_LISTS: list[tuple[Any, list[tuple[str, str, str, str]]]] = [
    ({}, [("field_wrong", "occurrences", "{}", "Field required")]),
    ({"occurrences": []}, [("required", "occurrences", "", "la case est vide ; elle est nécessaire")]),
    (
        {"occurrences": [BALL] * 301},
        [("too_many", "occurrences", "301", "301 valeurs ; 300 au plus")],
    ),
    ({"occurrences": [BALL, FIRE, BALL]}, [("selected_twice", "occurrences", BALL, f"« {BALL} » est donné deux fois")]),
    (
        {"occurrences": [SECRET, FIRE, "x"]},
        [
            ("occurrence_unknown", "occurrences", SECRET, f"« {SECRET} » n'est pas un rendez-vous publié"),
            ("occurrence_unknown", "occurrences", "x", "« x » n'est pas un rendez-vous publié"),
        ],
    ),
    (
        {"occurrences": ["x" * 37]},
        [("too_long", "occurrences.0", "x" * 37, "le texte dépasse 36 caractères")],
    ),
    ({"occurrences": [7]}, [("field_wrong", "occurrences.0", "7", "Input should be a valid string")]),
    ({"occurrences": BALL}, [("field_wrong", "occurrences", BALL, "Input should be a valid list")]),
    (
        {"occurrences": [BALL], "name": "Le mien"},
        [("field_unknown", "name", "name", "ce champ n'existe pas ; le plus proche : «  »")],
    ),
    (
        {"occurrences": [BALL], "ocurrences": []},
        [("field_unknown", "ocurrences", "ocurrences", "ce champ n'existe pas ; le plus proche : « occurrences »")],
    ),
]


@pytest.mark.parametrize(("body", "problems"), BAD_LISTS, ids=[str(n) for n in range(len(BAD_LISTS))])
async def test_what_cannot_be_put_together_is_named(
    visitor: httpx.AsyncClient, body: Any, problems: list[tuple[str, str, str, str]]
) -> None:
    mine = await made(visitor, WALK)
    for answer in (
        await visitor.post(SELECTIONS, json=body),
        await visitor.put(mine.address, json=body, headers=mine.key),
    ):
        if answer.request.method == "PUT" and body.get("occurrences") == []:
            continue  # an emptied one may be filled again
        assert refused(answer) == (422, "unfit")
        found = answer.json()["problems"]
        assert [(p["key"], p["column"], p["value"], p["text"]) for p in found] == problems
    assert await mine.uids() == ([WALK] if body.get("occurrences") != [] else [])


async def test_three_hundred_dates_are_not_too_many(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post(SELECTIONS, json={"occurrences": [f"{number:036}" for number in range(300)]})
    assert (answer.status_code, len(answer.json()["problems"])) == (422, 300)


async def test_what_is_no_json_object_is_refused_as_such(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    for body in (b"", b"{", b"null", b"[]", b'"x"', b"occurrences=x", b'{"occurrences": ["\\ud800"]}', b"[" * 100_000):
        assert refused(await visitor.post(SELECTIONS, content=body)) == (400, "not_json"), body
        assert refused(await visitor.put(mine.address, content=body, headers=mine.key)) == (400, "not_json"), body
    assert refused(await visitor.post(SELECTIONS, content=b" " * 1_000_001)) == (413, "too_large")
    assert await mine.uids() == [BALL]


async def test_an_unknown_parameter_is_refused_and_a_tracking_one_is_not(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    for query in ("?departement=34", "?limit=3", "?edition=2018", "?from=today"):
        for answer in (
            await visitor.post(f"{SELECTIONS}{query}", json={"occurrences": [BALL]}),
            await visitor.get(f"{mine.address}{query}"),
            await mine.feed(f"a.ics{query}"),
        ):
            assert refused(answer) == (400, "unknown_filter"), query
    assert (await mine.feed("a.ics?utm_source=x")).status_code == 200
    hidden = await made(visitor, BALL, CONCERT)
    assert list(vevents((await hidden.feed("a.ics?cancelled=hide")).content)) == [BALL]


async def test_beyond_so_many_in_an_hour_it_is_said_when_there_is_room_again(
    small: House, database_url: str, clock: TestClock
) -> None:
    async with client_of(database_url, clock, selections_per_hour=2) as client:
        await made(client, BALL)
        clock.advance(minutes=50)
        mine = await made(client, BALL)
        answer = await client.post(f"{SELECTIONS}?lang=en", json={"occurrences": [BALL]})
        assert (answer.status_code, answer.headers["retry-after"], answer.json()) == (
            429,
            "600",
            {
                "type": "about:blank#too_many_selections",
                "title": "Too Many Requests",
                "status": 429,
                "detail": "Too many personal programmes were put together in the past hour: try again in 600 seconds.",
                "key": "too_many_selections",
                "values": {"seconds": 600},
            },
        )
        await mine.change(FIRE)  # what there is can be changed all the same, and read
        assert await mine.uids() == [FIRE]
        clock.advance(minutes=10)
        await made(client, BALL)
    async with client_of(database_url, clock, selections_per_hour=0) as client:
        answer = await client.post(SELECTIONS, json={"occurrences": [BALL]})
        assert (refused(answer), "retry-after" in answer.headers) == ((429, "selections_closed"), False)
        assert (await client.get(mine.address)).status_code == 200


# --- read, changed, ended --------------------------------------------------------------------------------------------


async def test_a_change_is_in_its_feeds_at_once(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL, FIRE)
    assert await mine.uids() == [FIRE, BALL]
    answer = await mine.change(BALL_LATE, WALK)
    told = {name: value for name, value in mine.told.items() if name != "edit_token"}
    assert answer.json() == {**told, "occurrences": [BALL_LATE, WALK]} == (await visitor.get(mine.address)).json()
    assert dict(answer.headers) == {
        "content-type": "application/json", "cache-control": "no-store",
        "content-length": str(len(answer.content)), **SECURITY, **CORS,
    }  # fmt: skip
    assert await mine.uids() == [WALK, BALL_LATE]


async def test_one_is_not_ended_by_a_question_badly_put(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    assert refused(await visitor.delete(f"{mine.address}?lang=de", headers=mine.key)) == (400, "unknown_value")
    assert (await visitor.get(mine.address)).status_code == 200


async def test_a_deleted_one_is_an_empty_calendar_for_ever(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    assert await mine.uids() == [BALL]
    answer = await visitor.delete(mine.address, headers=mine.key)
    assert (answer.status_code, answer.content) == (204, b"")
    assert dict(answer.headers) == {"cache-control": "no-store", **SECURITY, **CORS}
    for extension in EXTENSIONS:
        assert (await mine.feed(f"a.{extension}")).status_code == 200
    empty = (await mine.feed()).content
    assert (empty.count(b"BEGIN:VTIMEZONE"), vevents(empty)) == (1, {})
    assert refused(await visitor.get(mine.address)) == (410, "ended_selection")
    assert refused(await visitor.delete(mine.address, headers=mine.key)) == (410, "ended_selection")
    put = await visitor.put(mine.address, json={"occurrences": [BALL]}, headers=mine.key)
    assert refused(put) == (410, "ended_selection")


async def test_only_its_own_edit_token_changes_it(visitor: httpx.AsyncClient, small: House) -> None:
    mine, yours = await made(visitor, BALL), await made(visitor, FIRE)
    admin = (await key_for(small, None))["authorization"]
    for value, key in (
        (None, "no_key"),
        ("", "no_key"),
        ("Bearer ", "no_key"),
        (f"Basic {mine.edit_token}", "no_key"),
        (f"Bearer {yours.edit_token}", "bad_edit_token"),
        (f"Bearer {mine.token}", "bad_edit_token"),
        (f"Bearer {mine.edit_token}x", "bad_edit_token"),
        (admin, "bad_edit_token"),
    ):
        headers = {} if value is None else {"authorization": value}
        for answer in (
            await visitor.put(mine.address, json={"occurrences": []}, headers=headers),
            await visitor.delete(mine.address, headers=headers),
        ):
            assert refused(answer) == (401, key), value
            assert answer.headers["www-authenticate"] == 'Bearer realm="festum"'
    written = await visitor.put(f"{mine.address}?edit_token={mine.edit_token}", json={"occurrences": []})
    assert refused(written) == (400, "unknown_filter")
    assert await mine.uids() == [BALL]


async def test_an_address_never_handed_out_is_nothing(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    for token in ("x", mine.token[:-1], mine.token + "x", mine.edit_token, "%00", "%F0%9F%94%A5", "34"):
        for answer in (
            await visitor.get(f"{SELECTIONS}/{token}"),
            await visitor.put(f"{SELECTIONS}/{token}", json={"occurrences": []}, headers=mine.key),
            await visitor.delete(f"{SELECTIONS}/{token}", headers=mine.key),
            await visitor.get(f"/feeds/s/{token}/a.ics"),
        ):
            assert refused(answer) == (404, "no_such_selection"), answer.url
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert token not in answer.text or len(token) < 3
    assert refused(await mine.feed("a.pdf")) == (404, "no_such_format")
    assert refused(await visitor.get("/feeds/s/a.ics")) == (404, "no_such_page")


async def test_a_method_nobody_offers_is_refused(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    for method, address in (
        ("GET", SELECTIONS), ("DELETE", SELECTIONS), ("PATCH", mine.address), ("POST", mine.address),
        ("PUT", f"/feeds/s/{mine.token}/a.ics"), ("DELETE", f"/feeds/s/{mine.token}/a.ics"),
    ):  # fmt: skip
        assert refused(await visitor.request(method, address)) == (405, "method"), (method, address)


# --- what goes along -------------------------------------------------------------------------------------------------


async def test_its_answers_are_kept_like_feeds_and_asked_again_like_edits(visitor: httpx.AsyncClient) -> None:
    mine = await made(visitor, BALL)
    validators = ("etag", "last-modified", "content-length", "content-disposition")
    for address, kind, more in (
        (f"/feeds/s/{mine.token}/a.ics", "text/calendar; charset=utf-8",
         READ | {"cache-control": "public, max-age=300, stale-while-revalidate=86400"}),
        (mine.address, "application/json", CORS | {"cache-control": "no-cache"}),
    ):  # fmt: skip
        answer, head = await visitor.get(address), await visitor.head(address)
        assert (head.status_code, head.headers, head.content) == (200, answer.headers, b"")
        same = {name: value for name, value in answer.headers.items() if name not in validators}
        assert same == {"content-type": kind, "vary": "Accept-Encoding", **SECURITY, **more}
        again = await visitor.get(address, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", [SELECTIONS, f"{SELECTIONS}/any-token"])
async def test_other_websites_may_put_together_too_without_credentials(
    visitor: httpx.AsyncClient, address: str
) -> None:
    asked = {"origin": "https://asso.example", "access-control-request-method": "PUT"}
    answer = await visitor.options(address, headers=asked)
    assert (answer.status_code, answer.content, dict(answer.headers)) == (
        204,
        b"",
        {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "GET, HEAD, OPTIONS, POST, PUT, DELETE",
            "access-control-allow-headers": "Authorization, Content-Type, If-None-Match, If-Modified-Since",
            "access-control-max-age": "86400",
        },
    )


@pytest.mark.parametrize("address", ["/feeds/s/token/a.ics", "/api/v1/selectionsx", "/api/v1/occurrences/x"])
async def test_elsewhere_a_preflight_lets_them_read_and_no_more(visitor: httpx.AsyncClient, address: str) -> None:
    asked = {"origin": "https://asso.example", "access-control-request-method": "PUT"}
    answer = await visitor.options(address, headers=asked)
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "If-None-Match, If-Modified-Since"


async def test_a_change_makes_its_own_answers_new_and_no_other(visitor: httpx.AsyncClient, clock: TestClock) -> None:
    mine, yours = await made(visitor, BALL), await made(visitor, FIRE)
    clock.advance(seconds=5)
    others = (
        "/", "/feeds/a.ics", "/api/v1/occurrences", f"/api/v1/occurrences/{BALL}",
        f"/feeds/s/{yours.token}/a.ics", yours.address,
    )  # fmt: skip
    own = (f"/feeds/s/{mine.token}/a.ics", f"/feeds/s/{mine.token}/a.csv", mine.address)
    before = {address: await visitor.get(address) for address in (*others, *own)}
    await mine.change(BALL, WALK)
    clock.advance(seconds=5)
    after = {address: await visitor.get(address) for address in before}
    for address in others:
        assert (after[address].headers, after[address].content) == (before[address].headers, before[address].content)
    for address in own:
        assert after[address].headers["etag"] != before[address].headers["etag"]
        assert after[address].headers["last-modified"] > before[address].headers["last-modified"]
    assert (await visitor.get("/health")).json()["revision"] == after["/api/v1/occurrences"].json()["revision"]


async def test_last_modified_is_of_the_latest_that_made_it_new(editor: httpx.AsyncClient, clock: TestClock) -> None:
    """Its own changes and what is published, each once its second is over; it never falls."""
    start = clock()
    mine = await made(editor, BALL)
    told: list[float | None] = []

    async def tell() -> httpx.Response:
        answer = await mine.feed()
        date = answer.headers.get("last-modified")
        told.append((parsedate_to_datetime(date) - start).total_seconds() if date else None)
        return answer

    await tell()
    clock.advance(seconds=1)
    await tell()
    clock.advance(seconds=9)
    await mine.change(FIRE)
    await tell()
    clock.advance(seconds=10)
    at_twenty = await tell()
    assert (await editor.patch(f"/api/v1/occurrences/{SARDANA}", json={"notice": "Oui"})).status_code == 200
    await tell()
    clock.advance(seconds=10)
    at_thirty = await tell()
    await editor.delete(f"/api/v1/occurrences/{FIRE}")
    clock.advance(seconds=10)
    await tell()
    await editor.delete(mine.address, headers=mine.key)
    clock.advance(seconds=10)
    await tell()
    assert told == [None, 0, None, 10, None, 20, 30, 40]
    assert at_twenty.content == at_thirty.content
    assert at_twenty.headers["etag"] == at_thirty.headers["etag"]


async def test_asked_by_date_it_is_new_after_every_change(visitor: httpx.AsyncClient, clock: TestClock) -> None:
    mine = await made(visitor, BALL)
    for uid in (FIRE, WALK, BALL):
        clock.advance(seconds=2)
        date = {"if-modified-since": (await mine.feed()).headers["last-modified"]}
        assert (await mine.feed(headers=date)).status_code == 304
        await mine.change(uid)
        assert list(vevents((await mine.feed(headers=date)).content)) == [uid]


# --- the festival goes on --------------------------------------------------------------------------------------------


async def test_a_moved_date_moves_in_it_and_a_deleted_one_is_told_as_cancelled(editor: httpx.AsyncClient) -> None:
    mine = await made(editor, BALL, FIRE)
    assert (await editor.patch(f"/api/v1/occurrences/{BALL}", json={"start": "2018-06-30T18:30"})).status_code == 200
    assert (await editor.delete(f"/api/v1/occurrences/{FIRE}")).status_code == 204
    blocks = vevents((await mine.feed()).content)
    assert list(blocks) == [FIRE, BALL]
    assert (said(blocks[BALL], "DTSTART"), said(blocks[BALL], "SEQUENCE")) == (
        "TZID=Europe/Paris:20180630T183000",
        "1",
    )
    assert (said(blocks[FIRE], "STATUS"), said(blocks[BALL], "STATUS")) == ("CANCELLED", "CONFIRMED")
    assert (await editor.get(mine.address)).json()["occurrences"] == [BALL, FIRE]


async def test_a_year_after_the_edition_it_is_an_empty_calendar(
    visitor: httpx.AsyncClient, small: House, clock: TestClock
) -> None:
    mine = await made(visitor, BALL)
    clock.advance(days=440)
    assert await mine.uids() == [BALL]
    await small.change(end_selections)  # as the application does every hour, here in a house of its own
    app: Any = visitor.app  # type: ignore[attr-defined]
    app._watch.learn(small.watch.latest)
    assert await mine.uids() == []
    assert refused(await visitor.get(mine.address)) == (410, "ended_selection")


async def test_the_application_ends_those_whose_day_has_come_when_it_starts(
    small: House, database_url: str, clock: TestClock
) -> None:
    async with client_of(database_url, clock) as client:
        mine = await made(client, BALL)
    clock.advance(days=440)
    async with client_of(database_url, clock) as client:
        async with asyncio.timeout(10):
            while (answer := await client.get(mine.address)).status_code == 200:
                await asyncio.sleep(0.01)
        assert answer.status_code == 410
        assert vevents((await client.get(f"/feeds/s/{mine.token}/a.ics")).content) == {}
