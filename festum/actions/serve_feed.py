"""Serving a feed: stored bytes joined; what was never drawn under this face is drawn now, and kept afterwards."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from festum.actions.ask import Question
from festum.actions.house import House, Unit
from festum.domain.gazetteer import Gazetteer
from festum.domain.listing import Face, Fragment, Listing
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import NotHere
from festum.feeds import ics
from festum.feeds.formats import FORMATS, Format
from festum.locale.catalogue import say
from festum.store.events import load_event
from festum.store.filters import conditions
from festum.store.listings import Conditions, drawn_selection, event_selection, listings_by_uid
from festum.store.programme import load_editions, load_partners
from festum.store.readers import ALL_EDITIONS, DAY_WORDS
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class Feed:
    """`drawn` are the fragments made for this answer: worth keeping, and no loss if they are not."""

    body: bytes
    format: Format
    revision: int
    drawn: tuple[Fragment, ...]


def format_named(extension: str) -> Format:
    found = FORMATS.get(extension)
    if found is None:
        raise NotHere("no_such_format", extension=extension, known=", ".join(FORMATS))
    return found


async def serve_feed(unit: Unit, question: Question, extension: str, path: str) -> Feed:
    """`path` is the feed's own, without query: it says in its bytes where it comes from."""
    form = format_named(extension)
    partners = await load_partners(unit.connection) if question.query.values("partner") else {}
    names = {key: partner.name for key, partner in partners.items()}
    title = ics.Title(
        name=feed_name(question, unit.house.gazetteer, names),
        about=say(question.chain[0], "calendar.about"),
        source=f"{unit.house.base_url}{path}{_query_string(question)}",
    )
    return await _join(unit, question, form, title, conditions(question.query, question.current))


async def serve_event_feed(unit: Unit, question: Question, event_id: str, extension: str) -> Feed:
    """One event with all its dates; after its deletion an empty calendar, since its address was handed out."""
    form = format_named(extension)
    event = await load_event(unit.connection, unit.house.gazetteer, event_id)
    edition = (await load_editions(unit.connection)).get(event.edition) if event else None
    if edition is None or edition.published is None:
        raise NotHere("no_such_event", id=event_id)
    return await _join(unit, question, form, None, event_selection(event_id))


def feed_name(question: Question, gazetteer: Gazetteer, partners: dict[str, str]) -> str:
    """What the calendar is called in a phone: the festival, the edition if asked for, then each filter in words."""
    language = question.chain[0]
    parts = [say(language, "calendar.name")]
    for name, values in question.asked.terms:
        match name:
            case "edition" if ALL_EDITIONS in values:
                parts.append(say(language, "filter.all"))
            case "departement":
                parts.append(", ".join(gazetteer.departements[v].name for v in values))
            case "commune":
                parts.append(", ".join(c.name for v in values if (c := gazetteer.commune(v))))
            case "epci":
                parts.append(", ".join(gazetteer.epcis[v].name for v in values))
            case "partner":
                parts.append(", ".join(partners.get(v, v) for v in values))
            case "from" | "to" if values[0] in DAY_WORDS:
                parts.append(say(language, f"filter.{name}_{values[0]}"))
            case "edition" | "from" | "to":
                parts.append(say(language, f"filter.{name}", value=", ".join(values)))
            case _:
                parts.append(", ".join(say(language, f"{name}.{v}") for v in values))
    return " · ".join(parts)


async def _join(unit: Unit, question: Question, form: Format, title: ics.Title | None, where: Conditions) -> Feed:
    revision = await read_revision(unit.connection)
    face = Face(form.extension, ",".join(question.chain), question.cancelled, unit.house.renderer)
    drawn = await drawn_selection(unit.connection, where, face)
    missing = [one.uid for one in drawn if one.body is None]
    fresh: dict[str, Fragment] = {}
    if missing:
        listings = await listings_by_uid(unit.connection, unit.house.gazetteer, missing)
        await unit.let_go()
        fresh = await _draw(unit.house, [listings[uid] for uid in missing], face)
    bodies = (fresh[one.uid].body if one.body is None else one.body for one in drawn)
    body = ics.join(ics.prologue(title, question.chain), bodies)
    return Feed(body, form, revision.number, tuple(fresh.values()))


async def _draw(house: House, listings: Sequence[Listing], face: Face) -> dict[str, Fragment]:
    """One at a time, off the event loop; what another reader had drawn meanwhile is taken as it is.

    Only what is cancelled looks different under another mode; the rest is kept once, under "keep".
    """
    plain = replace(face, cancelled="keep")
    marked = face if face.cancelled == "mark" else plain
    found: dict[str, Fragment] = {}
    async with house.easel.turn:
        wanted: list[tuple[Listing, Face]] = []
        for listing in listings:
            occurrence = listing.occurrence
            its = marked if occurrence.status == "cancelled" else plain
            ready = house.easel.find(occurrence.uid, its, occurrence.modified)
            if ready is None:
                wanted.append((listing, its))
            else:
                found[occurrence.uid] = ready
        drawn = await asyncio.to_thread(lambda: [ics.draw(one, its, house.base_url) for one, its in wanted])
        house.easel.remember(drawn)
    return found | {fragment.uid: fragment for fragment in drawn}


def _query_string(question: Question) -> str:
    parts = [question.asked.as_query_string()]
    if question.chain != DEFAULT_CHAIN:
        parts.append("lang=" + ",".join(question.chain))
    if question.cancelled != "keep":
        parts.append(f"cancelled={question.cancelled}")
    said = "&".join(part for part in parts if part)
    return f"?{said}" if said else ""
