"""Asking where venues are: taken, asked each at its turn, settled. No transaction is open while somebody is waited for.

The caller repeats it; any number of processes may do so at once.
"""

import asyncio
from collections.abc import Callable

from festum.actions.geocode_asking import Asking, Round, to_its_end, whatever_happens
from festum.actions.geocode_claims import Taken, give_back, take
from festum.actions.house import House
from festum.geocoding.geocoder import Geocoder
from festum.store.geocoding_claims import waiting

__all__ = ["LOOPS", "Round", "geocode_all", "geocode_some", "idle"]

LOOPS = 2
"""For each geocoder: while one waits for the last of its answers, the other takes the next turns."""

IDLE_SECONDS = 2.0
"""How often it is looked whether there is something to ask."""

WATCHED_SECONDS, SHORTEST_SECONDS = 0.5, 0.05
"""The same where somebody waits for the end of it, and the least that is ever waited."""


async def geocode_all(house: House, told: Callable[[Round], None], *, fresh: bool = False) -> None:
    """Until no venue waits, however long that takes. `fresh`: whatever answers are kept."""

    async def ask(geocoder: Geocoder) -> None:
        while True:
            done = await geocode_some(house, geocoder, fresh=fresh)
            told(done)
            if done.idle:
                if await to_its_end(how_many_wait(house)) == 0:
                    return
                await idle(house, done, WATCHED_SECONDS)

    asking = [asyncio.create_task(ask(geocoder)) for geocoder in house.chain.geocoders for _ in range(LOOPS)]
    try:
        await asyncio.gather(*asking)
    finally:
        for task in asking:
            if not task.cancelling():  # a second time would break off what it gives back
                task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)


async def how_many_wait(house: House) -> int:
    async with house.database.reading() as connection:
        return (await waiting(connection, house.instant()))[0]


async def geocode_some(house: House, geocoder: Geocoder, *, fresh: bool = False) -> Round:
    """About a second's turns, or one file. Cancelled, it gives back what it took within a second."""
    taking = asyncio.create_task(take(house, geocoder, fresh=fresh))
    try:
        taken = await asyncio.shield(taking)
    except asyncio.CancelledError:
        await whatever_happens(_give_back(house, taking))
        raise
    if not taken.to_ask:
        return Round(geocoder.provider, outcomes=taken.decided, wait_until=taken.wait_until)
    return await Asking(house, geocoder, taken).round()


async def idle(house: House, done: Round, seconds: float = IDLE_SECONDS) -> None:
    """Until there may be something to ask."""
    if done.wait_until is not None:
        seconds = min(seconds, max(SHORTEST_SECONDS, (done.wait_until - house.instant()).total_seconds()))
    await asyncio.sleep(seconds)


async def _give_back(house: House, taking: asyncio.Task[Taken]) -> None:
    taken = await taking
    await give_back(house, [venue for one in taken.to_ask for venue in one.venues])
