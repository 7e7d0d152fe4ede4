"""Understanding a question: parameters as they came, to one canonical value or a refusal that names the fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from festum.actions.house import Unit
from festum.clock import festival_day
from festum.domain.query import Query, is_tracking
from festum.domain.text import nearest
from festum.domain.texts import DEFAULT_CHAIN, Chain, full_chain
from festum.domain.vocabularies import Vocabularies
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.errors import Malformed, OutOfRange, UnknownName
from festum.store.filters import FILTERS
from festum.store.programme import current_edition, load_editions, load_partners
from festum.store.readers import DAY_WORDS, DEFAULT_RADIUS_KM, one_of

LEAST, MOST, DEFAULT = 1, 200, 50
"""Bounds of `limit`."""

LONGEST_QUERY = 8000
"""Bytes of a query string; the longest list of communes anybody needs is a tenth of it."""

CANCELLED_WAYS = ("keep", "mark", "hide")
"""What a feed does with what is cancelled: STATUS:CANCELLED, only a prefix, or nothing of it."""

LONGEST_NUMBER = 9
"""Digits of a revision: what is longer is none."""

SHOWING = ("lang",)
PAGING = ("limit", "cursor")
SORTING = ("sort", "facets")
FEED = ("lang", "cancelled")
FOLLOWING = ("since", "lang", "limit", "cursor")

SORTS = ("date", "relevance", "distance")
FACETS = (
    "edition",
    "departement",
    "commune",
    "epci",
    "partner",
    "language",
    "category",
    "free",
    "status",
    "accessible",
)
"""Filters whose values can be counted beside a list."""

_read_language = one_of(TEXT_LANGUAGES)
_read_cancelled = one_of(CANCELLED_WAYS)
_read_sort = one_of(SORTS)
_read_facet = one_of(FACETS)

SEVERAL = frozenset({"facets", "verdict", "state", *(name for name, known in FILTERS.items() if known.plural)})
"""Parameters that take several values, whose order means nothing; that of `lang` does."""

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """`current` is the edition an answer without `edition` is about; None when none is published.

    `words` are the days that were asked for by a word, as ("from", "today").
    """

    query: Query
    current: int | None
    chain: Chain = DEFAULT_CHAIN
    cancelled: str = "keep"
    limit: int = DEFAULT
    cursor: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    sort: str = "date"
    facets: tuple[str, ...] = ()

    @property
    def radius_km(self) -> str:
        """As written in an address; how far around `near`."""
        return (self.query.values("radius_km") or (DEFAULT_RADIUS_KM,))[0]

    @property
    def asked(self) -> Query:
        """The query with its words for days left as they were: a subscription "from today" goes on moving."""
        return Query.of(dict(self.query.terms) | {name: (word,) for name, word in self.words})


async def ask(unit: Unit, parameters: Parameters, also: Iterable[str] = ()) -> Question:
    """`also` names the parameters understood beside the filters. Raises Malformed and its kin."""
    also = tuple(also)
    given = gather(parameters, (*FILTERS, *also))
    editions = await load_editions(unit.connection)
    partners = await load_partners(unit.connection) if "partner" in given else {}
    vocabularies = Vocabularies(
        gazetteer=unit.house.gazetteer,
        editions=tuple(year for year, edition in editions.items() if edition.published is not None),
        current=current_edition(editions.values()),
        partners={key: partner.name for key, partner in partners.items()},
        today=festival_day(unit.house.clock()),
    )
    terms = {
        name: tuple(FILTERS[name].read(name, value, vocabularies) for value in values)
        for name, values in given.items()
        if name in FILTERS
    }
    query = Query.of(terms)
    words = tuple((name, given[name][0]) for name in ("from", "to") if given.get(name, ("",))[0] in DAY_WORDS)
    start, end = query.values("from"), query.values("to")
    # With a word in it the address was right once, and is somebody's subscription: then it is an empty selection.
    if start and end and start > end and not words:
        raise Malformed("backwards", start=start[0], end=end[0])
    if query.values("radius_km") and not query.values("near"):
        raise Malformed("radius_without_near")
    return Question(
        query=query,
        words=words,
        current=vocabularies.current,
        chain=read_chain(given),
        cancelled=_cancelled(given),
        limit=read_limit(given.get("limit")),
        cursor=given["cursor"][0] if "cursor" in given else None,
        sort=_sort(given, query),
        facets=_facets(given),
    )


def ask_language(parameters: Parameters) -> Chain:
    """For one thing by its id: no filter applies, `lang` does."""
    return read_chain(gather(parameters, SHOWING))


def ask_event_feed(parameters: Parameters) -> Question:
    """For one event's calendar: how it is shown can be chosen, what is in it cannot."""
    given = gather(parameters, FEED)
    return Question(Query(), None, read_chain(given), _cancelled(given))


@dataclass(frozen=True, slots=True)
class Since:
    """From which revision on, and how much of it at once."""

    since: int
    limit: int
    cursor: str | None
    chain: Chain


def ask_since(parameters: Parameters) -> Since:
    """For those who follow all changes: no filter applies, or something that leaves it would not be told."""
    given = gather(parameters, FOLLOWING)
    said = given.get("since", ("0",))[0]
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise OutOfRange("since_range", value=said[:LONGEST_QUERY])
    cursor = given["cursor"][0] if "cursor" in given else None
    return Since(int(said), read_limit(given.get("limit")), cursor, read_chain(given))


def _cancelled(given: Mapping[str, tuple[str, ...]]) -> str:
    return _read_cancelled("cancelled", given.get("cancelled", ("keep",))[0], None)


def _sort(given: Mapping[str, tuple[str, ...]], query: Query) -> str:
    """The best find first where words are searched for, else the order of dates."""
    if "sort" not in given:
        return "relevance" if query.values("q") else "date"
    sort = _read_sort("sort", given["sort"][0], None)
    needed = {"relevance": "q", "distance": "near"}.get(sort)
    if needed and not query.values(needed):
        raise Malformed("sort_without", sort=sort, needed=needed)
    return sort


def _facets(given: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """In the order of the table: the same counts asked in another order are the same answer."""
    asked = {_read_facet("facets", value, None) for value in given.get("facets", ())}
    return tuple(name for name in FACETS if name in asked)


def read_chain(given: Mapping[str, tuple[str, ...]]) -> Chain:
    return full_chain(_read_language("lang", value, None) for value in given.get("lang", ()))


def gather(parameters: Parameters, known: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Values by name, commas taken apart; tracking parameters dropped."""
    parameters = [(name, text) for name, text in parameters if not is_tracking(name)]
    if sum(_bytes(name) + _bytes(value) + 2 for name, value in parameters) - 1 > LONGEST_QUERY:  # with its = and &
        raise OutOfRange("query_too_long", most=LONGEST_QUERY)
    given: dict[str, list[str]] = {}
    for name, text in parameters:
        if name not in known:
            near = nearest(name, known)
            if near:
                raise UnknownName("unknown_filter_near", name=name, nearest=near)
            raise UnknownName("unknown_filter", name=name, known=", ".join(known))
        plural = name == "lang" or name in SEVERAL
        values = [part.strip() for part in text.split(",")] if plural else [text.strip()]
        if not all(values):
            raise Malformed("empty_value", name=name)
        given.setdefault(name, []).extend(values)
        if not plural and len(given[name]) > 1:
            raise Malformed("given_twice", name=name)
    return {name: tuple(dict.fromkeys(values)) for name, values in given.items()}


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


def read_limit(given: tuple[str, ...] | None) -> int:
    if given is None:
        return DEFAULT
    if not (given[0].isascii() and given[0].isdigit() and LEAST <= int(given[0][:10]) <= MOST):
        raise OutOfRange("limit_range", least=LEAST, most=MOST)
    return int(given[0])
