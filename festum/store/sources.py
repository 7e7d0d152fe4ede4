"""Addresses of partners that are fetched by themselves, and who is at which."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.beside import Beside
from festum.domain.plan import Mode
from festum.domain.source import Outcome, Source, Visit
from festum.store import tables as t

_S = t.sources.c
_WITH_PARTNER = t.sources.join(t.partners)


async def load_sources(connection: AsyncConnection) -> tuple[Source, ...]:
    return await _load(connection, _S.id == _S.id)


async def load_source(connection: AsyncConnection, source_id: int) -> Source | None:
    return next(iter(await _load(connection, _S.id == source_id)), None)


async def insert_source(
    connection: AsyncConnection, partner: str, url: str, every_hours: int, mode: Mode, beside: Beside, now: datetime
) -> int | None:
    """Due at once; None where the partner has this address already. Needs the pen."""
    whose = (await connection.execute(select(t.partners.c.id).where(t.partners.c.key == partner))).scalar_one()
    there = select(_S.id).where(_S.partner_id == whose, _S.url == url)
    if (await connection.execute(there)).first() is not None:
        return None
    made = await connection.execute(
        insert(t.sources)
        .values(
            partner_id=whose,
            url=url,
            every_hours=every_hours,
            mode=mode.value,
            defaults=_said(beside),
            made_at=now,
            due_at=now,
            **_visited(Visit()),
        )
        .returning(_S.id)
    )
    return int(made.scalar_one())


async def delete_source(connection: AsyncConnection, source_id: int) -> bool:
    """Its uploads stay. Needs the pen."""
    return (await connection.execute(delete(t.sources).where(_S.id == source_id))).rowcount == 1


async def claim_due(connection: AsyncConnection, now: datetime, lease: timedelta) -> Source | None:
    """The one that has been due longest, now this process's until the lease ends. Needs the pen."""
    due = select(_S.id).where(_S.due_at <= now, _free(now)).order_by(_S.due_at, _S.id).limit(1)
    found = (await connection.execute(due)).scalar_one_or_none()
    return None if found is None else await claim(connection, found, now, lease)


async def claim(connection: AsyncConnection, source_id: int, now: datetime, lease: timedelta) -> Source | None:
    """Whether it is due or not; None where somebody is at it. Needs the pen."""
    mine = update(t.sources).where(_S.id == source_id, _free(now)).values(lease_until=now + lease)
    if (await connection.execute(mine)).rowcount != 1:
        return None
    return await load_source(connection, source_id)


async def finish(connection: AsyncConnection, claimed: Source, visit: Visit, due_at: datetime) -> bool:
    """False where the lease ran out and somebody else is at it, or it was removed. Needs the pen."""
    mine = update(t.sources).where(_S.id == claimed.id, _S.lease_until == claimed.lease_until)
    done = await connection.execute(mine.values(due_at=due_at, lease_until=None, **_visited(visit)))
    return done.rowcount == 1


async def release(connection: AsyncConnection, claimed: Source) -> None:
    """As if nobody had been at it. Needs the pen."""
    mine = update(t.sources).where(_S.id == claimed.id, _S.lease_until == claimed.lease_until)
    await connection.execute(mine.values(lease_until=None))


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(_S.lease_until.is_(None), _S.lease_until <= now)


async def _load(connection: AsyncConnection, which: ColumnElement[bool]) -> tuple[Source, ...]:
    query = select(t.sources, t.partners.c.key.label("partner")).select_from(_WITH_PARTNER).where(which)
    return tuple(_as_source(row) for row in await connection.execute(query.order_by(t.partners.c.key, _S.id)))


def _as_source(row: Row[Any]) -> Source:
    said, came = row.defaults, row.outcome
    return Source(
        id=row.id,
        partner=row.partner,
        url=row.url,
        every_hours=row.every_hours,
        mode=Mode(row.mode),
        beside=Beside(
            edition=said["edition"],
            partner=row.partner,
            insee_code=said["insee_code"],
            languages=tuple(said["languages"]),
            mapping=tuple((heading, column) for heading, column in said["mapping"]),
            sheet=said["sheet"],
        ),
        due_at=row.due_at,
        lease_until=row.lease_until,
        visit=Visit(
            etag=row.etag,
            last_modified=row.last_modified,
            digest=row.digest,
            checked_at=row.checked_at,
            outcome=None if came is None else Outcome(came["key"], came["values"]),
            failures=row.failures,
            upload_id=row.upload_id,
        ),
    )


def _said(beside: Beside) -> Mapping[str, object]:
    return {
        "edition": beside.edition,
        "insee_code": beside.insee_code,
        "languages": list(beside.languages),
        "mapping": [list(pair) for pair in beside.mapping],
        "sheet": beside.sheet,
    }


def _visited(visit: Visit) -> dict[str, Any]:
    came = visit.outcome
    return {
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "digest": visit.digest,
        "checked_at": visit.checked_at,
        "outcome": None if came is None else {"key": came.key, "values": dict(came.values)},
        "failures": visit.failures,
        "upload_id": visit.upload_id,
    }
