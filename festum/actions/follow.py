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
    """`next` is a cursor, None on the last page; then `revision` is what to ask `since` the next time.

    Editions and partners come whole with the first page, they are few; later pages tell those that changed meanwhile.
    """

    events: tuple[EventChange, ...]
    editions: tuple[Edition, ...]
    partners: tuple[Partner, ...]
    next: str | None
    revision: int


async def follow(unit: Unit, since: int, limit: int, cursor: str | None) -> Changes:
    """Raises OutOfRange for a revision this database never had: it was restored, and a mirror must start over."""
    revision = (await read_revision(unit.connection)).number
    if since > revision:
        raise OutOfRange("since_later", since=since, revision=revision)
    told, after = (since, None) if cursor is None else _place(cursor)
    changed, more = await changed_events(unit.connection, since, after, limit)
    events = await load_events(unit.connection, unit.house.gazetteer, [one.event_id for one in changed])
    known = await load_partners(unit.connection)
    editions, partners = await changed_frame(unit.connection, told)
    return Changes(
        events=tuple(_change(one, events[one.event_id], known) for one in changed),
        editions=tuple(editions),
        partners=tuple(partners),
        next=write_words(str(revision), str(changed[-1].revision), changed[-1].event_id) if more else None,
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


def _place(cursor: str) -> tuple[int, Changed]:
    """The revision the page before was read at, and where it ended."""
    match words_of(cursor):
        case [told, revision, event_id] if _is_revision(told) and _is_revision(revision):
            return int(told), Changed(int(revision), event_id)
    raise Malformed("bad_cursor")


def _is_revision(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER
