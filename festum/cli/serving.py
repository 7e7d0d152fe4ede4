"""`festum serve`"""

import argparse
import sys

import uvicorn

from festum.cli.log import configure_log
from festum.settings import read_settings

SHUTDOWN_SECONDS = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (FESTUM_HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (FESTUM_PORT)")


def run(arguments: argparse.Namespace) -> None:
    settings = read_settings()
    configure_log(settings.log_level)
    host, port = arguments.host or settings.host, settings.port if arguments.port is None else arguments.port
    uvicorn.run(
        "festum.app:create",
        factory=True,
        host=host,
        port=port,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level=settings.log_level,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        proxy_headers=False,
    )
