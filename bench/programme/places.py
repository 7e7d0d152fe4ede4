"""Communes, from the gazetteer of the package, and how French names them in a sentence."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.programme.write import read_csv

GAZETTEER = Path(__file__).resolve().parents[2] / "festum/domain/gazetteer_data/communes-occitanie.csv"


@dataclass(frozen=True, slots=True)
class Commune:
    insee_code: str
    name: str
    postcode: str
    departement: str
    latitude: float
    longitude: float

    @property
    def at(self) -> str:
        return self._joined("à ", "au ", "aux ")

    @property
    def of(self) -> str:
        vowel = unicodedata.normalize("NFD", self.name[0])[0] in "AEIOU"
        return self._joined("d'" if vowel else "de ", "du ", "des ")

    def _joined(self, plain: str, masculine: str, plural: str) -> str:
        """ "Le Vigan" gives "au Vigan", "Les Angles" gives "aux Angles"; "La" and "L'" stay as they are."""
        for article, contraction in (("Le ", masculine), ("Les ", plural)):
            if self.name.startswith(article):
                return contraction + self.name.removeprefix(article)
        return plain + self.name


@cache
def gazetteer() -> dict[tuple[str, str], Commune]:
    """By name and département: a name alone is not a key (164 are shared)."""
    return {
        (row["name"], row["departement_code"]): Commune(
            row["insee_code"],
            row["name"],
            re.split(r"[^0-9]", row["postcodes"])[0],
            row["departement_code"],
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in read_csv(GAZETTEER)
    }


def slug(text: str) -> str:
    """A readable key: "L'Isle-Jourdain" gives "l-isle-jourdain"."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
