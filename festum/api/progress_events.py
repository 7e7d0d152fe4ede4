"""How far an import has come, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Read from the database, not from this process: the one that is at work may be another.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from litestar.response import ServerSentEventMessage

from festum.api.import_shapes import progress_shape
from festum.clock import Clock
from festum.domain.upload import Upload, UploadState

UNDER_WAY = frozenset({UploadState.PLANNING, UploadState.APPLYING})

LOOK_EVERY_SECONDS = 0.5
SAY_EVERY_SECONDS = 15.0
"""So often at least something is sent: what stands between us and the reader closes silent connections."""

MOST_SECONDS = 900.0
"""Then the stream ends whatever the state, and whoever still wants to know asks again."""


ABANDONED_AFTER = timedelta(minutes=2)
"""Without a word from the process that is at it: it was stopped, and the import may be taken up again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds."""

    look_every: float = LOOK_EVERY_SECONDS
    say_every: float = SAY_EVERY_SECONDS
    most: float = MOST_SECONDS


async def progress_events(
    look: Callable[[], Awaitable[Upload]], clock: Clock, pace: Pace = Pace()
) -> AsyncIterator[ServerSentEventMessage]:
    """`progress` each time something has moved, comments in between, and one `end` with the state it is left in."""
    loop = asyncio.get_running_loop()
    begun = said_at = loop.time()
    said: bytes | None = None
    while True:
        upload = await look()
        now = loop.time()
        told = msgspec.json.encode(progress_shape(upload))
        if not _under_way(upload, clock) or now - begun >= pace.most:
            yield ServerSentEventMessage(event="end", data=told)
            return
        if told != said:
            yield ServerSentEventMessage(event="progress", data=told)
            said, said_at = told, now
        elif now - said_at >= pace.say_every:
            yield ServerSentEventMessage(comment="still at it", data=None)
            said_at = now
        await asyncio.sleep(pace.look_every)


def _under_way(upload: Upload, clock: Clock) -> bool:
    touched_at = upload.touched_at or upload.made_at
    return upload.state in UNDER_WAY and clock() - touched_at < ABANDONED_AFTER
