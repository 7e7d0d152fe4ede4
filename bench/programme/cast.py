"""The demonstration partners, from cast.toml. Nobody should take one for a real association: the name says so."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.programme.places import Commune, gazetteer, slug
from bench.programme.rows import SYNTHETIC, PartnerRow

NAMES = {
    "association": "Association de démonstration {name} ({home})",
    "commune": "Commune de démonstration : {home}",
    "library": "Médiathèque de démonstration ({home})",
    "school": "École bilingue de démonstration {name} ({home})",
    "other": "Office de tourisme de démonstration ({home})",
}


@dataclass(frozen=True, slots=True)
class Player:
    """A partner and where it plays. `areas` are the repertoires it draws from: oc, gascon, ca."""

    row: PartnerRow
    communes: tuple[Commune, ...]
    areas: tuple[str, ...]
    variants: tuple[str, ...]

    @property
    def short(self) -> str:
        """The beginning of its event keys."""
        return self.row.key.removeprefix("demo-")


@cache
def players() -> tuple[Player, ...]:
    with Path(__file__).with_name("cast.toml").open("rb") as file:
        tables = tomllib.load(file)["departement"]
    return tuple(
        _player(departement, table["variant"], **partner)
        for departement, table in tables.items()
        for partner in table["partners"]
    )


def _player(
    departement: str,
    variant: str,
    kind: str,
    name: str,
    communes: list[str],
    variants: list[str] | None = None,
    catalan: bool = False,
) -> Player:
    places = tuple(gazetteer()[commune, departement] for commune in communes)
    spoken = tuple(variants or [variant])
    key = "demo-" + slug(f"{name or NAMES[kind].split()[0]} {places[0].name}")
    row = PartnerRow(
        key=key,
        name=NAMES[kind].format(name=name, home=places[0].name),
        kind=kind,
        commune=places[0].name,
        insee_code=places[0].insee_code,
        departement=departement,
        source=SYNTHETIC,
    )
    return Player(row, places, _areas(spoken, catalan), spoken)


def _areas(variants: tuple[str, ...], catalan: bool) -> tuple[str, ...]:
    if variants == ("ca",):
        return ("ca",)
    return ("oc", *(["gascon"] if "oc-gascon" in variants else []), *(["ca"] if catalan else []))
