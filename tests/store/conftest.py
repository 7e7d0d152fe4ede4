from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import Server
from tests.store.furnished import furnishings, small

__all__ = ["empty_url", "furnishings", "small"]


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path, postgresql_server: Server) -> AsyncIterator[str]:
    """A database without any table; on SQLite not even a file."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/new/festum.sqlite3"
        return
    url = await postgresql_server.create()
    yield url
    await postgresql_server.drop(url)
