"""Loading whole events."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Event, Occurrence
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Venue
from festum.store import tables as t
from festum.store.rows import EVENT, OCCURRENCE, VENUE, as_details, as_occurrence, as_venue

AT_ONCE = 1000
"""Values in one question: both databases have a limit."""


async def load_event(connection: AsyncConnection, gazetteer: Gazetteer, event_id: str) -> Event | None:
    return next(iter(await _load(connection, gazetteer, t.events.c.id == event_id)), None)


async def load_events(connection: AsyncConnection, gazetteer: Gazetteer, ids: Sequence[str]) -> dict[str, Event]:
    """Those that are stored, by id."""
    return {event.id: event for event in await _load(connection, gazetteer, t.events.c.id.in_(ids))}


async def load_events_with(
    connection: AsyncConnection, gazetteer: Gazetteer, kind: str, word: str
) -> tuple[Event, ...]:
    """All events that have this word in their list of languages, categories or flags, in every edition."""
    words = t.event_words.c
    having = select(words.event_id).where(words.list == kind, words.word == word)
    return await _load(connection, gazetteer, t.events.c.id.in_(having))


async def load_event_of(connection: AsyncConnection, gazetteer: Gazetteer, uid: str) -> Event | None:
    """The event an occurrence belongs to."""
    one = select(t.occurrences.c.event_id).where(t.occurrences.c.uid == uid).scalar_subquery()
    return next(iter(await _load(connection, gazetteer, t.events.c.id == one)), None)


async def load_programme(
    connection: AsyncConnection, gazetteer: Gazetteer, edition: int, partners: Iterable[str]
) -> tuple[Event, ...]:
    """All events of some partners in one edition, deleted ones included: their keys are taken."""
    return await _load(connection, gazetteer, (t.events.c.edition == edition) & t.partners.c.key.in_(list(partners)))


async def load_events_at(
    connection: AsyncConnection, gazetteer: Gazetteer, venue_keys: Iterable[str]
) -> tuple[Event, ...]:
    """All events with an occurrence at one of these venues."""
    keys = list(venue_keys)
    there = t.occurrences.join(t.venues)
    found: dict[str, Event] = {}
    for start in range(0, len(keys), AT_ONCE):
        here = t.venues.c.venue_key.in_(keys[start : start + AT_ONCE])
        ids = select(t.occurrences.c.event_id).select_from(there).where(here)
        found |= {event.id: event for event in await _load(connection, gazetteer, t.events.c.id.in_(ids))}
    return tuple(found.values())


async def load_events_of(
    connection: AsyncConnection, gazetteer: Gazetteer, partners: Iterable[str]
) -> tuple[Event, ...]:
    """All events of some partners, in every edition."""
    return await _load(connection, gazetteer, t.partners.c.key.in_(list(partners)))


async def load_venues(connection: AsyncConnection, gazetteer: Gazetteer, keys: Sequence[str]) -> dict[str, Venue]:
    """The stored venues among these, by key."""
    found: dict[str, Venue] = {}
    for start in range(0, len(keys), AT_ONCE):
        query = select(t.venues.c.venue_key, *VENUE).where(t.venues.c.venue_key.in_(keys[start : start + AT_ONCE]))
        for row in await connection.execute(query):
            venue = as_venue(row, gazetteer)
            if venue is not None:
                found[row.venue_key] = venue
    return found


async def _load(connection: AsyncConnection, gazetteer: Gazetteer, which: ColumnElement[bool]) -> tuple[Event, ...]:
    joined = t.events.join(t.partners)
    dated = joined.join(t.occurrences).outerjoin(t.venues)
    by_event: dict[str, list[Occurrence]] = defaultdict(list)
    places: dict[int, Venue | None] = {}
    query = select(*OCCURRENCE, *VENUE).select_from(dated).where(which).order_by(t.occurrences.c.position)
    for row in await connection.execute(query):
        if row.venue_id not in places:
            places[row.venue_id] = as_venue(row, gazetteer)
        by_event[row.event_id].append(as_occurrence(row, places[row.venue_id]))
    events = (
        select(*EVENT, t.partners.c.key.label("partner_key")).select_from(joined).where(which).order_by(t.events.c.id)
    )
    return tuple(
        Event(
            row.id, row.edition, row.partner_key, row.event_key, as_details(row), tuple(by_event[row.id]), row.version,
            tuple(row.event_locks),
        )
        for row in await connection.execute(events)
    )  # fmt: skip
