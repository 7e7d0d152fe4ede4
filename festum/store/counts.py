"""How many occurrences and events each value of a filter has under the same other filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, case, cast, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.admission import Admission
from festum.domain.vocabulary import NOT_STATED, SPOKEN_LANGUAGES, SYNTHETIC
from festum.store import tables as t
from festum.store.listings import LIVE, Conditions, joined

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

LISTS = {"language": ("language", ()), "category": ("category", ()), "accessible": ("flag", ("accessible",))}
"""What an event may have several of: the list, and the words of it that are counted (none: all)."""

CALLED = {"accessible": "yes"}
"""A word of those lists, as its filter takes it."""

_words = t.event_words
_made_up = or_(t.events.c.source == SYNTHETIC, t.partners.c.source == SYNTHETIC)


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
    counts = (await count_groups(connection, (group,), conditions, made_up=True))[group]
    stated_by_itself = group == "free"
    return [count for count in counts if not_stated or stated_by_itself or count.key != NOT_STATED]


async def count_groups(
    connection: AsyncConnection, groups: Sequence[str], conditions: Conditions, *, made_up: bool = False
) -> dict[str, list[Count]]:
    """Each in the order of its keys, `not-stated` among them. What matches is looked for once, for all of them.

    Without `made_up` nobody is told what is synthetic, and it costs less.
    """
    chosen = _chosen(groups, conditions, made_up)
    questions = [question for group in groups for question in _questions(group, chosen)]
    found: dict[str, list[Count]] = {group: [] for group in groups}
    for row in (await connection.execute(union_all(*questions))).all() if questions else ():
        if row.occurrences:
            found[row.name].append(Count(row.key, row.occurrences, row.events, bool(row.synthetic)))
    # Not by the database: a collation may pass over dashes.
    return {group: sorted(counts, key=lambda count: count.key) for group, counts in found.items()}


def _chosen(groups: Sequence[str], conditions: Conditions, made_up: bool) -> CTE:
    """Of what matches, only what is counted by."""
    columns: list[ColumnElement[Any]] = [t.occurrences.c.event_id.label("event_id")]
    columns += [GROUPS[group].label(group) for group in groups if group in GROUPS]
    columns.append((case((_made_up, 1), else_=0) if made_up else literal(0)).label("made_up"))
    query = select(*columns).select_from(joined(*conditions, *columns)).where(LIVE, *conditions)
    return query.cte("chosen").prefix_with("MATERIALIZED")


def _questions(group: str, chosen: CTE) -> list[Select[Any]]:
    if group in GROUPS:
        key = func.coalesce(cast(chosen.c[group], String), NOT_STATED)
        return [_count(group, key, chosen).group_by(key)]
    kind, only = LISTS[group]
    word = case(CALLED, value=_words.c.word, else_=_words.c.word)
    each = _count(group, word, chosen).select_from(chosen.join(_words, _words.c.event_id == chosen.c.event_id))
    each = each.where(_words.c.list == kind, *([_words.c.word.in_(only)] if only else [])).group_by(word)
    none = _count(group, literal(NOT_STATED), chosen).where(~_has(chosen, kind, only))
    if group != "language":
        return [each, none]
    # A language counts its variants in, as asking for it finds them.
    whole = []
    for language in SPOKEN_LANGUAGES:
        family = [one for one in SPOKEN_LANGUAGES if one == language or one.startswith(f"{language}-")]
        if len(family) > 1:
            each = each.where(_words.c.word != language)
            whole.append(_count(group, literal(language), chosen).where(_has(chosen, kind, family)))
    return [each, *whole, none]


def _count(group: str, key: ColumnElement[Any], chosen: CTE) -> Select[Any]:
    return select(
        literal(group).label("name"),
        key.label("key"),
        func.count().label("occurrences"),
        func.count(chosen.c.event_id.distinct()).label("events"),
        func.max(chosen.c.made_up).label("synthetic"),
    )


def _has(chosen: CTE, kind: str, words: Sequence[str]) -> ColumnElement[bool]:
    """Whether its event has any of these words in that list; any word at all, when none is named."""
    of_event = select(_words.c.event_id).where(_words.c.list == kind)
    return chosen.c.event_id.in_(of_event.where(_words.c.word.in_(words)) if words else of_event)
