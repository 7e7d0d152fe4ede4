"""France outside the region: départements that are not ours, and towns there that are called like one of ours."""

import re
from functools import cache

from festum.domain.gazetteer_data import read_namesakes, read_other_departements
from festum.domain.gazetteer_data.departements import DEPARTEMENTS
from festum.domain.text import slug

_CORSICA = "Corse (20)"


def outside_departement(text: str) -> str | None:
    """`Vienne (86)` for "86", "Vienne" or "86 - Vienne"; None for one of ours and for anything else."""
    words = slug(text.strip().removesuffix(".0")).split("-")
    code = next((word for word in words if re.fullmatch(r"\d{1,3}|2[ab]", word)), "")
    name = "-".join(word for word in words if word != code)
    return _by_code().get(code.zfill(2).upper()) if code else _by_name().get(name)


def outside_postcode(postcode: str) -> str | None:
    """The département of a postcode of five digits, when it is not of the region; "" when there is none such."""
    if postcode.startswith("20"):
        return _CORSICA
    if postcode[:2] in _ours():
        return None
    return _by_code().get(postcode[:3]) or _by_code().get(postcode[:2], "")


def namesakes(insee_code: str) -> tuple[str, ...]:
    """`("Vienne (86)",)` for L'Isle-Jourdain: where else in France a town of comparable size bears the same name."""
    return tuple(_by_code()[code] for code in _namesakes().get(insee_code, ()))


@cache
def _namesakes() -> dict[str, tuple[str, ...]]:
    return read_namesakes()


@cache
def _by_code() -> dict[str, str]:
    return {code: f"{name} ({code})" for code, name in read_other_departements()}


@cache
def _by_name() -> dict[str, str]:
    return {slug(name): f"{name} ({code})" for code, name in read_other_departements()}


@cache
def _ours() -> frozenset[str]:
    return frozenset(one.code for one in DEPARTEMENTS)
