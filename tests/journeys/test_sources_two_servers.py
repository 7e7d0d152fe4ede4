"""Two servers over one database: a partner's calendar that is due is fetched by one of them, and shown by both."""

import asyncio
from collections.abc import Callable
from functools import partial

import httpx

from festum.actions.house import House
from festum.actions.keep_sources import add_source
from tests.fetching.serving import said, serving

SHEET = b"title,start,commune\nVelhada de duas,2018-06-20T18:00,Lod\xc3\xa8ve\n"


async def test_calendar_that_is_due_is_fetched_once_and_seen_everywhere(
    demonstration: House, serve: Callable[..., str]
) -> None:
    async with serving({"/a.csv": said(SHEET, content_type="text/csv")}) as partner:
        async with demonstration.unit() as unit:
            await add_source(unit, partner.address("/a.csv"), "lenga-e-cacalas")
        start = partial(asyncio.to_thread, serve, FESTUM_FETCH_PRIVATE="true")
        servers = await asyncio.gather(start(), start())
        async with asyncio.timeout(60), httpx.AsyncClient() as visitor:
            for server in servers:
                while (await visitor.get(f"{server}/api/v1/events?q=velhada+duas")).json()["total"] != 1:
                    await asyncio.sleep(0.1)
        assert [asked.path for asked in partner.asked] == ["/a.csv"]
