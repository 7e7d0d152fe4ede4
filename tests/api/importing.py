"""Files of the small programme's partner, sent over HTTP."""

from typing import Any

import httpx

HEADER = "edition,partner,event_key,occurrence_key,title,start,commune\r\n"
ROW = "2018,amics,nouveau,1,Balèti nòu,2018-06-23T21:00,Lodève\r\n"
FILE = (HEADER + ROW).encode()


async def send(
    client: httpx.AsyncClient, content: bytes = FILE, name: str = "été.csv", **fields: str
) -> httpx.Response:
    return await client.post("/api/v1/imports", files={"file": (name, content)}, data=fields)


async def planned(client: httpx.AsyncClient, content: bytes = FILE, **fields: str) -> dict[str, Any]:
    answer = await send(client, content, **fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["key"]
