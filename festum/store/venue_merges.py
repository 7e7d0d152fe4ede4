"""Venues that are one place under two spellings: what an upload names, and where it is since they were merged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.store import tables as t
from festum.store.chunks import chunks
from festum.store.geocoding_tables import venue_merges
from festum.store.rows import VENUE, as_venue

_M = venue_merges.c


@dataclass(frozen=True, slots=True)
class PointTaken:
    """`given` is what the kept venue got from the merged one; the rest is its own of before, with who decided it."""

    given: Point
    point: Point | None
    precision: Precision | None
    provenance: Provenance | None
    by: str
    label: str


@dataclass(frozen=True, slots=True)
class VenueMerge:
    """`occurrences`: UIDs of the dates it moved. `undone_at` None: it holds. `took` None: no point came with it."""

    id: int
    merged_id: int
    into_id: int
    at: datetime
    actor: str
    occurrences: tuple[str, ...]
    undone_at: datetime | None
    took: PointTaken | None = None


async def load_merged(connection: AsyncConnection, gazetteer: Gazetteer, keys: Iterable[str]) -> dict[str, Venue]:
    """By the key of a merged venue: the one it is now, however often that was merged in its turn."""
    wanted = set(keys)
    merged = t.venues.c.venue_key.label("merged_key")
    with_key = venue_merges.join(t.venues, t.venues.c.id == _M.merged_id)
    held = select(merged, _M.merged_id, _M.into_id).select_from(with_key).where(_M.undone_at.is_(None)).order_by(_M.id)
    rows = (await connection.execute(held)).all()
    into = {row.merged_id: row.into_id for row in rows}
    ends = {row.merged_key: _end(row.merged_id, into) for row in rows if row.merged_key in wanted}
    venues: dict[int, Venue] = {}
    for some in chunks(sorted(set(ends.values()))):
        for row in await connection.execute(select(*VENUE).where(t.venues.c.id.in_(some))):
            if (venue := as_venue(row, gazetteer)) is not None:
                venues[row.venue_id] = venue
    return {key: venues[end] for key, end in ends.items()}


def _end(venue_id: int, into: Mapping[int, int]) -> int:
    """Where it leads; a ring, which nobody should have made, leads once round to the last of it."""
    passed = {venue_id}
    while (further := into.get(venue_id)) is not None and further not in passed:
        passed.add(further)
        venue_id = further
    return venue_id


async def save_merge(
    connection: AsyncConnection,
    merged_id: int,
    into_id: int,
    occurrences: Sequence[str],
    actor: str,
    now: datetime,
    took: PointTaken | None = None,
) -> int:
    """Its id. Needs the pen, as the dates it moves do."""
    made = insert(venue_merges).values(
        merged_id=merged_id, into_id=into_id, at=now, actor=actor, occurrences=list(occurrences),
        took=None if took is None else _taken_json(took),
    )  # fmt: skip
    return int((await connection.execute(made.returning(_M.id))).scalar_one())


async def load_merge(connection: AsyncConnection, merge_id: int) -> VenueMerge | None:
    row = (await connection.execute(select(venue_merges).where(_M.id == merge_id))).one_or_none()
    return None if row is None else _as_merge(row)


async def load_merges(connection: AsyncConnection, limit: int, before: int | None = None) -> list[VenueMerge]:
    """Newest first; `before`: the id of the last one seen."""
    query = select(venue_merges).order_by(_M.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_M.id < before)
    return [_as_merge(row) for row in await connection.execute(query)]


async def set_merge_undone(connection: AsyncConnection, merge_id: int, now: datetime) -> bool:
    """False where it was already. Needs the pen."""
    still = update(venue_merges).where(_M.id == merge_id, _M.undone_at.is_(None))
    return (await connection.execute(still.values(undone_at=now))).rowcount == 1


def _as_merge(row: Row[Any]) -> VenueMerge:
    took = None if row.took is None else _as_taken(row.took)
    dates = tuple(row.occurrences)
    return VenueMerge(row.id, row.merged_id, row.into_id, row.at, row.actor, dates, row.undone_at, took)


def _taken_json(took: PointTaken) -> dict[str, Any]:
    return {
        "given": [took.given.latitude, took.given.longitude],
        "point": [took.point.latitude, took.point.longitude] if took.point else None,
        "precision": took.precision,
        "provenance": took.provenance,
        "by": took.by,
        "label": took.label,
    }


def _as_taken(kept: Mapping[str, Any]) -> PointTaken:
    return PointTaken(
        Point(*kept["given"]),
        Point(*kept["point"]) if kept["point"] else None,
        Precision(kept["precision"]) if kept["precision"] else None,
        Provenance(kept["provenance"]) if kept["provenance"] else None,
        kept["by"],
        kept["label"],
    )
