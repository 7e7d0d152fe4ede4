"""What a peer does at each request: every VEVENT drawn by icalendar, and the calendar with them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from festum.domain.gazetteer import load_gazetteer
from festum.domain.listing import Listing
from festum.domain.query import Query
from festum.domain.texts import DEFAULT_CHAIN
from festum.feeds.ics import Title, calendar
from festum.feeds.vevent import vevent
from festum.store.database import Database
from festum.store.filters import conditions
from festum.store.listings import page_of_listings


def listings_of(database: Path, edition: int = 2018) -> tuple[Listing, ...]:
    async def load() -> tuple[Listing, ...]:
        opened = Database(f"sqlite+aiosqlite:///{database}")
        async with opened.reading() as connection:
            page = await page_of_listings(connection, load_gazetteer(), conditions(Query(), edition), None)
        await opened.close()
        return page.listings

    return asyncio.run(load())


def rebuild(listings: Sequence[Listing], base_url: str) -> bytes:
    made = calendar(Title("Total Festum", "", base_url), DEFAULT_CHAIN)
    for listing in listings:
        made.add_component(vevent(listing, DEFAULT_CHAIN, "keep", base_url))
    content: bytes = made.to_ical()
    return content
