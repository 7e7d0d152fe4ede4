"""Answers of geocoders, kept: Licence Ouverte (BAN) and ODbL (OpenStreetMap) allow it, and politeness asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.geocoding import Candidate
from festum.domain.place import Provenance


async def load_answers(
    connection: AsyncConnection, provider: Provenance, keys: Iterable[str], now: datetime
) -> dict[str, tuple[Candidate, ...]]:
    """Those still kept, by question key; an empty answer is one too."""
    raise NotImplementedError


async def keep_answers(
    connection: AsyncConnection,
    provider: Provenance,
    answers: Mapping[str, Sequence[Candidate]],
    asked_at: datetime,
    keep_until: Mapping[str, datetime],
) -> None:
    """Replacing what was kept."""
    raise NotImplementedError


async def forget_answers(connection: AsyncConnection, now: datetime) -> int:
    """Those whose time is over. How many."""
    raise NotImplementedError
