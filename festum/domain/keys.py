"""Keys for rows whose partner gave none: found again in what is stored, so that sending a file twice is harmless."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from festum.domain.draft import Draft
from festum.domain.event import Event, Occurrence, State
from festum.domain.place import Venue
from festum.domain.text import fold, slug
from festum.domain.texts import DEFAULT_CHAIN, Texts
from festum.domain.when import When

Fingerprint = tuple[int | None, str, str, str]
Showing = tuple[When, str]
"""When, and the key of the venue: what tells two dates of an event apart."""

Alike = Callable[[Showing, Occurrence], bool]

LONGEST = 120
"""Characters of a title that go into a key made from it."""


def with_keys(drafts: Sequence[Draft], events: Iterable[Event]) -> list[Draft]:
    """The drafts, each with an event key, and with an occurrence key unless it has no date.

    An event without a key is known by partner, title without accents or punctuation, and commune: of namesakes, the one
    of that day. An event keyed in this same file is known as the file tells it, which may be about to change what is
    stored. An occurrence without a key is known by its hour, then its day, then its place in the order of dates.
    """
    sent: dict[tuple[Fingerprint, date | None], str] = {}
    stored: dict[tuple[Fingerprint, date | None], str] = {}
    by_key: dict[tuple[int | None, str, str], Event] = {}
    told = {(draft.edition, draft.partner, draft.event_key) for draft in drafts}
    for event in events:
        stored_as = event.edition, event.partner, event.event_key
        by_key[stored_as] = event
        # What an editor corrected is no longer what the partner's file calls it by.
        corrected = stored_as in told or "titles" in event.locks
        for occurrence in () if corrected else (o for o in event.occurrences if "venue" not in o.locks):
            seen_as = _fingerprint(event.edition, event.partner, event.details.titles, occurrence.venue)
            stored.setdefault((seen_as, occurrence.when.day), event.event_key)
            stored.setdefault((seen_as, None), event.event_key)
    prints = [_fingerprint(draft.edition, draft.partner, draft.details.titles, draft.venue) for draft in drafts]
    for draft, seen_as in zip(drafts, prints, strict=True):
        if draft.event_key:
            sent.setdefault((seen_as, draft.when.day if draft.when else None), draft.event_key)
            sent.setdefault((seen_as, None), draft.event_key)
    grouped: dict[tuple[int | None, str, str], list[Draft]] = defaultdict(list)
    keyed = []
    for draft, seen_as in zip(drafts, prints, strict=True):
        that_day = (seen_as, draft.when.day if draft.when else None)
        any_day = (seen_as, None)
        event_key = (
            draft.event_key
            or sent.get(that_day)
            or stored.get(that_day)
            or sent.get(any_day)
            or stored.get(any_day)
            or _new_key(seen_as)
        )
        keyed.append(replace(draft, event_key=event_key))
        grouped[draft.edition, draft.partner, event_key].append(keyed[-1])
    numbered: dict[int, str] = {}
    for key, members in grouped.items():
        numbered |= _occurrence_keys(members, by_key[key].occurrences if key in by_key else ())
    return [replace(draft, occurrence_key=numbered.get(id(draft), "")) for draft in keyed]


def _occurrence_keys(drafts: Sequence[Draft], stored: Sequence[Occurrence]) -> dict[int, str]:
    """By the drafts' `id`. The same showing twice gets the same key: it is a duplicate."""
    keys = {id(d): d.occurrence_key for d in drafts if d.occurrence_key}
    given = set(keys.values())
    nameless = [(d.when, d) for d in drafts if d.when is not None and not d.occurrence_key]
    showings: dict[Showing, list[Draft]] = defaultdict(list)
    for when, draft in sorted(nameless, key=lambda pair: (pair[0].start, pair[1].line)):
        showings[when, draft.venue.venue_key if draft.venue else ""].append(draft)
    found = _stored_keys(list(showings), [o for o in stored if o.occurrence_key not in given])
    taken = given | {o.occurrence_key for o in stored}
    number = 0
    for showing, members in showings.items():
        if showing not in found:
            number += 1
            while str(number) in taken:
                number += 1
            found[showing] = str(number)
        keys |= {id(draft): found[showing] for draft in members}
    return keys


def _stored_keys(showings: Sequence[Showing], stored: Iterable[Occurrence]) -> dict[Showing, str]:
    """The most alike are matched first; a deleted date is never taken for one that moved.

    A date that fits none has moved if an editor moved that one, or if the file tells as many dates as are stored:
    a file with some of them only, and a new one, adds it.
    """
    free = sorted(stored, key=lambda o: (o.state is not State.LIVE, _corrected(o), o.when.start))
    found: dict[Showing, str] = {}
    for alike in (_same_hour_and_place, _same_hour, _same_day, _moved_by_an_editor):
        _match(showings, free, alike, found)
    left = [showing for showing in showings if showing not in found]
    if len(left) >= sum(_live(showing, o) for showing in left[:1] for o in free):
        _match(showings, free, _live, found)
    return found


def _match(showings: Sequence[Showing], free: list[Occurrence], alike: Alike, found: dict[Showing, str]) -> None:
    for showing in showings:
        match = None if showing in found else next((o for o in free if alike(showing, o)), None)
        if match is not None:
            found[showing] = match.occurrence_key
            free.remove(match)


def _corrected(stored: Occurrence) -> bool:
    """Where and when it is, is not what its partner's file says."""
    return "when" in stored.locks or "venue" in stored.locks


def _same_hour_and_place(showing: Showing, stored: Occurrence) -> bool:
    return _same_hour(showing, stored) and showing[1] == (stored.venue.venue_key if stored.venue else "")


def _same_hour(showing: Showing, stored: Occurrence) -> bool:
    return showing[0].start == stored.when.start


def _same_day(showing: Showing, stored: Occurrence) -> bool:
    return showing[0].day == stored.when.day


def _moved_by_an_editor(showing: Showing, stored: Occurrence) -> bool:
    return stored.state is State.LIVE and "when" in stored.locks


def _live(showing: Showing, stored: Occurrence) -> bool:
    return stored.state is State.LIVE


def _fingerprint(edition: int | None, partner: str, titles: Texts, venue: Venue | None) -> Fingerprint:
    commune = venue.commune.insee_code if venue and venue.commune else ""
    return edition, partner, _stem(titles.choose(DEFAULT_CHAIN)[1]), commune


def _new_key(seen_as: Fingerprint) -> str:
    """Marked, so that it is nobody's own key; cut, so that a long title fits."""
    whole = "-".join(part for part in seen_as[2:] if part)
    return f"~{whole}" if len(whole) <= LONGEST else f"~{whole[:LONGEST]}-{sha256(whole.encode()).hexdigest()[:8]}"


def _stem(title: str) -> str:
    """Readable; a title that cannot be written in a-z gets a digest, or two of them would be one event."""
    readable, folded = slug(title), fold(title)
    lost = not readable or any(letter.isalnum() and not letter.isascii() for letter in folded)
    digest = sha256(folded.encode()).hexdigest()[:8] if lost else ""
    return "-".join(part for part in (readable, digest) if part)
