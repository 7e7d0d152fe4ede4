"""What a partner said beside its last upload, for the next one."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.beside import Beside
from festum.store import tables as t


async def load_habits(connection: AsyncConnection, partner: str) -> Beside:
    """Empty where it never said anything, or nobody is asked about."""
    query = select(t.partner_habits).join(t.partners).where(t.partners.c.key == partner)
    row = (await connection.execute(query)).first()
    if row is None:
        return Beside()
    return Beside(
        edition=row.edition,
        partner=partner,
        insee_code=row.insee_code,
        languages=tuple(row.languages),
        mapping=tuple((heading, column) for heading, column in row.mapping),
    )


async def save_habits(connection: AsyncConnection, partner: str, habits: Beside, now: datetime) -> None:
    """Its worksheet is no habit: the next file has others. Needs the pen."""
    h = t.partner_habits.c
    partner_id = (await connection.execute(select(t.partners.c.id).where(t.partners.c.key == partner))).scalar_one()
    columns = {
        "mapping": [list(pair) for pair in habits.mapping],
        "insee_code": habits.insee_code,
        "languages": list(habits.languages),
        "edition": habits.edition,
        "at": now,
    }
    changed = await connection.execute(update(t.partner_habits).where(h.partner_id == partner_id).values(columns))
    if not changed.rowcount:
        await connection.execute(insert(t.partner_habits).values(partner_id=partner_id, **columns))
