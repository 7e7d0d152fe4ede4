"""How each venue's point came about and what is still to be asked: enrolled with the venue, decided, shown.

None of this is public, and none of it needs the pen: `Database.claiming` is enough. Who is at which venue is the
subject of `geocoding_claims`, how many there are of `geocoding_tally`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Geocoding, GeocodingState
from festum.domain.place import Provenance
from festum.store import tables as t
from festum.store.chunks import chunks
from festum.store.geocoding_rows import GEOCODED, GEOCODING, as_candidate, as_geocoding
from festum.store.geocoding_tables import geocodings
from festum.store.venues_in_use import DATED, NOT_A_PERSONS, in_use

_G = geocodings.c
_PINNED = GeocodingState.PINNED.value
_FOUND_ONLY = (_G.state == GeocodingState.FOUND.value, _G.published.is_(False), DATED)


async def enrol(connection: AsyncConnection, venue_ids: Iterable[int], now: datetime) -> None:
    """New venues: to be asked about, or decided where a person pinned them. Called by `saving`."""
    values: dict[str, ColumnElement[Any]] = {name: literal(value, _G[name].type) for name, value in _anew(now).items()}
    values["state"] = case((NOT_A_PERSONS, values["state"]), else_=_PINNED)
    for some in chunks(sorted(venue_ids)):
        # Made by the database itself: for many thousand venues that is much quicker than handing it all these values.
        rows = select(t.venues.c.id, *values.values()).where(t.venues.c.id.in_(some))
        await connection.execute(insert(geocodings).from_select(["venue_id", *values], rows))


async def note_points(connection: AsyncConnection, venues: Mapping[int, Provenance | None], now: datetime) -> None:
    """Known venues whose point changed. Called by `saving`.

    Those a person pinned wait no more, whatever was found for them. Where the point is not a person's any more, what
    was found holds again - to be published, if the point is not from there - or else it is asked anew.
    """
    by_hand = [venue_id for venue_id in sorted(venues) if venues[venue_id] is Provenance.HUMAN]
    for some in chunks(by_hand):
        these = update(geocodings).where(_G.venue_id.in_(some), _G.state != _PINNED)
        await connection.execute(these.values(state=_PINNED, lease_until=None, asking=""))
    for some in chunks([venue_id for venue_id in sorted(venues) if venues[venue_id] is not Provenance.HUMAN]):
        pinned = select(_G.venue_id, _G.found).where(_G.venue_id.in_(some), _G.state == _PINNED)
        for venue_id, found in (await connection.execute(pinned)).all():
            back = _anew(now) if found is None else _found_again(found, venues[venue_id])
            await connection.execute(update(geocodings).where(_G.venue_id == venue_id).values(back))


def _found_again(found: Mapping[str, Any], provenance: Provenance | None) -> dict[str, Any]:
    candidate = as_candidate(found)
    return {
        "state": GeocodingState.FOUND.value,
        "provider": candidate.provider.value,
        "score": candidate.score,
        "label": candidate.label,
        "published": candidate.provider is provenance,
        "by": "",
    }


async def unpublished(connection: AsyncConnection, gazetteer: Gazetteer, limit: int) -> list[Geocoding]:
    """Found, and not yet the venue's point; those found first come first. A venue no date was ever at, or all of whose
    dates were moved by a merge, has nobody to be told: it waits until one is."""
    query = select(*GEOCODING).select_from(GEOCODED).where(*_FOUND_ONLY).order_by(_G.asked_at, _G.venue_id).limit(limit)
    return [as_geocoding(row, gazetteer) for row in await connection.execute(query)]


async def unpublished_since(connection: AsyncConnection) -> tuple[int, datetime | None]:
    """How many those are, and when the first of them was found (its `asked_at`)."""
    query = select(func.count(), func.min(_G.asked_at)).select_from(GEOCODED).where(*_FOUND_ONLY)
    number, since = (await connection.execute(query)).one()
    return number, since


async def set_published(connection: AsyncConnection, venue_ids: Iterable[int]) -> None:
    """What was found is now the venue's point. In the transaction that publishes it."""
    for some in chunks(sorted(venue_ids)):
        these = update(geocodings).where(_G.venue_id.in_(some), _G.state == GeocodingState.FOUND.value)
        await connection.execute(these.values(published=True))


async def set_waiting(connection: AsyncConnection, which: Iterable[int] | None, now: datetime) -> int:
    """To be asked anew, from the first step on: these, or all - but none whose point is a person's: release that first.
    What was found and published holds until something else is. How many."""
    number = 0
    anew = {name: value for name, value in _anew(now).items() if name not in ("found", "published")}
    for these in [()] if which is None else [(_G.venue_id.in_(some),) for some in chunks(sorted(set(which)))]:
        # Locked in the order of their ids, so that nobody who does likewise waits for us while we wait for them.
        query = select(_G.venue_id).select_from(GEOCODED).where(NOT_A_PERSONS, *these).order_by(_G.venue_id)
        ids = (await connection.execute(query.with_for_update(of=geocodings))).scalars().all()
        for some in chunks(ids):
            await connection.execute(update(geocodings).where(_G.venue_id.in_(some)).values(anew))
        number += len(ids)
    return number


async def set_pinned(connection: AsyncConnection, venue_id: int, by: str, label: str, now: datetime) -> None:
    """A person decided; what was proposed and found stays, to go back to. `due_at` is then when that was."""
    decided = {"state": _PINNED, "by": by, "label": label, "due_at": now, "lease_until": None, "asking": ""}
    await connection.execute(update(geocodings).where(_G.venue_id == venue_id).values(decided))


async def forget_found(connection: AsyncConnection, venue_id: int) -> None:
    """It holds no more; what was proposed stays."""
    await connection.execute(update(geocodings).where(_G.venue_id == venue_id).values(found=None, published=False))


async def note_pin(connection: AsyncConnection, venue_key: str, by: str, now: datetime) -> None:
    """Likewise of a venue that was pinned with one of its dates."""
    venue_id = (await connection.execute(select(t.venues.c.id).where(t.venues.c.venue_key == venue_key))).scalar_one()
    await set_pinned(connection, venue_id, by, "", now)


async def load_geocoding(connection: AsyncConnection, gazetteer: Gazetteer, venue_id: int) -> Geocoding | None:
    return next(iter(await _load(connection, gazetteer, [_G.venue_id == venue_id], 1)), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`partner` bounds it to venues that only this partner's events are at; None does not. No states: all."""

    states: tuple[GeocodingState, ...] = ()
    departement: str = ""
    partner: str | None = None
    after: int = 0
    limit: int = 50


async def load_geocodings(connection: AsyncConnection, gazetteer: Gazetteer, wanted: Wanted) -> list[Geocoding]:
    """Of venues that a live date is at, in the order of their ids."""
    conditions = [_G.venue_id > wanted.after, in_use(wanted.partner)]
    if wanted.states:
        conditions.append(_G.state.in_([state.value for state in wanted.states]))
    if wanted.departement:
        there = select(t.communes.c.insee_code).where(t.communes.c.departement == wanted.departement)
        conditions.append(t.venues.c.insee_code.in_(there))
    return await _load(connection, gazetteer, conditions, wanted.limit)


async def _load(
    connection: AsyncConnection, gazetteer: Gazetteer, conditions: Sequence[ColumnElement[bool]], limit: int
) -> list[Geocoding]:
    query = select(*GEOCODING).select_from(GEOCODED).where(*conditions).order_by(_G.venue_id).limit(limit)
    return [as_geocoding(row, gazetteer) for row in await connection.execute(query)]


def _anew(now: datetime) -> dict[str, Any]:
    """All columns but the venue's of one nothing was asked about."""
    return {
        "state": GeocodingState.WAITING.value,
        "asks": None,
        "step": 0,
        "alone": False,
        "attempts": 0,
        "due_at": now,
        "lease_until": None,
        "asking": "",
        "provider": None,
        "query": "",
        "score": None,
        "label": "",
        "asked_at": None,
        "doubt": None,
        "candidates": [],
        "found": None,
        "published": False,
        "by": "",
    }
