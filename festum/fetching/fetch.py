"""Fetching for a partner: a file, a calendar, an image at an address somebody gave us.

The name is resolved here, every address it has is judged (reachable.py), and the connection is made to the very number
that was judged: a name that answers otherwise the second time (DNS rebinding) gains nothing. The certificate is still
the name's. Redirects are followed here too, each of them judged anew. No cookies, no proxies of the environment.
"""

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

import httpx

from festum.errors import Unreadable
from festum.fetching.answered import Fetched, answered
from festum.fetching.reachable import is_public, is_web_port
from festum.fetching.share_links import file_address

logging.getLogger("httpx").setLevel(logging.WARNING)
"""It would write each address down as it is fetched; of some the address is the secret."""

MOST_BYTES = 100_000_000
MOST_SECONDS = 60.0
CONNECT_SECONDS = 10.0
MOST_HOPS = 5
MOST_NUMBERS = 4
"""Of the numbers of one name, so many are tried: a name may have hundreds."""

MOST_PORT = 65_535

_MOVED = frozenset({301, 302, 303, 307, 308})
_SCHEMES = {"http": ("http",), "https": ("https",), "webcal": ("https", "http"), "webcals": ("https",)}
_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]


async def ask_system(host: str, port: int) -> tuple[str, ...]:
    """Every number of a name, as the system gives them, its preferred one first."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """`private` lets addresses of one's own network be asked; `agent` says to the other side who asks."""

    private: bool = False
    agent: str = "festum"
    resolve: Resolve = ask_system

    async def fetch(
        self,
        address: str,
        *,
        most_bytes: int = MOST_BYTES,
        seconds: float = MOST_SECONDS,
        accept: str = "*/*",
        etag: str = "",
        last_modified: str = "",
    ) -> Fetched:
        """With `etag` or `last_modified` of last time, the answer may be `unchanged` and without content.

        `seconds` is all it may take, redirects included. Raises Unreadable, with a key that says why.
        """
        headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        try:
            async with asyncio.timeout(seconds):
                return await self._first_that_answers(_urls(file_address(address.strip())), headers, most_bytes)
        except (TimeoutError, httpx.TimeoutException):
            raise Unreadable("address_too_slow", address=address, seconds=round(seconds)) from None
        except httpx.HTTPError as failed:
            raise unreachable(address, failed) from None
        except (httpx.InvalidURL, UnicodeError):
            raise Unreadable("address_unreadable", address=address) from None

    async def _first_that_answers(
        self, urls: tuple[httpx.URL, ...], headers: dict[str, str], most_bytes: int
    ) -> Fetched:
        for url in urls[:-1]:
            try:
                return await self._follow(url, headers, most_bytes)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._follow(urls[-1], headers, most_bytes)

    async def _follow(self, url: httpx.URL, headers: dict[str, str], most_bytes: int) -> Fetched:
        for _ in range(MOST_HOPS + 1):
            async with self._asked(url, headers) as answer:
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return await answered(answer, url, most_bytes)
                url = _next(url, answer.headers["location"])
        raise Unreadable("address_redirects", address=str(url), most=MOST_HOPS)

    @asynccontextmanager
    async def _asked(self, url: httpx.URL, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
        """A connection of its own for each question: one to the same number may be to another name."""
        headers = headers | {"Host": url.netloc.decode("ascii")}
        timeout = httpx.Timeout(None, connect=CONNECT_SECONDS)
        async with httpx.AsyncClient(verify=_certificates(), trust_env=False, timeout=timeout) as client:
            numbers = await self._numbers(url)
            for number in numbers[:-1]:
                try:
                    answer = await client.send(_request(client, url, number, headers), stream=True)
                    break
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
            else:
                answer = await client.send(_request(client, url, numbers[-1], headers), stream=True)
            try:
                yield answer
            finally:
                await answer.aclose()

    async def _numbers(self, url: httpx.URL) -> tuple[str, ...]:
        """A name with one private number among public ones is refused whole: which is meant is not for us to say."""
        port = url.port or _PORTS[url.scheme]
        host = url.raw_host.decode("ascii")
        try:
            numbers = await self.resolve(host, port)
        except (OSError, UnicodeError) as failed:
            raise unreachable(str(url), failed) from None
        if not self.private and not (is_web_port(port) and all(is_public(number) for number in numbers)):
            raise Unreadable("address_private", address=str(url))
        if not numbers:
            raise unreachable(str(url), OSError("no address"))
        return numbers[:MOST_NUMBERS]


def unreachable(address: str, failed: Exception) -> Unreadable:
    return Unreadable("address_unreachable", address=address, reason=str(failed) or type(failed).__name__)


def _urls(address: str) -> tuple[httpx.URL, ...]:
    """`webcal:` says nothing of encryption: the encrypted address is asked first."""
    scheme, colon, rest = address.partition("://")
    schemes = _SCHEMES.get(scheme.lower(), ()) if colon else ()
    if not schemes:
        raise Unreadable("address_unreadable", address=address)
    return tuple(_judged(httpx.URL(f"{scheme}://{rest}"), address) for scheme in schemes)


def _next(url: httpx.URL, location: str) -> httpx.URL:
    there = _judged(url.join(location), location)
    if url.scheme == "https" and there.scheme == "http":
        raise Unreadable("address_downgraded", address=str(there))
    return there


def _judged(url: httpx.URL, address: str) -> httpx.URL:
    if url.scheme not in _PORTS or not url.host or url.userinfo or (url.port or 0) > MOST_PORT:
        raise Unreadable("address_unreadable", address=address)
    return url.copy_with(fragment=None)


def _request(client: httpx.AsyncClient, url: httpx.URL, number: str, headers: dict[str, str]) -> httpx.Request:
    """Goes to the number; says the name in `Host`, and asks for the name's certificate."""
    return client.build_request(
        "GET",
        url.copy_with(host=number),
        headers=headers,
        extensions={"sni_hostname": url.raw_host.decode("ascii").rstrip(".")},
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Once: reading all authorities takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)
