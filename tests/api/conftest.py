"""The small programme for the rooms that hand it out, and one of its partners."""

from collections.abc import AsyncIterator

import httpx
import pytest

from festum.actions.house import House
from tests.conftest import TestClock, client_of, key_for
from tests.small import editor, furnishings, reader, small, visitor

__all__ = ["editor", "furnishings", "reader", "small", "visitor"]


@pytest.fixture
async def amics(small: House, database_url: str, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    """A partner with its key, an hour after the small programme was published."""
    clock.advance(hours=1)
    async with client_of(database_url, clock) as made:
        made.headers.update(await key_for(small, "amics"))
        yield made
