"""Two spellings of one place made one venue, and apart again. Each asks for a key."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, JSONBody

from festum.actions.ask import ask_language
from festum.actions.ask_imports import ask_history
from festum.actions.house import Unit
from festum.actions.merge_venues import MergeShown, list_merges, merge_venues, undo_merge
from festum.api.auth import holder
from festum.api.deps import AtTheDoor, as_it_is, parameters
from festum.api.venue_schemas import MergeList, MergeOut, VenueTarget
from festum.api.venue_shapes import merge_shape, merges_shape

AnyRequest = Request[Any, Any, Any]


@post(
    "/api/v1/venues/{venue_id:int}/merge", summary="Merge it into another", opt={"accepts": "venue merge"},
    status_code=200,
)  # fmt: skip
async def post_merge(
    door: AtTheDoor, request: AnyRequest, venue_id: FromPath[int], data: JSONBody[VenueTarget]
) -> Response[MergeOut]:
    """All its dates are there from now on, under the ids they have, and subscribers are told; so is what an upload
    says to be here. The better of the two points is kept."""
    ask_language(parameters(request))

    async def merge(unit: Unit) -> MergeShown:
        return await merge_venues(unit, venue_id, data.into, await holder(unit, request))

    return as_it_is(merge_shape(await door.house.change(merge), door.house.base_url))


@get("/api/v1/venue-merges", summary="What was merged", opt={"accepts": "merges"})
async def get_merges(door: AtTheDoor, request: AnyRequest) -> Response[MergeList]:
    """A partner sees those it may undo."""
    asked = ask_history(parameters(request))
    async with door.house.unit() as unit:
        page = await list_merges(unit, await holder(unit, request), asked.limit, asked.before)
    return as_it_is(merges_shape(page, door.house.base_url))


@post(
    "/api/v1/venue-merges/{merge_id:int}/undo", summary="Undo a merge", opt={"accepts": "merge undo"}, status_code=200
)
async def post_undo(door: AtTheDoor, request: AnyRequest, merge_id: FromPath[int]) -> Response[MergeOut]:
    """The dates it moved go back, but for those that were moved on since."""
    ask_language(parameters(request))

    async def undo(unit: Unit) -> MergeShown:
        return await undo_merge(unit, merge_id, await holder(unit, request))

    return as_it_is(merge_shape(await door.house.change(undo), door.house.base_url))
