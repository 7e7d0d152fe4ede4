"""Server processes under measurement: festum itself, and the floor beside it, under the same uvicorn."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen


def environment(database: Path) -> dict[str, str]:
    """Only what the measurement sets: settings of the shell do not count."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FESTUM_")}
    return {**kept, "FESTUM_DATABASE_URL": f"sqlite+aiosqlite:///{database}", "FESTUM_LOG_LEVEL": "warning"}


def festum(database: Path, *arguments: str) -> str:
    """One command, to its end; what it printed."""
    command = [sys.executable, "-m", "festum", *arguments]
    done = subprocess.run(command, env=environment(database), capture_output=True, text=True, check=True)
    return done.stdout


@contextmanager
def running(command: list[str], port: int, env: dict[str, str]) -> Iterator[str]:
    """The address of a server that answers; stopped at the end."""
    process = subprocess.Popen([sys.executable, "-m", *command], env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} does not answer on {address}")
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        urlopen(f"{address}/health", timeout=5).close()
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
    return True
