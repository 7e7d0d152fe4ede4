"""How many occurrences and events each value of a filter has under the same other filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.admission import Admission
from festum.domain.vocabulary import NOT_STATED, SPOKEN_LANGUAGES, SYNTHETIC
from festum.store import tables as t
from festum.store.listings import LIVE, SHOWN, Conditions

_words = t.event_words
_counted = t.event_words.alias("counted")
"""By another name than in the filters' own questions, which are about the whole event."""

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
    connection: AsyncConnection, group: str, conditions: Conditions, *, not_stated: bool = False
) -> Sequence[Count]:
    """In the order of the keys; values nobody has are left out, and so is what has none unless `not_stated`."""
    if group in LISTS:
        counts = await _count_words(connection, LISTS[group], conditions)
        if group == "accessible":
            counts = [Count("yes", c.occurrences, c.events, c.synthetic) for c in counts if c.key == "accessible"]
        none = ~_has(LISTS[group], "accessible" if group == "accessible" else None)
    else:
        by = GROUPS[group]
        counts = await _count(connection, by, SHOWN, [by.is_not(None), *conditions])
        none = by.is_(None)
    if not_stated and group not in {"free", "status", "edition", "partner"}:
        counts += await _count(connection, NOT_STATED, SHOWN, [none, *conditions])
    return sorted(counts, key=lambda count: count.key)  # not by the database: a collation may pass over dashes


async def _count_words(connection: AsyncConnection, kind: str, conditions: Conditions) -> list[Count]:
    """A language counts its variants in, as asking for it finds them."""
    shown = SHOWN.join(_counted, _counted.c.event_id == t.events.c.id)
    counts = await _count(connection, _counted.c.word, shown, [_counted.c.list == kind, *conditions])
    if kind != "language":
        return counts
    for language in SPOKEN_LANGUAGES:
        family = [word for word in SPOKEN_LANGUAGES if word == language or word.startswith(f"{language}-")]
        if len(family) > 1 and any(c.key in family[1:] for c in counts):
            has = _has(kind, *family)
            whole = await _count(connection, language, SHOWN, [has, *conditions])
            counts = [c for c in counts if c.key != language] + whole
    return counts


def _has(kind: str, *words: str | None) -> ColumnElement[bool]:
    of_event = [_words.c.event_id == t.events.c.id, _words.c.list == kind]
    named = [word for word in words if word is not None]
    if named:
        of_event.append(_words.c.word.in_(named))
    return select(_words.c.event_id).where(*of_event).exists()


async def _count(
    connection: AsyncConnection, by: ColumnElement[Any] | str, shown: Any, conditions: Conditions
) -> list[Count]:
    """One count per value of a column; a single one, called so, where `by` is a word."""
    made_up = or_(t.events.c.source == SYNTHETIC, t.partners.c.source == SYNTHETIC)
    key = (literal(by) if isinstance(by, str) else by).label("key")
    query = (
        select(
            key,
            func.count().label("occurrences"),
            func.count(t.events.c.id.distinct()).label("events"),
            func.max(case((made_up, 1), else_=0)).label("synthetic"),
        )
        .select_from(shown)
        .where(and_(LIVE, *conditions))
    )
    if not isinstance(by, str):
        query = query.group_by(by)
    rows = await connection.execute(query)
    return [Count(str(row.key), row.occurrences, row.events, bool(row.synthetic)) for row in rows if row.occurrences]
