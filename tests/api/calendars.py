"""A feed taken apart as a client would: by BEGIN and END, folded lines joined."""

import re

import httpx

_VEVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def vevents(body: bytes) -> dict[str, bytes]:
    """The very bytes of each VEVENT, by UID."""
    return {said(block, "UID"): block for block in _VEVENT.findall(body)}


def said(block: bytes, name: str) -> str:
    """The value of a property, whatever its parameters; empty where there is none."""
    found = re.search(rf"^{name}[;:](.*)$", block.replace(b"\r\n ", b"").decode(), re.MULTILINE)
    return found[1].strip("\r") if found else ""


async def feed(client: httpx.AsyncClient, query: str = "") -> dict[str, bytes]:
    answer = await client.get(f"/feeds/total-festum.ics{query}")
    assert answer.status_code == 200, answer.text
    return vevents(answer.content)
