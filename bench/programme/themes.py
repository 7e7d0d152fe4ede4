"""What can be announced: the texts of `themes/*.toml`, and a deck that deals them without repeating itself."""

import tomllib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bench.programme.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Theme:
    """One announcement to fill in. `hours`, `minutes`, `venues` and `price` replace those of its category.

    `area` is the repertoire (oc, gascon, ca, any); `span` gives the lengths in days of an all-day theme;
    `days` = "saint-john" keeps it around 23 June; `language` means that the spoken language is always stated.
    """

    category: str
    title: str
    text: str
    also: tuple[str, ...] = ()
    area: str = "any"
    departements: tuple[str, ...] = ()
    days: str = ""
    hours: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()
    span: tuple[int, ...] = ()
    venues: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    price: str = ""
    time_text: str = ""
    once: bool = False
    booking: bool = False
    language: bool = False
    title_oc: str = ""
    text_oc: str = ""
    title_ca: str = ""
    text_ca: str = ""
    title_en: str = ""
    text_en: str = ""

    @property
    def local(self) -> bool:
        """True when the French text names the commune, so that it cannot be shown elsewhere unchanged."""
        return "commune}" in self.title + self.text

    def fits(self, areas: Container[str], departement: str) -> bool:
        return (self.area == "any" or self.area in areas) and departement in (self.departements or (departement,))


@cache
def themes() -> tuple[Theme, ...]:
    files = sorted(Path(__file__).with_name("themes").glob("*.toml"))
    return tuple(_theme(table) for file in files for table in tomllib.loads(file.read_text("utf-8"))["theme"])


def _theme(table: dict[str, Any]) -> Theme:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    theme = Theme(**values)
    if not {theme.category, *theme.also} <= set(KINDS):
        raise ValueError(f"unknown category in {theme.title!r}")
    return theme


class Deck:
    """A shuffled deck: a theme dealt goes under the others, so each is seen before any returns."""

    def __init__(self, rng: Random) -> None:
        self._cards = list(themes())
        rng.shuffle(self._cards)

    def categories(self, areas: Container[str], departement: str) -> list[str]:
        found = {theme.category for theme in self._cards if theme.fits(areas, departement)}
        return [category for category in KINDS if category in found]

    def deal(self, category: str, areas: Container[str], departement: str, used: Iterable[Theme]) -> Theme:
        """Prefers a theme this partner has not used yet."""
        fitting = [t for t in self._cards if t.category == category and t.fits(areas, departement)]
        taken = set(used)
        theme = next((t for t in fitting if t not in taken), fitting[0])
        self._cards.remove(theme)
        if not theme.once:
            self._cards.append(theme)
        return theme
