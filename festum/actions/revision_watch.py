"""Which revision this process answers for: its own writes at once, those of others within half a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from festum.store.revision import RevisionStamp

POLL_SECONDS = 0.4

log = structlog.get_logger(__name__)


class RevisionWatch:
    """Knows the latest revision seen, and keeps answering for it while the database cannot be asked."""

    def __init__(self) -> None:
        self.latest: RevisionStamp | None = None
        self._task: asyncio.Task[None] | None = None

    def learn(self, stamp: RevisionStamp) -> None:
        """Never goes back: an answer read before a write may arrive after it."""
        if self.latest is None or stamp.of_selections > self.latest.of_selections:
            self.latest = stamp
        elif stamp.of_selections == self.latest.of_selections and stamp.words != self.latest.words:
            self.latest = stamp  # taken anew where there was nothing to find: no revision told of it

    def start(self, ask: Callable[[], Awaitable[RevisionStamp]]) -> None:
        self._task = asyncio.create_task(self._poll(ask), name="revision watch")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _poll(self, ask: Callable[[], Awaitable[RevisionStamp]]) -> None:
        silent = False
        while True:
            try:
                self.learn(await ask())
                silent = False
            except Exception as error:  # whatever it is, the next poll may succeed
                if not silent:
                    log.warning("the database does not answer; serving what is known", error=str(error))
                silent = True
            await asyncio.sleep(POLL_SECONDS)
