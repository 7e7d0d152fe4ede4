"""Recurrence rules (RFC 5545 3.3.10, RFC 7529): their grammar and the bounds of each part."""

import re
from collections.abc import Mapping

_FREQUENCIES = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_DAY = re.compile(r"(?:[+-]?[0-9]{1,2})?(?:SU|MO|TU|WE|TH|FR|SA)")
_WEEKDAY = re.compile(r"SU|MO|TU|WE|TH|FR|SA")
_UNTIL = re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_POSITIVE = re.compile(r"[0-9]{1,9}")

# Part -> (least, most, whether it may count from the end).
_BOUNDS: Mapping[str, tuple[int, int, bool]] = {
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
EXAMPLE = "FREQ=WEEKLY;BYDAY=SA;COUNT=4"


def rule_parts(value: str) -> dict[str, str]:
    """In capitals; the last one where a part is given twice."""
    pairs = (part.partition("=") for part in value.upper().split(";"))
    return {name: said for name, _, said in pairs}


def recurrence_fault(value: str) -> str:
    """The first part that is wrong, `FREQ=…` where that is missing; empty when all is well."""
    seen: set[str] = set()
    for part in value.upper().split(";"):
        name, _, said = part.partition("=")
        if name in seen or not _part_is_good(name, said):
            return part or EXAMPLE
        seen.add(name)
    if "FREQ" not in seen:
        return "FREQ=…"
    return "COUNT + UNTIL" if {"COUNT", "UNTIL"} <= seen else ""


def _part_is_good(name: str, said: str) -> bool:
    match name:
        case "FREQ":
            return said in _FREQUENCIES
        case "UNTIL":
            return _UNTIL.fullmatch(said) is not None
        case "COUNT" | "INTERVAL":
            return _POSITIVE.fullmatch(said) is not None and int(said) > 0
        case "BYDAY":
            return all(map(_DAY.fullmatch, said.split(",")))
        case "WKST":
            return _WEEKDAY.fullmatch(said) is not None
        case "RSCALE" | "SKIP":
            return said.isalnum()
    if name not in _BOUNDS:
        return False
    least, most, from_the_end = _BOUNDS[name]
    for number in said.split(","):
        if _NUMBER.fullmatch(number) is None or (number[0] == "-" and not from_the_end):
            return False
        if not least <= abs(int(number)) <= most:
            return False
    return True
