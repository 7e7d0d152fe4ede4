"""Occurrences: chronological lists, one by its id, and corrections by hand."""

from typing import Any

from litestar import Request, Response, delete, get, patch
from litestar.params import FromPath, JSONBody

from festum.actions.ask import PAGING, SHOWING, SORTING, ask, ask_language
from festum.actions.browse import Shown, browse, show_occurrence
from festum.actions.facet_shapes import facet_shapes
from festum.actions.house import Unit
from festum.actions.revise import delete_occurrence, revise_occurrence
from festum.actions.shapes import occurrence_shape
from festum.api.auth import holder
from festum.api.corrections import OccurrencePatch, correct_occurrence
from festum.api.deps import AtTheDoor, as_it_is, parameters, shaped
from festum.api.schemas import OccurrenceList, OccurrenceOut


@get("/api/v1/occurrences", summary="What is on, day by day", opt={"accepts": "list"})
async def list_occurrences(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[OccurrenceList]:
    """In the order of festival days; without `edition`, the current one; what is past or cancelled included."""
    async with door.house.unit() as unit:
        question = await ask(unit, parameters(request), (*SHOWING, *PAGING, *SORTING))
        answer = await browse(unit, question)
        facets = await facet_shapes(unit, question, answer.facets)
    items = [occurrence_shape(listing, question.chain, door.house.base_url) for listing in answer.listings]
    page = {"items": items, "total": answer.total, "next": answer.next, "revision": answer.revision}
    return shaped(page | facets, answer.revision)


@get("/api/v1/occurrences/{uid:str}", summary="One dated showing", opt={"accepts": "one"})
async def get_occurrence(
    door: AtTheDoor, request: Request[Any, Any, Any], uid: FromPath[str]
) -> Response[OccurrenceOut]:
    chain = ask_language(parameters(request))
    async with door.house.unit() as unit:
        shown = await show_occurrence(unit, uid)
    return shaped(occurrence_shape(shown.listings[0], chain, door.house.base_url), shown.revision)


@patch("/api/v1/occurrences/{uid:str}", summary="Correct one date", opt={"accepts": "write"})
async def patch_occurrence(
    door: AtTheDoor, request: Request[Any, Any, Any], uid: FromPath[str], data: JSONBody[OccurrencePatch]
) -> Response[OccurrenceOut]:
    """A merge patch: absent fields stay, null empties. What is corrected here is locked against the next upload."""

    chain = ask_language(parameters(request))

    async def correct(unit: Unit) -> Shown:
        who = await holder(unit, request)
        gazetteer = door.house.gazetteer
        await revise_occurrence(unit, uid, who, lambda o: correct_occurrence(data, gazetteer, o))
        return await show_occurrence(unit, uid, unseen=True)

    shown = await door.house.change(correct)
    return as_it_is(occurrence_shape(shown.listings[0], chain, door.house.base_url))


@delete("/api/v1/occurrences/{uid:str}", summary="Delete one date", opt={"accepts": "write"})
async def remove_occurrence(door: AtTheDoor, request: Request[Any, Any, Any], uid: FromPath[str]) -> None:
    """Subscribers see it as cancelled for 30 days."""
    ask_language(parameters(request))

    async def remove(unit: Unit) -> None:
        await delete_occurrence(unit, uid, await holder(unit, request))

    await door.house.change(remove)
