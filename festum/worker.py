"""Asking where venues are, and publishing what was found: beside the answers of `festum serve`, or alone."""

import asyncio
from collections import Counter

import structlog

from festum.actions.geocode_venues import IDLE_SECONDS, LOOPS, Round, geocode_some, idle
from festum.actions.house import House
from festum.actions.publish_refinements import publish_refinements
from festum.errors import NoAnswer, NotReady, QuestionRefused
from festum.geocoding.geocoder import Geocoder

SETTINGS_OF = {"ban": "FESTUM_BAN_URL", "nominatim": "FESTUM_NOMINATIM_URL and FESTUM_GEOCODER_CONTACT"}

log = structlog.get_logger(__name__)


async def run_worker(house: House) -> None:
    """Until it is cancelled; what is under way is given back then, in bounded time. Nothing that goes wrong ends it."""
    async with asyncio.TaskGroup() as loops:
        loops.create_task(_publish(house), name="publishing points")
        for geocoder in house.chain.geocoders:
            for _ in range(LOOPS):
                loops.create_task(_ask(house, geocoder), name=f"asking {geocoder.provider}")


async def _ask(house: House, geocoder: Geocoder) -> None:
    """A loop for each, so that one question a second here does not hold up ten there."""
    asked = Counter[str]()
    while True:
        try:
            done = await geocode_some(house, geocoder)
        except NotReady:  # whoever serves says so
            await asyncio.sleep(IDLE_SECONDS)
            continue
        except Exception as error:
            log.warning("venues could not be asked about", geocoder=geocoder.provider, error=str(error))
            await asyncio.sleep(IDLE_SECONDS)
            continue
        _tell_troubles(geocoder, done)
        asked.update(str(one.state) for one in done.outcomes)
        if done.idle:
            if asked:
                log.info("venues asked about", geocoder=geocoder.provider, **asked)
                asked.clear()
            await idle(house, done)


async def _publish(house: House) -> None:
    while True:
        try:
            moved = await publish_refinements(house)
            if moved:
                log.info("better points published", venues=moved)
        except NotReady:
            pass
        except Exception as error:
            log.warning("better points stay unpublished for now", error=str(error))
        await asyncio.sleep(IDLE_SECONDS)


def _tell_troubles(geocoder: Geocoder, done: Round) -> None:
    if done.left_alone_until is not None:
        trouble = done.troubles[-1]
        said = {"until": done.left_alone_until.isoformat(timespec="seconds"), **_said(trouble)}
        if isinstance(trouble, QuestionRefused):
            said["settings"] = SETTINGS_OF.get(geocoder.provider, "FESTUM_GEOCODERS")
        log.warning("a geocoder is left alone", geocoder=geocoder.provider, **said)
    else:
        for trouble in done.troubles:
            log.info("a geocoder gave no answer", geocoder=geocoder.provider, **_said(trouble))


def _said(trouble: NoAnswer) -> dict[str, str | int]:
    return {"reason": trouble.key, **trouble.values}
