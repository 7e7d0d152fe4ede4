"""The programme, day by day, with its filters and the address of its calendar."""

from itertools import groupby
from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import SHOWING, ask
from festum.actions.browse import browse, current
from festum.actions.count import count
from festum.actions.feed_words import feed_address, feed_name, shortest_query
from festum.api.deps import AtTheDoor, parameters, public
from festum.domain.listing import Listing
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES
from festum.pages.templates import render


@get("/", include_in_schema=False)
async def show_listing(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[str]:
    """Empty form fields are no filters here: that is how a browser sends them."""
    asked = [(name, value) for name, value in parameters(request) if value.strip()]
    gazetteer = door.house.gazetteer
    async with door.house.unit() as unit:
        question = await ask(unit, asked, SHOWING)
        answer = await browse(unit, question, everything=True)
        partners = await count(unit, question, "partner")
        communes = await count(unit, question, "commune")
        edition = await current(unit, question)
    language = question.chain[0]
    name = feed_name(question, gazetteer, {})
    html = render(
        "listing.html",
        language,
        edition=edition,
        days=[(day, list(of_day)) for day, of_day in groupby(answer.listings, key=lambda x: x.occurrence.when.day)],
        total=answer.total,
        communes=communes.total,
        partners=partners.total,
        chain=question.chain,
        query=question.query,
        query_string=question.query.as_query_string(),
        feed=feed_address(question, door.house.base_url, name, "ics"),
        atom=feed_address(question, door.house.base_url, name, "atom"),
        same=shortest_query(question),
        departements=gazetteer.departements.values(),
        spoken=(*SPOKEN_LANGUAGES, NOT_STATED),
        categories=CATEGORIES,
        synthetic=any(listing.synthetic for listing in answer.listings),
        hours=hours,
        attribution=True,
    )
    return public(html, answer.revision, "text/html")


def hours(listing: Listing) -> str:
    """« 21:00 - 23:30 », or nothing for whole days."""
    when = listing.occurrence.when
    if when.all_day:
        return ""
    return f"{when.start:%H:%M}" + (f" - {when.end:%H:%M}" if when.end else "")
