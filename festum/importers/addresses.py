"""A place told in one line, as calendars do: "Salle des fêtes, 3 rue du Port, 34700 Lodève, France"."""

import re

from festum.domain.gazetteer import Ambiguous, Gazetteer, How, Recognised
from festum.domain.text import fold
from festum.importers.places import PlaceCells

_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_POSTCODE = re.compile(r"(?<![\d.])(\d{2} ?\d{3})(?![\d.])")
_CEDEX = re.compile(r"\bcedex\b(?: *\d{1,2}\b)?", re.IGNORECASE)
_COUNTRIES = frozenset(("france", "fr", "franca", "occitanie", "occitania", "region occitanie"))

MOST_CHARACTERS = 1000


def place_told(line: str, gazetteer: Gazetteer) -> PlaceCells:
    """The first part is the venue's name unless it begins with a number, the last names the commune if it is one."""
    parts = [part for part in _BETWEEN.split(line[:MOST_CHARACTERS]) if part]
    departement = ""
    while len(parts) > 1 and (said := _beyond(parts[-1], gazetteer)) is not None:
        departement = departement or said
        parts.pop()
    for position in range(len(parts) - 1, -1, -1):
        found = _POSTCODE.search(parts[position])
        if found is None:
            continue
        before, after = parts[position][: found.start()].strip(" -–—"), parts[position][found.end() :].strip(" -–—")
        rest = parts[:position]
        commune = _CEDEX.sub("", after).strip(" -–—")
        if not commune and before and _named(before, gazetteer):
            commune, before = before, ""
        elif not commune and not before and rest and _named(rest[-1], gazetteer):
            commune = rest.pop()
        rest += [part for part in (before, *parts[position + 1 :]) if part]
        name, address = _name_and_street(rest)
        return PlaceCells(name, address, found[1].replace(" ", ""), commune, departement=departement)
    if parts and _named(parts[-1], gazetteer, departement):
        name, address = _name_and_street(parts[:-1])
        return PlaceCells(name, address, commune=parts[-1], departement=departement)
    name, address = _name_and_street(parts)
    return PlaceCells(name, address, departement=departement)


def street_of(address: str, postcode: str, commune: str) -> str:
    """An address without the postcode and commune that are given beside it."""
    parts = [part for part in _BETWEEN.split(address[:MOST_CHARACTERS]) if part]
    told = {fold(commune), fold(f"{postcode} {commune}"), fold(f"{commune} {postcode}"), *_COUNTRIES}
    while parts and fold(parts[-1]) in told:
        parts.pop()
    if parts and postcode and commune and fold(parts[-1]).endswith(ending := fold(f" {postcode} {commune}")):
        parts[-1] = parts[-1][: -len(ending)].rstrip(" -–—")
    return ", ".join(parts)


def _beyond(part: str, gazetteer: Gazetteer) -> str | None:
    """A country or region is nothing, a département its code; None for what is neither."""
    if fold(part) in _COUNTRIES:
        return ""
    known = gazetteer.departement(part)
    return known.code if known and not part.strip().isdigit() else None


def _named(part: str, gazetteer: Gazetteer, departement: str = "") -> bool:
    """Whether it is a commune's name in full, even of several."""
    match gazetteer.recognise(part, departement=departement or None):
        case Recognised(_, how):
            return how in (How.NAME, How.NORMALISED, How.ALIAS)
        case Ambiguous():
            return True
    return False


def _name_and_street(parts: list[str]) -> tuple[str, str]:
    if parts and parts[0][0].isdigit():
        return "", ", ".join(parts)
    return (parts[0], ", ".join(parts[1:])) if parts else ("", "")
