"""A better point for a venue: whether it may replace the one known."""

from dataclasses import replace

from festum.domain.place import Point, Precision, Provenance, Venue


def refined(known: Venue, point: Point, precision: Precision, provenance: Provenance) -> Venue | None:
    """None where what is known is as good or better: a human's pin is never moved by a machine."""
    finer = provenance is known.provenance and precision.finer_than(known.precision)
    if not (finer or provenance.outranks(known.provenance)):
        return None
    return replace(known, point=point, precision=precision, provenance=provenance)
