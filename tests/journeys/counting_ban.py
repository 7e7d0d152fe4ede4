"""A BAN that knows every number of one made-up street, and remembers when it was asked for which."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from festum.domain.place import Point
from tests.listening import listening

STREET = "Rue des Lilas"
SECONDS = 0.05
"""What an answer takes."""


def place_of(number: int) -> Point:
    """In Lodève."""
    return Point(round(43.73 + number * 1e-5, 6), 3.317)


@dataclass
class CountingBan:
    """`calls`: the second, by `time.monotonic`, and the house number, in the order they came."""

    port: int = 0
    calls: list[tuple[float, int]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def times(self) -> Counter[int]:
        return Counter(number for _, number in self.calls)

    def ahead(self, per_second: float) -> float:
        """How many more calls came, within any stretch of time, than the rate allows in it; 1 for a perfect beat."""
        most, least = 0.0, float("inf")
        for count, (second, _) in enumerate(self.calls):
            least = min(least, count - per_second * second)
            most = max(most, count + 1 - per_second * second - least)
        return most


@asynccontextmanager
async def counting_ban() -> AsyncIterator[CountingBan]:
    ban = CountingBan()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            second = time.monotonic()
            asked = parse_qs(urlsplit(head.split(b" ")[1].decode()).query)
            number = int(asked["q"][0].removesuffix(STREET))
            assert asked["citycode"] == ["34142"]
            ban.calls.append((second, number))
            await asyncio.sleep(SECONDS)
            body = json.dumps({"type": "FeatureCollection", "features": [_feature(number)]}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()

    async with listening(talk) as port:
        ban.port = port
        yield ban


def _feature(number: int) -> dict[str, object]:
    point = place_of(number)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
        "properties": {
            "label": f"{number} {STREET} 34700 Lodève", "score": 0.97, "type": "housenumber",
            "housenumber": str(number), "name": f"{number} {STREET}", "street": STREET, "postcode": "34700",
            "citycode": "34142", "city": "Lodève", "context": "34, Hérault, Occitanie",
        },
    }  # fmt: skip
