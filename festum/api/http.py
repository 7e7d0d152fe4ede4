"""The outermost layer: what is public and unchanged is answered before the framework routes.

Litestar answers neither HEAD on a GET route nor a matching If-None-Match, and its response cache forgets encodings;
all of that has its one owner here. Handlers say which revision an answer belongs to (`REVISION`), nothing else; those
of visitors' own programmes count these in, and say what date the answer is of (`MODIFIED`).
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from festum.actions.revision_watch import RevisionWatch
from festum.api.answers import Answer, Body, Headers, Shelf
from festum.api.canonical import canonical_query, is_relative
from festum.api.conditional import http_date, is_unchanged
from festum.api.encodings import PLAIN, best_coding
from festum.api.manners import SECURITY, Manner, manner_of
from festum.clock import Clock, festival_day

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REVISION = "festum-revision"
"""Header by which a handler tells this layer the revision of its answer; it goes no further."""

MODIFIED = "festum-modified"
"""Likewise the date of an answer about a visitor's own programme, in seconds of the epoch; empty for none."""

EVERY_DAY = 0
"""The festival day of an answer that is the same whatever the day."""

LONGEST_KEY = 2000
"""Bytes of path and query beyond which an answer is not kept: no honest address is that long."""


@dataclass(slots=True)
class _Captured:
    """What the framework answered."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    content: bytes = b""
    revision: int | None = None
    modified: datetime | None = None


class PublicAnswers:
    """ASGI. Keeps answers by (path, canonical query, festival day) and the revision they belong to."""

    def __init__(
        self, app: App, watch: RevisionWatch, shelf: Shelf, clock: Clock, renderer: str, words: str = ""
    ) -> None:
        self._app = app
        self._renderer, self._words = renderer, words
        self._watch = watch
        self._shelf = shelf
        self._clock = clock
        self._flights: dict[object, asyncio.Task[Answer | _Captured]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if "\0" in scope["path"]:  # PostgreSQL refuses this character in any text; no address of ours holds it
            scope = {**scope, "path": scope["path"].replace("\0", "\ufffd")}
        method, manner = scope["method"], manner_of(scope["path"])
        if manner is None and method == "OPTIONS":
            await self._allowed(scope, send)
        elif manner is None:
            await self._private(scope, receive, send, SECURITY)
        elif method in {"GET", "HEAD"}:
            await self._public(scope, manner, method == "HEAD", send)
        elif method == "OPTIONS":
            await _send(send, 204, manner.preflight, b"")
        else:
            await self._private(scope, receive, send, [*manner.security, *manner.cors])

    async def _public(self, scope: Scope, manner: Manner, head: bool, send: Send) -> None:
        query = canonical_query(scope["query_string"])
        relative = is_relative(scope["path"], query)
        key = (scope["path"], query, festival_day(self._clock()).toordinal() if relative else EVERY_DAY)
        revision = self._standing(manner)
        answer: Answer | _Captured | None = self._shelf.find(key, revision)
        if answer is None:
            answer = await self._compute(scope, key, revision)
        if isinstance(answer, _Captured):
            headers = [*answer.headers, *manner.security, *manner.cors, (b"cache-control", b"no-store")]
            await _send(send, answer.status, headers, answer.content, head)
            return
        await self._hand_out(scope, manner, key, answer, head, send)

    async def _hand_out(
        self, scope: Scope, manner: Manner, key: tuple[str, str, int], answer: Answer, head: bool, send: Send
    ) -> None:
        if_none_match = if_modified_since = None
        accepted = b""
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                if_none_match = value if if_none_match is None else if_none_match + b", " + value
            elif name == b"if-modified-since":
                if_modified_since = value
            elif name == b"accept-encoding":
                accepted = value if not accepted else accepted + b", " + value
        coding = best_coding(accepted) if accepted and answer.worth_packing else PLAIN
        body = await self._packed(key, answer, coding) if coding else answer.plain
        # An answer to "from today" changes at midnight too, and no date of ours tells that.
        modified = self._modified(manner, answer) if key[2] == EVERY_DAY else None
        validators: Headers = [
            (b"etag", body.etag),
            (b"cache-control", manner.cache_control),
            (b"vary", b"Accept-Encoding"),
            *manner.cors,
        ]
        if modified is not None:
            validators.append((b"last-modified", http_date(modified)))
        if is_unchanged(body.etag, modified, if_none_match, if_modified_since, self._clock()):
            await _send(send, 304, validators, b"", head=True)
            return
        headers = [*answer.headers, *validators, *manner.security]
        if body.encoding:
            headers.append((b"content-encoding", body.encoding))
        await _send(send, 200, headers, body.content, head)

    async def _packed(self, key: tuple[str, str, int], answer: Answer, coding: str) -> Body:
        if coding not in answer.packed:
            await asyncio.to_thread(answer.packed_as, coding)
            if self._shelf.find(key, answer.revision) is answer:
                self._shelf.keep(key, answer)
        return answer.packed_as(coding)

    async def _compute(self, scope: Scope, key: tuple[str, str, int], revision: int) -> Answer | _Captured:
        """Identical questions asked at once are answered once; one begun before a write does not answer after it.

        A task of its own: the first asker hanging up is no reason to fail the others.
        """
        flight = (scope["path"], scope["query_string"], key[2], revision)
        running = self._flights.get(flight)
        if running is None:
            running = asyncio.create_task(self._answer(scope, key))
            self._flights[flight] = running
            running.add_done_callback(lambda _: self._flights.pop(flight, None))
        return await asyncio.shield(running)

    async def _answer(self, scope: Scope, key: tuple[str, str, int]) -> Answer | _Captured:
        captured = await self._ask(scope)
        if captured.status != 200 or captured.revision is None:
            return captured
        answer = Answer.of(captured.revision, captured.headers, captured.content, captured.modified)
        if len(key[0]) + len(key[1]) <= LONGEST_KEY:
            self._shelf.keep(key, answer)
        return answer

    async def _ask(self, scope: Scope, method: str = "GET") -> _Captured:
        captured = _Captured()
        parts: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                captured.status = message["status"]
                for name, value in message["headers"]:
                    if name.lower() == REVISION.encode():
                        captured.revision = int(value)
                    elif name.lower() == MODIFIED.encode():
                        captured.modified = datetime.fromtimestamp(int(value), UTC) if value else None
                    elif name.lower() != b"content-length":
                        captured.headers.append((name.lower(), value))
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        # The framework answers as if asked plainly: conditions and encodings are judged here, on what it gives.
        await self._app({**scope, "method": method}, receive, send)
        captured.content = b"".join(parts)
        return captured

    async def _allowed(self, scope: Scope, send: Send) -> None:
        """The framework's own answer forgets the methods of what was registered later under the same path; where it
        refuses a method that nothing has, it names them all."""
        refusal = await self._ask(scope, "TRACE")
        allowed = [header for header in refusal.headers if header[0] == b"allow"]
        if allowed:
            await _send(send, 204, [*allowed, *SECURITY, (b"cache-control", b"no-store")], b"")
        else:
            await _send(send, refusal.status, [*refusal.headers, *SECURITY], refusal.content)

    async def _private(self, scope: Scope, receive: Receive, send: Send, more: Headers) -> None:
        head = scope["method"] == "HEAD"

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                extra = [*more, (b"cache-control", b"no-store")]
                message["headers"] = [*message["headers"], *((n, v) for n, v in extra if n not in own)]
            elif head:
                message["body"] = b""
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, dressed)

    def _standing(self, manner: Manner) -> int:
        """The number an answer must belong to to be today's."""
        latest = self._watch.latest
        if latest is None:
            return 0
        return latest.of_selections if manner.of_selections else latest.number

    def _modified(self, manner: Manner, answer: Answer) -> datetime | None:
        """The second of the latest revision, once it is over (RFC 9110 8.8.2: never later than Date).

        For an answer about a visitor's own programme the date its handler told, which is as strict.

        None for an answer overtaken by a write while it was made: that date would keep it for good. None too while
        another release writes the revisions: the same date would stand for its bytes and for ours.
        """
        latest = self._watch.latest
        if latest is None or answer.revision < self._standing(manner):
            return None
        if (latest.renderer, latest.words) != (self._renderer, self._words):
            return None
        modified = answer.modified if manner.of_selections else latest.at
        return modified if modified is not None and self._clock() > modified else None


async def _send(send: Send, status: int, headers: Headers, content: bytes, head: bool = False) -> None:
    if status not in {204, 304}:
        headers = [*headers, (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else content})
