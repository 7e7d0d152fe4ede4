"""How geopy asks over HTTP here: an adapter on our terms.

Redirects are not followed: a service that points elsewhere could lead us to an address of our own network. Answers are
bounded in bytes and in time, nothing is kept between them (no cookies), proxies of the environment are not used, and
what a service says beside an error is not read. IPv4 and IPv6 are both tried (aiohttp's happy eyeballs).
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

MOST_BYTES = 2_000_000
MOST_FILE_BYTES = 20_000_000

_PIECE = 65_536


def connection(base: str, seconds: float, agent: str) -> dict[str, Any]:
    """How a geopy geocoder is told where to ask (`base` may have a path), how long to wait, and as whom."""
    address = urlsplit(base)
    return {
        "scheme": address.scheme,
        "domain": f"{address.netloc}{address.path}",
        "timeout": seconds,
        "proxies": {},
        "user_agent": agent,
        "adapter_factory": Transport,
    }


class Transport(BaseAsyncAdapter):  # type: ignore[misc]
    """What geopy calls an adapter; `send_file` is ours, for geopy knows no POST. Raises geopy's errors,
    and UnicodeDecodeError."""

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._session: aiohttp.ClientSession | None = None

    async def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        return _text(await self._answer("GET", url, None, timeout, headers, MOST_BYTES))

    async def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        try:
            return json.loads(await self.get_text(url, timeout=timeout, headers=headers))
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("not JSON") from error

    async def send_file(
        self, url: str, content: bytes, fields: Mapping[str, tuple[str, ...]], *, timeout: float, headers: Any
    ) -> str:
        """As a form with the file `data` and `fields`, each as often as it has values."""
        form = aiohttp.FormData()
        for name, values in fields.items():
            for value in values:
                form.add_field(name, value)
        form.add_field("data", content, filename="questions.csv", content_type="text/csv")
        return _text(await self._answer("POST", url, form, timeout, headers, MOST_FILE_BYTES))

    async def close(self) -> None:
        """May be asked again afterwards."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> aiohttp.ClientSession:
        """Only when it is needed: a session belongs to the loop it is opened in."""
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def _answer(
        self,
        method: str,
        url: str,
        form: aiohttp.FormData | None,
        seconds: float,
        headers: Mapping[str, str],
        most_bytes: int,
    ) -> bytes:
        try:
            async with self._open().request(
                method,
                url,
                data=form,
                headers={**headers, "Accept-Encoding": "gzip"},
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as answer:
                if answer.status != 200:
                    raise AdapterHTTPError(
                        f"status {answer.status}", status_code=answer.status, headers=answer.headers, text=None
                    )
                content = bytearray()
                async for piece in answer.content.iter_chunked(_PIECE):
                    content += piece
                    if len(content) > most_bytes:
                        raise GeocoderParseError(f"more than {most_bytes} bytes")
                return bytes(content)
        except TimeoutError as error:
            raise GeocoderTimedOut(f"no answer within {seconds} s") from error
        except aiohttp.ClientError as error:
            raise GeocoderUnavailable(str(error)) from error


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig")
