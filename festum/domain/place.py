"""Where things happen: points, administrative places, venues, and how far a point is to be believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from festum.domain.text import fold

_EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees, latitude first (GeoJSON is the other way round: turn it at the door)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Written so that NaN is refused too: it would reach GEO lines and GeoJSON as invalid output.
        if not (-90.0 <= self.latitude <= 90.0 and -180.0 <= self.longitude <= 180.0):
            raise ValueError(f"not a WGS 84 point: {self.latitude}, {self.longitude}")

    def __str__(self) -> str:
        return f"{self.latitude:.6f}, {self.longitude:.6f}"

    def distance_km(self, other: Point) -> float:
        """Great circle (haversine), good to 0.5 %: `near` and "far from its commune" use the same figure."""
        lat1, lat2 = radians(self.latitude), radians(other.latitude)
        half_chord = (
            sin((lat2 - lat1) / 2) ** 2
            + cos(lat1) * cos(lat2) * sin(radians(other.longitude - self.longitude) / 2) ** 2
        )
        return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))

    def on_the_sphere(self) -> tuple[float, float, float]:
        """x, y, z on a sphere of radius 1: nearer on the ground is nearer in a straight line, in plain arithmetic."""
        latitude, longitude = radians(self.latitude), radians(self.longitude)
        return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def squared_chord(km: float) -> float:
    """The squared straight line, on a sphere of radius 1, between points that far apart on the ground."""
    return 4.0 * sin(km / (2 * _EARTH_RADIUS_KM)) ** 2


class Precision(StrEnum):
    """What the point stands for, finest first. Its text does not sort: ask `finer_than`."""

    HOUSENUMBER = "housenumber"
    STREET = "street"
    LOCALITY = "locality"
    COMMUNE = "commune"

    def finer_than(self, other: Precision | None) -> bool:
        """Any precision is finer than none; nothing is finer than itself."""
        order = list(Precision)
        return other is None or order.index(self) < order.index(other)


class Provenance(StrEnum):
    """Who gave the point, most trusted first. Its text does not sort: ask `outranks`."""

    HUMAN = "human"
    BAN = "ban"
    NOMINATIM = "nominatim"
    GAZETTEER = "gazetteer"

    def outranks(self, other: Provenance | None) -> bool:
        """Whether a point from here may replace that one unasked. Nothing outranks itself."""
        order = list(Provenance)
        return other is None or order.index(self) < order.index(other)


@dataclass(frozen=True, slots=True)
class Departement:
    """Code as INSEE writes it, two characters: "09" keeps its zero."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Epci:
    """Intercommunality. The kind is INSEE's CC, CA, CU or METRO; the SIREN number is the identity."""

    siren: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A present commune (COG 2026). Its point is the chef-lieu, usually the mairie: rough for a venue."""

    insee_code: str
    name: str
    postcodes: tuple[str, ...]
    departement: str
    epci: str
    point: Point
    population: int


@lru_cache(maxsize=10_000)
def _words_of(text: str) -> str:
    """Remembered: an upload asks for the same few names many thousand times."""
    return " ".join(_WORD.findall(fold(text))) or fold(text)


@dataclass(frozen=True, slots=True)
class Venue:
    """A named place as its partner writes it. Point, precision and provenance come and go together."""

    name: str
    address: str
    postcode: str
    commune: Commune | None
    point: Point | None
    precision: Precision | None
    provenance: Provenance | None

    @property
    def venue_key(self) -> str:
        """Identity: "Salle des Fêtes" and "salle des fetes" of one commune are one venue, whatever its point.

        Without a commune the postcode stands in (marked, as 34070 is both an INSEE code and another town's
        postcode), so that two unknown villages do not share their salle des fêtes.
        """
        place = self.commune.insee_code if self.commune else f"cp{self.postcode.strip()}"
        name, address = _words_of(self.name), _words_of(self.address)
        if not (name or address) and self.point is not None and self.provenance is Provenance.HUMAN:
            # A bare pin is a place of its own: the rest of the commune is not there.
            place += f"@{self.point.latitude:.5f},{self.point.longitude:.5f}"
        return f"{name}|{address}|{place}"

    def placed(self) -> Venue:
        """On its commune's chef-lieu for want of better, labelled so: a venue never waits for a geocoder."""
        if self.point is not None or self.commune is None:
            return self
        return replace(self, point=self.commune.point, precision=Precision.COMMUNE, provenance=Provenance.GAZETTEER)
