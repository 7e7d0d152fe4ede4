"""Answers of geocoders, kept: Licence Ouverte (BAN) and ODbL (OpenStreetMap) allow it, and politeness asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Insert, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.geocoding import Candidate
from festum.domain.place import Provenance
from festum.store.chunks import chunks
from festum.store.geocoding_rows import as_candidates, candidates_json
from festum.store.geocoding_tables import geocoder_answers

_A = geocoder_answers.c

LONGEST_KEY = 500
"""Characters: PostgreSQL takes no index entry of more than 2,700 bytes."""


async def load_answers(
    connection: AsyncConnection, provider: Provenance, keys: Iterable[str], now: datetime
) -> dict[str, tuple[Candidate, ...]]:
    """Those still kept, by question key; an empty answer is one too."""
    asked = {_stored(key): key for key in keys}
    answers: dict[str, tuple[Candidate, ...]] = {}
    for some in chunks(list(asked)):
        query = select(_A.question, _A.candidates).where(
            _A.provider == provider.value, _A.question.in_(some), _A.keep_until > now
        )
        for question, candidates in await connection.execute(query):
            answers[asked[question]] = as_candidates(candidates)
    return answers


async def keep_answers(
    connection: AsyncConnection,
    provider: Provenance,
    answers: Mapping[str, Sequence[Candidate]],
    asked_at: datetime,
    keep_until: Mapping[str, datetime],
) -> None:
    """Replacing what was kept; one `keep_until` for each."""
    rows = [
        {
            "provider": provider.value,
            "question": _stored(key),
            "asked_at": asked_at,
            "keep_until": keep_until[key],
            "candidates": candidates_json(candidates),
        }
        for key, candidates in answers.items()
    ]
    # In one order: two that keep the same answers do not wait for each other.
    for some in chunks(sorted(rows, key=lambda row: str(row["question"]))):
        await connection.execute(_replacing(connection), list(some))


async def forget_answers(connection: AsyncConnection, now: datetime) -> int:
    """Those whose time is over. How many."""
    return (await connection.execute(delete(geocoder_answers).where(_A.keep_until <= now))).rowcount


def _stored(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    digest = sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST_KEY - len(digest)]}{digest}"


def _replacing(connection: AsyncConnection) -> Insert:
    make = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
    statement = make(geocoder_answers)
    newer = {name: statement.excluded[name] for name in ("asked_at", "keep_until", "candidates")}
    return statement.on_conflict_do_update(index_elements=list(geocoder_answers.primary_key.columns), set_=newer)
