"""A programme a visitor put together: which dates, and until when. Nothing in it says whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from festum.domain.event import Edition


@dataclass(frozen=True, slots=True)
class Selection:
    """`modified` (UTC, whole seconds) is of its latest change, made while the database stood at `revision`.

    From `ends_on` it may be ended at any hour; an ended one is empty for good.
    """

    occurrences: tuple[str, ...]
    modified: datetime
    revision: int
    ends_on: date
    ended: bool = False

    def changed(self, occurrences: Iterable[str], ends_on: date) -> "Selection":
        return replace(self, occurrences=tuple(occurrences), ends_on=ends_on)

    def over(self) -> "Selection":
        """Nothing of what was in it is kept."""
        return replace(self, occurrences=(), ended=True)

    def stamped(self, now: datetime, revision: int, revised_at: datetime) -> "Selection":
        """Its stamp moves with every change, twice in a second and under a clock set back too, and past the revision's:
        a calendar that asks by date must not take one state for another."""
        second = timedelta(seconds=1)
        return replace(self, modified=max(now, self.modified + second, revised_at + second), revision=revision)

    def told_at(self, revision: int, revised_at: datetime) -> datetime | None:
        """The date of what can be read of it at that revision: its own, or that of what was published since.

        None where the clock of whoever published was behind that of whoever changed it: no date tells the two apart.
        """
        if revision == self.revision:
            return self.modified
        return revised_at if revised_at > self.modified else None


def end_of(editions: Iterable[Edition], today: date) -> date:
    """A year after the last of them, or after today where that is over: nobody's programme is empty when it is made.

    An edition whose days are not known ends with its year.
    """
    day = _a_year_after(max(edition.ends_on or date(edition.year, 12, 31) for edition in editions))
    return day if day > today else _a_year_after(today)


def _a_year_after(day: date) -> date:
    """After a 29 February comes a 1 March."""
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
