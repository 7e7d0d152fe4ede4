"""A real server that behaves and misbehaves, and what asking it as clients do brings to light."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread

import pytest

from festum.diagnosis import fetching
from festum.diagnosis.examining import examine_visit
from festum.diagnosis.fetching import is_address, visit
from festum.errors import NotHere
from tests.conftest import free_port
from tests.diagnosis.specimens import CLEAN, octets

NOW = datetime(2018, 6, 23, 12, tzinfo=UTC)
MODIFIED = "Fri, 01 Jun 2018 10:20:30 GMT"
PATH = "/feeds/total-festum.ics"
ROBOTS = "/robots.txt"


@dataclass
class Server:
    """How it answers; `asked` is what it was asked, in order."""

    body: Callable[[], bytes] = lambda: octets(CLEAN)
    status: int = 200
    etag: str | None = '"abc"'
    revalidates: bool = True
    zips: bool = False
    vary: bool = True
    head: bool = True
    location: str = ""
    content_type: str = "text/calendar; charset=utf-8"
    more: dict[str, str] = field(default_factory=dict)
    robots: str = "User-agent: *\nAllow: /\n"
    asked: list[tuple[str, str, str]] = field(default_factory=list)


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = next((self.headers[n] for n in ("If-None-Match", "If-Modified-Since") if n in self.headers), "")
            server.asked.append((self.command, self.path, sent))
            if self.path == ROBOTS:
                self.answer(200, server.robots.encode(), {"Content-Type": "text/plain"})
            elif server.location:
                self.answer(302, b"", {"Location": server.location})
            elif server.revalidates and sent in {server.etag, MODIFIED}:
                self.answer(304, b"", {"ETag": str(server.etag)})
            else:
                self.calendar()

        def do_HEAD(self) -> None:
            if server.head:
                self.do_GET()
            else:
                self.answer(405, b"", {})

        def calendar(self) -> None:
            body, headers = server.body(), {"Content-Type": server.content_type, "Last-Modified": MODIFIED}
            headers |= {"Access-Control-Allow-Origin": "*"} | server.more
            if server.etag is not None:
                headers["ETag"] = server.etag
            if server.vary:
                headers["Vary"] = "Accept-Encoding"
            if server.zips and "gzip" in self.headers.get("Accept-Encoding", ""):
                body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
            self.answer(server.status, body, headers)

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD" and status != 304:
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Into nothing."""

    return Handler


@contextmanager
def serving(server: Server) -> Iterator[str]:
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler(server))
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}{PATH}"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


def found(server: Server) -> list[tuple[str, str]]:
    with serving(server) as address:
        report = examine_visit(visit(address), NOW)
    groups = [(group.first.key, group.first.subject) for group in report.groups]
    assert ("host_local", "") in groups
    return [one for one in groups if one != ("host_local", "")]


def test_address_is_asked_as_clients_do() -> None:
    server = Server()
    assert found(server) == []
    assert server.asked == [
        ("GET", PATH, ""),
        ("GET", PATH, ""),
        ("HEAD", PATH, ""),
        ("GET", PATH, '"abc"'),
        ("GET", PATH, MODIFIED),
        ("GET", PATH, fetching.LONG_AGO),
        ("GET", PATH, ""),
        ("GET", ROBOTS, ""),
    ]


def moving() -> Callable[[], bytes]:
    """Another DTSTAMP each time."""
    seconds = count(10)
    return lambda: octets(CLEAN.replace("DTSTAMP:20180601T1020", f"DTSTAMP:20180601T10{next(seconds)}"))


def shuffling() -> Callable[[], bytes]:
    parts = CLEAN.removesuffix("END:VCALENDAR\n").split("BEGIN:VEVENT\n")
    turns = count()
    ordered = (parts[1:], parts[:0:-1])
    return lambda: octets("BEGIN:VEVENT\n".join([parts[0], *ordered[next(turns) % 2]]) + "END:VCALENDAR\n")


@pytest.mark.parametrize(
    ("server", "findings"),
    [
        (Server(etag=None), [("etag_missing", "ETag")]),
        (Server(revalidates=False), [("etag_ignored", "ETag"), ("date_ignored", "Last-Modified")]),
        (Server(zips=True), []),
        (Server(zips=True, vary=False), [("vary_missing", "Vary")]),
        (Server(more={"Content-Encoding": "gzip"}),
         [("gzip_broken", "Content-Encoding"), ("gzip_unasked", "Content-Encoding")]),
        (Server(head=False), [("head_differs", "HEAD")]),
        (Server(more={"Set-Cookie": "a=b", "Cache-Control": "no-store"}),
         [("cookie", "Set-Cookie"), ("not_cacheable", "Cache-Control")]),
        (Server(content_type="text/html; charset=utf-8", body=lambda: b"<html></html>"),
         [("content_type_html", "Content-Type"), ("html", "")]),
        (Server(status=500), [("status_code", "500")]),
        (Server(status=410), [("status_code", "410")]),
        (Server(location=PATH), [("redirects_endless", "")]),
        (Server(location="file:///etc/passwd"), [("redirects_endless", "")]),
        (Server(robots="User-agent: *\nDisallow: /"), [("robots_forbid", "robots.txt")]),
        (Server(body=moving()), [("dtstamp_moves", "DTSTAMP")]),
        (Server(body=shuffling()), [("order_moves", "")]),
    ],
)  # fmt: skip
def test_server_that_misbehaves_is_found_out(server: Server, findings: list[tuple[str, str]]) -> None:
    assert found(server) == findings


def test_answer_larger_than_is_read_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with serving(Server()) as address:
        visited = visit(address)
    assert (visited.first.cut, len(visited.first.body)) == (True, 1000)


def test_webcal_of_this_machine_is_http() -> None:
    with serving(Server()) as address:
        visited = visit(address.replace("http:", "webcal:"))
    assert (visited.address, visited.first.status) == (address, 200)


def test_address_where_nobody_answers_is_not_here() -> None:
    with pytest.raises(NotHere) as refused:
        visit(f"http://127.0.0.1:{free_port()}/a.ics")
    assert refused.value.key == "address_unreachable"
    assert refused.value.values["reason"] == "[Errno 111] Connection refused"


@pytest.mark.parametrize("source", ["http://", "https://[::1", "http://127.0.0.1:99999/", "http://a b/", "webcal://"])
def test_address_that_is_none_is_not_here(source: str) -> None:
    assert is_address(source)
    with pytest.raises(NotHere):
        visit(source)


@pytest.mark.parametrize("source", ["a.ics", "/tmp/a.ics", "file:///etc/passwd", "ftp://a/b", "-", ""])
def test_what_is_not_asked_over_http_is_no_address(source: str) -> None:
    assert not is_address(source)
