"""Asking where venues are for somebody who waits for it: to the end, and what was found is published at once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from festum.actions.geocode_asking import to_its_end
from festum.actions.geocode_venues import Round, geocode_all, how_many_wait
from festum.actions.house import House
from festum.actions.publish_refinements import publish_found
from festum.domain.geocoding import GeocodingState
from festum.errors import AskedTooMuch, Malformed, NoAnswer, NotHere, QuestionRefused, Unfit
from festum.store.database import Connection
from festum.store.geocodings import Wanted, load_geocoding, load_geocodings, set_waiting

LOOK_SECONDS = 0.2
"""How often it is looked how far it has come, by whomever."""

GRACE_SECONDS = 0.5
"""What was written last is told within it."""

PAGE = 1000


class Which(StrEnum):
    """Venues to be asked about. `missing`: those nobody proposed anything for are asked about again."""

    MISSING = "missing"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """`venue_id`: it alone is asked about anew, though others that wait may be asked about on the way. `fresh`: kept
    answers are not believed."""

    which: Which = Which.MISSING
    venue_id: int | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` venues wait no more; `trouble` is the last a service gave no answer for, and `resting` that it
    is left alone for a while."""

    done: int
    total: int
    trouble: NoAnswer | None = None
    resting: bool = False


@dataclass(frozen=True, slots=True)
class Geocoded:
    """How many venues came to which end, of those this process asked about, and how many points were published.

    `trouble`: why it ended early, with `left` venues waiting - a service will not talk to us, or none of them answers.
    """

    ends: Counter[GeocodingState] = field(default_factory=Counter)
    published: int = 0
    trouble: NoAnswer | None = None
    left: int = 0


async def geocode_now(house: House, wish: Wish, watch: Callable[[Progress], None]) -> Geocoded:
    """Cancelled, it leaves everything as it is: found points are published the next time.

    Raises Malformed where there is nobody to ask, NotHere and Unfit for a venue that cannot be asked about.
    """
    if not house.chain.geocoders:
        raise Malformed("no_geocoder")
    async with house.database.claiming() as connection:
        await _set_waiting(house, connection, wish)
    ends: Counter[GeocodingState] = Counter()
    asking = _Asking(house, wish, watch, ends)
    trouble = await asking.to_the_end()
    return Geocoded(ends, await publish_found(house), trouble, await asking.left() if trouble else 0)


async def _set_waiting(house: House, connection: Connection, wish: Wish) -> None:
    now = house.instant()
    if wish.venue_id is not None:
        found = await load_geocoding(connection, house.gazetteer, wish.venue_id)
        if found is None:
            raise NotHere("no_such_venue")
        if found.state is GeocodingState.PINNED:
            raise Unfit("venue_pinned")
        await set_waiting(connection, [wish.venue_id], now)
    elif wish.which is Which.ALL:
        await set_waiting(connection, None, now)
    else:
        await set_waiting(connection, await _without_a_proposal(house, connection), now)


async def _without_a_proposal(house: House, connection: Connection) -> list[int]:
    """Those that might have one by now: an address was added, a provider too."""
    ids: list[int] = []
    while True:
        states = (GeocodingState.NOTHING, GeocodingState.UNASKABLE)
        wanted = Wanted(states, after=ids[-1] if ids else 0, limit=PAGE)
        some = await load_geocodings(connection, house.gazetteer, wanted)
        ids += [one.venue_id for one in some]
        if len(some) < PAGE:
            return ids


class _Asking:
    """One run of it, looked at from beside."""

    def __init__(
        self, house: House, wish: Wish, watch: Callable[[Progress], None], ends: Counter[GeocodingState]
    ) -> None:
        self._house, self._wish, self._watch, self._ends = house, wish, watch, ends
        self._last: Round | None = None
        self._given_up: NoAnswer | None = None
        self._silent: set[str] = set()

    async def to_the_end(self) -> NoAnswer | None:
        """Why it ended before it was done, if it did."""
        total = await self.left()
        asking = asyncio.create_task(geocode_all(self._house, self._take, fresh=self._wish.fresh))
        try:
            while not asking.done():
                left = await self.left()
                total = max(total, left)
                self._watch(self._progress(total - left, total))
                over = left == 0 or self._given_up is not None
                await asyncio.wait([asking], timeout=GRACE_SECONDS if over else LOOK_SECONDS)
                if over:
                    break
        finally:
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
            self._watch(self._progress(total - await self.left(), total))
        return self._given_up

    def _take(self, done: Round) -> None:
        self._ends.update(one.state for one in done.outcomes if one.state is not GeocodingState.WAITING)
        for trouble in done.troubles:
            if isinstance(trouble, QuestionRefused) and trouble.ours:
                self._given_up = trouble
        if done.troubles:
            self._last = done
        self._note_silence(done)

    def _note_silence(self, done: Round) -> None:
        """Whoever asked for patience will answer; where the circuits of all are broken, waiting is the server's."""
        if done.left_alone_until is not None and not isinstance(done.troubles[-1], AskedTooMuch):
            self._silent.add(done.provider)
        elif done.questions and not done.troubles:
            self._silent.discard(done.provider)
        if self._silent >= set(self._house.chain.providers):
            self._given_up = done.troubles[-1] if done.troubles else self._given_up

    def _progress(self, done: int, total: int) -> Progress:
        if self._last is None:
            return Progress(done, total)
        return Progress(done, total, self._last.troubles[-1], self._last.left_alone_until is not None)

    async def left(self) -> int:
        return await to_its_end(self._left())

    async def _left(self) -> int:
        house, venue_id = self._house, self._wish.venue_id
        if venue_id is None:
            return await how_many_wait(house)
        async with house.database.reading() as connection:
            found = await load_geocoding(connection, house.gazetteer, venue_id)
            return int(found is not None and found.state is GeocodingState.WAITING)
