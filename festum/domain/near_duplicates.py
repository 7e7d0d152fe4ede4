"""Two venues of one commune that may be one place: to be offered to a person, for a computer cannot know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import floor

from festum.domain.commune_names import normalise, significant
from festum.domain.likeness import ALIKE, alike, same_numbers
from festum.domain.place import Point, Precision, Venue

WITHIN_KM = 0.15
"""Between the points of two venues that may be one."""

CELL_LATITUDE, CELL_LONGITUDE = 0.0014, 0.0025
"""Degrees: no side is shorter than that, up to 57 degrees north."""

WAYS = frozenset({
    "allee", "allees", "avenue", "avinguda", "boulevard", "carrer", "carriera", "chemin", "cours", "esplanade",
    "impasse", "parking", "passeig", "placa", "place", "quai", "rambla", "route", "rue",
})  # fmt: skip
"""The church is not the square before it: what only one of two names says of these makes two places of them."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Numbers of two venues, the lower first. `likeness` of their names is 0 to 1; `metres` between their points, None
    where one of them is not known better than by its commune."""

    one: int
    other: int
    likeness: float
    metres: int | None


def near_duplicates(venues: Sequence[tuple[int, Venue]]) -> tuple[NearDuplicate, ...]:
    """Of numbered venues; the likeliest first.

    Their names are alike and their points within 150 m, or their names are the same and one has no address. A venue
    without a name goes by its address.
    """
    by_commune: dict[str, list[_Named]] = defaultdict(list)
    for number, venue in venues:
        if venue.commune is not None and (venue.name or venue.address):
            by_commune[venue.commune.insee_code].append(_named(number, venue))
    found: dict[tuple[int, int], NearDuplicate] = {}
    for neighbours in by_commune.values():
        for one, other in (*_of_one_name(neighbours), *_of_one_spot(neighbours)):
            first, second = sorted((one, other), key=lambda named: named.number)
            if (first.number, second.number) not in found and (pair := _judged(first, second)):
                found[first.number, second.number] = pair
    return tuple(sorted(found.values(), key=_likeliest_first))


@dataclass(frozen=True, slots=True)
class _Named:
    """`spot` is None where no more is known than the commune; `named` says that `text` is not its address."""

    number: int
    text: str
    words: frozenset[str]
    address: str
    named: bool
    spot: Point | None


def _named(number: int, venue: Venue) -> _Named:
    text = significant(normalise(venue.name or venue.address))
    fine = venue.precision is not None and venue.precision.finer_than(Precision.COMMUNE)
    return _Named(
        number, text, frozenset(text.split()), significant(normalise(venue.address)), bool(venue.name),
        venue.point if fine else None,
    )  # fmt: skip


def _of_one_name(neighbours: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs of which one has no address but its name."""
    by_words: dict[frozenset[str], list[_Named]] = defaultdict(list)
    for one in neighbours:
        by_words[one.words].append(one)
    for namesakes in by_words.values():
        placeless = [one for one in namesakes if not (one.address and one.named)]
        for one in placeless:
            yield from ((one, other) for other in namesakes if other is not one)


def _of_one_spot(neighbours: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs that may be within reach of each other."""
    cells: dict[tuple[int, int], list[_Named]] = defaultdict(list)
    for one in neighbours:
        if one.spot is not None:
            cells[floor(one.spot.latitude / CELL_LATITUDE), floor(one.spot.longitude / CELL_LONGITUDE)].append(one)
    for (row, column), here in cells.items():
        yield from combinations(here, 2)
        for beside in ((row, column + 1), (row + 1, column - 1), (row + 1, column), (row + 1, column + 1)):
            yield from ((one, other) for one in here for other in cells.get(beside, ()))


def _judged(one: _Named, other: _Named) -> NearDuplicate | None:
    km = None if one.spot is None or other.spot is None else one.spot.distance_km(other.spot)
    likeness = _likeness(one, other)
    near = km is not None and km <= WITHIN_KM
    placeless = one.words == other.words and not (one.address and one.named and other.address and other.named)
    if likeness is None or not (near or placeless):
        return None
    return NearDuplicate(one.number, other.number, likeness, None if km is None else round(km * 1000))


def _likeness(one: _Named, other: _Named) -> float | None:
    """None: these are two names."""
    if one.words == other.words:
        return 1.0
    if one.named is not other.named and one.address and one.address == other.address:
        return 1.0  # the one is what stands at the other
    if not same_numbers(one.text, other.text) or (one.words & WAYS) != (other.words & WAYS):
        return None
    closeness = alike(one.text, other.text)
    return closeness / 100 if closeness >= ALIKE or one.words < other.words or other.words < one.words else None


def _likeliest_first(pair: NearDuplicate) -> tuple[float, float, int, int]:
    return -pair.likeness, float("inf") if pair.metres is None else pair.metres, pair.one, pair.other
