"""Who is at which venue: claimed with a lease, asked about, settled. None of it is public: `Database.claiming`.

Nobody waits for a venue here while holding one: claims pass over rows others have locked, and whatever touches several
rows does so in the order of their ids.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Claimed, Geocoding, GeocodingState
from festum.domain.place import Provenance
from festum.store.chunks import chunks
from festum.store.geocoding_rows import GEOCODED, GEOCODING, as_geocoding, outcome_columns
from festum.store.geocoding_tables import geocodings
from festum.store.venues_in_use import NOT_A_PERSONS

_G = geocodings.c
_WAITING = _G.state == GeocodingState.WAITING.value


async def claim(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    provider: Provenance,
    chain: Sequence[Provenance],
    now: datetime,
    lease: timedelta,
    limit: int,
    *,
    in_bulk: bool,
) -> list[Claimed]:
    """Waiting venues that are due for this provider, the longest due first, now this process's until the lease ends.

    Rows that ask for nobody, or for a provider that is not in the chain any more, are the first one's, from its first
    question on. Every one that is given asks for `provider`. On PostgreSQL rows others are at are passed over (SKIP
    LOCKED). `in_bulk` leaves those that are to be asked alone. Lock the geocoder (geocoders.py) before.
    """
    here: ColumnElement[bool] = _G.asks == provider.value
    if provider is chain[0]:
        here = or_(here, _G.asks.is_(None), _G.asks.not_in([one.value for one in chain]))
    due = (
        select(*GEOCODING)
        .select_from(GEOCODED)
        .where(_WAITING, _G.due_at <= now, free(now), NOT_A_PERSONS, here)
        .order_by(_G.due_at, _G.venue_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=geocodings)
    )
    if in_bulk:
        due = due.where(_G.alone.is_(False))
    found = [as_geocoding(row, gazetteer) for row in await connection.execute(due)]
    until = now + lease
    for some in chunks([one.venue_id for one in found]):
        mine = update(geocodings).where(_G.venue_id.in_(some))
        await connection.execute(mine.values(lease_until=until, asking=""))  # not what a killed process was asking
    return [Claimed(_from_the_first(one, provider), until) for one in found]


def _from_the_first(geocoding: Geocoding, provider: Provenance) -> Geocoding:
    return geocoding if geocoding.asks is provider else replace(geocoding, asks=provider, step=0, attempts=0)


async def note_asking(connection: AsyncConnection, keys: Mapping[int, str]) -> None:
    """The question each claimed venue is at, by venue id."""
    rows = [{"its_id": venue_id, "its_key": key} for venue_id, key in sorted(keys.items())]
    if rows:
        mine = update(geocodings).where(_G.venue_id == bindparam("its_id")).values(asking=bindparam("its_key"))
        await connection.execute(mine, rows)


async def in_flight(connection: AsyncConnection, keys: Iterable[str], now: datetime) -> set[str]:
    """Those of these questions somebody is at already."""
    asked: set[str] = set()
    for some in chunks(sorted(set(keys))):
        at_it = select(_G.asking).where(_G.lease_until > now, _G.asking.in_(some))
        asked |= set((await connection.execute(at_it)).scalars())
    return asked


async def release(connection: AsyncConnection, claimed: Iterable[Claimed], due_at: datetime | None = None) -> None:
    """As if nobody had been at them; to be claimed again from `due_at` on, or at once."""
    rows = [
        {"its_id": one.geocoding.venue_id, "its_lease": one.lease_until}
        for one in sorted(claimed, key=lambda one: one.geocoding.venue_id)
    ]
    mine = update(geocodings).where(_G.venue_id == bindparam("its_id"), _G.lease_until == bindparam("its_lease"))
    later = {} if due_at is None else {"due_at": due_at}
    if rows:
        await connection.execute(mine.values(lease_until=None, asking="", **later), rows)


async def settle(
    connection: AsyncConnection, claimed: Claimed, outcome: Geocoding, due_at: datetime, alone: bool
) -> bool:
    """What came of it, the lease given back. False where the lease ran out and somebody else is at it, a person decided
    meanwhile, or it is to be asked anew: then nothing is written."""
    still_mine = (_G.venue_id == claimed.geocoding.venue_id, _G.lease_until == claimed.lease_until, _WAITING)
    columns = {**outcome_columns(outcome), "due_at": due_at, "alone": alone, "lease_until": None, "asking": ""}
    done = await connection.execute(update(geocodings).where(*still_mine).values(columns))
    return done.rowcount == 1


async def waiting(connection: AsyncConnection, now: datetime) -> tuple[int, datetime | None]:
    """How many venues wait to be asked about, and when the next is due (the first lease that ends counts as due)."""
    next_due = case((_G.lease_until > now, _G.lease_until), else_=_G.due_at)
    query = select(func.count(), func.min(next_due)).select_from(GEOCODED).where(_WAITING, NOT_A_PERSONS)
    number, due_at = (await connection.execute(query)).one()
    return number, due_at


def free(now: datetime) -> ColumnElement[bool]:
    """Nobody is at it, or not any more."""
    return or_(_G.lease_until.is_(None), _G.lease_until <= now)
