"""The house and its unit of work: what every action is handed, and the one place where something is committed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from festum.actions.easel import Easel
from festum.actions.revision_watch import RevisionWatch
from festum.clock import Clock, instant
from festum.domain.gazetteer import Gazetteer
from festum.errors import Stale
from festum.feeds.formats import renderer
from festum.fetching.fetch import Fetcher
from festum.geocoding.geocoder import Chain
from festum.store.database import Connection, Database
from festum.store.indexing import edition
from festum.store.revision import RevisionStamp

T = TypeVar("T")

PLANS_AT_ONCE = 2
"""Large files take memory, and a connection each while they are read and compared: visitors need those too."""

PATIENT = 2
"""How many times a change is decided without keeping others waiting."""

ATTEMPTS = 5
"""How often a change is decided again when somebody else's came in between."""


@dataclass(frozen=True, slots=True)
class House:
    """What lives as long as the process. `base_url` is the public address in every byte we hand out; at the `desk`
    files are read, a few at a time; `instant` is the clock that turns are taken by."""

    database: Database
    gazetteer: Gazetteer
    clock: Clock
    base_url: str
    watch: RevisionWatch = field(default_factory=RevisionWatch)
    easel: Easel = field(default_factory=Easel)
    fetcher: Fetcher = field(default_factory=Fetcher)
    chain: Chain = field(default_factory=Chain)
    instant: Clock = instant
    desk: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PLANS_AT_ONCE))

    @property
    def renderer(self) -> str:
        return renderer(self.base_url, self.gazetteer.edition)

    @property
    def words(self) -> str:
        """The way this release takes terms for searching."""
        return edition(self.gazetteer)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """One request, one unit: whatever was written is committed when the block ends well, else nothing is."""
        async with AsyncExitStack() as stack:
            connection = await stack.enter_async_context(self.database.reading())
            unit = Unit(self, connection, stack)
            yield unit
        if unit.revised is not None:
            self.watch.learn(unit.revised)

    async def change(self, verb: Callable[[Unit], Awaitable[T]]) -> T:
        """A unit for a change, decided anew when what it rests on has changed meanwhile; Stale after some tries."""
        for attempt in range(ATTEMPTS):
            try:
                async with self.unit() as unit:
                    if attempt >= PATIENT:
                        await unit.take_pen()  # before anything is read: nobody can come in between any more
                    return await verb(unit)
            except Stale:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("the last attempt returned or raised")


class Unit:
    """First a snapshot to read, then - if anything is written - the pen, from which on nobody else writes.

    Deciding and drawing happen before the pen is taken, so that the transaction that keeps others waiting is short.
    """

    def __init__(self, house: House, connection: Connection, stack: AsyncExitStack) -> None:
        self.house = house
        self.connection = connection
        self.revised: RevisionStamp | None = None
        self._stack = stack
        self._has_pen = False

    async def let_go(self) -> None:
        """Gives the snapshot back before long work that needs none: connections are few, and others wait for them."""
        if not self._has_pen:
            await self._stack.aclose()

    async def take_pen(self) -> Connection:
        if not self._has_pen:
            await self._stack.aclose()  # the snapshot would be stale, and on SQLite cannot become a writer
            self.connection = await self._stack.enter_async_context(self.house.database.writing())
            self._has_pen = True
        return self.connection
