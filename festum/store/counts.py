"""How many occurrences and events each value of a filter has under the same other filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.admission import Admission
from festum.domain.vocabulary import NOT_STATED, SPOKEN_LANGUAGES, SYNTHETIC
from festum.store import tables as t
from festum.store.listings import LIVE, Conditions, joined

_words = t.event_words
_counted = t.event_words.alias("counted")
"""By another name than in the filters' own questions, which are about the whole event."""

_MADE_UP = or_(t.events.c.source == SYNTHETIC, t.partners.c.source == SYNTHETIC)

GROUPS: dict[str, ColumnElement[Any]] = {
    "edition": t.events.c.edition,
    "departement": t.communes.c.departement,
    "commune": t.communes.c.insee_code,
    "epci": t.communes.c.epci,
    "partner": t.partners.c.key,
    "status": t.occurrences.c.status,
    "free": case(
        {Admission.FREE.value: "yes", Admission.PAID.value: "no", Admission.DONATION.value: "donation"},
        value=t.events.c.admission,
        else_=NOT_STATED,
    ),
}
"""What one occurrence has one of, or none."""

LISTS = {"language": "language", "category": "category", "accessible": "flag"}
"""What an event may have several of."""


@dataclass(frozen=True, slots=True)
class Count:
    """`key` is the group's code: year, département, INSEE code, partner key, language …; `not-stated` for none.

    `synthetic` when any of these is made up for demonstration.
    """

    key: str
    occurrences: int
    events: int
    synthetic: bool = False


async def count_by(
    connection: AsyncConnection,
    group: str,
    conditions: Conditions,
    *,
    not_stated: bool = False,
    made_up: bool = True,
) -> Sequence[Count]:
    """In the order of the keys; values nobody has are left out, and so is what has none unless `not_stated`. Without
    `made_up` nobody is told what is synthetic, and it costs less."""
    if group in LISTS:
        counts = await _count_words(connection, LISTS[group], conditions, made_up)
        if group == "accessible":
            counts = [Count("yes", c.occurrences, c.events, c.synthetic) for c in counts if c.key == "accessible"]
        none = ~_has(LISTS[group], "accessible" if group == "accessible" else None)
    else:
        by = GROUPS[group]
        counts = await _count(connection, by, [by.is_not(None), *conditions], made_up=made_up)
        none = by.is_(None)
    if not_stated and group not in {"free", "status", "edition", "partner"}:
        counts += await _count(connection, NOT_STATED, [none, *conditions], made_up=made_up)
    return sorted(counts, key=lambda count: count.key)  # not by the database: a collation may pass over dashes


async def _count_words(connection: AsyncConnection, kind: str, conditions: Conditions, made_up: bool) -> list[Count]:
    """A language counts its variants in, as asking for it finds them."""
    counts = await _count(
        connection, _counted.c.word, [_counted.c.list == kind, *conditions], made_up=made_up, words=True
    )
    if kind != "language":
        return counts
    for language in SPOKEN_LANGUAGES:
        family = [word for word in SPOKEN_LANGUAGES if word == language or word.startswith(f"{language}-")]
        if len(family) > 1 and any(c.key in family[1:] for c in counts):
            has = _has(kind, *family)
            whole = await _count(connection, language, [has, *conditions], made_up=made_up)
            counts = [c for c in counts if c.key != language] + whole
    return counts


def _has(kind: str, *words: str | None) -> ColumnElement[bool]:
    of_event = [_words.c.event_id == t.events.c.id, _words.c.list == kind]
    named = [word for word in words if word is not None]
    if named:
        of_event.append(_words.c.word.in_(named))
    return select(_words.c.event_id).where(*of_event).exists()


async def _count(
    connection: AsyncConnection,
    by: ColumnElement[Any] | str,
    conditions: Conditions,
    *,
    made_up: bool,
    words: bool = False,
) -> list[Count]:
    """One count per value of a column; a single one, called so, where `by` is a word."""
    key = (literal(by) if isinstance(by, str) else by).label("key")
    counted = [key, func.count().label("occurrences"), func.count(t.occurrences.c.event_id.distinct()).label("events")]
    if made_up:
        counted.append(func.max(case((_MADE_UP, 1), else_=0)).label("synthetic"))
    shown = joined(*conditions, *counted)
    if words:
        shown = shown.join(_counted, _counted.c.event_id == t.occurrences.c.event_id)
    query = select(*counted).select_from(shown).where(and_(LIVE, *conditions))
    if not isinstance(by, str):
        query = query.group_by(by)
    rows = (await connection.execute(query)).all()
    return [
        Count(str(row.key), row.occurrences, row.events, made_up and bool(row.synthetic))
        for row in rows
        if row.occurrences
    ]
