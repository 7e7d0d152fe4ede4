"""Streets within other words: where one begins, its number, and its name written out as a geocoder wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from festum.domain.house_numbers import HouseNumber, split_last_number, split_number
from festum.domain.name_words import HALLS, SHORT
from festum.domain.text import fold
from festum.domain.way_words import BEFORE_A_WAY, UNSURE, WAYS

ARTICLE = re.compile(r"(?:la|le|les|lo|los|las|el|els|l')(?=\W|(?<='))\s*", re.IGNORECASE)
_SAINT = re.compile(r"\bst(e?)(s?)\b\.?(?=[- ]\s?[^\W\d])", re.IGNORECASE)
_NOTRE_DAME = re.compile(r"\bN\.?[- ]?D\b\.?(?=\s)")
_AND_ANOTHER = re.compile(r"\s+(?:et|&|e|i|avec)\s+(?:(?:de\s+)?(?:la|l'|le|les)\s*|du\s+|des\s+)?(\S+)", re.IGNORECASE)
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "del", "dels", "au", "aux", "a", "et", "sur", "sous")
)

_WRITTEN = {
    "marechal": "Maréchal", "general": "Général", "docteur": "Docteur", "professeur": "Professeur",
    "president": "Président", "commandant": "Commandant", "capitaine": "Capitaine", "lieutenant": "Lieutenant",
    "sergent": "Sergent", "amiral": "Amiral", "monseigneur": "Monseigneur", "madame": "Madame",
}  # fmt: skip
_SHORT = {short: _WRITTEN[title] for short, title in SHORT.items()} | {
    "fg": "Faubourg", "fbg": "Faubourg", "gd": "Grand", "gde": "Grande", "vx": "Vieux", "hte": "Haute", "mt": "Mont",
}  # fmt: skip
_GRAND_RUE = re.compile(r"\bgrand[-' ]\s?rue\b", re.IGNORECASE)


def without_article(text: str) -> str:
    """Without the one it begins with."""
    return text[found.end() :] if (found := ARTICLE.match(text)) else text


def find_street(text: str, *, anywhere: bool) -> tuple[str, HouseNumber | None, str]:
    """The words before the street; its number; the street. `anywhere`: also "Café de la rue Foch"."""
    text = _GRAND_RUE.sub("Grand Rue", text)
    tokens = _tokens(text)
    for at in range(len(tokens)):
        rest = "".join(tokens[at:])
        number, street = split_number(rest)
        if number and _begins_street(street, after_number=True):
            return _before(tokens[:at]), number, _one_street(street)
        if _begins_street(rest, first=at == 0) and _may_end(tokens[:at], anywhere=anywhere):
            number, street = split_last_number(rest)
            return _before(tokens[:at]), number, _one_street(street)
    return text, None, ""


def _may_end(before: list[str], *, anywhere: bool) -> bool:
    """One word may belong to the street, as a kind of way unknown or misspelt: "Anciene Route de Toulouse"."""
    words = [key for key in map(folded, before) if key not in _SMALL and not key.isdigit()]
    if not before:
        return True
    if _is_small(before[-1]) and not anywhere:
        return False
    like_a_way = words and any(OSA.distance(words[-1], word, score_cutoff=2) <= 2 for word in BEFORE_A_WAY)
    return not like_a_way and (len(words) > 1 or "".join(words) in HALLS)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\s']+'?\s*", text)


def folded(token: str) -> str:
    """A word as it is looked up in tables."""
    return fold(token).strip(" .,'").replace(".", "")


def _is_small(token: str) -> bool:
    return folded(token) in _SMALL


def _before(tokens: list[str]) -> str:
    while tokens and _is_small(tokens[-1]):
        tokens = tokens[:-1]
    return "".join(tokens).strip(" -.,'")


def _begins_street(text: str, *, after_number: bool = False, first: bool = False) -> bool:
    if after_number or first:
        text = without_article(text)
    keys = [folded(token) for token in _tokens(text)]
    if len(keys) > 1 and keys[0] in BEFORE_A_WAY and keys[1] not in UNSURE and keys[1] in WAYS:
        return WAYS[keys[1]].main
    way = WAYS.get(keys[0]) if keys else None
    named = [key for key in keys[1:] if key not in _SMALL]
    if way is None or not named:
        return False
    if keys[0] in UNSURE and not (first or after_number):
        return False
    if _is_charles(keys):
        return False
    return way.main or first or after_number


def _is_charles(words: Sequence[str]) -> bool:
    return [folded(word) for word in words[:3]] == ["ch", "de", "gaulle"]


def _one_street(text: str) -> str:
    """The first of two: "angle rue Foch et rue Pasteur"."""
    text = without_article(text) if WAYS.get(folded(without_article(text).split(" ")[0])) else text
    plural = folded(text.split(" ")[0]) == "rues"
    for found in _AND_ANOTHER.finditer(text):
        way = WAYS.get(folded(found[1]))
        if plural or (way is not None and way.main):
            return text[: found.start()]
    return text


def written_out(text: str) -> str:
    """Abbreviations as whole words: "Av. du Gal Leclerc", "R. St Jean", "Pl. N.D."."""
    text = _SAINT.sub(lambda found: f"Saint{found[1].lower()}{found[2].lower()}", text)
    text = _NOTRE_DAME.sub("Notre-Dame", _GRAND_RUE.sub("Grand Rue", text))
    tokens = _tokens(text)
    while len(tokens) > 1 and _is_small(tokens[-1]):
        tokens.pop()
    return " ".join("".join(_written(tokens)).split()).strip(" -.,'")


def _written(tokens: list[str]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        key, more = folded(token), at < len(tokens) - 1
        way = WAYS.get(key)
        if at == 0 and way is not None and more and not way.local and not _is_charles(tokens):
            yield f"{way.text} "
        elif more and key in _SHORT:
            yield f"{_SHORT[key]} "
        else:
            yield token
