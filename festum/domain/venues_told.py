"""The places a file tells of: one value for each, so that two spellings or two points cannot chase each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from festum.domain.keys import Named
from festum.domain.known import Known
from festum.domain.place import Provenance, Venue
from festum.errors import Problem


def one_venue_each(rows: Sequence[Named], known: Known) -> dict[str, Venue]:
    """By key.

    A stored venue keeps its spelling; its point gives way to one that ranks higher, and a pin to another pin, unless it
    is among those of the file: the order of rows decides nothing. One that an editor corrected stays as it is.
    """
    venues = dict(known.venues)
    held = {o.venue.venue_key for e in known.events for o in e.occurrences if o.venue and "venue" in o.locks}
    pins = {(row.place, row.draft.venue.point) for row in rows if _pinned(row.draft.venue) and row.draft.venue}
    for row in rows:
        key, new = row.place, row.draft.venue
        if new is None:
            continue
        kept = venues.setdefault(key, new)
        if key in held or kept is new:
            continue
        corrects = _pinned(new) and (key, kept.point) not in pins
        if new.provenance and (corrects or new.provenance.outranks(kept.provenance)):
            kept = replace(kept, point=new.point, precision=new.precision, provenance=new.provenance)
        venues[key] = kept if kept.postcode or not new.postcode else replace(kept, postcode=new.postcode)
    return venues


def pin_left(row: Named, venues: Mapping[str, Venue]) -> tuple[Problem, ...]:
    """Says so when a row's pin is not the one its venue has."""
    venue = row.draft.venue
    if venue is None or venue.provenance in (None, Provenance.GAZETTEER):
        return ()
    kept = venues[row.place].point
    if kept is None or venue.point is None or kept == venue.point:
        return ()
    return (Problem("warning", "pin_left", "latitude", str(venue.point), str(kept)),)


def _pinned(venue: Venue | None) -> bool:
    return venue is not None and venue.provenance is Provenance.HUMAN
