"""Which commune a dropped pin is in: from the départements' contours and the communes' chefs-lieux, offline."""

from dataclasses import dataclass

from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Commune, Departement, Point


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`departement` is certain but within 100 m of a border; communes are by the nearness of their chef-lieu (km),
    likeliest first: their limits are not in the gazetteer."""

    departement: Departement | None
    communes: tuple[tuple[Commune, float], ...]


def whereabouts(point: Point, gazetteer: Gazetteer, most: int = 5) -> Whereabouts:
    """Of a point outside the region: no département and no commune."""
    raise NotImplementedError
