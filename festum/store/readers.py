"""Reading one value of a filter: from what somebody typed to its canonical spelling, or a refusal with a proposal."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from festum.domain.place import Point
from festum.domain.search import parts_of
from festum.domain.text import clean, fold, nearest, slug
from festum.domain.vocabularies import Vocabularies
from festum.domain.vocabulary import NOT_STATED
from festum.errors import Malformed, OutOfRange, UnknownValue

Reader = Callable[[str, str, Vocabularies], str]
"""(filter, value as typed, vocabularies) -> canonical value."""

ALL_EDITIONS = "all"

DAY_WORDS = ("today", "tomorrow", "weekend")
"""Words for a day; what they mean is resolved to the festival's local one."""

SATURDAY, SUNDAY = 5, 6

LONGEST_SHOWN = 100
"""Characters of a wrong value that are compared with what is right."""

LONGEST_WORDS = 200
"""Characters of a text that is searched for."""

NEAREST_KM, FARTHEST_KM, DEFAULT_RADIUS_KM = 1, 300, "20"
"""Bounds of `radius_km`; the region is 300 km across."""

_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
_KM = re.compile(r"\d{1,3}(?:\.\d+)?", re.ASCII)


def unknown(name: str, value: str, candidates: Iterable[str]) -> UnknownValue:
    """With the nearest spelling when there is one, so that the answer says what to type instead."""
    near = nearest(value[:LONGEST_SHOWN], candidates)
    if near:
        return UnknownValue("unknown_value_near", name=name, value=value, nearest=near)
    return UnknownValue("unknown_value", name=name, value=value)


def one_of(
    words: Iterable[str], aliases: Mapping[str, str] | None = None
) -> Callable[[str, str, Vocabularies | None], str]:
    """A closed list, which needs nothing stored."""
    known = {word: word for word in words} | dict(aliases or {})

    def read(name: str, value: str, _: Vocabularies | None) -> str:
        found = known.get(value) or known.get(value.casefold())
        if found is None:
            raise unknown(name, value, known)
        return found

    return read


def edition(name: str, value: str, vocabularies: Vocabularies) -> str:
    """An edition being prepared unseen is answered like one that never was."""
    years = [str(year) for year in sorted(vocabularies.editions, reverse=True)]  # of equals, the latest is proposed
    if value in (*years, ALL_EDITIONS):
        return value
    raise unknown(name, value, [*years, ALL_EDITIONS])


def placed(read: Reader) -> Reader:
    """Some dates have no commune yet: they can be asked for too."""

    def either(name: str, value: str, vocabularies: Vocabularies) -> str:
        return value if value == NOT_STATED else read(name, value, vocabularies)

    return either


def departement(name: str, value: str, vocabularies: Vocabularies) -> str:
    found = vocabularies.gazetteer.departement(value)
    if found is None:
        names = [d.name for d in vocabularies.gazetteer.departements.values()]
        raise unknown(name, value, [*vocabularies.gazetteer.departements, *names, *map(slug, names)])
    return found.code


def commune(name: str, value: str, vocabularies: Vocabularies) -> str:
    found = vocabularies.gazetteer.find(value)
    if len(found) == 1:
        return found[0].insee_code
    if found:
        codes = ", ".join(f"{c.insee_code} ({c.name}, {c.departement})" for c in found)
        raise UnknownValue("ambiguous_commune", name=name, value=value, nearest=codes)
    raise unknown(name, value, [c.name for c in vocabularies.gazetteer.communes])


def epci(name: str, value: str, vocabularies: Vocabularies) -> str:
    epcis = vocabularies.gazetteer.epcis
    if value in epcis:
        return value
    found = vocabularies.gazetteer.epcis_by_slug.get(slug(value), ())
    if len(found) == 1:
        return found[0]
    raise unknown(name, value, [e.name for e in epcis.values()])


def partner(name: str, value: str, vocabularies: Vocabularies) -> str:
    if value in vocabularies.partners:
        return value
    found = vocabularies.partners_called.get(fold(value), ())
    if len(found) == 1:
        return found[0]
    raise unknown(name, value, vocabularies.partners)


def day(name: str, value: str, vocabularies: Vocabularies) -> str:
    """ISO 8601, or a word resolved to the festival's local day before anything is kept under it.

    `weekend` is Saturday where a selection begins and Sunday where it ends; on a Sunday it is that same weekend.
    """
    today = vocabularies.today
    match value:
        case "today":
            return today.isoformat()
        case "tomorrow":
            return (today + timedelta(days=1)).isoformat()
        case "weekend":
            wanted = SATURDAY if name == "from" else SUNDAY
            return (today + timedelta(days=wanted - today.weekday())).isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Malformed("invalid_date", name=name, value=value) from None


def words(name: str, value: str, _: Vocabularies) -> str:
    """As it will be shown again: cleaned, one blank between words. Refused when there is no word in it."""
    said = " ".join(clean(value).split())
    if len(said) > LONGEST_WORDS:
        raise OutOfRange("text_too_long", name=name, most=LONGEST_WORDS)
    if not parts_of(said):
        raise Malformed("no_words", name=name, value=said)
    return said


def near(name: str, value: str, vocabularies: Vocabularies) -> str:
    """A point as `latitude,longitude` (WGS 84 degrees, five decimals: a metre), or a commune's INSEE code."""
    found = _POINT.fullmatch(value)
    if found is None:
        return commune(name, value, vocabularies)
    try:
        point = Point(round(float(found[1]), 5) + 0.0, round(float(found[2]), 5) + 0.0)  # + 0.0: never "-0.0"
    except ValueError:
        raise OutOfRange("point_range", name=name, value=value) from None
    return f"{point.latitude:.5f},{point.longitude:.5f}"


def radius(name: str, value: str, _: Vocabularies) -> str:
    if _KM.fullmatch(value) is None or not NEAREST_KM <= float(value) <= FARTHEST_KM:
        raise OutOfRange("radius_range", name=name, least=NEAREST_KM, most=FARTHEST_KM)
    return f"{float(value):g}"
