"""Keeping what was drawn for an answer, behind the back of the reader who caused it: nobody waits for the pen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from festum.actions.house import House
from festum.domain.listing import Fragment
from festum.store.fragments import save_fragments

MOST_WAITING = 20_000
"""Fragments not yet stored; beyond that they are let go and drawn again when next asked for."""

log = structlog.get_logger(__name__)


class FragmentKeeper:
    """One writer task for the process; what is lost with it costs a drawing, never an answer."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._queue: asyncio.Queue[Sequence[Fragment]] = asyncio.Queue()
        self._waiting = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="fragment keeper")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def keep(self, fragments: Sequence[Fragment]) -> None:
        if fragments and self._waiting + len(fragments) <= MOST_WAITING:
            self._waiting += len(fragments)
            self._queue.put_nowait(fragments)

    async def drained(self) -> None:
        """Returns once everything handed over is stored."""
        await self._queue.join()

    async def _run(self) -> None:
        while True:
            fragments = await self._queue.get()
            try:
                async with self._house.unit() as unit:
                    await save_fragments(await unit.take_pen(), fragments)
            except Exception as error:  # the bytes can be drawn again
                log.warning("drawn bytes were not kept", fragments=len(fragments), error=str(error))
            finally:
                self._waiting -= len(fragments)
                self._queue.task_done()
