"""Following: everything that changed since a revision, so that a mirror never asks for whole lists."""

from dataclasses import dataclass

from festum.actions.ask import LONGEST_NUMBER
from festum.actions.cursors import words_of, write_words
from festum.actions.house import Unit
from festum.actions.publish import listing_of
from festum.domain.event import Edition, Event, Partner, State
from festum.domain.listing import Listing
from festum.errors import Malformed, OutOfRange
from festum.store.changes import Changed, changed_events, changed_frame
from festum.store.events import load_events
from festum.store.programme import load_partners
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class EventChange:
    """`listings` are its live dates, none when all of it was deleted; `deleted` the UIDs of those that were."""

    revision: int
    event: Event
    listings: tuple[Listing, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """`next` is a cursor, None on the last page; then `revision` is what to ask `since` the next time."""

    events: tuple[EventChange, ...]
    editions: tuple[Edition, ...]
    partners: tuple[Partner, ...]
    next: str | None
    revision: int


async def follow(unit: Unit, since: int, limit: int, cursor: str | None) -> Changes:
    """Raises OutOfRange for a revision this database never had: it was restored, and a mirror must start over.

    Editions and partners come whole with the first page: they are few.
    """
    revision = (await read_revision(unit.connection)).number
    if since > revision:
        raise OutOfRange("since_later", since=since, revision=revision)
    after = None if cursor is None else _place(cursor)
    changed, more = await changed_events(unit.connection, since, after, limit)
    events = await load_events(unit.connection, unit.house.gazetteer, [one.event_id for one in changed])
    known = await load_partners(unit.connection)
    editions, partners = ([], []) if after else await changed_frame(unit.connection, since)
    return Changes(
        events=tuple(_change(one, events[one.event_id], known) for one in changed),
        editions=tuple(editions),
        partners=tuple(partners),
        next=write_words(str(changed[-1].revision), changed[-1].event_id) if more else None,
        revision=revision,
    )


def _change(changed: Changed, event: Event, partners: dict[str, Partner]) -> EventChange:
    live = sorted(event.live, key=lambda o: (o.when.day, o.when.start, o.uid))
    return EventChange(
        changed.revision,
        event,
        tuple(listing_of(event, o, partners[event.partner]) for o in live),
        tuple(o.uid for o in event.occurrences if o.state is not State.LIVE),
    )


def _place(cursor: str) -> Changed:
    words = words_of(cursor)
    if len(words) != 2 or not (words[0].isascii() and words[0].isdigit() and len(words[0]) <= LONGEST_NUMBER):
        raise Malformed("bad_cursor")
    return Changed(int(words[0]), words[1])
