"""Which commune a point is in, for everybody: nobody else is asked."""

from typing import Any

from litestar import Request, Response, get

from festum.actions.ask_venues import ask_point
from festum.actions.locate import locate
from festum.api.deps import AtTheDoor, parameters, shaped
from festum.api.problems import reader_language
from festum.api.venue_schemas import WhereaboutsOut
from festum.api.venue_shapes import whereabouts_shape


@get("/api/v1/whereabouts", summary="Which commune a point is in", opt={"accepts": "whereabouts"})
async def get_whereabouts(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[WhereaboutsOut]:
    """From the contours of the départements and the centres of the communes: the likeliest first. Outside the region
    there are none."""
    point = ask_point(parameters(request))
    async with door.house.unit() as unit:
        located = await locate(unit, point)
    return shaped(whereabouts_shape(point, located.whereabouts, reader_language(request)), located.revision)
