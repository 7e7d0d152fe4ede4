"""Every format a selection can be had in, with the address to copy; and what calendars make of it."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import CANCELLED_WAYS, FEED, ask
from festum.actions.describe import describe_filters
from festum.actions.feed_words import asked_for, feed_address, shortest_query
from festum.actions.offer_feeds import offer_feeds
from festum.api.deps import AtTheDoor, parameters, public
from festum.domain.texts import DEFAULT_CHAIN
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES
from festum.pages.templates import render

CLIENTS = ("google", "apple", "outlook", "thunderbird", "icsx5")
"""Of whom the catalogues know something to say: where the address goes, and what comes of it."""

MANY = 1000
"""Dates beyond which Google Calendar is reported to lose some."""


@get("/feeds", include_in_schema=False)
async def show_feeds(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[str]:
    """Empty form fields are no filters, as on the programme's page."""
    asked = [(name, value) for name, value in parameters(request) if value.strip()]
    base_url, gazetteer = door.house.base_url, door.house.gazetteer
    async with door.house.unit() as unit:
        question = await ask(unit, asked, FEED)
        offer = await offer_feeds(unit, question)
    html = render(
        "feeds.html",
        question.chain[0],
        offer=offer,
        many=offer.dates > MANY,
        query=question.asked,
        query_string=shortest_query(replace(question, chain=DEFAULT_CHAIN)),
        same=shortest_query(question),
        page=shortest_query(replace(question, cancelled="keep")),
        lang=asked_for(question.chain) or DEFAULT_CHAIN[0],
        chain=question.chain,
        cancelled=question.cancelled,
        ways=CANCELLED_WAYS,
        marked=feed_address(replace(question, cancelled="mark"), base_url, offer.name, "ics"),
        in_path=f"{base_url}/feeds/departement/34/total-festum-herault.ics",
        clients=CLIENTS,
        filters=describe_filters(),
        departements=gazetteer.departements.values(),
        spoken=(*SPOKEN_LANGUAGES, NOT_STATED),
        categories=CATEGORIES,
    )
    return public(html, offer.revision, "text/html")
