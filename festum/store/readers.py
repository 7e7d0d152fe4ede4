"""Reading one value of a filter: from what somebody typed to its canonical spelling, or a refusal with a proposal."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from festum.domain.text import fold, nearest, slug
from festum.domain.vocabularies import Vocabularies
from festum.errors import Malformed, UnknownValue

Reader = Callable[[str, str, Vocabularies], str]
"""(filter, value as typed, vocabularies) -> canonical value."""

ALL_EDITIONS = "all"

DAY_WORDS = {"today": 0, "tomorrow": 1}
"""Words for a day, and how many days after the festival's local one they mean."""


def unknown(name: str, value: str, candidates: Iterable[str]) -> UnknownValue:
    """With the nearest spelling when there is one, so that the answer says what to type instead."""
    near = nearest(value, candidates)
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
    found = [e.siren for e in epcis.values() if slug(e.name) == slug(value)]
    if len(found) == 1:
        return found[0]
    raise unknown(name, value, [e.name for e in epcis.values()])


def partner(name: str, value: str, vocabularies: Vocabularies) -> str:
    if value in vocabularies.partners:
        return value
    found = [key for key, said in vocabularies.partners.items() if fold(said) == fold(value)]
    if len(found) == 1:
        return found[0]
    raise unknown(name, value, vocabularies.partners)


def day(name: str, value: str, vocabularies: Vocabularies) -> str:
    """ISO 8601, or a word resolved to the festival's local day before anything is kept under it."""
    if value in DAY_WORDS:
        return (vocabularies.today + timedelta(days=DAY_WORDS[value])).isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Malformed("invalid_date", name=name, value=value) from None
