"""The embedded gazetteer's files, read as they are. Sources, licences, limits: GAZETTEER.md beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from festum.domain.place import Commune, Epci, Point

_HERE = Path(__file__).parent
_COMMUNES = "communes-occitanie.csv"

ATTRIBUTION = (
    "Communes : INSEE, La Poste, IGN (ADMIN EXPRESS) — Licence Ouverte (Etalab). "
    "Toponymes : © les contributeurs d'OpenStreetMap (ODbL), GeoNames (CC BY 4.0)."
)
"""Its licences ask that it be displayed; French in every language, as the names of the licences are."""


def _rows(file: str) -> Iterator[list[str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        next(rows)
        yield from rows


def read_epcis() -> tuple[dict[str, Epci], dict[str, str]]:
    """EPCI by SIREN, and the SIREN of each commune by INSEE code."""
    epcis: dict[str, Epci] = {}
    siren_of: dict[str, str] = {}
    for insee_code, siren, name, kind in _rows("communes-occitanie-epci.csv"):
        siren_of[insee_code] = siren
        if siren not in epcis:
            epcis[siren] = Epci(siren, name, kind)
    return epcis, siren_of


def read_communes(siren_of: dict[str, str]) -> dict[str, Commune]:
    """By INSEE code, in its order."""
    return {
        code: Commune(
            insee_code=code,
            name=name,
            postcodes=tuple(postcodes.split("|")),
            departement=departement,
            epci=siren_of[code],
            point=Point(float(latitude), float(longitude)),
            population=int(population),
        )
        for code, name, postcodes, departement, latitude, longitude, population in _rows(_COMMUNES)
    }


def read_old_names() -> list[tuple[str, str, str]]:
    """Old INSEE code, old name, present INSEE code; the two codes are equal for a mere renaming."""
    return [(old, name, present) for old, name, present in _rows("communes-occitanie-anciennes.csv")]


def read_toponyms() -> list[tuple[str, str]]:
    """Occitan or Catalan name, INSEE code. Two licences, neither of the other files: keep this one apart."""
    return [(name, code) for code, _, name in _rows("communes-occitanie-toponymes.csv")]


def read_namesakes() -> dict[str, tuple[str, ...]]:
    """Elsewhere in France: départements where a town of comparable size is called as our commune, by INSEE code."""
    return {code: tuple(places.split("|")) for code, places in _rows("communes-homonymes-ailleurs.csv")}


def read_other_departements() -> list[tuple[str, str]]:
    """Code and name of those outside the region."""
    return [(code, name) for code, name in _rows("departements-ailleurs.csv")]


def read_contours() -> bytes:
    """The 13 départements as GeoJSON, ready to send: 125 kB that only a map needs."""
    return (_HERE / "departements-occitanie.geojson").read_bytes()


def edition() -> str:
    """Names this release of the names and points: a digest of the files they are in."""
    files = (_COMMUNES, "communes-occitanie-epci.csv")
    return sha256(b"".join((_HERE / file).read_bytes() for file in files)).hexdigest()[:12]
