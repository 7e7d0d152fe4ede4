"""One partner's season: which events it holds, when and where."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from bench.programme import days
from bench.programme.announce import Announcement, announce
from bench.programme.cast import Player
from bench.programme.kinds import BY_PARTNER, KINDS
from bench.programme.places import Commune
from bench.programme.showing import Showing, place
from bench.programme.themes import Deck, Theme

AGAIN = 0.12
"""What is left of the wish for a category each time the partner has held it."""

GUEST = 0.25
"""How much rarer the Catalan categories are where Catalan is a guest (they weigh much at home)."""

ON_THE_BIG_DAY = 0.4
"""Partners gather: much of what they do falls on one day."""


class Season:
    """Deals events to one partner until its number of dates is reached; every commune gets at least one."""

    def __init__(self, rng: Random, deck: Deck, player: Player, prefix: str) -> None:
        self._rng, self._deck, self._player, self._prefix = rng, deck, player, prefix
        self._used: list[Theme] = []
        self._taken: set[tuple[date, int]] = set()
        self._big_day: date | None = None

    def showings(self, wanted: int) -> Iterator[Showing]:
        unseen = list(self._player.communes)
        while wanted:
            home = self._player.communes[0]
            commune = unseen.pop(0) if unseen else self._rng.choice((home, *self._player.communes))
            theme = self._theme()
            key = f"{self._prefix}{len(self._used):02d}"
            told = announce(self._rng, self._player, theme, key, commune)
            repeats = min(self._repeats(theme), wanted - len(unseen))
            yield from self._dates(told, commune, max(1, repeats))
            wanted -= max(1, repeats)

    def _theme(self) -> Theme:
        areas, departement = self._player.areas, self._player.row.departement
        held = [theme.category for theme in self._used]
        taste = BY_PARTNER[self._player.row.kind]
        categories = self._deck.categories(areas, departement)
        guest = dict.fromkeys(("sardana", "correfoc"), GUEST) if "oc" in areas else {}
        weights = [KINDS[c].weight * taste.get(c, 1) * guest.get(c, 1) * AGAIN ** held.count(c) for c in categories]
        category = self._rng.choices(categories, weights)[0]
        theme = self._deck.deal(category, areas, departement, self._used)
        self._used.append(theme)
        return theme

    def _repeats(self, theme: Theme) -> int:
        tours = KINDS[theme.category].tours and not theme.span and not theme.days and not theme.once
        return self._rng.choices((1, 2, 3, 4), (60, 26, 9, 5))[0] if tours else 1

    def _dates(self, told: Announcement, commune: Commune, repeats: int) -> Iterator[Showing]:
        """The days of one event, in order; what is not tied to a commune may travel."""
        theme, rng = told.theme, self._rng
        moments = self._moments(theme, repeats)
        for number, start in enumerate(moments, start=1):
            travels = number > 1 and not theme.local and rng.random() < 0.6
            where = place(rng, theme, rng.choice(self._player.communes) if travels else commune)
            if isinstance(start, datetime):
                yield Showing(told, number, where, start, days.end(rng, theme, start), theme.time_text)
            else:
                last = start + timedelta(days=rng.choice(theme.span) - 1)
                yield Showing(told, number, where, start, last if last > start else None, _all_day_text(theme))

    def _moments(self, theme: Theme, repeats: int) -> list[date | datetime]:
        """Nothing is shown twice on one day."""
        moments: dict[str, date | datetime] = {}
        while len(moments) < repeats:
            moment = self._moment(theme)
            moments.setdefault(moment.isoformat()[:10], moment)
        return [moments[day] for day in sorted(moments)]

    def _moment(self, theme: Theme) -> date | datetime:
        """A free moment: a partner does not hold two things within the hour, if it can be helped."""
        school = self._player.row.kind == "school"
        for _ in range(12):
            day = self._joined(theme) or days.likely(self._rng, theme, school)
            if theme.span:
                return day
            start = days.start(self._rng, theme, day)
            if (day, start.hour) not in self._taken:
                break
        self._taken |= {(day, start.hour + n) for n in (-1, 0, 1)}
        self._big_day = self._big_day or (day if day.weekday() >= 4 else None)
        return start

    def _joined(self, theme: Theme) -> date | None:
        if self._big_day and days.suits(theme, self._big_day) and self._rng.random() < ON_THE_BIG_DAY:
            return self._big_day
        return None


def _all_day_text(theme: Theme) -> str:
    return {"exhibition": "aux heures d'ouverture", "festival-day": "toute la journée"}.get(theme.category, "")
