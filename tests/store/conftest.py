from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from tests.store.furnished import database_url, postgresql_small, small, sqlite_small

__all__ = ["database_url", "empty_url", "postgresql_small", "small", "sqlite_small"]


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path, postgresql_server: str) -> AsyncIterator[str]:
    """A database without any table; on SQLite not even a file."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/new/festum.sqlite3"
        return
    name = f"festum_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgresql_server.format(name="postgres"))
    await admin.execute(f"CREATE DATABASE {name}")
    yield postgresql_server.format(name=name).replace("postgresql://", "postgresql+asyncpg://")
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()
