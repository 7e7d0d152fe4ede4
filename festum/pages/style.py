"""The stylesheet, an icon and robots.txt: ours, from here."""

from pathlib import Path

from litestar import Response, get

FOLDER = Path(__file__).parent / "static"
FOR_A_DAY = {"cache-control": "public, max-age=86400"}


@get("/style.css", include_in_schema=False)
async def stylesheet() -> Response[bytes]:
    return Response((FOLDER / "style.css").read_bytes(), media_type="text/css", headers=FOR_A_DAY)


@get("/favicon.svg", include_in_schema=False)
async def favicon() -> Response[bytes]:
    return Response((FOLDER / "favicon.svg").read_bytes(), media_type="image/svg+xml", headers=FOR_A_DAY)


@get("/robots.txt", include_in_schema=False)
async def robots() -> Response[str]:
    """Google Calendar obeys it, and one of its users needed it to exist at all."""
    return Response("User-agent: *\nAllow: /\n", media_type="text/plain", headers=FOR_A_DAY)
