"""Streets within other words: where one begins, its number, and its name written out as a geocoder wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from festum.domain.house_numbers import HouseNumber, split_last_number, split_number
from festum.domain.name_words import SHORT
from festum.domain.text import fold
from festum.domain.way_words import UNSURE, WAYS

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
        if number and _begins_street(street, numbered=True):
            return _before(tokens[:at]), number, _one_street(street)
        if _begins_street(rest, numbered=False, first=at == 0) and (
            at == 0 or anywhere or not _is_small(tokens[at - 1])
        ):
            number, street = split_last_number(rest)
            return _before(tokens[:at]), number, _one_street(street)
    return text, None, ""


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


def _begins_street(text: str, *, numbered: bool, first: bool = False) -> bool:
    if numbered or first:
        text = without_article(text)
    keys = [folded(token) for token in _tokens(text)]
    if (
        len(keys) > 1
        and keys[0] in ("grand", "grande", "petite", "vieux", "vieille", "ancien", "ancienne")
        and first | numbered
    ):
        adjective = WAYS.get(keys[1])
        if adjective is not None and adjective.main and keys[1] not in UNSURE:
            return True
    way = WAYS.get(keys[0]) if keys else None
    named = [key for key in keys[1:] if key not in _SMALL]
    if way is None or not named:
        return False
    if keys[0] in UNSURE and not (first or numbered):
        return False
    if _is_charles(keys):
        return False
    return way.main or first or numbered


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
        elif more and key in _SHORT and at > 0:
            yield f"{_SHORT[key]} "
        else:
            yield token
