"""Single events, and corrections by hand."""

from typing import Any

from litestar import Request, Response, delete, get, patch
from litestar.params import FromPath, JSONBody

from festum.actions.ask import ask_language
from festum.actions.browse import Shown, show_event
from festum.actions.house import Unit
from festum.actions.revise import delete_event, revise_event
from festum.api.auth import holder
from festum.api.corrections import EventPatch, correct_event
from festum.api.deps import AtTheDoor, parameters, public
from festum.api.schemas import EventOut


@get("/api/v1/events/{event_id:str}", summary="One event with its dates", opt={"accepts": "one"})
async def get_event(door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str]) -> Response[EventOut]:
    chain = ask_language(parameters(request))
    async with door.house.unit() as unit:
        shown = await show_event(unit, event_id)
    return public(EventOut.of(shown.event, shown.listings, chain, door.house.base_url), shown.revision)


@patch("/api/v1/events/{event_id:str}", summary="Correct an event", opt={"accepts": "write"})
async def patch_event(
    door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str], data: JSONBody[EventPatch]
) -> Response[EventOut]:
    """A merge patch: absent fields stay, null empties. What is corrected here is locked against the next upload."""

    chain = ask_language(parameters(request))

    async def correct(unit: Unit) -> Shown:
        await revise_event(unit, event_id, await holder(unit, request), lambda event: correct_event(data, event))
        return await show_event(unit, event_id, unseen=True)

    shown = await door.house.change(correct)
    return Response(EventOut.of(shown.event, shown.listings, chain, door.house.base_url))


@delete("/api/v1/events/{event_id:str}", summary="Delete an event and all its dates", opt={"accepts": "write"})
async def remove_event(door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str]) -> None:
    """Subscribers see its dates as cancelled for 30 days."""

    async def remove(unit: Unit) -> None:
        await delete_event(unit, event_id, await holder(unit, request))

    await door.house.change(remove)
