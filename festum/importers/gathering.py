"""The drafts of another agenda's file as one reading: bounded, and without what is of other years than asked for."""

from collections.abc import Iterable
from datetime import date

from festum.domain.draft import Draft
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import Problem, Unreadable
from festum.importers.reading import Defaults, LeftAside, Reading

MOST_DATES = 50_000
"""Of one file; the whole region has some hundreds in an edition."""


def gathered(
    kind: str,
    field: str,
    drafts: Iterable[Draft],
    defaults: Defaults,
    problems: tuple[Problem, ...] = (),
    aside: Iterable[LeftAside] = (),
) -> Reading:
    """`field` names what tells the date. Raises Unreadable for more dates than a programme has."""
    kept: list[Draft] = []
    left = list(aside)
    for draft in drafts:
        day = _of_another_year(draft, defaults.edition)
        if day is None:
            kept.append(draft)
        else:
            note = Problem("note", "event_other_year", field, day.isoformat(), str(defaults.edition))
            left.append(left_aside(draft, note))
        if len(kept) + len(left) > MOST_DATES:
            raise Unreadable("unreadable_too_many_events", most=MOST_DATES)
    return Reading(tuple(kept), problems, kind=kind, left_aside=tuple(sorted(left, key=lambda one: one.line)))


def left_aside(draft: Draft, *why: Problem) -> LeftAside:
    return LeftAside(draft.line, draft.details.titles.choose(DEFAULT_CHAIN)[1], why)


def _of_another_year(draft: Draft, edition: int | None) -> date | None:
    """Its day, where a calendar kept for years tells of another edition than the one it is read for."""
    if edition is None or draft.when is None:
        return None
    if draft.when.start.year <= edition <= draft.when.last_day.year:
        return None
    return draft.when.start.date()
