"""Venues for editors: those that wait for a person, and what a person decides. Each asks for a key."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from festum.actions.ask import ask_language
from festum.actions.ask_venues import ask_venues
from festum.actions.find_duplicates import find_duplicates
from festum.actions.house import Unit
from festum.actions.list_venues import VenueShown, list_venues, show_venue
from festum.actions.pin_venue import Pinned, accept_candidate, ask_again, release_pin, set_pin
from festum.actions.report_geocoding import report_geocoding
from festum.api.auth import holder
from festum.api.deps import AtTheDoor, Door, as_it_is, parameters
from festum.api.problems import reader_language
from festum.api.venue_schemas import (
    DuplicateList,
    GeocodingSummary,
    PinnedVenue,
    VenueChoice,
    VenuePin,
    VenueReport,
    VenueReports,
)
from festum.api.venue_shapes import duplicate_shape, pinned_shape, summary_shape, venue_shape, venues_shape
from festum.domain.holder import Holder
from festum.domain.place import Point

AnyRequest = Request[Any, Any, Any]


@get("/api/v1/venues", summary="Venues, those that wait for a person unless asked otherwise", opt={"accepts": "venues"})
async def get_venues(door: AtTheDoor, request: AnyRequest) -> Response[VenueReports]:
    """In the order of their numbers, each with what a geocoder proposed. A partner sees those that only its own dates
    are at."""
    asked = ask_venues(parameters(request), door.house.gazetteer)
    async with door.house.unit() as unit:
        who = await holder(unit, request)
        page = await list_venues(unit, who, asked.states, asked.departement, asked.limit, asked.after)
    return as_it_is(venues_shape(page, door.house.base_url, reader_language(request)))


@get("/api/v1/venues/report", summary="How far it has come with where venues are", opt={"accepts": "venue report"})
async def get_report(door: AtTheDoor, request: AnyRequest) -> Response[GeocodingSummary]:
    ask_language(parameters(request))
    async with door.house.unit() as unit:
        report = await report_geocoding(unit, await holder(unit, request))
    return as_it_is(summary_shape(report))


@get("/api/v1/venues/duplicates", summary="Venues that may be one", opt={"accepts": "venue duplicates"})
async def get_duplicates(door: AtTheDoor, request: AnyRequest) -> Response[DuplicateList]:
    """Offered, and never merged by themselves."""
    ask_language(parameters(request))
    async with door.house.unit() as unit:
        found = await find_duplicates(unit, await holder(unit, request))
    return as_it_is({"items": [duplicate_shape(one, door.house.base_url) for one in found]})


@get("/api/v1/venues/{venue_id:int}", summary="One venue", opt={"accepts": "venue"})
async def get_venue(door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int]) -> Response[VenueReport]:
    ask_language(parameters(request))
    async with door.house.unit() as unit:
        shown = await show_venue(unit, venue_id, await holder(unit, request))
    return as_it_is(venue_shape(shown, door.house.base_url, reader_language(request)))


@put("/api/v1/venues/{venue_id:int}/pin", summary="Say where it is", opt={"accepts": "venue pin"})
async def put_pin(
    door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int], data: JSONBody[VenuePin]
) -> Response[PinnedVenue]:
    """Public at once, and trusted above all else: no geocoder and no upload moves it."""
    ask_language(parameters(request))
    point = Point(data.latitude, data.longitude)

    async def pin(unit: Unit) -> Pinned:
        return await set_pin(unit, venue_id, point, await holder(unit, request))

    pinned = await door.house.change(pin)
    return as_it_is(pinned_shape(pinned, point, door.house.base_url, reader_language(request)))


@delete(
    "/api/v1/venues/{venue_id:int}/pin", summary="Take the pin back", opt={"accepts": "venue release"}, status_code=200
)
async def delete_pin(door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int]) -> Response[VenueReport]:
    """Back to what a geocoder had found; else to the point of its commune, to be asked about anew."""
    return await _changed(door, request, lambda unit, who: release_pin(unit, venue_id, who))


@post(
    "/api/v1/venues/{venue_id:int}/accept", summary="Take a candidate", opt={"accepts": "venue accept"}, status_code=200
)
async def post_accept(
    door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int], data: JSONBody[VenueChoice]
) -> Response[VenueReport]:
    """A person's decision, as a pin is."""
    return await _changed(door, request, lambda unit, who: accept_candidate(unit, venue_id, data.candidate, who))


@post("/api/v1/venues/{venue_id:int}/ask", summary="Have it asked again", opt={"accepts": "venue ask"}, status_code=200)
async def post_ask(door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int]) -> Response[VenueReport]:
    """From the first geocoder on, when its turn comes."""
    return await _changed(door, request, lambda unit, who: ask_again(unit, venue_id, who))


async def _changed(
    door: Door, request: AnyRequest, verb: Callable[[Unit, Holder], Awaitable[VenueShown]]
) -> Response[Any]:
    ask_language(parameters(request))

    async def change(unit: Unit) -> VenueShown:
        return await verb(unit, await holder(unit, request))

    shown = await door.house.change(change)
    return as_it_is(venue_shape(shown, door.house.base_url, reader_language(request)))
