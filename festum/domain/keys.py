"""Keys for rows whose partner gave none: found again in what is stored, so that sending a file twice is harmless."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from festum.domain.draft import Draft
from festum.domain.event import Event, Occurrence
from festum.domain.place import Venue
from festum.domain.text import fold, slug
from festum.domain.texts import DEFAULT_CHAIN, Texts

Fingerprint = tuple[int | None, str, str, str]


def with_keys(drafts: Sequence[Draft], events: Iterable[Event]) -> list[Draft]:
    """The drafts, each with an event key and an occurrence key.

    An event without a key is known by partner, folded title and commune; an occurrence without one by its day, then by
    its place in the order of dates.
    """
    by_print: dict[Fingerprint, str] = {}
    by_key: dict[tuple[int | None, str, str], Event] = {}
    for event in events:
        by_key[event.edition, event.partner, event.event_key] = event
        for occurrence in event.occurrences:
            by_print.setdefault(
                _fingerprint(event.edition, event.partner, event.details.titles, occurrence.venue),
                event.event_key,
            )
    keyed = []
    for draft in drafts:
        seen_as = _fingerprint(draft.edition, draft.partner, draft.details.titles, draft.venue)
        event_key = draft.event_key or by_print.setdefault(seen_as, _new_key(seen_as))
        keyed.append(replace(draft, event_key=event_key))
    grouped: dict[tuple[int | None, str, str], list[Draft]] = defaultdict(list)
    for draft in keyed:
        grouped[draft.edition, draft.partner, draft.event_key].append(draft)
    numbered: dict[int, str] = {}
    for key, members in grouped.items():
        stored = by_key[key].occurrences if key in by_key else ()
        numbered |= _occurrence_keys(members, stored)
    return [replace(draft, occurrence_key=numbered[id(draft)]) for draft in keyed]


def _occurrence_keys(drafts: Sequence[Draft], stored: Sequence[Occurrence]) -> dict[int, str]:
    given = {id(d): d.occurrence_key for d in drafts if d.occurrence_key}
    nameless = sorted(
        (d for d in drafts if not d.occurrence_key and d.when),
        key=lambda d: (d.when.start, d.line) if d.when else (),
    )
    free = sorted((o for o in stored if o.occurrence_key not in given.values()), key=lambda o: o.when.start)
    keys = dict(given)
    for draft in nameless:
        same_day = next((o for o in free if draft.when and o.when.start == draft.when.start), None) or next(
            (o for o in free if draft.when and o.when.day == draft.when.day), None
        )
        if same_day is not None:
            keys[id(draft)] = same_day.occurrence_key
            free.remove(same_day)
    taken = set(keys.values()) | {o.occurrence_key for o in stored}
    number = 0
    for draft in nameless:
        if id(draft) in keys:
            continue
        if free:
            keys[id(draft)] = free.pop(0).occurrence_key
            continue
        number += 1
        while str(number) in taken:
            number += 1
        keys[id(draft)] = str(number)
        taken.add(str(number))
    return keys


def _fingerprint(edition: int | None, partner: str, titles: Texts, venue: Venue | None) -> Fingerprint:
    commune = venue.commune.insee_code if venue and venue.commune else ""
    return edition, partner, fold(titles.choose(DEFAULT_CHAIN)[1]), commune


def _new_key(seen_as: Fingerprint) -> str:
    _, _, title, commune = seen_as
    return "-".join(part for part in (slug(title), commune) if part)
