"""Feeds: any readable name, one filter written as a path if wanted, and a calendar for each event."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get
from litestar.params import FromPath

from festum.actions.ask import FEED, ask, ask_event_feed
from festum.actions.describe import describe_filters
from festum.actions.draw_feed import Feed
from festum.actions.serve_feed import serve_event_feed, serve_feed
from festum.api.deps import AtTheDoor, Door, parameters, public
from festum.domain.text import slug


@get("/feeds/{file:str}", summary="A feed of everything that matches", opt={"accepts": "feed"})
async def feed(door: AtTheDoor, request: Request[Any, Any, Any], file: FromPath[str]) -> Response[bytes]:
    """The name is free and readable: Thunderbird calls the calendar by it. The extension chooses the format."""
    return await _answer(door, request, file, quote(f"/feeds/{file}"), [])


@get(
    "/feeds/{filter_name:str}/{value:str}/{file:str}",
    summary="The same, with one filter written as a path",
    opt={"accepts": "feed"},
)
async def filtered_feed(
    door: AtTheDoor,
    request: Request[Any, Any, Any],
    filter_name: FromPath[str],
    value: FromPath[str],
    file: FromPath[str],
) -> Response[bytes]:
    """For clients that lose what follows a question mark."""
    # The address in the bytes names every filter after its question mark: one that takes one value only, only there.
    twice = any(note.plural for note in describe_filters() if note.name == filter_name)
    path = quote(f"/feeds/{filter_name}/{value}/{file}" if twice else f"/feeds/{file}")
    return await _answer(door, request, file, path, [(filter_name, value)])


async def event_feed(door: Door, request: Request[Any, Any, Any], event_id: str, extension: str) -> Response[bytes]:
    """One event with all its dates, as `/events/{id}.ics`."""
    async with door.house.unit() as unit:
        question = ask_event_feed(parameters(request))
        made = await serve_event_feed(unit, question, event_id, extension)
    return hand_out(door, made, f"{event_id}.{extension}")


async def _answer(
    door: Door, request: Request[Any, Any, Any], file: str, path: str, also: list[tuple[str, str]]
) -> Response[bytes]:
    name, dot, extension = file.rpartition(".")
    async with door.house.unit() as unit:
        question = await ask(unit, [*also, *parameters(request)], FEED)
        made = await serve_feed(unit, question, extension if dot else "", path)
    return hand_out(door, made, f"{slug(name) or 'festum'}.{extension}")


def hand_out(door: Door, made: Feed, file_name: str, **headers: str) -> Response[bytes]:
    door.keeper.keep(made.drawn)
    disposition = f'inline; filename="{file_name}"'
    return public(made.body, made.revision, made.format.media_type, **{"content-disposition": disposition}, **headers)
