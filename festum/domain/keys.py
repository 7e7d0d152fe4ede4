"""Keys for rows whose partner gave none: found again in what is stored, so that sending a file twice is harmless."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from festum.domain.draft import Draft
from festum.domain.event import Event, Occurrence, State
from festum.domain.fingerprints import MADE_HERE, Fingerprint, Fingerprints, StoredPrints
from festum.domain.when import When
from festum.errors import Problem

EventKey = tuple[int | None, str, str]
"""Edition, partner, and the event's key."""

Showing = tuple[When, str]
"""When, and the key of the venue: what tells two dates of an event apart."""

LONGEST = 120
"""Characters of a title that go into a key made from it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A draft with the keys it goes by, its occurrence key empty where it has no date; `place` is its venue's key.

    `said` is what there is to say of how it was recognised.
    """

    draft: Draft
    event_key: str
    occurrence_key: str
    place: str
    said: tuple[Problem, ...] = ()

    @property
    def event(self) -> EventKey:
        return self.draft.edition, self.draft.partner, self.event_key

    @property
    def keyed(self) -> bool:
        """Whether its partner has a name of its own for the event."""
        return bool(self.draft.event_key) and not self.draft.event_key.startswith(MADE_HERE)


def named(drafts: Sequence[Draft], events: Sequence[Event], apart: Collection[int] = ()) -> list[Named]:
    """The drafts in their order, each with an event key, and with an occurrence key unless it has no date.

    A partner's own key comes first; then the UID we gave, for a row that comes from one of our own calendars. An event
    without a key, or with one that is not known, is known by partner, title without accents or punctuation, and
    commune: of namesakes, the one of that hour and place, then of that day. An event keyed in this same file is known
    as the file tells it, which may be about to change what is stored. An occurrence without a key is known by its hour,
    then its day, then its place in the order of dates. Rows on the lines `apart` are new events, whatever they look
    like.
    """
    prints = Fingerprints()
    places = [draft.venue.venue_key if draft.venue else "" for draft in drafts]
    given = _given(drafts, places, events, prints, apart)
    event_keys = _event_keys(drafts, places, [key for key, _ in given], events, prints, apart)
    occurrence_keys = [key for _, key in given]
    by_key: dict[EventKey, Event] = {(e.edition, e.partner, e.event_key): e for e in events}
    grouped: dict[EventKey, list[int]] = defaultdict(list)
    for at, (draft, event_key) in enumerate(zip(drafts, event_keys, strict=True)):
        grouped[draft.edition, draft.partner, event_key].append(at)
    for key, members in grouped.items():
        _number(members, drafts, places, occurrence_keys, by_key[key].occurrences if key in by_key else ())
    return [Named(*parts) for parts in zip(drafts, event_keys, occurrence_keys, places, strict=True)]


def _given(
    drafts: Sequence[Draft],
    places: Sequence[str],
    events: Iterable[Event],
    prints: Fingerprints,
    apart: Collection[int],
) -> list[tuple[str, str]]:
    """Event and occurrence key of every draft as its partner gave them, translated where we know them by another."""
    given = [(draft.event_key, draft.occurrence_key) for draft in drafts]
    known = {(e.edition, e.partner, e.event_key) for e in events}
    strange = [
        at
        for at, draft in enumerate(drafts)
        if draft.event_key and (draft.edition, draft.partner, draft.event_key) not in known
    ]
    if not strange or not known:
        return given
    uids: dict[EventKey, tuple[str, str]] = {
        (e.edition, e.partner, o.uid): (e.event_key, o.occurrence_key) for e in events for o in e.occurrences
    }
    groups: dict[EventKey, list[int]] = defaultdict(list)
    for at in strange:
        draft = drafts[at]
        programme = draft.edition, draft.partner
        ours = uids.get((*programme, draft.event_key)) or uids.get((*programme, draft.occurrence_key))
        if ours is not None:
            given[at] = ours
        elif draft.line not in apart:
            groups[draft.edition, draft.partner, draft.event_key].append(at)
    told = {(draft.edition, draft.partner, key) for draft, (key, _) in zip(drafts, given, strict=True)}
    stored = StoredPrints.of(events, prints, told)
    meant = {
        group: {key for at in members if (key := stored.under_another_key(drafts[at], places[at]))}
        for group, members in groups.items()
    }
    claims: dict[EventKey, int] = defaultdict(int)
    for (edition, partner, _), keys in meant.items():
        for key in keys:
            claims[edition, partner, key] += 1
    for group, keys in meant.items():
        # Only where there is no doubt: two keys for what looks like one are two events, for so their partner says.
        if len(keys) == 1 and claims[group[0], group[1], next(iter(keys))] == 1:
            for at in groups[group]:
                given[at] = next(iter(keys)), ""
    return given


def _event_keys(
    drafts: Sequence[Draft],
    places: Sequence[str],
    given: list[str],
    events: Iterable[Event],
    prints: Fingerprints,
    apart: Collection[int],
) -> list[str]:
    if all(given):
        return given
    told = {(draft.edition, draft.partner, key) for draft, key in zip(drafts, given, strict=True)}
    stored = StoredPrints.of(events, prints, told)
    sent: dict[tuple[Fingerprint, date | None], str] = {}
    taken = {event.event_key for event in events} if apart else set()
    fresh: dict[Fingerprint, str] = {}
    seen = [prints.of_draft(draft) for draft in drafts]
    for draft, seen_as, key in zip(drafts, seen, given, strict=True):
        if key:
            sent.setdefault((seen_as, draft.when.day if draft.when else None), key)
            sent.setdefault((seen_as, None), key)
    found = list(given)
    for at, (draft, seen_as, key) in enumerate(zip(drafts, seen, given, strict=True)):
        if key:
            continue
        if draft.line in apart:
            found[at] = fresh.setdefault(seen_as, _free_key(seen_as, taken))
            continue
        day = draft.when.day if draft.when else None
        found[at] = (
            (draft.when and stored.at(seen_as, draft.when.start, places[at]))
            or sent.get((seen_as, day))
            or stored.on(seen_as, day)
            or sent.get((seen_as, None))
            or stored.on(seen_as, None)
            or _new_key(seen_as)
        )
    return found


def _number(
    members: Sequence[int],
    drafts: Sequence[Draft],
    places: Sequence[str],
    occurrence_keys: list[str],
    stored: Sequence[Occurrence],
) -> None:
    """Fills in the missing ones of one event. The same showing twice gets the same key: it is a duplicate."""
    given = {occurrence_keys[at] for at in members} - {""}
    nameless = [(when, at) for at in members if not occurrence_keys[at] and (when := drafts[at].when) is not None]
    if not nameless:
        return
    showings: dict[Showing, list[int]] = defaultdict(list)
    for when, at in sorted(nameless, key=lambda pair: (pair[0].start, drafts[pair[1]].line)):
        showings[when, places[at]].append(at)
    found = _stored_keys(list(showings), [o for o in stored if o.occurrence_key not in given])
    taken = given | {o.occurrence_key for o in stored}
    number = 0
    for showing, those in showings.items():
        if showing not in found:
            number += 1
            while str(number) in taken:
                number += 1
            found[showing] = str(number)
        for at in those:
            occurrence_keys[at] = found[showing]


def _stored_keys(showings: Sequence[Showing], stored: Iterable[Occurrence]) -> dict[Showing, str]:
    """The most alike are matched first; a deleted date is never taken for one that moved.

    A date that fits none has moved if an editor moved that one, or if the file tells as many dates as are stored:
    a file with some of them only, and a new one, adds it.
    """
    if not stored:
        return {}
    free = sorted(stored, key=lambda o: (o.state is not State.LIVE, _corrected(o), o.when.start))
    found: dict[Showing, str] = {}
    matched: set[str] = set()

    def match(of_showing: Callable[[Showing], Hashable], of_stored: Callable[[Occurrence], Hashable]) -> None:
        """Those for which the two say the same, in their orders; None says that this one is not meant."""
        alike: dict[Hashable, deque[Occurrence]] = defaultdict(deque)
        for occurrence in free:
            if occurrence.occurrence_key not in matched:
                alike[of_stored(occurrence)].append(occurrence)
        alike.pop(None, None)
        for showing in showings:
            if showing not in found and (there := alike.get(of_showing(showing))):
                found[showing] = there.popleft().occurrence_key
                matched.add(found[showing])

    match(
        lambda showing: (showing[0].start, showing[1]),
        lambda o: (o.when.start, o.venue.venue_key if o.venue else ""),
    )
    if len(found) < len(showings):
        match(lambda showing: showing[0].start, lambda o: o.when.start)
        match(lambda showing: showing[0].day, lambda o: o.when.day)
        match(lambda _: True, lambda o: (o.state is State.LIVE and "when" in o.locks) or None)
    left = len(showings) - len(found)
    if left and left >= sum(o.state is State.LIVE and o.occurrence_key not in matched for o in free):
        match(lambda _: True, lambda o: o.state is State.LIVE or None)
    return found


def _corrected(stored: Occurrence) -> bool:
    """Where and when it is, is not what its partner's file says."""
    return "when" in stored.locks or "venue" in stored.locks


def _new_key(seen_as: Fingerprint) -> str:
    """Marked, so that it is nobody's own key; cut, so that a long title fits."""
    whole = "-".join(part for part in seen_as[2:] if part)
    cut = whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}-{sha256(whole.encode()).hexdigest()[:8]}"
    return MADE_HERE + cut


def _free_key(seen_as: Fingerprint, taken: Collection[str]) -> str:
    key, number = _new_key(seen_as), 1
    while (free := key if number == 1 else f"{key}-{number}") in taken:
        number += 1
    return free
