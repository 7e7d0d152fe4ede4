"""The thirteen départements of Occitanie: codes and names as in the contours, and their other names."""

from __future__ import annotations

from itertools import dropwhile

from festum.domain.place import Departement
from festum.domain.text import slug

_NAMES = {
    "09": "Ariège", "11": "Aude", "12": "Aveyron", "30": "Gard", "31": "Haute-Garonne", "32": "Gers",
    "34": "Hérault", "46": "Lot", "48": "Lozère", "65": "Hautes-Pyrénées", "66": "Pyrénées-Orientales",
    "81": "Tarn", "82": "Tarn-et-Garonne",
}  # fmt: skip
# Where Occitan or Catalan differs from French.
_OTHER_NAMES = {
    "arieja": "09", "avairon": "12", "nauta-garona": "31", "hauta-garona": "31", "alta-garona": "31",
    "erau": "34", "olt": "46", "losera": "48", "hauts-pireneus": "65", "nauts-pireneus": "65",
    "pireneus-orientals": "66", "pirineus-orientals": "66", "tarn-e-garona": "82",
}  # fmt: skip
_BEFORE_A_NAME = frozenset(("departement", "de", "du", "la", "le", "l", "d"))

DEPARTEMENTS = tuple(Departement(code, name) for code, name in _NAMES.items())
"""The thirteen of Occitanie, in the order of their codes."""

_BY_CODE = {one.code: one for one in DEPARTEMENTS}
_BY_SLUG = {slug(one.name): one for one in DEPARTEMENTS} | {k: _BY_CODE[code] for k, code in _OTHER_NAMES.items()}


def departement(text: str) -> Departement | None:
    """By code, slug or name: "34", "herault", "34 - Hérault", "Erau"; "9" and "9.0" have lost a zero.

    None outside the region, and when code and name disagree.
    """
    words = slug(text.strip().removesuffix(".0")).split("-")
    name = "-".join(dropwhile(_BEFORE_A_NAME.__contains__, (word for word in words if not word.isdigit())))
    said = {_BY_CODE.get(word.zfill(2)) for word in words if word.isdigit()}
    if name:
        said.add(_BY_SLUG.get(name))
    return said.pop() if len(said) == 1 else None
