"""In which order a list runs, and where a page of it begins: after a place, so that it stays good under new writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, and_, literal, or_

from festum.domain.query import Query
from festum.store import tables as t
from festum.store.finding import rank
from festum.store.nearness import farness

DATES = (t.occurrences.c.day, t.occurrences.c.starts_at, t.occurrences.c.uid)
"""By festival day, so that what starts after midnight follows the evening it belongs to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the occurrence it ended with, and what comes before the dates in its order.

    `lead` is None where nothing does; else how well it was found, turned so that less is better, or how far it is.
    """

    lead: float | None
    day: date
    starts_at: datetime
    uid: str


@dataclass(frozen=True, slots=True)
class Order:
    """`lead`, if any, then dates. `name` is what it was asked as."""

    name: str
    lead: ColumnElement[Any] | None = None

    @property
    def columns(self) -> tuple[ColumnElement[Any], ...]:
        return DATES if self.lead is None else (self.lead, *DATES)

    def after(self, place: Place, columns: Sequence[ColumnElement[Any]] | None = None) -> ColumnElement[bool]:
        """What follows that place; written out: a row of values cannot mix an expression's type with a column's."""
        columns = columns or self.columns
        kind = Float if self.name == "distance" else Integer
        values: list[ColumnElement[Any]] = [] if self.lead is None else [literal(place.lead, kind)]
        dates = (place.day, place.starts_at, place.uid)
        values += [literal(value, column.type) for value, column in zip(dates, DATES, strict=True)]
        steps = []
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            same = [c == v for c, v in zip(columns[:position], values[:position], strict=True)]
            steps.append(and_(*same, column > value))
        return or_(*steps)


def order_of(sort: str, query: Query) -> Order:
    """`sort` fits the query: relevance needs `q`, distance `near`."""
    match sort:
        case "relevance":
            return Order(sort, -rank(query.values("q")[0]))
        case "distance":
            return Order(sort, farness(query.values("near")[0]))
        case _:
            return Order("date")
