"""The made-up streets of `places.csv`, and the documents addok is loaded with: those and every commune."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, log10, radians
from pathlib import Path

from festum.domain.gazetteer import load_gazetteer
from festum.domain.place import Commune, Point

CSV = Path(__file__).parent / "places.csv"
METRES_OF_A_DEGREE = 111_195
BETWEEN_HOUSES = 8
"""Metres from one number to the next: a street runs from west to east, its own point in the middle."""


@dataclass(frozen=True, slots=True)
class Place:
    """`kind` is street or locality, as BAN says; the old ones are those of a merged commune, or empty."""

    commune: Commune
    postcode: str
    old_code: str
    old_commune: str
    kind: str
    name: str
    point: Point
    numbers: dict[str, Point]


@cache
def places() -> tuple[Place, ...]:
    with CSV.open(encoding="utf-8", newline="") as file:
        return tuple(_place(row) for row in csv.DictReader(line for line in file if not line.startswith("#")))


def documents() -> Iterator[str]:
    """One line of JSON each, as in BAN's own file for addok."""
    for commune in load_gazetteer().communes:
        yield json.dumps(
            {
                **_about(commune, commune.insee_code, "municipality", commune.name, commune.point),
                "postcode": list(commune.postcodes),
                "population": commune.population,
            }
        )
    for number, place in enumerate(places()):
        document = {
            **_about(place.commune, f"{place.commune.insee_code}_{number:04}", place.kind, place.name, place.point),
            "postcode": place.postcode,
        }
        if place.old_code:
            document |= {"oldcitycode": place.old_code, "oldcity": place.old_commune}
        if place.numbers:
            document["housenumbers"] = {
                text: {"id": f"{document['id']}_{text}", "lat": point.latitude, "lon": point.longitude}
                for text, point in place.numbers.items()
            }
        yield json.dumps(document)


def _about(commune: Commune, id_: str, kind: str, name: str, point: Point) -> dict[str, object]:
    departement = load_gazetteer().departements[commune.departement].name
    importance = log10(commune.population + 1) / 7
    return {
        "id": id_,
        "type": kind,
        "name": name,
        "citycode": commune.insee_code,
        "city": commune.name,
        "context": f"{commune.departement}, {departement}, Occitanie",
        "importance": round(importance if kind == "municipality" else importance * 0.8, 5),
        "lat": point.latitude,
        "lon": point.longitude,
    }


def _place(row: dict[str, str]) -> Place:
    commune = load_gazetteer().commune(row["insee_code"])
    assert commune is not None, row
    middle = _beside(commune.point, float(row["east"]), float(row["north"]))
    numbers = list(_numbers(row["numbers"]))
    first = -(len(numbers) - 1) / 2
    return Place(
        commune,
        row["postcode"] or commune.postcodes[0],
        row["old_code"],
        row["old_commune"],
        row["kind"],
        row["name"],
        middle,
        {text: _beside(middle, (first + i) * BETWEEN_HOUSES, 10) for i, text in enumerate(numbers)},
    )


def _numbers(text: str) -> Iterator[str]:
    """ "1-3 5 5bis" -> 1, 2, 3, 5, 5bis"""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from map(str, range(int(first), int(last) + 1)) if last else (part,)


def _beside(point: Point, east: float, north: float) -> Point:
    """Metres to the east and north of it."""
    latitude = point.latitude + north / METRES_OF_A_DEGREE
    longitude = point.longitude + east / METRES_OF_A_DEGREE / cos(radians(point.latitude))
    return Point(round(latitude, 6), round(longitude, 6))
