"""How far things are from a place: one figure in plain arithmetic, the same on both databases."""

from math import asin, sqrt

from sqlalchemy import ColumnElement, Float, literal

from festum.domain.gazetteer import load_gazetteer
from festum.domain.place import Point, squared_chord
from festum.store import tables as t


def point_named(near: str) -> Point:
    """Of a canonical value of `near`: a commune's INSEE code, or a point."""
    commune = load_gazetteer().commune(near)
    if commune is not None:
        return commune.point
    latitude, longitude = near.split(",")
    return Point(float(latitude), float(longitude))


def farness(near: str) -> ColumnElement[float]:
    """The squared straight line through the globe (radius 1): it grows with the distance on the ground. NULL without a
    point."""
    x, y, z = point_named(near).on_the_sphere()
    v = t.venues.c
    dx, dy, dz = (column - literal(value, Float) for column, value in ((v.x, x), (v.y, y), (v.z, z)))
    return dx * dx + dy * dy + dz * dz


def within(near: str, radius_km: str) -> ColumnElement[bool]:
    return farness(near) <= literal(squared_chord(float(radius_km)), Float)


def kilometres(farness: float) -> float:
    """On the ground, to the nearest ten metres."""
    return round(2 * 6371.0088 * asin(min(1.0, sqrt(farness) / 2)), 2)
