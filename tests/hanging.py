"""A service that takes every question and never answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Hanging:
    """`asked`: set with the first question."""

    port: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def hanging() -> AsyncIterator[Hanging]:
    service, gone = Hanging(), asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        service.asked.set()
        await gone.wait()
        writer.close()

    listener = await asyncio.start_server(take, "127.0.0.1", 0)
    service.port = listener.sockets[0].getsockname()[1]
    try:
        yield service
    finally:
        gone.set()
        listener.close()
        await listener.wait_closed()
