"""Which commune a row means: its cells to one commune, and what must be said or asked. Homonyms are asked about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from festum.domain.commune_names import normalise, read_cell, read_postcode, significant
from festum.domain.gazetteer import Ambiguous, Doubt, Gazetteer, How, Recognised, Recognition, Unknown
from festum.domain.gazetteer_data.register import Bounds
from festum.domain.outside import namesakes, outside_departement, outside_postcode
from festum.domain.place import Commune
from festum.errors import Level

MOST_PROPOSED = 5

_FEASTS = frozenset(("saint jean", "la saint jean", "saint joan", "saint pierre", "saint martin", "saint jacques"))
"""Communes are called so too, and a programme's title is the last place where they would be meant."""

_BEFORE_A_NAME = re.compile(r"\s(?:à|a|de|en|dans|per)\s|\bd['’]", re.IGNORECASE)

_BY_NAME = (How.NAME, How.NORMALISED, How.ALIAS)


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands beside a commune's name, as written."""

    postcode: str = ""
    departement: str = ""
    insee_code: str = ""

    def __bool__(self) -> bool:
        return bool(self.postcode or self.departement or self.insee_code)


@dataclass(frozen=True, slots=True)
class Meant:
    """`commune` is the best proposal, None where there is none. With a `key` something must be said of it: a warning,
    or, where `level` is "error", a question or a refusal. `proposal` is what to say for it."""

    commune: Commune | None
    key: str = ""
    level: Level = "warning"
    value: str = ""
    proposal: str = ""


def meant(name: str, codes: Codes, gazetteer: Gazetteer, home: Commune | None = None) -> Meant:
    """Of a cell for the commune. `home` is the partner's own, which settles what is said in its département only."""
    cell = read_cell(name)
    if away := _away(cell.departement, cell.postcode, codes):
        return Meant(None, "commune_outside", "error", name or codes.postcode, away)
    said = _departement_said(codes.departement, gazetteer)
    answer = gazetteer.recognise(
        name, postcode=codes.postcode or None, insee_code=codes.insee_code or None, departement=said or None
    )
    bounded = bool(codes.postcode or said or cell.postcode or cell.departement)
    if not (codes.postcode or cell.postcode):
        answer = _also_shortened(answer, name, said or cell.departement or "", gazetteer)
    match answer:
        case Recognised(commune, how):
            if not answer.sure:
                return Meant(commune, "commune_understood", value=name, proposal=shown(commune))
            if how is not How.INSEE and not bounded and not _at_home(commune, home):
                elsewhere = namesakes(commune.insee_code)
                if elsewhere:
                    proposal = f"{shown(commune)} ≠ {', '.join(elsewhere[:MOST_PROPOSED])}"
                    return Meant(commune, "commune_also_elsewhere", value=name, proposal=proposal)
            return Meant(commune)
        case Ambiguous(candidates, doubt):
            if home is not None and home in candidates and not bounded:
                return Meant(home, "commune_understood", value=name, proposal=shown(home))
            key = "commune_disagrees" if doubt is Doubt.ELSEWHERE else "commune_ambiguous"
            return Meant(None, key, "error", _with_codes(name, codes), proposed(candidates))
        case Unknown(nearest):
            key = "commune_near" if nearest else "commune_not_found"
            return Meant(None, key, "error", _with_codes(name, codes), proposed(nearest))


def meant_by_postcode(codes: Codes, gazetteer: Gazetteer) -> Meant:
    """Of a row that gives a postcode, and no name. Only one that is a single commune's says which."""
    postcode = read_postcode(codes.postcode)
    if postcode is None:
        return Meant(None, "commune_to_say", "error")
    if away := outside_postcode(postcode):
        return Meant(None, "commune_outside", "error", codes.postcode, away)
    there = gazetteer.by_postcode.get(postcode, [])
    if len(there) == 1:
        return Meant(there[0], "commune_understood", value=codes.postcode, proposal=shown(there[0]))
    biggest = sorted(there, key=lambda commune: -commune.population)
    if biggest:
        return Meant(None, "commune_of_postcode", "error", codes.postcode, proposed(biggest))
    return Meant(None, "commune_to_say", "error")


def meant_in_address(text: str, gazetteer: Gazetteer) -> Meant | None:
    """Of an address or a venue that ends in a commune: with its postcode or département it is believed, alone it is
    a question; None when it names no commune."""
    cell = read_cell(text)
    if not cell.parts:
        return None
    if cell.postcode or cell.departement:
        found = meant(text, Codes(), gazetteer)
        if found.commune is not None or found.key == "commune_outside":
            return found
        return meant_by_postcode(Codes(cell.postcode), gazetteer) if cell.postcode else None
    for part in dict.fromkeys((cell.parts[-1], cell.parts[0])):
        named = gazetteer.recognise(part)
        if isinstance(named, Recognised) and named.how in _BY_NAME:
            return Meant(named.commune, "commune_which", "error", text, shown(named.commune))
    return None


def named_beside_postcode(text: str, codes: Codes, gazetteer: Gazetteer) -> Commune | None:
    """The commune of the row's postcode that an address or a venue begins or ends with."""
    there = gazetteer.by_postcode.get(read_postcode(codes.postcode) or "", [])
    parts = read_cell(text).parts
    for part in (parts[-1], parts[0]) if parts else ():
        named = gazetteer.recognise(part, postcode=codes.postcode)
        if isinstance(named, Recognised) and named.how in _BY_NAME and named.commune in there:
            return named.commune
    return None


def split_place(text: str, codes: Codes, gazetteer: Gazetteer) -> tuple[str, Meant | None]:
    """(venue, commune) of a cell under "Lieu / commune": the last part that names a commune, else the first."""
    cell = read_cell(text)
    if len(cell.parts) < 2:
        found = meant(text, codes, gazetteer) if cell.parts else None
        return ("", found) if found is not None and found.commune is not None else (text, None)
    beside = replace(
        codes,
        postcode=codes.postcode or cell.postcode or "",
        departement=codes.departement or cell.departement or "",
    )
    for position in (len(cell.parts) - 1, 0):
        found = meant(cell.parts[position], beside, gazetteer)
        if found.commune is not None:
            rest = [part for place, part in enumerate(cell.parts) if place != position]
            return ", ".join(rest), found
    return text, None


def named_in_titles(lines: Sequence[str], gazetteer: Gazetteer) -> tuple[str, Commune] | None:
    """(line, commune) where the lines above a table name one commune surely, and no other."""
    found: dict[str, tuple[str, Commune]] = {}
    for line in lines:
        for part in _title_parts(line):
            if normalise(part) in _FEASTS:
                continue
            answer = gazetteer.recognise(part)
            if isinstance(answer, Recognised) and answer.how in _BY_NAME:
                found.setdefault(answer.commune.insee_code, (line, answer.commune))
            elif isinstance(answer, Ambiguous):
                found |= {one.insee_code: (line, one) for one in answer.candidates}
    return next(iter(found.values())) if len(found) == 1 else None


def shown(commune: Commune) -> str:
    return f"{commune.name} ({commune.departement})"


def proposed(communes: Sequence[Commune]) -> str:
    return ", ".join(f"{one.name} ({one.departement}, {one.insee_code})" for one in communes[:MOST_PROPOSED])


def _title_parts(line: str) -> list[str]:
    """ "Programme à Lodève" and "Commune de Lodève" name it too; years and numbers of editions do not."""
    words = " ".join(word for word in line.split() if not any(letter.isdigit() for letter in word) or "(" in word)
    parts = list(read_cell(words).parts)
    return [*parts, *(after for part in parts if (after := _BEFORE_A_NAME.split(part)[-1].strip(" .!:")) != part)]


def _away(departement: str | None, postcode: str | None, codes: Codes) -> str:
    """The département outside the region that a row names."""
    for code in (read_postcode(codes.postcode), postcode):
        if code and (found := outside_postcode(code)):
            return found
    for text in (codes.departement, departement):
        if text and (found := outside_departement(text)):
            return found
    return ""


def _departement_said(text: str, gazetteer: Gazetteer) -> str:
    """One of ours, by its code; a word that is none (a slip, "Pays d'Oc") bounds nothing."""
    found = gazetteer.departement(text) if text else None
    return found.code if found else ""


def _also_shortened(answer: Recognition, name: str, departement: str, gazetteer: Gazetteer) -> Recognition:
    """A name borne of old ("Castelnau", "Vic") is also how people shorten those that begin with it: asked."""
    if not isinstance(answer, Recognised) or answer.how not in (How.ALIAS, How.WORDS):
        return answer
    short = f"{significant(normalise(name))} "
    bounds = Bounds(departements=frozenset((departement,) if departement else ()))
    longer = dict.fromkeys(one.commune for one in gazetteer.called(bounds) if one.words.startswith(short))
    others = sorted((one for one in longer if one != answer.commune), key=lambda one: -one.population)
    return Ambiguous((answer.commune, *others)) if others else answer


def _at_home(commune: Commune, home: Commune | None) -> bool:
    return home is not None and home.departement == commune.departement


def _with_codes(name: str, codes: Codes) -> str:
    return " ".join(text for text in (name, codes.postcode) if text)
