"""Full text: which events and venues hold what is searched for, and how well; plain tables, the same on both databases.

The terms were taken from the texts when these were written (`indexing.py`): neither database folds as we do.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from festum.domain.search import Part, parts_of
from festum.store import tables as t


def found_by(values: Sequence[str]) -> ColumnElement[bool]:
    """Each part of what is asked is in the event or in the venue."""
    e, v = t.event_terms.c, t.venue_terms.c
    return and_(
        *(
            or_(
                t.events.c.id.in_(select(e.event_id).where(_is(e.term, part))),
                t.venues.c.id.in_(select(v.venue_id).where(_is(v.term, part))),
            )
            for part in parts_of(values[0])
        )
    )


def rank(words: str) -> ColumnElement[int]:
    """Higher is better: for each part, the best find in the event and in the venue."""
    e, v = t.event_terms.c, t.venue_terms.c
    total: ColumnElement[int] = literal(0)
    for part in parts_of(words):
        there = select(func.max(e.weight)).where(e.event_id == t.events.c.id, _is(e.term, part))
        around = select(func.max(v.weight)).where(v.venue_id == t.venues.c.id, _is(v.term, part))
        total = total + func.coalesce(there.scalar_subquery(), 0) + func.coalesce(around.scalar_subquery(), 0)
    return total


def _is(term: ColumnElement[str], part: Part) -> ColumnElement[bool]:
    same = term.in_(part.terms)
    if not part.prefix:
        return same
    return or_(same, (term >= part.prefix) & (term < part.prefix + "\U0010ffff"))
