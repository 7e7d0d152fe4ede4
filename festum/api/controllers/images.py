"""Images as they were copied: public, and the same for as long as their address is."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from festum.actions.serve_image import serve_image
from festum.api.conditional import is_unchanged
from festum.api.deps import AtTheDoor
from festum.domain.images import image_path, key_in

FOR_A_DAY = "public, max-age=86400"


@get("/images/{file:str}", include_in_schema=False)
async def image(door: AtTheDoor, request: Request[Any, Any, Any], file: FromPath[str]) -> Response[bytes]:
    """Belongs to no revision, so its condition is judged here."""
    async with door.house.unit() as unit:
        found = await serve_image(unit, key_in(f"/images/{file}") or "")
    etag = f'"{found.digest[:32]}"'
    headers = {
        "etag": etag,
        "cache-control": FOR_A_DAY,
        "access-control-allow-origin": "*",
        "content-disposition": f'inline; filename="{image_path(found.key).rpartition("/")[2]}"',
    }
    asked = request.headers.get("if-none-match")
    if is_unchanged(etag.encode(), None, asked.encode("latin-1") if asked else None, None, door.house.clock()):
        return Response(b"", status_code=304, headers=headers)
    return Response(found.body, media_type=found.media_type, headers=headers)
