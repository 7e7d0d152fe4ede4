"""The API's documentation as a page: the OpenAPI document, set by us, so that no script has to."""

import asyncio
from dataclasses import replace
from typing import Any

from litestar import Litestar, Request, Response, get

from festum.actions.ask import ask, ask_language
from festum.actions.browse import browse
from festum.actions.house import Unit
from festum.api.deps import AtTheDoor, parameters, public
from festum.api.openapi import document
from festum.pages.reference import reference_of
from festum.pages.templates import render

ALWAYS = {"file": "total-festum.ics", "filter_name": "departement", "value": "34"}
"""Parts of paths that are an example whatever the programme holds."""


@get("/docs", include_in_schema=False)
async def show_docs(door: AtTheDoor, request: Request[Any, Any, Any]) -> Response[str]:
    chain = ask_language(parameters(request))
    async with door.house.unit() as unit:
        values, revision = await _examples(unit)
    html = await asyncio.to_thread(_drawn, request.app, door.house.base_url, values, chain[0])
    return public(html, revision, "text/html")


def _drawn(app: Litestar, base_url: str, values: dict[str, str], language: str) -> str:
    """A tenth of a second, for which nobody else should wait."""
    reference = reference_of(document(app), base_url, values)
    return render("docs.html", language, reference=reference, query_string="")


async def _examples(unit: Unit) -> tuple[dict[str, str], int]:
    """The programme's first date and its event, so that the examples can be opened."""
    found = await browse(unit, replace(await ask(unit, []), limit=1))
    first = {x.event_id: x.occurrence.uid for x in found.listings[:1]}
    ids = [{"event_id": event_id, "name": event_id, "uid": uid} for event_id, uid in first.items()]
    return ALWAYS | (ids[0] if ids else {}), found.revision
