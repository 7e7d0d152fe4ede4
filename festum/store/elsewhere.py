"""What other partners announce on some days in some communes."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.known import Announced
from festum.domain.texts import DEFAULT_CHAIN, Texts
from festum.store import tables as t
from festum.store.events import AT_ONCE


async def load_elsewhere(
    connection: AsyncConnection, edition: int, besides: Collection[str], where: Collection[tuple[date, str]]
) -> tuple[Announced, ...]:
    """Live dates of one edition on these (day, INSEE code), but for those of the partners `besides`, by their keys."""
    if not where:
        return ()
    days = [day for day, _ in where]
    communes = sorted({insee_code for _, insee_code in where})
    joined = t.occurrences.join(t.events).join(t.partners).join(t.venues)
    columns = (t.partners.c.key, t.partners.c.name, t.events.c.titles, t.occurrences.c.day, t.venues.c.insee_code)
    found: list[Announced] = []
    for start in range(0, len(communes), AT_ONCE):
        query = (
            select(*columns)
            .select_from(joined)
            .where(
                t.events.c.edition == edition,
                t.occurrences.c.state == "live",
                t.occurrences.c.day.between(min(days), max(days)),
                t.venues.c.insee_code.in_(communes[start : start + AT_ONCE]),
                t.partners.c.key.not_in(list(besides)),
            )
            .order_by(t.occurrences.c.day, t.occurrences.c.uid)
        )
        found += [
            Announced(row.key, row.name, Texts.of(row.titles).choose(DEFAULT_CHAIN)[1], row.day, row.insee_code)
            for row in await connection.execute(query)
            if (row.day, row.insee_code) in where
        ]
    return tuple(found)
