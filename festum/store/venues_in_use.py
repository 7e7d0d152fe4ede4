"""Which venues the programme needs: those a date is at."""

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from festum.domain.event import State
from festum.domain.place import Provenance
from festum.store import tables as t

_THERE = t.occurrences.c.venue_id == t.venues.c.id
_LIVE = t.occurrences.c.state == State.LIVE.value
_WITH_PARTNER = t.occurrences.join(t.events, t.events.c.id == t.occurrences.c.event_id).join(t.partners)

DATED = exists(select(t.occurrences.c.uid).where(_THERE).correlate(t.venues))
"""A date is or was there; a venue that was merged into another has none."""

NOT_A_PERSONS = or_(t.venues.c.provenance.is_(None), t.venues.c.provenance != Provenance.HUMAN.value)
"""Its point is no person's."""


def in_use(partner: str | None = None) -> ColumnElement[bool]:
    """A live date is there; with a partner: and all live dates there are that partner's."""
    if partner is None:
        return exists(select(t.occurrences.c.uid).where(_THERE, _LIVE).correlate(t.venues))
    of_somebody = select(t.occurrences.c.uid).select_from(_WITH_PARTNER).where(_THERE, _LIVE).correlate(t.venues)
    theirs = exists(of_somebody.where(t.partners.c.key == partner))
    others = exists(of_somebody.where(t.partners.c.key != partner))
    return and_(theirs, not_(others))
