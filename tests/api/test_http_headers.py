"""What every answer carries, whole: types, security, sharing with other websites; HEAD like GET; no cookie."""

from typing import Any

import httpx
import pytest

from festum.actions.house import House
from festum.api.http import App, Message
from tests.conftest import key_for
from tests.small import BALL, event, on_sqlite

SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}
CORS = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Last-Modified"}
KEPT = {"cache-control": "public, max-age=300, stale-while-revalidate=86400", "vary": "Accept-Encoding"}
NOT_KEPT = {"cache-control": "no-store"}
FOR_A_DAY = {"cache-control": "public, max-age=86400"}
PROBLEM, JSON, HTML = "application/problem+json", "application/json", "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
EVENT = event("amics", "bal")

ANSWERS: list[tuple[str, str, int, str, dict[str, str]]] = [
    ("GET", "/", 200, HTML, KEPT | CORS),
    ("GET", "/?departement=99", 400, HTML, NOT_KEPT | CORS),
    ("GET", f"/events/{EVENT}", 200, HTML, KEPT | CORS),
    ("GET", "/events/none", 404, HTML, NOT_KEPT | CORS),
    ("GET", "/events/none.ics", 404, PROBLEM, NOT_KEPT | CORS),
    ("GET", f"/events/{EVENT}.ics", 200, CALENDAR, KEPT | CORS),
    ("GET", "/feeds?departement=34", 200, HTML, KEPT | CORS),
    ("GET", "/feeds?departement=99", 400, HTML, NOT_KEPT | CORS),
    ("GET", "/docs", 200, HTML, KEPT | CORS),
    ("GET", "/api/v1/feeds", 200, JSON, KEPT | CORS),
    ("GET", "/feeds/a.ics", 200, CALENDAR, KEPT | CORS),
    ("GET", "/feeds/a.pdf", 404, PROBLEM, NOT_KEPT | CORS),
    ("GET", "/feeds/a.ics?limit=3", 400, PROBLEM, NOT_KEPT | CORS),
    ("GET", "/api/v1/occurrences", 200, JSON, KEPT | CORS),
    ("GET", "/api/v1/occurrences?limit=0", 400, PROBLEM, NOT_KEPT | CORS),
    ("GET", "/api/v1/partners", 200, JSON, KEPT | CORS),
    ("GET", "/api/v1/nothing", 404, PROBLEM, NOT_KEPT | CORS),
    ("PATCH", f"/api/v1/occurrences/{BALL}", 400, PROBLEM, NOT_KEPT | CORS),
    ("DELETE", f"/api/v1/occurrences/{BALL}", 401, PROBLEM, NOT_KEPT | CORS),
    ("PUT", "/feeds/a.ics", 405, PROBLEM, NOT_KEPT | CORS),
    ("GET", "/nothing", 404, PROBLEM, NOT_KEPT),
    ("POST", "/style.css", 405, PROBLEM, NOT_KEPT),
    ("GET", "/health", 200, JSON, NOT_KEPT),
    ("GET", "/openapi.json", 200, "application/vnd.oai.openapi+json", NOT_KEPT),
    ("GET", "/style.css", 200, "text/css; charset=utf-8", FOR_A_DAY),
    ("GET", "/favicon.svg", 200, "image/svg+xml", FOR_A_DAY),
    ("GET", "/robots.txt", 200, "text/plain; charset=utf-8", FOR_A_DAY),
]

BY_ANSWER = {"content-length", "etag", "last-modified", "content-disposition", "allow", "www-authenticate"}
"""Headers whose values differ from answer to answer; the others are compared whole."""


@pytest.mark.parametrize(
    ("method", "address", "status", "kind", "more"), ANSWERS, ids=[f"{a[0]} {a[1][:30]} {a[2]}" for a in ANSWERS]
)
async def test_every_answer_carries_exactly_these_headers(
    reader: httpx.AsyncClient, method: str, address: str, status: int, kind: str, more: dict[str, str]
) -> None:
    answer = await reader.request(method, address)
    assert answer.status_code == status
    same = {name: value for name, value in answer.headers.items() if name not in BY_ANSWER}
    assert same == {"content-type": kind, **SECURITY, **more}
    assert answer.headers["content-length"] == str(len(answer.content))
    assert len(answer.headers.multi_items()) == len(answer.headers)


@pytest.mark.parametrize("address", [address for method, address, *_ in ANSWERS if method == "GET"])
async def test_head_is_get_without_its_body(reader: httpx.AsyncClient, address: str) -> None:
    for _ in range(2):
        head = await reader.head(address)
        get = await reader.get(address)
        assert (head.status_code, head.headers, head.content) == (get.status_code, get.headers, b"")


async def test_head_sends_no_byte_of_the_body(reader: httpx.AsyncClient) -> None:
    """As the server sees it: httpx by itself would drop a body that should not be there."""
    app: App = reader.app  # type: ignore[attr-defined]
    for method, address, *_ in ANSWERS:
        if method == "GET":
            get, head = [await raw(app, asked, address) for asked in ("GET", "HEAD")]
            assert (head[0], head[1]) == (get[0], b""), address
            assert get[1] != b""


async def raw(app: App, method: str, address: str) -> tuple[dict[str, Any], bytes]:
    """The start message and all bytes of the body."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "headers": [],
        "scheme": "https", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "server": ("agenda.example", 443), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return dict(sent[0]), b"".join(message.get("body", b"") for message in sent[1:])


@on_sqlite
async def test_no_answer_sets_a_cookie_or_varies_with_one(visitor: httpx.AsyncClient, small: House) -> None:
    key = await key_for(small, None)
    for method, address, *_ in ANSWERS:
        plain = await visitor.request(method, address)
        with_cookie = await visitor.request(method, address, headers={"cookie": "session=1; csrftoken=2"})
        assert (with_cookie.status_code, with_cookie.content) == (plain.status_code, plain.content)
        assert "set-cookie" not in plain.headers.keys() | with_cookie.headers.keys()
    written = await visitor.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Oui"}, headers=key)
    assert (written.status_code, "set-cookie" in written.headers) == (200, False)


@on_sqlite
async def test_a_write_is_answered_with_the_same_care(visitor: httpx.AsyncClient, small: House) -> None:
    key = await key_for(small, None)
    patched = await visitor.patch(f"/api/v1/occurrences/{BALL}", json={"notice": "Oui"}, headers=key)
    deleted = await visitor.delete(f"/api/v1/occurrences/{BALL}", headers=key)
    lengths = [answer.headers.pop("content-length", None) for answer in (patched, deleted)]
    assert (patched.status_code, dict(patched.headers)) == (
        200,
        {"content-type": JSON, **SECURITY, **CORS, **NOT_KEPT},
    )
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert dict(deleted.headers) == {**SECURITY, **CORS, **NOT_KEPT}
    assert lengths == [str(len(patched.content)), None]


@pytest.mark.parametrize("address", ["/", "/feeds/a.ics", f"/events/{EVENT}", "/api/v1/occurrences", "/api/v1/none"])
async def test_a_preflight_lets_other_websites_read_and_nothing_else(reader: httpx.AsyncClient, address: str) -> None:
    asked = {"origin": "https://asso.example", "access-control-request-method": "GET"}
    answer = await reader.options(address, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert dict(answer.headers) == {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD, OPTIONS",
        "access-control-allow-headers": "If-None-Match, If-Modified-Since",
        "access-control-max-age": "86400",
    }


async def test_credentials_are_never_allowed_across_origins(reader: httpx.AsyncClient) -> None:
    for method, address, *_ in ANSWERS:
        answer = await reader.request(method, address, headers={"origin": "https://asso.example"})
        assert "access-control-allow-credentials" not in answer.headers
        assert answer.headers.get("access-control-allow-origin", "*") == "*"


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE", "PROPFIND"])
async def test_a_feed_is_not_writable_as_thunderbird_asks(reader: httpx.AsyncClient, method: str) -> None:
    answer = await reader.request(method, "/feeds/a.ics", headers={"if-match": "nothing"}, content=b"BEGIN:VCALENDAR")
    assert (answer.status_code, answer.json()) == (
        405,
        {
            "type": "about:blank#method",
            "title": "Method Not Allowed",
            "status": 405,
            "detail": f"Cette adresse n'accepte pas {method}.",
            "key": "method",
            "values": {"method": method},
        },
    )
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


async def test_the_host_header_never_reaches_the_bytes(reader: httpx.AsyncClient) -> None:
    for address in ("/", f"/events/{EVENT}", "/feeds/a.ics", "/api/v1/occurrences", f"/api/v1/events/{EVENT}"):
        answers = [
            await reader.get(address, headers=headers)
            for headers in (
                {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"},
                {},
            )
        ]
        assert answers[0].content == answers[1].content
        assert b"evil.example" not in answers[0].content
        assert b"https://agenda.example" in answers[0].content
