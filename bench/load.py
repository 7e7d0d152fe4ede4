"""A client that asks as fast as it is answered: a few kept connections, one question at a time on each."""

import asyncio
import time
from urllib.parse import urlsplit

CONNECTIONS = 8


def rate(address: str, path: str, seconds: float, headers: dict[str, str] | None = None, status: int = 200) -> float:
    """Answers per second. Every answer's status is checked: a fast refusal is no answer."""
    return asyncio.run(_rate(address, path, seconds, headers or {}, status))


async def _rate(address: str, path: str, seconds: float, headers: dict[str, str], status: int) -> float:
    parts = urlsplit(address)
    lines = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", *(f"{n}: {v}" for n, v in headers.items())]
    question = ("\r\n".join(lines) + "\r\n\r\n").encode()
    expected = f"HTTP/1.1 {status} ".encode()
    ends = time.perf_counter() + seconds
    started = time.perf_counter()
    counts = await asyncio.gather(
        *(_ask(parts.hostname or "", parts.port or 80, question, expected, ends) for _ in range(CONNECTIONS))
    )
    return sum(counts) / (time.perf_counter() - started)


async def _ask(host: str, port: int, question: bytes, expected: bytes, ends: float) -> int:
    reader, writer = await asyncio.open_connection(host, port, limit=2**22)
    answered = 0
    while time.perf_counter() < ends:
        writer.write(question)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(expected):
            raise RuntimeError(head.decode("latin-1"))
        length = head.lower().find(b"content-length: ")
        if length >= 0:
            await reader.readexactly(int(head[length + 16 :].split(b"\r\n", 1)[0]))
        answered += 1
    writer.close()
    return answered
