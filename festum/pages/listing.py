"""The programme, day by day, with its filters and the address of its calendar."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get

from festum.actions.ask import SHOWING, Question, ask
from festum.actions.browse import browse, current
from festum.actions.count import count
from festum.actions.serve_feed import feed_name
from festum.api.deps import AtTheDoor, parameters, public
from festum.domain.listing import Listing
from festum.domain.text import slug
from festum.domain.texts import Chain, full_chain
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
        feed=feed_address(question, door.house.base_url, feed_name(question, gazetteer, {})),
        departements=gazetteer.departements.values(),
        spoken=(*SPOKEN_LANGUAGES, NOT_STATED),
        categories=CATEGORIES,
        synthetic=any(listing.synthetic for listing in answer.listings),
        hours=hours,
        attribution=True,
    )
    return public(html, answer.revision, "text/html")


def feed_address(question: Question, base_url: str, name: str) -> str:
    """The calendar of exactly what the page shows, under a name a phone can show."""
    terms = [(filter_name, ",".join(values)) for filter_name, values in question.asked.terms]
    if lang := asked_for(question.chain):
        terms.append(("lang", lang))
    query = urlencode(terms, safe=",")
    return f"{base_url}/feeds/{slug(name)}.ics" + (f"?{query}" if query else "")


def asked_for(chain: Chain) -> str:
    """The shortest `lang` that gives this chain; empty for the default."""
    return next(",".join(chain[:n]) for n in range(len(chain)) if full_chain(chain[:n]) == chain)


def hours(listing: Listing) -> str:
    """« 21:00 - 23:30 », or nothing for whole days."""
    when = listing.occurrence.when
    if when.all_day:
        return ""
    return f"{when.start:%H:%M}" + (f" - {when.end:%H:%M}" if when.end else "")
