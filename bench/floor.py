"""The floor: a Litestar application that returns constant bytes. Nothing served through the framework can be faster.

Run as `python -m bench.floor FILE PORT`; FILE holds the bytes. `/packed` is the same compressed once, as a handler of a
constant would have it.
"""

import gzip
import sys
from pathlib import Path

import uvicorn
from litestar import Litestar, Response, get


def application(content: bytes) -> Litestar:
    @get("/constant", sync_to_thread=False)
    def constant() -> Response[bytes]:
        return Response(content, media_type="text/calendar")

    packed = gzip.compress(content, 6, mtime=0)

    @get("/packed", sync_to_thread=False)
    def constant_packed() -> Response[bytes]:
        return Response(packed, media_type="text/calendar", headers={"content-encoding": "gzip"})

    @get("/unchanged", status_code=304, sync_to_thread=False)
    def unchanged() -> None:
        """Nothing at all, which is what a 304 carries."""

    return Litestar([constant, constant_packed, unchanged], openapi_config=None)


if __name__ == "__main__":
    uvicorn.run(
        application(Path(sys.argv[1]).read_bytes()),
        port=int(sys.argv[2]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level="warning",
    )
