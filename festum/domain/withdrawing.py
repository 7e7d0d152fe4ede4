"""What is stored and not in the file: left alone, or withdrawn where the file is to replace the programme."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from festum.domain.event import Edition, Event, Occurrence, State
from festum.domain.keys import EventKey, Named
from festum.domain.likeness import ALIKE, AT_THE_SAME_TIME, Likeness, alike
from festum.domain.plan import Brake, Mode, PlanRow, Revision, Verdict
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import Problem

BRAKE_SHARE = 0.2
BRAKE_LEAST = 5
"""More than this share of a programme's dates to come, and at least so many: somebody must say that it is meant."""

MOST_COMPARED = 100
"""Titles of rows that are held back: more of them are no file to replace a programme with."""

Programme = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Rest:
    """The rows of what the file does not name, by date, the revisions with what is withdrawn, and the brake."""

    rows: list[PlanRow]
    revisions: list[Revision]
    brake: Brake | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says: `taken` rows and those `held` back, and the UIDs that any of them names."""

    taken: Sequence[Named]
    held: Sequence[Named]
    uids: Collection[str]


def the_rest(
    told: Told,
    events: Sequence[Event],
    revisions: Mapping[EventKey, Revision],
    mode: Mode,
    editions: Mapping[int, Edition],
    today: date | None,
) -> Rest:
    """Only of programmes the file names.

    In REPLACE a date is withdrawn, which its subscribers see as a cancellation, unless a row that is held back seems to
    tell it, or it took place already and its edition goes on: the programme of an edition that is over is an archive,
    replaced as a whole.
    """
    whose = {(row.draft.edition, row.draft.partner) for row in (*told.taken, *told.held)}
    absent = [
        (event, o)
        for event in events
        if (event.edition, event.partner) in whose
        for o in event.live
        if o.uid not in told.uids
    ]
    absent.sort(key=lambda pair: (pair[1].when.start, pair[1].uid))
    if mode is Mode.MERGE:
        return Rest([_row(event, o) for event, o in absent], list(revisions.values()), None)
    over = _Over(editions, today)
    replaced = {(row.draft.edition, row.draft.partner) for row in told.taken}
    spared = _Spared(told.held)
    rows: list[PlanRow] = []
    withdrawn: dict[EventKey, set[str]] = {}
    numbers: Counter[Programme] = Counter()
    for event, o in absent:
        programme = event.edition, event.partner
        if programme not in replaced or spared.has(event, o):
            rows.append(_row(event, o))
        elif over.took_place(event, o):
            rows.append(_row(event, o, Problem("note", "missing_over")))
        else:
            rows.append(_row(event, o, Problem("note", "withdrawn")))
            withdrawn.setdefault((*programme, event.event_key), set()).add(o.uid)
            numbers[programme] += 1
    return Rest(rows, _without(withdrawn, events, revisions), _brake(numbers, events, over))


def buried(event: Event, uids: Collection[str]) -> Event:
    """Subscribers see these dates as cancelled until the tombstones are taken away."""
    return replace(
        event,
        occurrences=tuple(
            replace(o, state=State.TOMBSTONE, status="cancelled") if o.uid in uids else o for o in event.occurrences
        ),
    )


def _without(
    withdrawn: Mapping[EventKey, set[str]], events: Iterable[Event], revisions: Mapping[EventKey, Revision]
) -> list[Revision]:
    stored: dict[EventKey, Event] = {(event.edition, event.partner, event.event_key): event for event in events}
    found: dict[EventKey, Revision] = dict(revisions)
    for key, uids in withdrawn.items():
        before = stored[key]
        after = revisions[key].after if key in revisions else before
        found[key] = Revision(before, buried(after, uids))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Over:
    """Which dates took place while their edition still goes on; without `today` none."""

    editions: Mapping[int, Edition]
    today: date | None

    def took_place(self, event: Event, occurrence: Occurrence) -> bool:
        if self.today is None or occurrence.when.last_day >= self.today:
            return False
        edition = self.editions.get(event.edition)
        last = edition.ends_on if edition and edition.ends_on else date(event.edition, 12, 31)
        return self.today <= last


def _brake(numbers: Mapping[Programme, int], events: Iterable[Event], over: _Over) -> Brake | None:
    """Of the programmes that lose too much, together. What took place does not count: late in the season, all
    that is still to come would be a small share of it."""
    live: Counter[Programme] = Counter()
    for event in events:
        live[event.edition, event.partner] += sum(not over.took_place(event, o) for o in event.live)
    held = [whose for whose, number in numbers.items() if number >= BRAKE_LEAST and number > BRAKE_SHARE * live[whose]]
    return Brake(sum(numbers[whose] for whose in held), sum(live[whose] for whose in held)) if held else None


def _row(event: Event, occurrence: Occurrence, *said: Problem) -> PlanRow:
    title = event.details.titles.choose(DEFAULT_CHAIN)[1]
    return PlanRow(None, Verdict.MISSING, uid=occurrence.uid, problems=said, whens=(occurrence.when,), title=title)


class _Spared:
    """What rows that are held back may be about: mended, they would name it."""

    def __init__(self, held: Iterable[Named]) -> None:
        self._likeness = Likeness()
        self._events = {row.event for row in held}
        self._titles: dict[Programme, dict[str, None]] = {}
        self._by_day: dict[tuple[Programme, date], dict[str, None]] = {}
        for row in held:
            programme, title = (row.draft.edition, row.draft.partner), self._likeness.title(row.draft.details)
            self._titles.setdefault(programme, {})[title] = None
            if row.draft.when is not None:
                self._by_day.setdefault((programme, row.draft.when.day), {})[title] = None

    def has(self, event: Event, occurrence: Occurrence) -> bool:
        """By its event, its title, or its day with a title somewhat like it."""
        programme, title = (event.edition, event.partner), self._likeness.title(event.details)
        anywhere = self._titles.get(programme, {})
        that_day = self._by_day.get((programme, occurrence.when.day), {})
        return (
            (*programme, event.event_key) in self._events
            or title in anywhere
            or any(alike(title, held) >= ALIKE for held in islice(anywhere, MOST_COMPARED))
            or any(alike(title, held) >= AT_THE_SAME_TIME for held in islice(that_day, MOST_COMPARED))
        )
