"""The place a row means where an editor had a word in it: two spellings that are one, a pin that was put by hand."""

from collections.abc import Mapping
from dataclasses import replace

from festum.domain.draft import Draft
from festum.domain.place import Provenance, Venue
from festum.errors import Problem


def at_merged(draft: Draft, merged: Mapping[str, Venue]) -> Draft:
    """`merged`: by key, what a venue is now. A point that is told of the former says nothing of the present one."""
    into = merged.get(draft.venue.venue_key) if draft.venue else None
    if draft.venue is None or into is None:
        return draft
    said = Problem("note", "venue_merged", "venue", _called(draft.venue), _called(into))
    venue = replace(into, point=None, precision=None, provenance=None)
    return replace(draft, venue=venue, problems=(*draft.problems, said))


def at_placed(draft: Draft, placed: Mapping[str, Venue]) -> Draft:
    """`placed`: by key, venues an editor placed; another pin in the file is left aside."""
    there = placed.get(draft.venue.venue_key) if draft.venue else None
    if draft.venue is None or there is None or draft.venue.provenance is not Provenance.HUMAN:
        return draft
    if draft.venue.point == there.point:
        return draft
    said = Problem("warning", "pin_left", "latitude", str(draft.venue.point), str(there.point))
    venue = replace(draft.venue, point=None, precision=None, provenance=None)
    return replace(draft, venue=venue, problems=(*draft.problems, said))


def _called(venue: Venue) -> str:
    return venue.name or venue.address
