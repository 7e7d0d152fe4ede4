"""The same date in another partner's programme: said, never merged."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import islice

from festum.domain.draft import Draft
from festum.domain.known import Announced
from festum.domain.likeness import THE_SAME, Likeness, alike, same_numbers
from festum.domain.text import fold
from festum.errors import Problem

MOST_COMPARED = 40


class Elsewhere:
    """What others announce, by commune and day."""

    def __init__(self, announced: Iterable[Announced]) -> None:
        self._likeness = Likeness()
        self._there: dict[tuple[str, date], list[tuple[str, Announced]]] = defaultdict(list)
        for one in announced:
            self._there[one.insee_code, one.day].append((fold(one.title), one))

    def told(self, draft: Draft) -> tuple[Problem, ...]:
        """A warning that names the partner, for the most alike of that day and commune."""
        if not self._there or draft.when is None or draft.venue is None or draft.venue.commune is None:
            return ()
        title = self._likeness.title(draft.details)
        there = self._there.get((draft.venue.commune.insee_code, draft.when.day), ())
        scored = [
            (alike(title, theirs), one)
            for theirs, one in islice(there, MOST_COMPARED)
            if one.partner != draft.partner and same_numbers(title, theirs)
        ]
        fit, one = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if one is None or fit < THE_SAME:
            return ()
        return (Problem("warning", "elsewhere_too", "title", one.partner_name, one.title),)
