"""The addresses of a selection, one for each format: for programs that offer a choice."""

from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import FEED, ask
from festum.actions.offer_feeds import offer_feeds
from festum.api.deps import AtTheDoor, parameters, public
from festum.api.schemas import FeedFormat, FeedList


@get("/api/v1/feeds", summary="Every format a selection can be had in", opt={"accepts": "feeds"})
async def list_feeds(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[FeedList]:
    """Each with the address that holds exactly what was asked for; the page `/feeds` shows the same."""
    async with door.house.unit() as unit:
        question = await ask(unit, parameters(request), FEED)
        offer = await offer_feeds(unit, question)
    items = [
        FeedFormat(
            extension=feed.extension,
            media_type=feed.media_type,
            grain=feed.grain,
            label=feed.label,
            address=feed.address,
        )
        for feed in offer.feeds
    ]
    answer = FeedList(items=items, name=offer.name, occurrences=offer.dates, revision=offer.revision)
    return public(answer, offer.revision)
