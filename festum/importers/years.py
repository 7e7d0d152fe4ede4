"""The year of dates written without one: from the edition, the rest of the file, or the weekdays beside them.

A file is gone through twice: first all its dates, for what they say of the year, then row by row.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from festum.domain.when import FIRST_YEAR, LAST_YEAR
from festum.importers.days import Day, read_days
from festum.importers.reading import Defaults
from festum.importers.tokens import cut

_FIRST_EDITION = 2006
"""The festival's first: no older year is proposed, unless an edition of it is known."""
_AHEAD = 2
"""So many years from today a programme may be of."""

_Pair = tuple[int, int, int]
"""A weekday, and the day and month written beside it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """`sure` when something said it (the edition, the file's other dates); otherwise its partner is asked."""

    year: int
    sure: bool


class YearFinder:
    """What a file says of its year, in bounded memory however long it is."""

    def __init__(self, written: Mapping[int, int], pairs: frozenset[_Pair], defaults: Defaults) -> None:
        self._edition = defaults.edition
        self._written = written
        self._known = frozenset(edition.year for edition in defaults.editions)
        self._named = year_in(defaults.file_name)
        self._today = defaults.today.year if defaults.today else max(self._known, default=_FIRST_EDITION)
        self._proposed = self._proposal(pairs)

    @classmethod
    def of(cls, texts: Iterable[str], defaults: Defaults) -> "YearFinder":
        """`texts`: every date cell of the file."""
        written: Counter[int] = Counter()
        pairs: set[_Pair] = set()
        for text in texts:
            years, beside = _said(text)
            written.update(years)
            pairs.update(beside)
        return cls(written, frozenset(pairs), defaults)

    def year_of(self, days: Sequence[Day]) -> Guess:
        """Of days of one row without a year."""
        if self._edition is not None:
            return Guess(self._edition, sure=True)
        if len(self._written) == 1:
            return Guess(next(iter(self._written)), sure=True)
        if self._written:
            return self._among_written(_pairs(days))
        return Guess(self._proposed, sure=False)

    @staticmethod
    def settled(year: int) -> "YearFinder":
        """One for which every date without a year is of this one."""
        return YearFinder({year: 1}, frozenset(), Defaults())

    def _among_written(self, pairs: frozenset[_Pair]) -> Guess:
        """In a file of several years, a weekday may leave only one of them."""
        agreeing = [year for year in self._written if pairs and _agreeing(year, pairs) == len(pairs)]
        if len(agreeing) == 1:
            return Guess(agreeing[0], sure=True)
        return Guess(max(agreeing or self._written, key=lambda year: (self._written[year], year)), sure=False)

    def _proposal(self, pairs: frozenset[_Pair]) -> int:
        """A slip in one row is outvoted by the weekdays of the others."""
        if not pairs:
            return self._named or max(self._known, default=self._today)
        years = set(self._known)
        years.update(range(_FIRST_EDITION, self._today + _AHEAD + 1))
        if self._named is not None:
            years.add(self._named)
        votes = {year: _agreeing(year, pairs) for year in years}
        most = max(votes.values())
        best = {year for year in years if votes[year] == most}
        if self._named is not None and self._named in best:
            return self._named
        return min(sorted(best & self._known or best), key=lambda year: abs(year - self._today))


def agreeing_year(weekday: int, day: int, month: int, near: int) -> int | None:
    """The year nearest to `near` in which that day of the month is that weekday; it comes back within 28 years."""
    years = (near + step * sign for step in range(1, 29) for sign in (-1, 1))
    found = (year for year in years if FIRST_YEAR <= year <= LAST_YEAR and _agreeing(year, ((weekday, day, month),)))
    return next(found, None)


@lru_cache(maxsize=20_000)
def _said(text: str) -> tuple[tuple[int, ...], frozenset[_Pair]]:
    days = [day for part in read_days(text) for s in part.stretches for day in dict.fromkeys((s.first, s.last))]
    years = tuple({day.year for day in days if day.year is not None and FIRST_YEAR <= day.year <= LAST_YEAR})
    return years, _pairs(days)


def _pairs(days: Iterable[Day]) -> frozenset[_Pair]:
    return frozenset((d.weekday, d.day, d.month) for d in days if d.year is None and d.weekday is not None)


def _agreeing(year: int, pairs: Iterable[_Pair]) -> int:
    return sum(_is_weekday(year, *pair) for pair in pairs)


def _is_weekday(year: int, weekday: int, day: int, month: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def year_in(file_name: str) -> int | None:
    """`narbona-2016.csv`: the last number of a name that may be a year of the festival."""
    years = [t.value for t in cut(file_name[-300:]) if t.digits == 4 and _FIRST_EDITION <= t.value <= LAST_YEAR]
    return years[-1] if years else None
