"""How many occurrences and events each edition, département, commune or partner has under the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.store import tables as t
from festum.store.listings import LIVE, SHOWN, Conditions

GROUPS: dict[str, ColumnElement[Any]] = {
    "edition": t.events.c.edition,
    "departement": t.communes.c.departement,
    "commune": t.communes.c.insee_code,
    "partner": t.partners.c.key,
}


@dataclass(frozen=True, slots=True)
class Count:
    """`key` is the group's code: year, département, INSEE code or partner key."""

    key: str
    occurrences: int
    events: int


async def count_by(connection: AsyncConnection, group: str, conditions: Conditions) -> Sequence[Count]:
    """In the order of the keys; groups without any are left out, and so is what belongs to none (no commune)."""
    by = GROUPS[group]
    query = (
        select(
            by.label("key"),
            func.count().label("occurrences"),
            func.count(t.events.c.id.distinct()).label("events"),
        )
        .select_from(SHOWN)
        .where(and_(LIVE, by.is_not(None), *conditions))
        .group_by(by)
    )
    counts = [Count(str(row.key), row.occurrences, row.events) for row in await connection.execute(query)]
    return sorted(counts, key=lambda count: count.key)  # not by the database: a collation may pass over dashes
