"""Which commune a dropped pin is in: from the départements' contours and the communes' chefs-lieux, offline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from json import loads
from math import cos, hypot, radians
from typing import Any, NamedTuple

from festum.domain.gazetteer import Gazetteer, contours
from festum.domain.place import Commune, Departement, Point

BORDER_KM = 0.1
"""Contours are simplified: so near to one the other side may be meant."""

KM_PER_DEGREE = 111.195
"""Of latitude."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`departement` is certain but within 100 m of a border; communes are by the nearness of their chef-lieu (km),
    likeliest first: their limits are not in the gazetteer."""

    departement: Departement | None
    communes: tuple[tuple[Commune, float], ...]


NOWHERE = Whereabouts(None, ())


def whereabouts(point: Point, gazetteer: Gazetteer, most: int = 5) -> Whereabouts:
    """Of a point outside the region: no département and no commune."""
    around = [contour for contour in _contours() if contour.may_be_near(point)]
    inside = [contour.code for contour in around if contour.holds(point)]
    near = sorted((contour.km_to(point), contour.code) for contour in around if contour.code not in inside)
    codes = [*inside, *(code for km, code in near if km <= BORDER_KM)]
    if not codes:
        return NOWHERE
    x, y, z = point.on_the_sphere()
    chefs_lieux = (one for code in codes for one in _chefs_lieux(gazetteer)[code])
    nearest = nsmallest(most, chefs_lieux, key=lambda one: _order(one, x, y, z))
    return Whereabouts(
        gazetteer.departements[codes[0]],
        tuple((one.commune, one.commune.point.distance_km(point)) for one in nearest),
    )


Position = tuple[float, float]
"""Longitude and latitude, as GeoJSON has them."""


@dataclass(frozen=True, slots=True)
class _Contour:
    """`edges` are those of all its rings, enclaves and holes alike, each with its southern end first."""

    code: str
    edges: tuple[tuple[Position, Position], ...]
    west: float
    south: float
    east: float
    north: float

    def may_be_near(self, point: Point) -> bool:
        """Within its box or a hundredth of a degree around it."""
        return (
            self.west - 0.01 <= point.longitude <= self.east + 0.01
            and self.south - 0.01 <= point.latitude <= self.north + 0.01
        )

    def holds(self, point: Point) -> bool:
        """By the edges east of it: an odd number of them. A point on a border two contours share is in one of them."""
        longitude, latitude = point.longitude, point.latitude
        within = False
        for (west, south), (east, north) in self.edges:
            if south <= latitude < north and longitude < west + (latitude - south) / (north - south) * (east - west):
                within = not within
        return within

    def km_to(self, point: Point) -> float:
        """To its nearest edge; on so small a scale the ground is flat."""
        narrow = cos(radians(point.latitude))
        reach = 2 * BORDER_KM / KM_PER_DEGREE
        best = float("inf")
        for (west, south), (east, north) in self.edges:
            if south - reach > point.latitude or north + reach < point.latitude:
                continue
            along, up = (east - west) * narrow, north - south
            right, above = (point.longitude - west) * narrow, point.latitude - south
            length = along * along + up * up
            part = 0.0 if not length else max(0.0, min(1.0, (right * along + above * up) / length))
            best = min(best, hypot(right - part * along, above - part * up))
        return best * KM_PER_DEGREE


@cache
def _contours() -> tuple[_Contour, ...]:
    return tuple(_contour(feature) for feature in loads(contours())["features"])


def _contour(feature: dict[str, Any]) -> _Contour:
    edges = tuple(
        (one, other) if one[1] <= other[1] else (other, one)
        for ring in _rings(feature["geometry"]["coordinates"])
        for one, other in pairwise(ring)
    )
    longitudes = [position[0] for edge in edges for position in edge]
    latitudes = [position[1] for edge in edges for position in edge]
    return _Contour(
        str(feature["properties"]["code"]), edges,
        min(longitudes), min(latitudes), max(longitudes), max(latitudes),
    )  # fmt: skip


def _rings(coordinates: object) -> Iterator[Sequence[Position]]:
    """Of a Polygon or a MultiPolygon: lists within lists, a position innermost."""
    assert isinstance(coordinates, list)
    if isinstance(coordinates[0][0], float | int):
        yield [(float(longitude), float(latitude)) for longitude, latitude in coordinates]
        return
    for inner in coordinates:
        yield from _rings(inner)


class _ChefLieu(NamedTuple):
    """Where it is on a sphere of radius 1."""

    x: float
    y: float
    z: float
    commune: Commune


def _order(one: _ChefLieu, x: float, y: float, z: float) -> tuple[float, int]:
    """The nearest first. Two communes share a town hall: the one with more people is the likelier."""
    return (one.x - x) ** 2 + (one.y - y) ** 2 + (one.z - z) ** 2, -one.commune.population


@cache
def _chefs_lieux(gazetteer: Gazetteer) -> dict[str, list[_ChefLieu]]:
    """By département."""
    found: dict[str, list[_ChefLieu]] = {code: [] for code in gazetteer.departements}
    for commune in gazetteer.communes:
        found[commune.departement].append(_ChefLieu(*commune.point.on_the_sphere(), commune))
    return found
