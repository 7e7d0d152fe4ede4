"""API keys, stored as digests: of 256 random bits, a fast hash is as hard to reverse as a slow one."""

from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.holder import Holder
from festum.store import tables as t


async def save_key(
    connection: AsyncConnection,
    digest: str,
    label: str,
    partner: str | None,
    now: datetime,
    expires: datetime | None,
) -> None:
    partner_id = select(t.partners.c.id).where(t.partners.c.key == partner).scalar_subquery() if partner else None
    await connection.execute(
        insert(t.api_keys).values(digest=digest, label=label, partner_id=partner_id, created_at=now, expires_at=expires)
    )


async def holder_of(connection: AsyncConnection, digest: str, now: datetime) -> Holder | None:
    """None for an unknown, ended or revoked key."""
    k = t.api_keys.c
    row = (
        await connection.execute(
            select(k.label, t.partners.c.key.label("partner"))
            .select_from(t.api_keys.outerjoin(t.partners))
            .where(k.digest == digest, k.revoked_at.is_(None), or_(k.expires_at.is_(None), k.expires_at > now))
        )
    ).first()
    return None if row is None else Holder(row.label, row.partner)


async def revoke_keys(connection: AsyncConnection, partner: str | None, now: datetime) -> int:
    """Ends all keys of a partner, or all administrators' keys; gives how many were still good."""
    k = t.api_keys.c
    whose = (
        k.partner_id.is_(None)
        if partner is None
        else k.partner_id.in_(select(t.partners.c.id).where(t.partners.c.key == partner))
    )
    ended = await connection.execute(update(t.api_keys).where(whose, k.revoked_at.is_(None)).values(revoked_at=now))
    return ended.rowcount
