"""Serving a feed: everything that matches, or one event with all its dates."""

from dataclasses import replace

from festum.actions.ask import Question
from festum.actions.draw_feed import Feed, draw_feed
from festum.actions.feed_words import feed_name, query_string
from festum.actions.house import House, Unit
from festum.domain.event import Edition
from festum.errors import NotHere
from festum.feeds.format import Format, Head
from festum.feeds.formats import FORMATS
from festum.locale.catalogue import say
from festum.store.events import load_event
from festum.store.filters import conditions
from festum.store.listings import event_selection
from festum.store.programme import load_editions, load_partners
from festum.store.readers import ALL_EDITIONS


def format_named(extension: str) -> Format:
    found = FORMATS.get(extension)
    if found is None:
        raise NotHere("no_such_format", extension=extension, known=", ".join(FORMATS))
    return found


async def serve_feed(unit: Unit, question: Question, extension: str, path: str) -> Feed:
    """`path` is the feed's own, without query: it says in its bytes where it comes from."""
    form = format_named(extension)
    partners = await load_partners(unit.connection) if question.query.values("partner") else {}
    name = feed_name(question, unit.house.gazetteer, {key: partner.name for key, partner in partners.items()})
    head = replace(
        head_of(unit.house, question, name, path),
        editions=_asked_for(question, await load_editions(unit.connection)),
    )
    return await draw_feed(unit, form, head, question.cancelled, conditions(question.query, question.current))


async def serve_event_feed(unit: Unit, question: Question, event_id: str, extension: str) -> Feed:
    """One event with all its dates; after its deletion an empty calendar, since its address was handed out."""
    form = format_named(extension)
    event = await load_event(unit.connection, unit.house.gazetteer, event_id)
    edition = (await load_editions(unit.connection)).get(event.edition) if event else None
    if event is None or edition is None or edition.published is None:
        raise NotHere("no_such_event", id=event_id)
    page = f"/events/{event_id}"
    head = replace(
        head_of(unit.house, question, event.details.titles.choose(question.chain)[1], f"{page}.{extension}"),
        page=f"{unit.house.base_url}{page}{query_string(question, feed=False)}",
        editions=(edition,),
        single=True,
    )
    return await draw_feed(unit, form, head, question.cancelled, event_selection(event_id))


def head_of(house: House, question: Question, name: str, path: str) -> Head:
    """For a feed at that path; the page is the programme under the same question."""
    language = question.chain[0]
    return Head(
        name=name,
        about=say(language, "calendar.about"),
        source=f"{house.base_url}{path}{query_string(question)}",
        page=f"{house.base_url}/{query_string(question, feed=False)}",
        chain=question.chain,
        base_url=house.base_url,
        attribution=say(language, "page.attribution"),
    )


def _asked_for(question: Question, editions: dict[int, Edition]) -> tuple[Edition, ...]:
    years = question.query.values("edition") or (str(question.current),)
    return tuple(
        e for e in editions.values() if e.published is not None and (ALL_EDITIONS in years or str(e.year) in years)
    )
