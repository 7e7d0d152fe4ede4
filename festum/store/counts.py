"""How many occurrences and events each edition, département, commune or partner has under the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.vocabulary import SYNTHETIC
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
    """`key` is the group's code: year, département, INSEE code or partner key.

    `synthetic` when any of these is made up for demonstration.
    """

    key: str
    occurrences: int
    events: int
    synthetic: bool = False


async def count_by(connection: AsyncConnection, group: str, conditions: Conditions) -> Sequence[Count]:
    """In the order of the keys; groups without any are left out, and so is what belongs to none (no commune)."""
    by = GROUPS[group]
    made_up = or_(t.events.c.source == SYNTHETIC, t.partners.c.source == SYNTHETIC)
    query = (
        select(
            by.label("key"),
            func.count().label("occurrences"),
            func.count(t.events.c.id.distinct()).label("events"),
            func.max(case((made_up, 1), else_=0)).label("synthetic"),
        )
        .select_from(SHOWN)
        .where(and_(LIVE, by.is_not(None), *conditions))
        .group_by(by)
    )
    rows = await connection.execute(query)
    counts = [Count(str(row.key), row.occurrences, row.events, bool(row.synthetic)) for row in rows]
    return sorted(counts, key=lambda count: count.key)  # not by the database: a collation may pass over dashes
