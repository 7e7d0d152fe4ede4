"""One round with a geocoder: all that was taken is asked, and settled as it comes in."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from festum.actions.geocode_answers import Answers, Settled, settle_answers
from festum.actions.geocode_claims import Taken, ToAsk
from festum.actions.geocode_turns import ask_alone, ask_in_file
from festum.actions.house import House
from festum.domain.geocoding import Geocoding
from festum.domain.place import Provenance
from festum.errors import NoAnswer
from festum.geocoding.geocoder import Geocoder

T = TypeVar("T")

TOGETHER_SECONDS = 0.25
"""Answers that come within it are settled in one transaction."""

ENDING_SECONDS, CANCELLED_SECONDS = 1.0, 0.25
"""What winding up may take when we are stopped, and what we wait meanwhile for calls that were broken off."""


@dataclass(frozen=True, slots=True)
class Round:
    """`questions` were asked of the provider; `outcomes` are of venues that came a step on, cached answers among them.

    `wait_until`: nothing can be asked before, None where that is not known. `troubles` are what went wrong, and
    `left_alone_until` is set where the service rests because of it.
    """

    provider: Provenance
    questions: int = 0
    outcomes: tuple[Geocoding, ...] = ()
    wait_until: datetime | None = None
    troubles: tuple[NoAnswer, ...] = ()
    left_alone_until: datetime | None = None

    @property
    def idle(self) -> bool:
        return not (self.questions or self.outcomes)


class Asking:
    """What was taken, on its way to answers."""

    def __init__(self, house: House, geocoder: Geocoder, taken: Taken) -> None:
        self._house, self._geocoder, self._taken = house, geocoder, taken
        self._stop = asyncio.Event()  # before their turns: no more is asked
        self._unsettled: dict[asyncio.Task[Answers], Sequence[ToAsk]] = {}
        self._settling: asyncio.Task[Settled] | None = None

    async def round(self) -> Round:
        house, geocoder, taken = self._house, self._geocoder, self._taken
        if taken.in_bulk:
            self._begin(ask_in_file(house, geocoder, taken.to_ask, self._stop), taken.to_ask)
        else:
            for one in taken.to_ask:
                self._begin(ask_alone(house, geocoder, one, self._stop, patient=taken.on_trial), (one,))
        try:
            return await self._settled()
        except BaseException:
            await whatever_happens(self._wind_up())
            raise

    def _begin(self, asking: Coroutine[Any, Any, Answers], some: Sequence[ToAsk]) -> None:
        self._unsettled[asyncio.create_task(asking)] = some

    async def _settled(self) -> Round:
        house, questions = self._house, 0
        outcomes: list[Geocoding] = [*self._taken.decided]
        troubles: list[NoAnswer] = []
        left_alone_until, surprise = None, None
        while self._unsettled:
            done = await self._some_done()
            answers = [task.result() for task in done]
            self._settling = asyncio.create_task(settle_answers(house, self._geocoder, answers))
            for task in done:
                del self._unsettled[task]
            settled = await asyncio.shield(self._settling)
            questions += sum(len(some.came) for some in answers)
            outcomes += settled.outcomes
            troubles += settled.troubles
            surprise = next((some.surprise for some in answers if some.surprise is not None), surprise)
            if settled.circuit.is_open(house.instant()):
                self._stop.set()
                left_alone_until = settled.circuit.open_until if settled.troubles else left_alone_until
        if surprise is not None:
            raise surprise
        provider = self._geocoder.provider
        return Round(provider, questions, tuple(outcomes), None, tuple(troubles), left_alone_until)

    async def _some_done(self) -> set[asyncio.Task[Answers]]:
        done, left = await asyncio.wait(self._unsettled, return_when=asyncio.FIRST_COMPLETED)
        if left:
            done = done | (await asyncio.wait(left, timeout=TOGETHER_SECONDS))[0]
        return done

    async def _wind_up(self) -> None:
        """What has been answered is kept; the rest is given back."""
        self._stop.set()
        under_way = [task for task in self._unsettled if not task.done()]
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way, timeout=CANCELLED_SECONDS)
        if self._settling is not None:
            await asyncio.wait([self._settling])
        answers = [
            task.result() if task.done() and not task.cancelled() else Answers(back=tuple(asked))
            for task, asked in self._unsettled.items()
        ]
        if answers:
            await settle_answers(self._house, self._geocoder, answers)


async def to_its_end(reading: Coroutine[Any, Any, T]) -> T:
    """Although we are cancelled meanwhile: a question to the database is short, and broken off it leaves a connection
    that somebody has to bury."""
    task = asyncio.create_task(reading)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=ENDING_SECONDS)
        raise


async def whatever_happens(ending: Coroutine[Any, Any, None]) -> None:
    """Done although we are cancelled, in bounded time; what fails is left to the end of the lease."""
    with suppress(Exception):
        await asyncio.shield(asyncio.wait_for(ending, ENDING_SECONDS))
