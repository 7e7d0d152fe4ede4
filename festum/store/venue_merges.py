"""Venues that are one place under two spellings: what an upload names, and where it is since they were merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Venue


@dataclass(frozen=True, slots=True)
class VenueMerge:
    id: int
    merged_id: int
    into_id: int
    at: datetime
    actor: str
    occurrences: tuple[str, ...]
    undone_at: datetime | None


async def load_merged(connection: AsyncConnection, gazetteer: Gazetteer, keys: Iterable[str]) -> dict[str, Venue]:
    """By the key of a merged venue: the one it is now, however often that was merged in its turn."""
    raise NotImplementedError


async def save_merge(
    connection: AsyncConnection, merged_id: int, into_id: int, occurrences: Sequence[str], actor: str, now: datetime
) -> int:
    raise NotImplementedError


async def load_merge(connection: AsyncConnection, merge_id: int) -> VenueMerge | None:
    raise NotImplementedError


async def load_merges(connection: AsyncConnection, limit: int, before: int | None = None) -> list[VenueMerge]:
    """Newest first."""
    raise NotImplementedError


async def set_merge_undone(connection: AsyncConnection, merge_id: int, now: datetime) -> bool:
    """False where it was already."""
    raise NotImplementedError
