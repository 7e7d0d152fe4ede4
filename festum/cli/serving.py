"""`festum serve`"""

import argparse
import os
import sys

import uvicorn

from festum.app import build
from festum.cli.log import configure_log
from festum.settings import read_settings

SHUTDOWN_SECONDS = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (FESTUM_HOST)")
    parser.add_argument("--port", help="port to listen on (FESTUM_PORT)")


def run(arguments: argparse.Namespace) -> None:
    settings = read_settings(_environment(arguments))
    configure_log(settings.log_level)
    uvicorn.run(
        lambda: build(settings),
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level=settings.log_level,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        proxy_headers=False,
    )


def _environment(arguments: argparse.Namespace) -> dict[str, str]:
    """As if the options had been set there: the port is part of the public address while that is not said."""
    environment = dict(os.environ)
    for name, said in (("FESTUM_HOST", arguments.host), ("FESTUM_PORT", arguments.port)):
        if said is not None:
            environment.pop(f"{name}_FILE", None)
            environment[name] = said
    return environment
