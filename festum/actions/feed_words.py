"""What a feed says of itself: its name in a phone, its own address, and the page that shows the same."""

from collections.abc import Mapping
from urllib.parse import urlencode

from festum.actions.ask import Question
from festum.actions.value_names import value_name
from festum.domain.gazetteer import Gazetteer
from festum.domain.text import slug
from festum.domain.texts import DEFAULT_CHAIN, Chain, full_chain
from festum.locale.catalogue import say
from festum.store.readers import ALL_EDITIONS, DAY_WORDS


def feed_name(question: Question, gazetteer: Gazetteer, partners: Mapping[str, str]) -> str:
    """What the calendar is called in a phone: the festival, the edition if asked for, then each filter in words."""
    language = question.chain[0]
    parts = [say(language, "calendar.name")]
    for name, values in question.asked.terms:
        match name:
            case "from" | "to" if values[0] in DAY_WORDS:
                parts.append(say(language, f"filter.{name}_{values[0]}"))
            case "near":
                commune = gazetteer.commune(values[0])
                place = commune.name if commune else values[0]
                parts.append(say(language, "filter.near", value=place, km=question.radius_km))
            case "radius_km":
                continue
            case "edition" if ALL_EDITIONS not in values:
                parts.append(say(language, "filter.edition", value=", ".join(values)))
            case "from" | "to" | "q":
                parts.append(say(language, f"filter.{name}", value=", ".join(values)))
            case _:
                parts.append(", ".join(value_name(name, v, language, gazetteer, partners) for v in values))
    return " · ".join(parts)


LONGEST_NAME = 80
"""Characters of a name in an address: whoever asks for thirty communes still gets one that can be read."""


def feed_address(question: Question, base_url: str, name: str, extension: str) -> str:
    """Of exactly this selection, under a name a phone can show."""
    query = shortest_query(question)
    return f"{base_url}/feeds/{_readable(name)}.{extension}" + (f"?{query}" if query else "")


def shortest_query(question: Question) -> str:
    """What must be asked to get exactly this selection, in these words; for addresses people copy."""
    terms = [(filter_name, ",".join(values)) for filter_name, values in question.asked.terms]
    if lang := asked_for(question.chain):
        terms.append(("lang", lang))
    if question.cancelled != "keep":
        terms.append(("cancelled", question.cancelled))
    return urlencode(terms, safe=",")


def asked_for(chain: Chain) -> str:
    """The shortest `lang` that gives this chain; empty for the default."""
    return next(",".join(chain[:n]) for n in range(len(chain)) if full_chain(chain[:n]) == chain)


def _readable(name: str) -> str:
    whole = slug(name)
    return whole if len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME + 1].rpartition("-")[0]


def query_string(question: Question, *, feed: bool = True) -> str:
    """The canonical question behind an address, with its question mark; of the page that shows the same, not `feed`."""
    parts = [question.asked.as_query_string()]
    if question.chain != DEFAULT_CHAIN:
        parts.append("lang=" + ",".join(question.chain))
    if feed and question.cancelled != "keep":
        parts.append(f"cancelled={question.cancelled}")
    said = "&".join(part for part in parts if part)
    return f"?{said}" if said else ""
