"""Counting: editions, départements, communes and partners with what each has under the same filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from festum.actions.ask import PAGING, Question
from festum.actions.cursors import words_of, write_words
from festum.actions.house import Unit
from festum.domain.event import Edition, Partner
from festum.domain.query import Query
from festum.errors import Malformed
from festum.store.counts import Count, count_by, count_groups
from festum.store.filters import conditions
from festum.store.programme import count_programme, load_editions, load_partners
from festum.store.readers import ALL_EDITIONS
from festum.store.revision import read_revision

COUNTING = PAGING


@dataclass(frozen=True, slots=True)
class CountPage:
    """Counts in the order of their keys; `total` is the number of groups, `next` a cursor."""

    counts: Sequence[Count]
    total: int
    next: str | None
    revision: int


async def count(
    unit: Unit, question: Question, group: str, every: Sequence[str] | None = None, *, not_stated: bool = False
) -> CountPage:
    """`group` is what is counted, by the name of its filter; with `not_stated`, also what has none.

    With `every`, each of these is counted, be it zero, and in every edition unless one was asked for.
    """
    revision = await read_revision(unit.connection)
    if every is not None and not question.query.values("edition"):
        question = replace(question, query=Query.of({**dict(question.query.terms), "edition": (ALL_EDITIONS,)}))
    where = conditions(question.query, question.current)
    counts = list(await count_by(unit.connection, group, where, not_stated=not_stated))
    if every is not None:
        found = {c.key: c for c in counts}
        counts = [found.get(key, Count(key, 0, 0)) for key in every]
    start = 0
    if question.cursor is not None:
        after = words_of(question.cursor)
        if len(after) != 1:
            raise Malformed("bad_cursor")
        start = next((i for i, c in enumerate(counts) if c.key > after[0]), len(counts))
    shown = counts[start : start + question.limit]
    more = start + len(shown) < len(counts)
    return CountPage(shown, len(counts), write_words(shown[-1].key) if more else None, revision.number)


Facets = Mapping[str, Sequence[Count]]
"""By filter: its values with what each would find."""


async def count_facets(unit: Unit, question: Question) -> Facets:
    """Under all that was asked but the filter itself: what choosing another of its values, or one more, would find."""
    # Without `edition` the current one is meant: that is asked for too, and beside it all are counted.
    asked = {"edition", *(name for name, _ in question.query.terms)}
    together = [name for name in question.facets if name not in asked]
    where = conditions(question.query, question.current)
    found = await count_groups(unit.connection, together, where) if together else {}
    for name in question.facets:
        if name in asked:
            but_this = conditions(question.query, question.current, leaving_out=name)
            found |= await count_groups(unit.connection, (name,), but_this)
    return {name: found[name] for name in question.facets}


async def published_editions(unit: Unit) -> dict[int, Edition]:
    return {year: e for year, e in (await load_editions(unit.connection)).items() if e.published is not None}


async def partners_by_key(unit: Unit) -> dict[str, Partner]:
    return await load_partners(unit.connection)


@dataclass(frozen=True, slots=True)
class Health:
    """`counts` of published editions, partners, live events and occurrences."""

    revision: int
    counts: dict[str, int]

    @property
    def ready(self) -> bool:
        """True once something is published that people can see."""
        return self.counts["editions"] > 0


async def health(unit: Unit) -> Health:
    revision = await read_revision(unit.connection)
    return Health(revision.number, await count_programme(unit.connection))
