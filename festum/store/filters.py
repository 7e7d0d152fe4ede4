"""FILTERS: the one vocabulary of pages, API and feeds. A filter knows its name, how it reads, how it becomes SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from festum.domain.admission import Admission
from festum.domain.query import Query
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES, STATUSES
from festum.store import readers
from festum.store import tables as t
from festum.store.readers import Reader

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """`help` says it in a sentence and `example` shows it, in the API's document and the README alike."""

    name: str
    read: Reader
    where: Callable[[Sequence[str]], Condition]
    help: str
    example: str
    plural: bool = True


def _word(kind: str, word: str) -> Condition:
    words = t.event_words
    return exists(
        select(words.c.event_id).where(words.c.event_id == t.events.c.id, words.c.list == kind, words.c.word == word)
    )


def _no_word(kind: str) -> Condition:
    words = t.event_words
    return ~exists(select(words.c.event_id).where(words.c.event_id == t.events.c.id, words.c.list == kind))


def _language(values: Sequence[str]) -> Condition:
    """A language is found with its variants (oc with oc-gascon), a variant only by itself."""
    wanted = {
        known for value in values for known in SPOKEN_LANGUAGES if known == value or known.startswith(f"{value}-")
    }
    stated = [_word("language", language) for language in SPOKEN_LANGUAGES if language in wanted]
    return or_(*stated, *([_no_word("language")] if NOT_STATED in values else []))


def _category(values: Sequence[str]) -> Condition:
    stated = [_word("category", value) for value in values if value != NOT_STATED]
    return or_(*stated, *([_no_word("category")] if NOT_STATED in values else []))


def _edition(values: Sequence[str]) -> Condition:
    published = t.events.c.edition.in_(select(t.editions.c.year).where(t.editions.c.published.is_not(None)))
    if readers.ALL_EDITIONS in values:
        return published
    return and_(published, t.events.c.edition.in_([int(value) for value in values]))


_FREE = {
    "yes": Admission.FREE,
    "no": Admission.PAID,
    "donation": Admission.DONATION,
    NOT_STATED: Admission.NOT_STATED,
}

FILTERS: dict[str, Filter] = {
    f.name: f
    for f in (
        Filter("edition", readers.edition, _edition, "Year of the edition, or `all`; by default the current", "2018"),
        Filter(
            "departement", readers.departement, t.communes.c.departement.in_,
            "Département by code or name", "34",
        ),
        Filter(
            "commune", readers.commune, t.communes.c.insee_code.in_,
            "Commune by INSEE code, or by name where only one bears it", "34172",
        ),
        Filter("epci", readers.epci, t.communes.c.epci.in_, "Intercommunality (EPCI) by SIREN or name", "243400017"),
        Filter("partner", readers.partner, t.partners.c.key.in_, "Partner by key", "lenga-e-cacalas"),
        Filter(
            "language", readers.one_of((*SPOKEN_LANGUAGES, NOT_STATED)), _language,
            "Language spoken at the event, its variants included; `not-stated` where nobody said", "oc",
        ),
        Filter("category", readers.one_of((*CATEGORIES, NOT_STATED)), _category, "Category by key", "baleti"),
        Filter(
            "from", readers.day, lambda values: t.occurrences.c.last_day >= date.fromisoformat(values[0]),
            "Still going on that day or later: a date, `today` or `tomorrow`; an evening lasts until 04:00",
            "2018-06-23", plural=False,
        ),
        Filter(
            "to", readers.day, lambda values: t.occurrences.c.day <= date.fromisoformat(values[0]),
            "Begun by that day: a date, `today` or `tomorrow`", "2018-06-24", plural=False,
        ),
        Filter(
            "free",
            readers.one_of(_FREE, {"true": "yes", "1": "yes", "false": "no", "0": "no"}),
            lambda values: t.events.c.admission.in_([str(_FREE[value]) for value in values]),
            "`yes`, `no`, `donation` (free contribution) or `not-stated`", "yes",
        ),
        Filter(
            "status", readers.one_of(STATUSES), t.occurrences.c.status.in_,
            "confirmed, cancelled, postponed or full", "confirmed",
        ),
    )
}  # fmt: skip


def conditions(query: Query, current: int | None) -> list[Condition]:
    """All must hold. Without `edition`, only the current edition; with none published, nothing at all."""
    found = [FILTERS[name].where(values) for name, values in query.terms]
    start, end = query.values("from"), query.values("to")
    if start and end and start > end:
        found.append(false())
    if not query.values("edition"):
        found.append(false() if current is None else t.events.c.edition == current)
    return found
