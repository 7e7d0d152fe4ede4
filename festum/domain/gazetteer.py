"""The 4,446 communes of Occitanie, and which of them was meant. Homonyms are asked about, never guessed."""

from __future__ import annotations

from functools import cache, cached_property

from festum.domain.commune_names import (
    Cell,
    believed,
    most_like,
    normalise,
    read_cell,
    read_postcode,
    significant,
)
from festum.domain.gazetteer_data import ATTRIBUTION, edition, read_communes, read_contours, read_epcis
from festum.domain.gazetteer_data.answers import Ambiguous, Doubt, How, Recognised, Recognition, Unknown
from festum.domain.gazetteer_data.departements import departement
from festum.domain.gazetteer_data.register import Bounds, Register
from festum.domain.place import Commune

__all__ = [
    "ATTRIBUTION", "Ambiguous", "Doubt", "Gazetteer", "How", "Recognised", "Recognition", "Unknown",
    "contours", "departement", "load_gazetteer",
]  # fmt: skip

WORTH_PROPOSING, PROPOSALS = 60.0, 3
"""Closeness (0-100) from which a name is proposed when none is recognised, and how many are."""


class Gazetteer(Register):
    """Ask `load_gazetteer` for the one of this process."""

    @cached_property
    def edition(self) -> str:
        """Names this release of the names and points."""
        return edition()

    def recognise(
        self,
        name: str,
        *,
        postcode: str | None = None,
        insee_code: str | None = None,
        departement: str | None = None,
    ) -> Recognition:
        """By INSEE code alone when it is known; else by name, among the communes the rest of the row allows.

        A postcode the gazetteer does not hold (CEDEX) still tells its département; one from outside the
        region makes namesakes mere proposals. A name borne only elsewhere is asked about, even a unique one.
        """
        if insee_code and (coded := self.commune(insee_code)):
            return Recognised(coded, How.INSEE)
        cell = read_cell(name)
        bounds = self._bounds({postcode, cell.postcode}, {departement, cell.departement}, insee_code)
        if not bounds.departements <= self.departements.keys():
            return Unknown(self.named(cell.whole)[1][:PROPOSALS])
        if not cell.parts:
            return Unknown(self._biggest(bounds) if bounds.postcodes else ())
        return (
            self._by_name(cell, bounds)
            or self._by_parts(cell, bounds)
            or self._by_short_name(cell, bounds)
            or self._elsewhere(cell, bounds)
            or self._by_likeness(cell, bounds)
            or self._by_words_around(cell, bounds)
            or Unknown(self._proposals(cell, bounds))
        )

    def _bounds(self, postcodes: set[str | None], places: set[str | None], insee_code: str | None) -> Bounds:
        read = {code for text in postcodes if (code := read_postcode(text))}
        said = {code[:2] for code in (*read, read_postcode(insee_code)) if code}
        for text in places:
            if text and text.strip():
                known = departement(text)
                said.add(known.code if known else text)
        return Bounds(frozenset(read & self.by_postcode.keys()), frozenset(said))

    def _by_name(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        how, found = self.named(cell.whole, bounds)
        return _answer(found, how)

    def _by_parts(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        """For "Cotlliure / Collioure", whose parts agree. One that says nothing is borne in bounds only."""
        named = [(how, found) for how, found in (self.named(part, bounds) for part in cell.parts) if found]
        complete = len(named) == len(cell.parts)
        if len(cell.parts) < 2 or not named or not (complete or bounds.departements):
            return None
        common = [commune for commune in named[0][1] if all(commune in found for _, found in named)]
        if len(common) == 1:
            return Recognised(common[0], named[0][0] if complete else How.PART)
        everyone = tuple(dict.fromkeys(commune for _, found in named for commune in found))
        return Ambiguous(everyone, Doubt.SEVERAL if len(named) > 1 else Doubt.HOMONYMS)

    def _by_short_name(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        """For "Montaren" (-et-Saint-Médiers): any words in the postcode, the first in a département."""
        if not bounds.departements:
            return None
        for text in dict.fromkeys((cell.whole, cell.parts[-1])):
            borne_elsewhere = self.named(text)[0] in (How.NAME, How.NORMALISED)
            if (bounds.postcodes or not borne_elsewhere) and (found := self._shortened(text, bounds)):
                return _answer(found, How.PART)
        return None

    def _shortened(self, text: str, bounds: Bounds) -> tuple[Commune, ...]:
        short = significant(normalise(text))
        words = set(short.split())
        return tuple(
            dict.fromkeys(
                called.commune
                for called in self.called(bounds)
                if called.words.startswith(f"{short} ")
                or (bounds.postcodes and words and words <= set(called.name.split()))
            )
        )

    def _elsewhere(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        """The name is one commune's, the postcode or département another's: both are put to the partner."""
        found = self.named(cell.whole)[1] or self.named(cell.parts[-1])[1]
        if not found or not bounds.departements:
            return None
        misspelt = believed(most_like(cell.whole, self.called(bounds)))
        here = (*self._shortened(cell.whole, bounds), *([misspelt] if misspelt else []))
        return Ambiguous(tuple(dict.fromkeys((*here, *found))), Doubt.ELSEWHERE)

    def _by_likeness(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        if not bounds.departements:
            return None
        for text in dict.fromkeys((cell.whole, cell.parts[-1])):
            if found := believed(most_like(text, self.called(bounds))):
                return Recognised(found, How.LIKENESS)
        return None

    def _by_words_around(self, cell: Cell, bounds: Bounds) -> Recognition | None:
        """For "Narbonne Plage" and "rue de la Loge Montpellier": only a postcode makes that safe."""
        if not bounds.postcodes:
            return None
        whole = f" {significant(normalise(cell.whole))} "
        within = dict.fromkeys(one.commune for one in self.called(bounds) if f" {one.words} " in whole)
        return _answer(tuple(within), How.PART)

    def _biggest(self, bounds: Bounds) -> tuple[Commune, ...]:
        within = dict.fromkeys(called.commune for called in self.called(bounds))
        return tuple(sorted(within, key=lambda commune: -commune.population))[:PROPOSALS]

    def _proposals(self, cell: Cell, bounds: Bounds) -> tuple[Commune, ...]:
        named = [commune for part in cell.parts for commune in self.named(part)[1]]
        if not named:
            like = most_like(cell.whole, self.called(bounds))
            close = (commune for closeness, commune in like[:PROPOSALS] if closeness >= WORTH_PROPOSING)
            named = [*self._shortened(cell.whole, bounds), *close]
        return tuple(dict.fromkeys(named))[:PROPOSALS]


def _answer(found: tuple[Commune, ...], how: How) -> Recognition | None:
    if not found:
        return None
    return Recognised(found[0], how) if len(found) == 1 else Ambiguous(found)


@cache
def load_gazetteer() -> Gazetteer:
    """One for the process: it never changes, and its names cost more to index than its files to read."""
    epcis, siren_of = read_epcis()
    return Gazetteer(read_communes(siren_of), epcis)


@cache
def contours() -> bytes:
    """GeoJSON of the 13 départements (properties `code`, `name`), read when a map first asks for it."""
    return read_contours()
