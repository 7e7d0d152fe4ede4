"""Whether this process can serve: never cached, never part of a revision."""

from litestar import Response, get

from festum.actions.count import health
from festum.api.deps import AtTheDoor
from festum.api.schemas import HealthOut
from festum.errors import NotReady


@get("/health", summary="200 once the programme is in")
async def get_health(door: AtTheDoor) -> Response[HealthOut]:
    """503, with what is missing, before migrations or before an edition is published."""
    async with door.house.unit() as unit:
        found = await health(unit)
    if not found.ready:
        raise NotReady("no_edition_published")
    return Response(HealthOut(status="ok", revision=found.revision, **found.counts))
