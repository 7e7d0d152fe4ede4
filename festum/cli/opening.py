"""Opening the house for one command, and closing it whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from festum.actions.house import House
from festum.app import build_house
from festum.domain.holder import Holder
from festum.settings import Settings, read_settings

T = TypeVar("T")

ACTOR = "command line"

OPERATOR = Holder(ACTOR, None)
"""Who may reach the database may reach every programme in it."""


@asynccontextmanager
async def open_house(settings: Settings | None = None) -> AsyncIterator[House]:
    house = build_house(settings or read_settings())
    try:
        yield house
    finally:
        await house.chain.close()
        await house.database.close()


def in_house(verb: Callable[[House], Awaitable[T]], settings: Settings | None = None) -> T:
    """`settings`: those of the environment if not given."""

    async def run() -> T:
        async with open_house(settings) as house:
            return await verb(house)

    return asyncio.run(run())
