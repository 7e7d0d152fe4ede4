"""Telling how far an upload has come, for those who watch it from another process.

Kept in short writes of their own, a few in a second at most; and none once this process has, or waits for, the pen: it
would stand in its own way.
"""

import asyncio
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from festum.actions.house import House
from festum.actions.publish import Progress
from festum.store.upload_states import touch

EVERY_SECONDS = 0.5
STILL_HERE_SECONDS = 10.0
"""So often also where nothing moved: a process that says nothing for long is taken for dead."""

Step = tuple[str, int, int]


class Telling:
    """A block during which progress is told on: it is itself the `Progress` to pass."""

    def __init__(self, house: House, upload_id: int, watcher: Progress) -> None:
        self._house = house
        self._upload_id = upload_id
        self._watcher = watcher
        self._latest: Step = ("", 0, 0)
        self._over = asyncio.Event()
        self._teller: asyncio.Task[None] | None = None

    def __call__(self, phase: str, done: int, total: int) -> None:
        self._latest = (phase, done, total)
        self._watcher(phase, done, total)

    async def __aenter__(self) -> Self:
        self._teller = asyncio.create_task(self._tell())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        assert self._teller is not None
        self._over.set()
        await self._teller

    async def _tell(self) -> None:
        told: Step = ("", 0, 0)
        told_at = time.monotonic()
        while not self._over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), EVERY_SECONDS)
            latest, now = self._latest, time.monotonic()
            fresh = latest != told or now - told_at > STILL_HERE_SECONDS
            if self._over.is_set() or not fresh or _needs_the_pen(latest):
                continue
            # Whatever goes wrong here goes wrong there too, where it is said.
            with suppress(Exception):
                async with self._house.database.writing() as connection:
                    await touch(connection, self._upload_id, self._house.clock(), *latest)
            told, told_at = latest, now


def _needs_the_pen(step: Step) -> bool:
    phase, done, total = step
    return phase == "store" or (phase == "draw" and done >= total)
