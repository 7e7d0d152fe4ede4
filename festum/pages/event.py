"""One event as a page; with `.ics` behind it, as a calendar."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from festum.actions.ask import ask_language
from festum.actions.browse import show_event
from festum.actions.feed_words import asked_for
from festum.api.controllers.feeds import event_feed
from festum.api.deps import AtTheDoor, parameters, public
from festum.domain.images import image_address
from festum.pages.listing import hours
from festum.pages.templates import render


@get("/events/{name:str}", summary="An event's page, or with `.ics` its calendar", opt={"accepts": "event"})
async def show_event_or_feed(door: AtTheDoor, request: Request[Any, Any, Any], name: FromPath[str]) -> Response[Any]:
    event_id, dot, extension = name.partition(".")
    if dot:
        return await event_feed(door, request, event_id, extension)
    chain = ask_language(parameters(request))
    async with door.house.unit() as unit:
        shown = await show_event(unit, event_id)
    lang = asked_for(chain)
    html = render(
        "event.html",
        chain[0],
        event=shown.event,
        listings=shown.listings,
        first=shown.listings[0],
        chain=chain,
        image=image_address(shown.event.details.image, ""),
        query_string="",
        feed=f"{door.house.base_url}/events/{event_id}.ics" + (f"?lang={lang}" if lang else ""),
        hours=hours,
        attribution=True,
    )
    return public(html, shown.revision, "text/html")
