"""A geocoder on a real socket that answers whatever it is told to, faults included."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Asking, Question
from tests.listening import listening

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]

GAZETTEER = load_gazetteer()
MONTPELLIER = next(one for one in GAZETTEER.communes if one.insee_code == "34172")
QUESTION = Question("Rue de la Loge", Asking.ADDRESS, MONTPELLIER)


@dataclass(frozen=True, slots=True)
class Asked:
    target: str
    headers: Message
    body: bytes


@dataclass(slots=True)
class Service:
    """Gives `answer` whatever it is asked."""

    answer: Answer
    base: str = ""
    asked: list[Asked] = field(default_factory=list)


def said(body: object = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; what is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def feature(longitude: object = 3.8767, latitude: object = 43.6108, **properties: object) -> dict[str, object]:
    """As BAN describes a street; made up."""
    street = {
        "label": "Rue de la Loge 34000 Montpellier", "score": 0.96, "type": "street", "name": "Rue de la Loge",
        "postcode": "34000", "citycode": "34172", "city": "Montpellier",
    }  # fmt: skip
    place = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": place, "properties": street | properties}


def features(*these: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(these)}


@asynccontextmanager
async def misbehaving(answer: Answer, host: str = "127.0.0.1") -> AsyncIterator[Service]:
    service = Service(answer)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, _, rest = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
        headers = message_from_bytes(rest)
        body = await reader.readexactly(int(headers.get("Content-Length", 0)))
        service.asked.append(Asked(line.split(b" ")[1].decode(), headers, body))
        if isinstance(service.answer, bytes):
            writer.write(service.answer)
            await writer.drain()
        else:
            await service.answer(writer)

    async with listening(talk, host) as port:
        service.base = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        yield service
