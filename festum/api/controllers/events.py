"""Single events, and corrections by hand."""

from typing import Any

from litestar import Request, Response, delete, get, patch
from litestar.params import FromPath, JSONBody

from festum.actions.ask import PAGING, SHOWING, SORTING, ask, ask_language
from festum.actions.browse import Shown, browse_events, show_event
from festum.actions.facet_shapes import facet_shapes
from festum.actions.house import Unit
from festum.actions.revise import delete_event, may_revise_event, revise_event
from festum.actions.shapes import event_shape
from festum.actions.take_image import take_image
from festum.api.auth import holder
from festum.api.corrections import EventPatch, correct_event
from festum.api.deps import AtTheDoor, as_it_is, parameters, shaped
from festum.api.schemas import EventList, EventOut


@get("/api/v1/events", summary="Events with their dates", opt={"accepts": "list"})
async def list_events(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[EventList]:
    """Those with at least one date that matches, each with all that do; otherwise like the list of occurrences."""
    async with door.house.unit() as unit:
        question = await ask(unit, parameters(request), (*SHOWING, *PAGING, *SORTING))
        answer = await browse_events(unit, question)
        facets = await facet_shapes(unit, question, answer.facets)
    items = [event_shape(listings, question.chain, door.house.base_url) for listings in answer.events]
    page = {"items": items, "total": answer.total, "next": answer.next, "revision": answer.revision}
    return shaped(page | facets, answer.revision)


@get("/api/v1/events/{event_id:str}", summary="One event with its dates", opt={"accepts": "one"})
async def get_event(door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str]) -> Response[EventOut]:
    chain = ask_language(parameters(request))
    async with door.house.unit() as unit:
        shown = await show_event(unit, event_id)
    return shaped(event_shape(shown.listings, chain, door.house.base_url), shown.revision)


@patch("/api/v1/events/{event_id:str}", summary="Correct an event", opt={"accepts": "write"})
async def patch_event(
    door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str], data: JSONBody[EventPatch]
) -> Response[EventOut]:
    """A merge patch: absent fields stay, null empties. What is corrected here is locked against the next upload."""

    chain = ask_language(parameters(request))
    if data.image:
        async with door.house.unit() as unit:
            await may_revise_event(unit, event_id, await holder(unit, request))
        image = await take_image(door.house, data.image.strip())
        patched = data.model_copy(update={"image": image})
    else:
        patched = data

    async def correct(unit: Unit) -> Shown:
        await revise_event(unit, event_id, await holder(unit, request), lambda event: correct_event(patched, event))
        return await show_event(unit, event_id, unseen=True)

    shown = await door.house.change(correct)
    return as_it_is(event_shape(shown.listings, chain, door.house.base_url))


@delete("/api/v1/events/{event_id:str}", summary="Delete an event and all its dates", opt={"accepts": "write"})
async def remove_event(door: AtTheDoor, request: Request[Any, Any, Any], event_id: FromPath[str]) -> None:
    """Subscribers see its dates as cancelled for 30 days."""
    ask_language(parameters(request))

    async def remove(unit: Unit) -> None:
        await delete_event(unit, event_id, await holder(unit, request))

    await door.house.change(remove)
