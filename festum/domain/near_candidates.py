"""Stored dates that a row of an unknown event may be about: those no row names, near it in time, place and title."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from festum.domain.event import Event, Occurrence
from festum.domain.fingerprints import MADE_HERE
from festum.domain.keys import EventKey, Named
from festum.domain.likeness import ALIKE, AT_THE_SAME_TIME, Likeness, alike, same_numbers
from festum.domain.when import When

MOST_DAYS = 14
"""Days apart that a date may have been moved by."""

MOST_KM = 40.0
"""Between two communes' points that an event may have been moved by."""

MOST_COMPARED = 40
"""Stored dates of one day and commune that a row is compared with, so that no file makes it a matter of hours."""

Programme = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A live date that no row of the file names; its title folded."""

    event: Event
    occurrence: Occurrence
    title: str
    insee_code: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """`fit` is 0-100."""

    unnamed: Unnamed
    fit: float

    @property
    def uid(self) -> str:
        return self.unnamed.occurrence.uid


def unnamed_dates(rows: Sequence[Named], events: Sequence[Event], likeness: Likeness) -> list[Unnamed]:
    named: set[tuple[EventKey, str]] = {(row.event, row.occurrence_key) for row in rows}
    told = {row.event for row in rows if row.keyed}
    found = []
    for event in events:
        key: EventKey = event.edition, event.partner, event.event_key
        # What its partner calls by a key is as the file tells it.
        for o in () if key in told else event.live:
            if (key, o.occurrence_key) not in named:
                insee_code = o.venue.commune.insee_code if o.venue and o.venue.commune else ""
                found.append(Unnamed(event, o, likeness.title(event.details), insee_code))
    return found


class Candidates:
    """Looks them up by programme, commune and day, so that a row meets few of them."""

    def __init__(self, unnamed: Sequence[Unnamed], likeness: Likeness) -> None:
        self._likeness = likeness
        self._by_day: dict[tuple[Programme, str, date], list[Unnamed]] = defaultdict(list)
        self._by_title: dict[tuple[Programme, str, datetime], list[Unnamed]] = defaultdict(list)
        for one in unnamed:
            programme, when = (one.event.edition, one.event.partner), one.occurrence.when
            self._by_day[programme, one.insee_code, when.day].append(one)
            self._by_title[programme, one.title, when.start].append(one)

    def at_the_same_time(self, row: Named) -> list[Candidate]:
        """In its commune; a title an editor corrected is no longer what its partner calls it."""
        when, title = _when(row), self._likeness.title(row.draft.details)
        there = (one for one in self._around(row, when.day) if one.occurrence.when.start == when.start)
        scored = (Candidate(one, 100.0 if "titles" in one.event.locks else alike(title, one.title)) for one in there)
        return _best_first(candidate for candidate in scored if candidate.fit >= AT_THE_SAME_TIME)

    def on_the_same_day(self, row: Named) -> list[Candidate]:
        return self._alike(row, _when(row).day)

    def some_days_apart(self, row: Named) -> list[Candidate]:
        """In its commune, the nearest days first."""
        day = _when(row).day
        days = (day + timedelta(days=sign * apart) for apart in range(1, MOST_DAYS + 1) for sign in (-1, 1))
        return [candidate for each in days for candidate in self._alike(row, each)]

    def elsewhere(self, row: Named) -> list[Candidate]:
        """The same title and start in another commune nearby, or where one of the two has none."""
        title, programme = self._likeness.title(row.draft.details), (row.draft.edition, row.draft.partner)
        there = self._by_title.get((programme, title, _when(row).start), ())
        return [Candidate(one, 100.0) for one in islice(there, MOST_COMPARED) if _may_be(row, one) and _near(row, one)]

    def _alike(self, row: Named, day: date) -> list[Candidate]:
        title = self._likeness.title(row.draft.details)
        scored = (
            Candidate(one, alike(title, one.title))
            for one in self._around(row, day)
            if same_numbers(title, one.title)
        )  # fmt: skip
        return _best_first(candidate for candidate in scored if candidate.fit >= ALIKE)

    def _around(self, row: Named, day: date) -> Iterator[Unnamed]:
        draft = row.draft
        commune = draft.venue.commune.insee_code if draft.venue and draft.venue.commune else ""
        there: Collection[Unnamed] = self._by_day.get(((draft.edition, draft.partner), commune, day), ())
        return (one for one in islice(there, MOST_COMPARED) if _may_be(row, one))


def _best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.fit)


def _when(row: Named) -> When:
    assert row.draft.when is not None, "only a row with a date is looked for"
    return row.draft.when


def _may_be(row: Named, one: Unnamed) -> bool:
    """What its partner calls by another key of its own is another event."""
    return not row.keyed or one.event.event_key.startswith(MADE_HERE)


def _near(row: Named, one: Unnamed) -> bool:
    here, there = row.draft.venue, one.occurrence.venue
    if here is None or there is None or here.commune is None or there.commune is None:
        return True
    return here.commune.point.distance_km(there.commune.point) <= MOST_KM
