"""How far an import has come, as a stream."""

from typing import Any

from litestar import Request, get
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from festum.actions.ask import ask_language
from festum.actions.ask_imports import numbered
from festum.actions.find_uploads import find_upload
from festum.api.auth import holder
from festum.api.deps import AtTheDoor, parameters
from festum.api.progress_events import progress_events
from festum.domain.upload import Upload


@get("/api/v1/imports/{import_id:int}/progress", summary="How far it has come", opt={"accepts": "import progress"})
async def get_progress(door: AtTheDoor, request: Request[Any, Any, Any], import_id: FromPath[int]) -> ServerSentEvent:
    """Server-sent events: `progress` while it is read or applied, and one `end` with the state it is left in."""
    ask_language(parameters(request))

    async def look() -> Upload:
        async with door.house.unit() as unit:
            return await find_upload(unit, numbered(import_id), await holder(unit, request))

    await look()  # refused as any other request, while there still is a status to say it with
    return ServerSentEvent(progress_events(look, door.house.clock), headers={"Cache-Control": "no-store"})
