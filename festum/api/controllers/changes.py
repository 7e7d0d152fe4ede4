"""Following all changes: for mirrors, which would otherwise poll whole lists."""

from typing import Any

from litestar import Request, Response, get

from festum.actions.ask import ask_since
from festum.actions.follow import EventChange, follow
from festum.actions.shapes import event_shape, partner_shape
from festum.api.deps import AtTheDoor, parameters, shaped
from festum.api.schemas import ChangeList
from festum.domain.texts import Chain


@get("/api/v1/changes", summary="What changed since a revision", opt={"accepts": "changes"})
async def list_changes(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[ChangeList]:
    """Begin with `since=0`; follow `next`; then ask again with the `revision` you were given. Nothing is missed: what
    changes while you page through is told again at the end. An event with no date left is a tombstone."""
    asked = ask_since(parameters(request))
    async with door.house.unit() as unit:
        changes = await follow(unit, asked.since, asked.limit, asked.cursor)
    editions = [
        {"year": e.year, "number": e.number, "starts_on": e.starts_on, "ends_on": e.ends_on, "source": e.source}
        for e in changes.editions
    ]
    answer = {
        "items": [_shape(change, asked.chain, door.house.base_url) for change in changes.events],
        "editions": editions,
        "partners": [partner_shape(p) | {"kind": p.kind, "url": p.url} for p in changes.partners],
        "next": changes.next,
        "revision": changes.revision,
    }
    return shaped(answer, changes.revision)


def _shape(change: EventChange, chain: Chain, base_url: str) -> dict[str, Any]:
    return {
        "event_id": change.event.id,
        "revision": change.revision,
        "event": event_shape(change.listings, chain, base_url) if change.listings else None,
        "deleted": list(change.deleted),
    }
