"""How people write communes: "ST PRIVAT DES VIEUX", "Isle-Jourdain (L')", "30400 Uzès - Gard".

Names are made comparable, cells are cut into what they say, likeness is measured. Deciding is the
gazetteer's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from festum.domain.gazetteer_data.departements import departement
from festum.domain.place import Commune
from festum.domain.text import closeness, fold

LIKE_ENOUGH, MARGIN = 86.0, 3.0
"""A misspelling is believed from this closeness on, and only this far ahead of the next commune: on 57
messy names 53 right, none wrong, 4 left to ask."""

_HOPELESS = 50.0  # plain ratio, ten times quicker than closeness; a believed name has at least 76
_LONGEST_CELL = 300  # characters read of a cell: a description pasted in the wrong column must cost nothing

_CEDEX = re.compile(r"\bc[ée]dex\b(?:\s*\d{1,2}\b)?", re.IGNORECASE)
_ARTICLE = r"(l['’]|le|la|les|lo|los|las|el|els)"
_ARTICLE_AFTER = re.compile(rf"([^\s(][^|,;/()\n]*?)\s*(?:\(\s*{_ARTICLE}\s*\)|,\s*{_ARTICLE}\s*$)", re.IGNORECASE)
_SUR = re.compile(r"\bs\s*/\s*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?:F-?\s?)?(\d{5}|\d{2}[ \xa0]\d{3})\b")
_LOST_ZERO = re.compile(r"(?<![^\s(,;])(9\d{3})(?=\s+[^\W\d_]|\))")
"""Ariège's, whose zero a spreadsheet took: the only ones of the region. Before a name, so that no house is one."""
_DEPARTEMENT_CODE = r"\d{2}|2[AB]|97\d"
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_CODE_AFTER = re.compile(rf"(.*[^\W\d].*?)[\s-]+({_DEPARTEMENT_CODE})", re.DOTALL)
_SEPARATOR = re.compile(r"[|/;,\n()\[\]]|\s[-–—]\s")
_WORD = re.compile(r"[^\W_]+")

# Words that are one and the same on a road sign. Gascon says sent, Catalan and Lengadocian sant.
_SAME = {
    **dict.fromkeys(("st", "sant", "sent"), "saint"),
    **dict.fromkeys(("ste", "santa", "senta"), "sainte"),
}
_NEAR = frozenset(("lez", "lès", "les"))
_STOP_WORDS = frozenset((
    "a", "al", "als", "au", "aux", "d", "de", "del", "dels", "des", "du", "e", "el", "els", "en", "et", "i",
    "l", "la", "las", "le", "les", "lo", "los", "s", "sur",
))  # fmt: skip


def normalise(name: str) -> str:
    """What two spellings of one name share: words without case, accents, punctuation, CEDEX or postcode."""
    return fold(spelling(name))


def spelling(name: str) -> str:
    """`normalise` with the accents left: they alone tell Rodès from Rodés (Rodez in Occitan)."""
    text = _PARENTHESIS.sub(lambda found: " " if found[1].strip().isdigit() else f" {found[1]} ", _tidy(name))
    text = unicodedata.normalize("NFKC", _POSTCODE.sub(" ", text)).casefold()
    words = [_SAME.get(word, word) for word in _WORD.findall(text.replace("œ", "oe").replace("·", ""))]
    # "lez" is "near" between two words and the river at the end: Nissan-lez-Enserune, Castelnau-le-Lez.
    near = ["les" if word in _NEAR else word for word in words[:-1]]
    return " ".join([*near, *("lez" if word in _NEAR else word for word in words[-1:])])


def significant(normalised: str) -> str:
    """Without articles and prepositions, unless nothing else is left."""
    return " ".join(word for word in normalised.split() if word not in _STOP_WORDS) or normalised


def read_postcode(text: str | None) -> str | None:
    """Five digits, or None when it is no postcode. Gives back the zero a spreadsheet took: 9300, 9300.0."""
    found = re.fullmatch(r"(?:f-?)?(\d{4,5})(?:\.0)?", re.sub(r"\s", "", text or "").lower())
    return found[1].zfill(5) if found else None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a commune cell says. `whole` lacks postcode, CEDEX, département; `parts` is it cut at separators.

    The département is a code, of any in France: "L'Isle-Jourdain (86)" is not ours and must be known as such.
    """

    whole: str
    parts: tuple[str, ...]
    postcode: str | None
    departement: str | None


def read_cell(text: str) -> Cell:
    """Also for an address that ends in a commune, and for a name given in two languages around a slash."""
    text = _tidy(text)
    pattern = _POSTCODE if _POSTCODE.search(text) else _LOST_ZERO
    postcodes: list[str] = pattern.findall(text)
    text = pattern.sub("|", text)
    code: str | None = None
    for found in _PARENTHESIS.findall(text):
        if said := _departement_code(found):
            code, text = said, text.replace(f"({found})", " ")
    pieces = [piece for piece in (part.strip(" -–—") for part in _SEPARATOR.split(text)) if piece]
    if len(pieces) == 1 and (with_code := _CODE_AFTER.fullmatch(pieces[0])):
        pieces, code = [with_code[1]], code or with_code[2]
    elif len(pieces) > 1 and (said := _departement_code(pieces[-1])):
        pieces, code = pieces[:-1], code or said
    parts = tuple(piece for piece in pieces if any(letter.isalpha() for letter in piece))
    return Cell(" ".join(parts), parts, read_postcode(postcodes[-1]) if postcodes else None, code)


class Called(NamedTuple):
    """One name of a commune, present or not: normalised, without its small words, with its accents."""

    name: str
    words: str
    spelt: str
    commune: Commune


def most_like(text: str, called: Sequence[Called]) -> list[tuple[float, Commune]]:
    """Each commune's best closeness (0-100) under any of its names, best first; the hopeless are left out."""
    best: dict[str, tuple[float, Commune]] = {}
    key = normalise(text)
    likely = process.extract_iter(key, [one.name for one in called], scorer=fuzz.ratio, score_cutoff=_HOPELESS)
    for name, _, index in likely:
        score, commune = closeness(key, name), called[index].commune
        if commune.insee_code not in best or score > best[commune.insee_code][0]:
            best[commune.insee_code] = score, commune
    return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].insee_code))


def believed(ranked: list[tuple[float, Commune]]) -> Commune | None:
    """The first of `most_like`, when it is like enough and clear of the second."""
    if not ranked or ranked[0][0] < LIKE_ENOUGH:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN else None


def _tidy(text: str) -> str:
    text = _SUR.sub("sur ", _CEDEX.sub(" ", text.strip()[:_LONGEST_CELL]))
    return _ARTICLE_AFTER.sub(lambda found: f"{found[2] or found[3]} {found[1]}", text)


def _departement_code(text: str) -> str | None:
    text = text.strip().upper()
    if re.fullmatch(_DEPARTEMENT_CODE, text):
        return text
    named = departement(text) if any(letter.isalpha() for letter in text) else None
    return named.code if named else None
