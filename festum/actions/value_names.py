"""What a value of a filter is called: in the name of a feed, beside a count, in the reader's language."""

from collections.abc import Mapping

from festum.domain.gazetteer import Gazetteer
from festum.domain.vocabulary import NOT_STATED
from festum.locale.catalogue import say
from festum.store.readers import ALL_EDITIONS


def value_name(name: str, value: str, language: str, gazetteer: Gazetteer, partners: Mapping[str, str]) -> str:
    """`partners` maps keys to names; what nobody knows any more is called as it was asked for."""
    match name:
        case "departement" | "commune" | "epci" if value == NOT_STATED:
            return say(language, "filter.no_place")
        case "departement":
            return gazetteer.departements[value].name
        case "commune":
            commune = gazetteer.commune(value)
            return commune.name if commune else value
        case "epci":
            return gazetteer.epcis[value].name
        case "partner":
            return partners.get(value, value)
        case "edition":
            return say(language, "filter.all") if value == ALL_EDITIONS else value
        case _:
            return say(language, f"{name}.{value}")
