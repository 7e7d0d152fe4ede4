"""FILTERS: the one vocabulary of pages, API and feeds. A filter knows its name, how it reads, how it becomes SQL."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from festum.domain.admission import Admission
from festum.domain.query import Query
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES, STATUSES
from festum.store import readers
from festum.store import tables as t
from festum.store.finding import found_by
from festum.store.nearness import within
from festum.store.readers import Reader

Condition = ColumnElement[bool]
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """`help` says it in a sentence and `example` shows it, in the API's document and the README alike; `schema` is the
    JSON Schema of one value."""

    name: str
    read: Reader
    where: Callable[[Sequence[str]], Condition]
    help: str
    example: str
    plural: bool = True
    schema: Schema = field(default_factory=lambda: {"type": "string", "minLength": 1})


def among(*words: str) -> Schema:
    """A closed list."""
    return {"type": "string", "enum": list(words)}


A_DAY: Schema = {"anyOf": [{"type": "string", "format": "date"}, among(*readers.DAY_WORDS)]}
A_PLACE: Schema = {"type": "string", "minLength": 1, "description": "`not-stated` for dates without a commune"}


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

_FLAG = {"yes": "accessible"}


def _accessible(values: Sequence[str]) -> Condition:
    stated = [_word("flag", _FLAG[value]) for value in values if value in _FLAG]
    return or_(*stated, *([~_word("flag", _FLAG["yes"])] if NOT_STATED in values else []))


def _place(column: ColumnElement[str]) -> Callable[[Sequence[str]], Condition]:
    def where(values: Sequence[str]) -> Condition:
        return or_(column.in_(values), *([t.communes.c.insee_code.is_(None)] if NOT_STATED in values else []))

    return where


def _with_others(_: Sequence[str]) -> Condition:
    """What it asks depends on another parameter too: see `conditions`."""
    return true()


FILTERS: dict[str, Filter] = {
    f.name: f
    for f in (
        Filter(
            "edition", readers.edition, _edition, "Year of the edition, or `all`; by default the current", "2018",
            schema={"type": "string", "pattern": "^([0-9]{4}|all)$"},
        ),
        Filter(
            "departement", readers.placed(readers.departement), _place(t.communes.c.departement),
            "Département by code or name", "34", schema=A_PLACE,
        ),
        Filter(
            "commune", readers.placed(readers.commune), _place(t.communes.c.insee_code),
            "Commune by INSEE code, or by name where only one bears it", "34172", schema=A_PLACE,
        ),
        Filter(
            "epci", readers.placed(readers.epci), _place(t.communes.c.epci),
            "Intercommunality (EPCI) by SIREN or name", "243400017", schema=A_PLACE,
        ),
        Filter("partner", readers.partner, t.partners.c.key.in_, "Partner by key", "lenga-e-cacalas"),
        Filter(
            "language", readers.one_of((*SPOKEN_LANGUAGES, NOT_STATED)), _language,
            "Language spoken at the event, its variants included; `not-stated` where nobody said", "oc",
            schema=among(*SPOKEN_LANGUAGES, NOT_STATED),
        ),
        Filter(
            "category", readers.one_of((*CATEGORIES, NOT_STATED)), _category, "Category by key", "baleti",
            schema=among(*CATEGORIES, NOT_STATED),
        ),
        Filter(
            "from", readers.day, lambda values: t.occurrences.c.last_day >= date.fromisoformat(values[0]),
            "Still going on that day or later: a date, `today`, `tomorrow` or `weekend` (its Saturday); an evening "
            "lasts until 04:00",
            "2018-06-23", plural=False, schema=A_DAY,
        ),
        Filter(
            "to", readers.day, lambda values: t.occurrences.c.day <= date.fromisoformat(values[0]),
            "Begun by that day: a date, `today`, `tomorrow` or `weekend` (its Sunday)", "2018-06-24",
            plural=False, schema=A_DAY,
        ),
        Filter(
            "free",
            readers.one_of(_FREE, {"true": "yes", "1": "yes", "false": "no", "0": "no"}),
            lambda values: t.events.c.admission.in_([str(_FREE[value]) for value in values]),
            "`yes`, `no`, `donation` (free contribution) or `not-stated`", "yes", schema=among(*_FREE),
        ),
        Filter(
            "q", readers.words, found_by,
            "Words in title, descriptions, venue, commune or partner, in any of the languages; « feu de la Saint-Jean »"
            " finds « fuòc de Sant Joan »",
            "bal", plural=False, schema={"type": "string", "minLength": 1, "maxLength": readers.LONGEST_WORDS},
        ),
        Filter(
            "near", readers.near, _with_others,
            "Around a commune or a point `latitude,longitude`, as far as `radius_km`", "34142", plural=False,
        ),
        Filter(
            "radius_km", readers.radius, _with_others,
            f"How far around `near`, {readers.NEAREST_KM} to {readers.FARTHEST_KM}; "
            f"{readers.DEFAULT_RADIUS_KM} if not given",
            "20", plural=False,
            schema={"type": "number", "minimum": readers.NEAREST_KM, "maximum": readers.FARTHEST_KM},
        ),
        Filter(
            "accessible", readers.one_of(("yes", NOT_STATED), {"true": "yes", "1": "yes"}), _accessible,
            "`yes` where the partner says so, or `not-stated`", "yes",
            schema=among("yes", NOT_STATED),
        ),
        Filter(
            "status", readers.one_of(STATUSES), t.occurrences.c.status.in_,
            "confirmed, cancelled, postponed or full", "confirmed", schema=among(*STATUSES),
        ),
    )
}  # fmt: skip


def conditions(query: Query, current: int | None, leaving_out: str = "") -> list[Condition]:
    """All must hold. Without `edition`, only the current edition; with none published, nothing at all.

    `leaving_out` one filter: what its values would find beside those that were asked for.
    """
    found = [FILTERS[name].where(values) for name, values in query.terms if name != leaving_out]
    start, end = query.values("from"), query.values("to")
    if start and end and start > end:
        found.append(false())
    if near := query.values("near"):
        found.append(within(near[0], (query.values("radius_km") or (readers.DEFAULT_RADIUS_KM,))[0]))
    if leaving_out == "edition":
        found.append(_edition((readers.ALL_EDITIONS,)))
    elif not query.values("edition"):
        found.append(false() if current is None else t.events.c.edition == current)
    return found
