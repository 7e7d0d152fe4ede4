"""The outermost layer by itself, over a framework of ten lines that counts what it is asked."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from festum.actions.revision_watch import RevisionWatch
from festum.api.answers import Shelf
from festum.api.http import Message, PublicAnswers, Receive, Scope, Send
from festum.store.revision import RevisionStamp
from tests.conftest import TestClock


class Framework:
    """Answers with the number of the question and the revision it was told to stand at; waits when told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.revision, self.status = 1, 200
        self.begun, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()

    async def has_begun(self) -> None:
        await asyncio.wait_for(self.begun.wait(), 10)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = scope["query_string"].decode()
        self.asked.append(f"{scope['method']} {scope['path']}" + (f"?{query}" if query else ""))
        number = len(self.asked)
        headers = [(b"festum-revision", str(self.revision).encode()), (b"Content-Type", b"text/plain")]
        self.begun.set()
        await self.go.wait()
        start: Message = {"type": "http.response.start", "status": self.status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": b"answer ", "more_body": True})
        await send({"type": "http.response.body", "body": str(number).encode()})


@pytest.fixture
def framework() -> Framework:
    return Framework()


@pytest.fixture
def watch() -> RevisionWatch:
    made = RevisionWatch()
    made.learn(RevisionStamp(1, datetime(2018, 5, 2, 8, 0, 0, tzinfo=UTC), "test"))
    return made


@pytest.fixture
async def asker(framework: Framework, watch: RevisionWatch, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    layer = PublicAnswers(framework, watch, Shelf(100_000), clock, "test")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(layer), base_url="https://agenda.example") as made:
        yield made


async def test_what_was_answered_once_is_not_asked_again(asker: httpx.AsyncClient, framework: Framework) -> None:
    texts = [(await asker.get(path)).text for path in ("/feeds/a.ics", "/feeds/a.ics", "/feeds/b.ics", "/feeds/a.ics")]
    assert texts == ["answer 1", "answer 1", "answer 2", "answer 1"]
    assert framework.asked == ["GET /feeds/a.ics", "GET /feeds/b.ics"]


async def test_head_is_asked_as_get_and_kept_for_it(asker: httpx.AsyncClient, framework: Framework) -> None:
    head, get = await asker.head("/feeds/a.ics"), await asker.get("/feeds/a.ics")
    assert (head.content, get.content, head.headers) == (b"", b"answer 1", get.headers)
    assert framework.asked == ["GET /feeds/a.ics"]


async def test_identical_questions_at_once_are_computed_once(asker: httpx.AsyncClient, framework: Framework) -> None:
    framework.go.clear()
    asking = [asyncio.create_task(asker.get("/feeds/a.ics")) for _ in range(20)]
    await framework.has_begun()
    framework.go.set()
    answers = await asyncio.gather(*asking)
    assert {answer.text for answer in answers} == {"answer 1"}
    assert framework.asked == ["GET /feeds/a.ics"]


async def test_the_first_asker_hanging_up_fails_nobody(asker: httpx.AsyncClient, framework: Framework) -> None:
    framework.go.clear()
    first = asyncio.create_task(asker.get("/feeds/a.ics"))
    await framework.has_begun()
    second = asyncio.create_task(asker.get("/feeds/a.ics"))
    await asyncio.sleep(0)
    first.cancel()
    framework.go.set()
    assert (await second).text == "answer 1"
    with pytest.raises(asyncio.CancelledError):
        await first
    assert framework.asked == ["GET /feeds/a.ics"]


async def test_a_new_revision_is_asked_for_anew(
    asker: httpx.AsyncClient, framework: Framework, watch: RevisionWatch, clock: TestClock
) -> None:
    await asker.get("/feeds/a.ics")
    framework.revision = 2
    assert (await asker.get("/feeds/a.ics")).text == "answer 1"
    watch.learn(RevisionStamp(2, clock(), "test"))
    assert [(await asker.get("/feeds/a.ics")).text for _ in range(2)] == ["answer 2", "answer 2"]


async def test_an_answer_begun_before_a_write_does_not_answer_after_it(
    asker: httpx.AsyncClient, framework: Framework, watch: RevisionWatch, clock: TestClock
) -> None:
    framework.go.clear()
    before = asyncio.create_task(asker.get("/feeds/a.ics"))
    await framework.has_begun()
    watch.learn(RevisionStamp(2, clock(), "test"))
    clock.advance(seconds=9)
    framework.revision = 2
    framework.begun.clear()
    after = asyncio.create_task(asker.get("/feeds/a.ics"))
    await framework.has_begun()
    framework.go.set()
    assert [(await before).text, (await after).text] == ["answer 1", "answer 2"]
    # A date that vouched for the new revision would keep the client on the old bytes for good.
    dates = [answer.headers.get("last-modified") for answer in (await before, await after)]
    assert dates == [None, "Wed, 02 May 2018 09:00:00 GMT"]
    assert (await asker.get("/feeds/a.ics")).text == "answer 2"


async def test_only_a_200_of_a_revision_is_kept(asker: httpx.AsyncClient, framework: Framework) -> None:
    for status in (404, 400, 500, 410):
        framework.status = status
        answers = [await asker.get("/api/v1/events/x") for _ in range(2)]
        assert [a.status_code for a in answers] == [status, status]
        assert answers[0].text != answers[1].text
        assert answers[0].headers["cache-control"] == "no-store"
        assert {"etag", "last-modified", "festum-revision"} & answers[0].headers.keys() == set()
    assert len(framework.asked) == 8


async def test_an_address_nobody_would_write_is_answered_and_not_kept(
    asker: httpx.AsyncClient, framework: Framework
) -> None:
    address = "/feeds/a.ics?commune=" + ",".join(f"34{number:03}" for number in range(400))
    assert [(await asker.get(address)).text for _ in range(2)] == ["answer 1", "answer 2"]


async def test_a_day_later_the_same_address_is_another_question(
    asker: httpx.AsyncClient, framework: Framework, clock: TestClock
) -> None:
    for address in ("/feeds/a.ics?from=today", "/feeds/from/today/a.ics", "/feeds/b.ics?to=%20tomorrow"):
        framework.asked.clear()
        clock.now = datetime(2018, 6, 23, 21, 59, 59, tzinfo=UTC)
        answers = [await asker.get(address)]
        clock.advance(seconds=1)
        answers += [await asker.get(address) for _ in range(2)]
        clock.advance(hours=23, minutes=59, seconds=59)
        answers.append(await asker.get(address))
        assert [answer.text for answer in answers] == ["answer 1", "answer 2", "answer 2", "answer 2"]
        # The date of the revision would vouch for yesterday's answer.
        assert {answer.headers.get("last-modified") for answer in answers} == {None}


async def test_the_day_makes_no_difference_to_an_address_that_names_none(
    asker: httpx.AsyncClient, framework: Framework, clock: TestClock
) -> None:
    await asker.get("/feeds/a.ics?from=2018-06-23")
    clock.advance(days=40)
    assert (await asker.get("/feeds/a.ics?from=2018-06-23")).text == "answer 1"


async def test_no_date_is_sent_while_another_release_writes_the_revisions(
    asker: httpx.AsyncClient, framework: Framework, watch: RevisionWatch, clock: TestClock
) -> None:
    assert (await asker.get("/feeds/a.ics")).headers["last-modified"] == "Wed, 02 May 2018 08:00:00 GMT"
    watch.learn(RevisionStamp(2, clock(), "of another release"))
    framework.revision = 2
    clock.advance(hours=1)
    assert "last-modified" not in (await asker.get("/feeds/a.ics")).headers


@pytest.mark.parametrize("method", ["PATCH", "PUT", "POST", "DELETE"])
async def test_writes_go_through_and_are_never_kept(
    asker: httpx.AsyncClient, framework: Framework, method: str
) -> None:
    texts = [(await asker.request(method, "/api/v1/events/x")).text for _ in range(2)]
    assert (texts, framework.asked) == (["answer 1", "answer 2"], [f"{method} /api/v1/events/x"] * 2)


async def test_what_is_not_public_is_asked_each_time(asker: httpx.AsyncClient, framework: Framework) -> None:
    for path in ("/health", "/openapi.json", "/feedsomething", "/eventsomething", "/api/v2/occurrences"):
        framework.asked.clear()
        assert [(await asker.get(path)).text for _ in range(2)] == ["answer 1", "answer 2"]
