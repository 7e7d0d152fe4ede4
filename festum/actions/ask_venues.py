"""Understanding a question about venues: which of them, and which point is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from festum.actions.ask import DEFAULT, LONGEST_NUMBER, Parameters, gather, read_chain, read_limit
from festum.actions.list_venues import QUEUE
from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Point
from festum.errors import Malformed, OutOfRange
from festum.store.readers import one_of, unknown

VENUES = ("lang", "state", "departement", "limit", "after")
POINT = ("lang", "latitude", "longitude")

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
"""As JSON has it."""

_read_state = one_of([str(state) for state in GeocodingState])


@dataclass(frozen=True, slots=True)
class VenuesAsked:
    """`after` is the number of a venue: those with higher ones are asked for. `departement` empty: of all."""

    states: tuple[GeocodingState, ...] = QUEUE
    departement: str = ""
    limit: int = DEFAULT
    after: int = 0


def ask_venues(parameters: Parameters, gazetteer: Gazetteer) -> VenuesAsked:
    """Raises Malformed and its kin, as those below."""
    given = gather(parameters, VENUES)
    read_chain(given)
    states = {_read_state("state", word, None) for word in given.get("state", map(str, QUEUE))}
    after = given.get("after", ("0",))[0]
    if not (after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER):
        raise Malformed("bad_cursor")
    return VenuesAsked(
        states=tuple(state for state in GeocodingState if state in states),
        departement=_departement(given.get("departement", ()), gazetteer),
        limit=read_limit(given.get("limit")),
        after=int(after),
    )


def ask_point(parameters: Parameters) -> Point:
    given = gather(parameters, POINT)
    read_chain(given)
    degrees = [text for name in ("latitude", "longitude") for text in given.get(name, ()) if _NUMBER.fullmatch(text)]
    if len(degrees) != 2:
        raise Malformed("point_wanted")
    try:
        return Point(*map(float, degrees))
    except ValueError:
        raise OutOfRange("point_wanted") from None


def _departement(given: Sequence[str], gazetteer: Gazetteer) -> str:
    """One at most: of a filter there may be several, here nobody needs it."""
    if not given:
        return ""
    if len(given) > 1:
        raise Malformed("given_twice", name="departement")
    found = gazetteer.departement(given[0])
    if found is None:
        known = gazetteer.departements
        raise unknown("departement", given[0], [*known, *(one.name for one in known.values())])
    return found.code
