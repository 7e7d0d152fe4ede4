"""The application: rooms put together, and what runs beside the answers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any, cast

import structlog
from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.plugins.pydantic import PydanticPlugin

from festum.actions.check_sources import check_due
from festum.actions.easel import Easel
from festum.actions.end_selections import end_selections
from festum.actions.end_uploads import end_uploads
from festum.actions.forget_answers import forget_answers
from festum.actions.house import House
from festum.actions.keep_fragments import FragmentKeeper
from festum.actions.settle import bury_tombstones, settle_renderer, settle_words
from festum.actions.watching import latest_revision
from festum.api.answers import Shelf
from festum.api.deps import Door
from festum.api.http import App, PublicAnswers
from festum.api.openapi import CONFIG, document
from festum.api.problems import on_deep_body, on_festum_error, on_framework_error, on_surprise
from festum.api.routes import ROUTES
from festum.clock import Clock, utc_now
from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Thresholds
from festum.errors import FestumError, NotReady
from festum.fetching.fetch import Fetcher
from festum.geocoding.chain import ChainSettings, build_chain
from festum.geocoding.geocoder import Chain
from festum.pages.routes import PAGES, on_page_error
from festum.settings import Settings, read_settings
from festum.store.database import Database
from festum.worker import run_worker

BURY_EVERY_SECONDS = 3600
VISIT_EVERY_SECONDS = 60
SETTLE_EVERY_SECONDS = 1
MOST_BODY_BYTES = 1_000_000

EASEL_SHARE = 3
"""One part in so many of the cache is for entries, the rest for whole answers."""

log = structlog.get_logger(__name__)


def build_house(settings: Settings, clock: Clock = utc_now) -> House:
    return House(
        Database(settings.database_url.get_secret_value()),
        load_gazetteer(),
        clock,
        settings.public_url,
        easel=Easel(settings.cache_mb * 1_000_000 // EASEL_SHARE),
        fetcher=Fetcher(settings.fetch_private, f"festum (+{settings.public_url})"),
        chain=_chain(settings),
    )


def _chain(settings: Settings) -> Chain:
    return build_chain(
        ChainSettings(
            names=settings.geocoders.split(","),
            base_url=settings.public_url,
            contact=settings.geocoder_contact,
            seconds=settings.geocoder_seconds,
            ban_url=settings.ban_url,
            ban_per_second=settings.ban_per_second,
            ban_bulk_from=settings.ban_bulk_from,
            nominatim_url=settings.nominatim_url,
            nominatim_per_second=settings.nominatim_per_second,
            thresholds=Thresholds(settings.geocode_score, settings.geocode_far_km),
            publish_every=timedelta(minutes=settings.geocode_publish_minutes),
        )
    )


def build(settings: Settings, clock: Clock = utc_now) -> App:
    """The ASGI application; opens the database when it starts, closes it when it stops."""
    house = build_house(settings, clock)
    # A connection of its own: however many readers wait for theirs, the writes of others are seen in time.
    watching = Database(settings.database_url.get_secret_value())
    keeper = FragmentKeeper(house)
    door = Door(house, keeper, settings.selections_per_hour)

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        settled = await _settle(house)
        house.watch.start(lambda: latest_revision(watching))
        keeper.start()
        beside = [
            asyncio.create_task(_bury(house), name="burying"),
            asyncio.create_task(_visit_sources(house), name="visiting"),
            asyncio.create_task(_settle_later(house, settled), name="settling"),
        ]
        if settings.worker and house.chain.geocoders:
            beside.append(asyncio.create_task(run_worker(house), name="asking where venues are"))
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await door.errands.stop()
            await keeper.stop()
            await house.watch.stop()
            await house.chain.close()
            await watching.close()
            await house.database.close()

    litestar = _litestar(door, [lifespan])
    shelf = Shelf(settings.cache_mb * 1_000_000 * (EASEL_SHARE - 1) // EASEL_SHARE)
    return PublicAnswers(cast(App, litestar), house.watch, shelf, clock, house.renderer, house.words)


def openapi_document(settings: Settings) -> dict[str, Any]:
    """Without opening anything: the routes are enough."""
    house = build_house(settings)
    return document(_litestar(Door(house, FragmentKeeper(house), settings.selections_per_hour), []))


def _litestar(door: Door, lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]]) -> Litestar:
    return Litestar(
        route_handlers=[*ROUTES, *PAGES],
        dependencies={"door": Provide(lambda: door, sync_to_thread=False)},
        exception_handlers={
            FestumError: on_page_error(on_festum_error),
            HTTPException: on_page_error(on_framework_error),
            RecursionError: on_deep_body,
            Exception: on_surprise,
        },
        lifespan=lifespan,
        openapi_config=CONFIG,
        plugins=[PydanticPlugin(validate_strict=True)],  # `false` is no longitude, and "yes" no boolean
        request_max_body_size=MOST_BODY_BYTES,
    )


def create() -> App:
    """What uvicorn is told to call, in each of its processes."""
    return build(read_settings())


async def _settle(house: House) -> bool:
    """False before the database's migration: it is served as it is, every answer a 503 that says what to do."""
    try:
        await house.change(settle_renderer)
        house.watch.learn(await latest_revision(house.database))
    except NotReady:
        return False
    return True


async def _settle_later(house: House, settled: bool) -> None:
    """What nobody need wait for: while terms are taken anew a search may find by the old ones or the new, and no answer
    carries a date."""
    if not settled:
        log.warning("the database is not ready: run `festum migrate`")
        while not await _settle(house):
            await asyncio.sleep(SETTLE_EVERY_SECONDS)
        log.info("the database is ready")
    if await settle_words(house):
        log.info("everything can be searched as this release does")


async def _bury(house: House) -> None:
    while True:
        try:
            buried = await house.change(bury_tombstones)
            if buried:
                log.info("tombstones taken away", occurrences=buried)
            ended = await house.change(end_selections)
            if ended:
                log.info("visitors' programmes ended", selections=ended)
            forgotten = await house.change(end_uploads)
            if forgotten:
                log.info("uploads nobody went on with", uploads=forgotten)
            answers = await forget_answers(house)
            if answers:
                log.info("answers of geocoders forgotten", answers=answers)
        except Exception as error:
            log.warning("what is over stays for now", error=str(error))
        await asyncio.sleep(BURY_EVERY_SECONDS)


async def _visit_sources(house: House) -> None:
    """Partners' addresses that are due. A process that is stopped meanwhile leaves them as if it had not begun."""
    while True:
        try:
            async for checked in check_due(house):
                log.info("source visited", partner=checked.source.partner, outcome=checked.outcome.key)
        except NotReady:
            pass  # `_settle_later` says so, and waits too
        except Exception as error:
            log.warning("a source could not be visited", error=str(error))
        await asyncio.sleep(VISIT_EVERY_SECONDS)
