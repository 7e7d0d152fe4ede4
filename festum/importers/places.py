"""Where a row takes place: its cells, else what its partner usually means, else the lines above the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from festum.domain.commune_names import read_postcode
from festum.domain.gazetteer import Gazetteer
from festum.domain.outside import outside_departement
from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.errors import Level, Problem
from festum.importers.communes import (
    Codes,
    Meant,
    meant,
    meant_by_postcode,
    meant_in_address,
    named_beside_postcode,
    named_in_titles,
    shown,
    split_place,
)

_MOST_REMEMBERED = 20_000
"""Answers kept in one reading: a sheet has few different places, and one made to have many must not fill memory."""


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """As written, cleaned; `place` is venue and commune in one cell."""

    venue: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    insee_code: str = ""
    departement: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    venue: Venue | None
    problems: tuple[Problem, ...]


class Places:
    """For one reading: each doubt is a warning once, and a note in the rows after, so that a report stays readable."""

    def __init__(
        self, gazetteer: Gazetteer, insee_code: str, labels: Mapping[str, str], title_lines: Sequence[str]
    ) -> None:
        """`labels`: the file's own headings by meaning; `insee_code`: the partner's usual commune, or ""."""
        self._gazetteer = gazetteer
        self._labels = labels
        self._home = gazetteer.commune(insee_code) if insee_code else None
        has_column = bool(labels.keys() & {"commune", "insee_code", "postcode", "place"})
        self._title = None if has_column or self._home else named_in_titles(title_lines, gazetteer)
        self._said: set[tuple[str, str]] = set()
        self._known: dict[PlaceCells, tuple[str, Meant, str]] = {}
        self._named: dict[tuple[str, Codes], Meant] = {}
        self._has_column = has_column
        self._asked = False

    def of(self, cells: PlaceCells, pin: Point | None = None) -> Placed:
        found = self._known.get(cells)
        if found is None:
            found = self._understood(cells)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[cells] = found
        name, where, column = found
        problems = (*self._about_departement(cells.departement), *self._problems(where, column))
        return Placed(self._venue(name, cells, where.commune, pin), problems)

    def _understood(self, cells: PlaceCells) -> tuple[str, Meant, str]:
        """(venue, commune, the heading to name)"""
        codes = Codes(cells.postcode, cells.departement, cells.insee_code)
        venue = cells.venue
        if cells.place:
            rest, found = split_place(cells.place, codes, self._gazetteer)
            venue = " - ".join(text for text in (venue, rest) if text)
            if found is not None:
                return venue, found, self._labels.get("place", "")
        if cells.commune or cells.insee_code:
            meaning = "commune" if cells.commune else "insee_code"
            return venue, self._meant(cells.commune or cells.insee_code, codes), self._labels.get(meaning, "")
        return venue, *self._without_name(cells, codes)

    def _meant(self, name: str, codes: Codes) -> Meant:
        found = self._named.get((name, codes))
        if found is None:
            found = meant(name, codes, self._gazetteer, self._home)
            if len(self._named) < _MOST_REMEMBERED:
                self._named[name, codes] = found
        return found

    def _without_name(self, cells: PlaceCells, codes: Codes) -> tuple[Meant, str]:
        """The partner's own commune where nothing speaks against it; else its postcode, its address, the title."""
        if self._home is not None and self._agrees(self._home, codes):
            return Meant(self._home, "commune_default", "note", proposal=shown(self._home)), self._column()
        if codes.postcode:
            return self._by_postcode(cells, codes)
        question: tuple[Meant, str] | None = None
        for meaning, text in (("address", cells.address), ("venue", cells.venue), ("place", cells.place)):
            found = meant_in_address(text, self._gazetteer) if text else None
            if found is None:
                continue
            if found.commune is not None and found.level != "error":
                read = Meant(found.commune, "commune_from_address", "warning", text, shown(found.commune))
                return read, self._labels.get(meaning, "")
            question = question or (found, self._labels.get(meaning, ""))
        if self._title is not None:
            line, commune = self._title
            return Meant(commune, "commune_from_title", "note", line, shown(commune)), ""
        return question or (Meant(None, "commune_to_say", "error"), self._column())

    def _by_postcode(self, cells: PlaceCells, codes: Codes) -> tuple[Meant, str]:
        """One that several communes share, by the one the row's place names: "Foix" under "Où", and 09000."""
        shared = meant_by_postcode(codes, self._gazetteer)
        if shared.key == "commune_of_postcode":
            for meaning, text in (("address", cells.address), ("venue", cells.venue)):
                commune = named_beside_postcode(text, codes, self._gazetteer)
                if commune is not None:
                    read = Meant(commune, "commune_from_address", "warning", text, shown(commune))
                    return read, self._labels.get(meaning, "")
        return shared, self._labels.get("postcode", "")

    def _agrees(self, home: Commune, codes: Codes) -> bool:
        postcode = read_postcode(codes.postcode)
        said = self._gazetteer.departement(codes.departement) if codes.departement else None
        return (postcode is None or postcode in home.postcodes) and (said is None or said.code == home.departement)

    def _venue(self, name: str, cells: PlaceCells, commune: Commune | None, pin: Point | None) -> Venue | None:
        """At its pin, else at the commune's point, labelled so."""
        if commune is None and not (name or cells.address):
            return None
        postcode = read_postcode(cells.postcode) or cells.postcode
        if commune is not None and not postcode and len(commune.postcodes) == 1:
            postcode = commune.postcodes[0]
        if pin is not None:
            return Venue(name, cells.address, postcode, commune, pin, Precision.HOUSENUMBER, Provenance.HUMAN)
        return Venue(name, cells.address, postcode, commune, None, None, None).placed()

    def _problems(self, where: Meant, column: str) -> tuple[Problem, ...]:
        if not where.key:
            return ()
        level: Level = where.level
        self._asked = self._asked or level == "error"
        if level == "warning":
            doubt = (where.key, where.commune.insee_code if where.commune else where.value)
            level = "note" if doubt in self._said else "warning"
            self._said.add(doubt)
        return (Problem(level, where.key, column, where.value[:200], where.proposal),)

    def _about_departement(self, text: str) -> tuple[Problem, ...]:
        if not text or self._gazetteer.departement(text) or outside_departement(text):
            return ()
        doubt = ("departement_unknown", text)
        level: Level = "note" if doubt in self._said else "warning"
        self._said.add(doubt)
        return (Problem(level, "departement_unknown", self._labels.get("departement", ""), text[:200]),)

    def remarks(self) -> tuple[Problem, ...]:
        """What concerns every row is said once, of the file; to be asked for when all rows are read."""
        if self._title is not None:
            line, commune = self._title
            return (Problem("warning", "commune_from_title", "", line[:200], shown(commune)),)
        if self._asked and not self._has_column:
            return (Problem("warning", "commune_for_all"),)
        return ()

    def _column(self) -> str:
        return self._labels.get("commune") or self._labels.get("place") or self._labels.get("venue", "")
