"""What an event is known by where its partner has no key for it: folded title and commune, and the day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Self

from festum.domain.draft import Draft
from festum.domain.event import Event
from festum.domain.place import Venue
from festum.domain.text import fold, slug
from festum.domain.texts import DEFAULT_CHAIN, Texts

Fingerprint = tuple[int | None, str, str, str]
"""Edition, partner, what is left of the title, INSEE code."""

MADE_HERE = "~"
"""Begins a key that no partner gave."""


class Fingerprints:
    """Remembers what is left of each title: the same ones come again and again."""

    def __init__(self) -> None:
        self._stems: dict[str, str] = {}

    def of_draft(self, draft: Draft) -> Fingerprint:
        return self.of(draft.edition, draft.partner, draft.details.titles, draft.venue)

    def of(self, edition: int | None, partner: str, titles: Texts, venue: Venue | None) -> Fingerprint:
        title = titles.choose(DEFAULT_CHAIN)[1]
        if title not in self._stems:
            self._stems[title] = _stem(title)
        commune = venue.commune.insee_code if venue and venue.commune else ""
        return edition, partner, self._stems[title], commune


@dataclass(frozen=True, slots=True)
class StoredPrints:
    """Stored events by their fingerprints, for one reading of a file."""

    prints: Fingerprints
    by_day: dict[tuple[Fingerprint, date | None], str]
    by_showing: dict[tuple[Fingerprint, datetime, str], str]

    @classmethod
    def of(cls, events: Iterable[Event], prints: Fingerprints, told: Collection[tuple[int | None, str, str]]) -> Self:
        """Without those `told` by their keys, and without what an editor corrected: it is no longer what the partner's
        file calls it by."""
        by_day: dict[tuple[Fingerprint, date | None], str] = {}
        by_showing: dict[tuple[Fingerprint, datetime, str], str] = {}
        for event in events:
            if "titles" in event.locks or (event.edition, event.partner, event.event_key) in told:
                continue
            for occurrence in event.occurrences:
                if "venue" in occurrence.locks:
                    continue
                seen_as = prints.of(event.edition, event.partner, event.details.titles, occurrence.venue)
                by_day.setdefault((seen_as, occurrence.when.day), event.event_key)
                by_day.setdefault((seen_as, None), event.event_key)
                place = occurrence.venue.venue_key if occurrence.venue else ""
                by_showing.setdefault((seen_as, occurrence.when.start, place), event.event_key)
        return cls(prints, by_day, by_showing)

    def on(self, seen_as: Fingerprint, day: date | None) -> str:
        """The event's key, or empty; `day` None asks for any."""
        return self.by_day.get((seen_as, day), "")

    def at(self, seen_as: Fingerprint, start: datetime, place: str) -> str:
        """The key of the event with that very showing, or empty."""
        return self.by_showing.get((seen_as, start, place), "")

    def under_another_key(self, draft: Draft, place: str) -> str:
        """The stored event a draft with a key of its own seems to be, or empty.

        One that had no key may have got one since; one that had another must be the very same showing, for some
        programs give new keys at every export.
        """
        if draft.when is None:
            return ""
        seen_as = self.prints.of_draft(draft)
        same_day = self.on(seen_as, draft.when.day)
        if same_day.startswith(MADE_HERE):
            return same_day
        return self.at(seen_as, draft.when.start, place)


def _stem(title: str) -> str:
    """Readable; a title that cannot be written in a-z gets a digest, or two of them would be one event."""
    readable, folded = slug(title), fold(title)
    lost = not readable or any(letter.isalnum() and not letter.isascii() for letter in folded)
    digest = sha256(folded.encode()).hexdigest()[:8] if lost else ""
    return "-".join(part for part in (readable, digest) if part)
