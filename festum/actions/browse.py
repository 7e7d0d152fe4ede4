"""Browsing: chronological pages of what matches, and single events and occurrences."""

from dataclasses import dataclass, field

from festum.actions.ask import Question
from festum.actions.count import Facets, count_facets
from festum.actions.cursors import place_of, write_place
from festum.actions.house import Unit
from festum.actions.publish import listing_of
from festum.domain.event import Edition, Event, State
from festum.domain.listing import Listing
from festum.errors import Gone, NotHere
from festum.store.events import load_event, load_event_of
from festum.store.filters import conditions
from festum.store.listings import page_of_events, page_of_listings
from festum.store.ordering import Place, order_of
from festum.store.programme import load_editions, load_partners
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` counts the whole selection; `next` is a cursor, None on the last page."""

    listings: tuple[Listing, ...]
    total: int
    next: str | None
    revision: int
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventsAnswer:
    """Each event with those of its dates that were asked for."""

    events: tuple[tuple[Listing, ...], ...]
    total: int
    next: str | None
    revision: int
    facets: Facets = field(default_factory=dict)


async def browse(unit: Unit, question: Question, *, everything: bool = False) -> Answer:
    """`everything` for a page that shows the whole selection at once."""
    revision = await read_revision(unit.connection)
    page = await page_of_listings(
        unit.connection,
        unit.house.gazetteer,
        conditions(question.query, question.current),
        None if everything else question.limit,
        _after(question),
        order_of(question.sort, question.query),
        _near(question),
    )
    facets = await count_facets(unit, question)
    return Answer(page.listings, page.total, _next(page.next, question), revision.number, facets)


async def browse_events(unit: Unit, question: Question) -> EventsAnswer:
    revision = await read_revision(unit.connection)
    page = await page_of_events(
        unit.connection,
        unit.house.gazetteer,
        conditions(question.query, question.current),
        question.limit,
        _after(question),
        order_of(question.sort, question.query),
        _near(question),
    )
    facets = await count_facets(unit, question)
    return EventsAnswer(page.events, page.total, _next(page.next, question), revision.number, facets)


def _after(question: Question) -> Place | None:
    return None if question.cursor is None else place_of(question.cursor, question.sort)


def _next(place: Place | None, question: Question) -> str | None:
    return None if place is None else write_place(place, question.sort)


def _near(question: Question) -> str:
    return next(iter(question.query.values("near")), "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A published event with its live occurrences as listings."""

    event: Event
    listings: tuple[Listing, ...]
    revision: int


async def show_event(unit: Unit, event_id: str, *, unseen: bool = False) -> Shown:
    """`unseen` for its own editor, who may see an edition that is being prepared."""
    event = await load_event(unit.connection, unit.house.gazetteer, event_id)
    if event is None or not (unseen or await _is_public(unit, event)):
        raise NotHere("no_such_event", id=event_id)
    if not event.live:
        raise Gone("deleted_event", id=event_id)
    return await _shown(unit, event)


async def show_occurrence(unit: Unit, uid: str, *, unseen: bool = False) -> Shown:
    """The event, with that one occurrence."""
    event = await load_event_of(unit.connection, unit.house.gazetteer, uid)
    if event is None or not (unseen or await _is_public(unit, event)):
        raise NotHere("no_such_occurrence", id=uid)
    one = next(o for o in event.occurrences if o.uid == uid)
    if one.state is not State.LIVE:
        raise Gone("deleted_occurrence", id=uid)
    shown = await _shown(unit, event)
    return Shown(event, tuple(x for x in shown.listings if x.occurrence.uid == uid), shown.revision)


async def current(unit: Unit, question: Question) -> Edition | None:
    """The edition an answer without `edition` is about."""
    return (await load_editions(unit.connection)).get(question.current or 0)


async def _shown(unit: Unit, event: Event) -> Shown:
    partner = (await load_partners(unit.connection))[event.partner]
    revision = await read_revision(unit.connection)
    in_order = sorted(event.live, key=lambda o: (o.when.day, o.when.start, o.uid))
    return Shown(event, tuple(listing_of(event, o, partner) for o in in_order), revision.number)


async def _is_public(unit: Unit, event: Event) -> bool:
    """An edition being prepared is as unseen as one that never was."""
    edition = (await load_editions(unit.connection)).get(event.edition)
    return edition is not None and edition.published is not None
