"""Asking an address as calendar clients do. The only file of this room that touches the network."""

from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import IO
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPErrorProcessor, Request, build_opener

from festum.diagnosis.answers import is_local
from festum.diagnosis.visit import Answer, Visit
from festum.errors import NotHere

SECONDS = 20.0
MOST_SECONDS = 60.0
MOST_BYTES = 20_000_000
MOST_HOPS = 5
CHUNK = 65_536
LONG_AGO = "Thu, 01 Jan 1970 00:00:01 GMT"
ASKING = {"User-Agent": "festum doctor", "Accept": "text/calendar,text/plain;q=0.8,*/*;q=0.5"}
_MOVED = frozenset({301, 302, 303, 307, 308})
_SAFE = "!#$%&'()*+,/:;=?@[]~"


class _AsAnswered(HTTPErrorProcessor):
    """Neither follows nor raises: every status is an answer to be judged."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:
        return response

    https_response = http_response


_OPENER = build_opener(_AsAnswered)


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://", "webcal://", "webcals://"))


def visit(source: str) -> Visit:
    """Raises NotHere where nobody answers."""
    asked = quote(source, safe=_SAFE)
    scheme, _, rest = asked.partition("://")
    if scheme.lower().startswith("webcal"):
        if is_local(f"http://{rest}"):
            return _visit(f"http://{rest}")
        try:
            return _visit(f"https://{rest}")
        except NotHere:
            return _visit(f"http://{rest}")
    return _visit(asked)


def _visit(asked: str) -> Visit:
    address, hops = asked, list[str]()
    first = _ask(address)
    while first.status in _MOVED and first.header("location"):
        address = quote(urljoin(address, first.header("location")), safe=_SAFE)
        hops.append(address)
        if len(hops) > MOST_HOPS or not is_address(address):
            return Visit(asked, address, tuple(hops), first, endless=True)
        first = _ask(address)
    if first.status != 200:
        return Visit(asked, address, tuple(hops), first)
    etag, date = first.header("etag"), first.header("last-modified")
    root = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}"
    return Visit(
        asked, address, tuple(hops), first,
        second=_ask(address),
        head=_ask(address, "HEAD"),
        by_etag=_ask(address, **{"If-None-Match": etag}) if etag else None,
        by_date=_ask(address, **{"If-Modified-Since": date}) if date else None,
        by_old_date=_ask(address, **{"If-Modified-Since": LONG_AGO}) if date else None,
        zipped=_ask(address, **{"Accept-Encoding": "gzip"}),
        robots=_ask(f"{root}/robots.txt"),
    )  # fmt: skip


def _ask(address: str, method: str = "GET", **headers: str) -> Answer:
    begun = monotonic()
    try:
        request = Request(address, headers=ASKING | headers, method=method)
        with _OPENER.open(request, timeout=SECONDS) as answer:
            body, cut = _body(answer, begun)
            return Answer(answer.status, _headers(answer.headers), body, monotonic() - begun, cut)
    except (OSError, HTTPException, ValueError) as failed:
        reason = failed.reason if isinstance(failed, URLError) else failed
        raise NotHere("address_unreachable", address=address, reason=str(reason) or type(failed).__name__) from None


def _headers(message: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), value) for name, value in message.items())


def _body(answer: IO[bytes], begun: float) -> tuple[bytes, bool]:
    """Up to a size and a time, so that an endless answer ends."""
    body = bytearray()
    while chunk := answer.read(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES or monotonic() - begun > MOST_SECONDS:
            return bytes(body[:MOST_BYTES]), True
    return bytes(body), False
