"""A better point for a venue: whether it may replace the one known, and the event with it."""

from collections.abc import Mapping
from dataclasses import replace

from festum.domain.event import Event
from festum.domain.place import Point, Precision, Provenance, Venue


def refined(known: Venue, point: Point, precision: Precision, provenance: Provenance) -> Venue | None:
    """None where what is known is as good or better: a human's pin is never moved by a machine."""
    finer = provenance is known.provenance and precision.finer_than(known.precision)
    if not (finer or provenance.outranks(known.provenance)):
        return None
    return replace(known, point=point, precision=precision, provenance=provenance)


def at_better(event: Event, better: Mapping[str, Venue]) -> Event:
    """`better` by venue key; dates elsewhere stay as they are."""
    return replace(
        event,
        occurrences=tuple(
            replace(o, venue=better[o.venue.venue_key]) if o.venue is not None and o.venue.venue_key in better else o
            for o in event.occurrences
        ),
    )
