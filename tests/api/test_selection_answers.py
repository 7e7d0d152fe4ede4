"""Answers about visitors' own programmes in the outermost layer, over a framework of ten lines."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from festum.actions.revision_watch import RevisionWatch
from festum.api.answers import Shelf
from festum.api.http import Message, PublicAnswers, Receive, Scope, Send
from festum.store.revision import RevisionStamp
from tests.conftest import TestClock

AT = datetime(2018, 5, 2, 8, tzinfo=UTC)
FEED, OTHER = "/feeds/s/token/a.ics", "/feeds/a.ics"


class Framework:
    """Answers with the number of the question, for the state and of the date it was told."""

    def __init__(self) -> None:
        self.asked = 0
        self.number, self.modified = 1, str(int(AT.timestamp()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        headers = [(b"festum-revision", str(self.number).encode()), (b"festum-modified", self.modified.encode())]
        start: Message = {"type": "http.response.start", "status": 200, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": f"answer {self.asked}".encode()})


@pytest.fixture
def framework() -> Framework:
    return Framework()


@pytest.fixture
def watch() -> RevisionWatch:
    made = RevisionWatch()
    made.learn(RevisionStamp(1, AT, "test"))
    return made


@pytest.fixture
async def asker(framework: Framework, watch: RevisionWatch, clock: TestClock) -> AsyncIterator[httpx.AsyncClient]:
    layer = PublicAnswers(framework, watch, Shelf(100_000), clock, "test")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(layer), base_url="https://agenda.example") as made:
        yield made


def dates(*answers: httpx.Response) -> list[str | None]:
    return [answer.headers.get("last-modified") for answer in answers]


async def test_a_visitor_s_change_makes_answers_about_such_programmes_new_and_no_others(
    asker: httpx.AsyncClient, framework: Framework, watch: RevisionWatch, clock: TestClock
) -> None:
    paths = (FEED, "/feeds//s/token/a.ics", "/api/v1/selections/token", OTHER)
    first = [(await asker.get(path)).text for path in paths]
    assert [(await asker.get(path)).text for path in paths] == first == [f"answer {n}" for n in (1, 2, 3, 4)]
    watch.learn(RevisionStamp(1, AT, "test", selections=1))
    framework.number = 2
    assert [(await asker.get(path)).text for path in paths] == ["answer 5", "answer 6", "answer 7", "answer 4"]
    watch.learn(RevisionStamp(2, clock(), "test", selections=1))
    framework.number = 3
    assert [(await asker.get(path)).text for path in paths] == [f"answer {n}" for n in (8, 9, 10, 11)]


async def test_the_date_is_the_handler_s_for_them_and_the_revision_s_for_others(
    asker: httpx.AsyncClient, framework: Framework, clock: TestClock
) -> None:
    framework.modified = str(int((AT + timedelta(minutes=5)).timestamp()))
    answers = [await asker.get(path) for path in (FEED, OTHER)]
    assert dates(*answers) == ["Wed, 02 May 2018 08:05:00 GMT", "Wed, 02 May 2018 08:00:00 GMT"]
    assert all("festum-modified" not in answer.headers for answer in answers)


async def test_the_date_is_held_back_until_its_second_is_over(
    asker: httpx.AsyncClient, framework: Framework, clock: TestClock
) -> None:
    framework.modified = str(int((clock() + timedelta(seconds=2)).timestamp()))
    told = []
    for _ in range(4):
        told.append(await asker.get(FEED))
        clock.advance(seconds=1)
    assert dates(*told) == [None, None, None, "Wed, 02 May 2018 09:00:02 GMT"]
    assert {answer.text for answer in told} == {"answer 1"}


async def test_no_date_is_told_where_the_handler_has_none_or_the_answer_is_overtaken(
    asker: httpx.AsyncClient, framework: Framework, watch: RevisionWatch, clock: TestClock
) -> None:
    framework.modified = ""
    none = await asker.get(FEED)
    framework.modified = str(int(AT.timestamp()))
    watch.learn(RevisionStamp(1, AT, "test", selections=1))
    overtaken = await asker.get(FEED)  # the framework still stands at what was before
    framework.number = 2
    told = await asker.get(FEED)
    watch.learn(RevisionStamp(2, AT, "of another release", selections=1))
    framework.number = 3
    elsewhere = await asker.get(FEED)
    assert dates(none, overtaken, told, elsewhere) == [None, None, "Wed, 02 May 2018 08:00:00 GMT", None]


def test_the_watch_learns_of_selections_at_the_same_revision_and_forgets_none() -> None:
    watch, seen = RevisionWatch(), []
    stamps = [RevisionStamp(number, AT, "test", selections) for number, selections in
              ((3, 0), (3, 2), (3, 1), (4, 2), (3, 2), (4, 3), (5, 3))]  # fmt: skip
    for stamp in stamps:
        watch.learn(stamp)
        assert watch.latest is not None
        seen.append((watch.latest.number, watch.latest.selections))
    assert seen == [(3, 0), (3, 2), (3, 2), (4, 2), (4, 2), (4, 3), (5, 3)]
