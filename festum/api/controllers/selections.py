"""Programmes visitors put together: made, read, changed and ended, and their feeds. Nobody says who they are."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from festum.actions.ask import Question, ask_event_feed, ask_language
from festum.actions.change_selection import change_selection, end_selection
from festum.actions.feed_words import query_string
from festum.actions.find_selection import show_selection
from festum.actions.house import Unit
from festum.actions.make_selection import Made, make_selection
from festum.actions.serve_selection_feed import serve_selection_feed
from festum.api.auth import bearer
from festum.api.controllers.feeds import hand_out
from festum.api.deps import AtTheDoor, parameters, public
from festum.api.http import MODIFIED
from festum.api.selection_schemas import SelectionEdit, SelectionMade, SelectionNew, SelectionOut
from festum.domain.query import Query
from festum.domain.selection import Selection
from festum.domain.text import slug

NO_DATE = ""
"""Of an answer that has none to tell."""


@post("/api/v1/selections", summary="Put dates together", opt={"accepts": "new selection"})
async def post_selection(
    door: AtTheDoor, request: Request[Any, Any, Any], data: JSONBody[SelectionNew]
) -> Response[SelectionMade]:
    """Without an account: keep the token to read it and `edit_token` to change it, both are shown here alone."""
    query = _feed_query(request)

    async def make(unit: Unit) -> Made:
        return await make_selection(unit, data.occurrences, door.selections_per_hour)

    made = await door.house.change(make)
    base_url = door.house.base_url
    body = SelectionMade.of(made.token, made.selection, base_url, query, edit_token=made.edit_token)
    return Response(body, headers={"location": f"{base_url}/api/v1/selections/{made.token}"})


@get("/api/v1/selections/{token:str}", summary="Dates put together", opt={"accepts": "selection"})
async def get_selection(
    door: AtTheDoor, request: Request[Any, Any, Any], token: FromPath[str]
) -> Response[SelectionOut]:
    query = _feed_query(request)
    async with door.house.unit() as unit:
        found = await show_selection(unit, token)
    body = SelectionOut.of(token, found.selection, door.house.base_url, query)
    return public(body, found.number, **{MODIFIED: _told(found.told_at)})


@put("/api/v1/selections/{token:str}", summary="Change what was put together", opt={"accepts": "selection edit"})
async def put_selection(
    door: AtTheDoor, request: Request[Any, Any, Any], token: FromPath[str], data: JSONBody[SelectionEdit]
) -> Response[SelectionOut]:
    """The whole list; what was deleted from the programme since may stay in it."""
    query = _feed_query(request)
    edit_token = bearer(request)

    async def change(unit: Unit) -> Selection:
        return await change_selection(unit, token, edit_token, data.occurrences)

    return Response(SelectionOut.of(token, await door.house.change(change), door.house.base_url, query))


@delete("/api/v1/selections/{token:str}", summary="End what was put together", opt={"accepts": "selection edit"})
async def delete_selection(door: AtTheDoor, request: Request[Any, Any, Any], token: FromPath[str]) -> None:
    """Its feeds go on answering, with nothing in them."""
    ask_language(parameters(request))
    edit_token = bearer(request)

    async def end(unit: Unit) -> None:
        await end_selection(unit, token, edit_token)

    await door.house.change(end)


@get("/feeds/s/{token:str}/{file:str}", summary="A feed of dates put together", opt={"accepts": "selection feed"})
async def selection_feed(
    door: AtTheDoor, request: Request[Any, Any, Any], token: FromPath[str], file: FromPath[str]
) -> Response[bytes]:
    """The name is free, the extension chooses the format. Whoever knows the address can read it."""
    name, dot, extension = file.rpartition(".")
    async with door.house.unit() as unit:
        question = ask_event_feed(parameters(request))
        path = quote(f"/feeds/s/{token}/{file}")
        served = await serve_selection_feed(unit, question, token, extension if dot else "", path)
    return hand_out(door, served.feed, f"{slug(name) or 'festum'}.{extension}", **{MODIFIED: _told(served.told_at)})


def _feed_query(request: Request[Any, Any, Any]) -> str:
    """The feeds handed out speak the language this was asked in."""
    return query_string(Question(Query(), None, ask_language(parameters(request))))


def _told(moment: datetime | None) -> str:
    return NO_DATE if moment is None else str(int(moment.timestamp()))
