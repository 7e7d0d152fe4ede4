"""addok and its Redis as processes, for as long as the tests run.

What addok makes of the documents is kept as a Redis file in its environment, under the digest of all it is made from:
loading takes seconds, starting from that file less than one.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from tests import tools
from tests.addok import places

HERE = Path(__file__).parent
CONFIG = HERE / "config.py"
PATIENCE = 60
"""Seconds any step may take: addok waits for ever for a Redis that is not there."""


@pytest.fixture(scope="session")
def addok() -> Iterator[str]:
    """Address of a real addok with every commune of the gazetteer and the streets of `places.csv`."""
    with running_addok() as address:
        yield address


@contextmanager
def running_addok() -> Iterator[str]:
    """Its address, such as http://127.0.0.1:40123; what the Géoplateforme has under /geocodage is below it."""
    programs = tools.addok()
    folder = Path(tempfile.mkdtemp(prefix="festum-addok-"))  # a short path: that of a socket holds 107 characters
    try:
        shutil.copy(_loaded(programs), folder / "dump.rdb")
        with _redis(folder) as environment, socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            # addok's own server answers one at a time. The socket is ours, so no other process can take its port.
            command = [programs / "gunicorn", "-w", "1", "-k", "gthread", "--threads", "8", "--no-control-socket"]
            command += ["--bind", f"fd://{listening.fileno()}", "addok.http.wsgi"]
            with _process(command, folder / "gunicorn.log", environment, listening.fileno()) as process:
                address = f"http://127.0.0.1:{listening.getsockname()[1]}"
                listening.listen()
                _until(lambda: _answers(address), process, folder / "gunicorn.log")
                yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _loaded(programs: Path) -> Path:
    """The Redis file, made when it is not there; two test processes that want it at once make it once."""
    made_from = (HERE / "requirements.txt", CONFIG, HERE / "places.py")
    documents = "\n".join(places.documents())
    digest = sha256(b"".join((documents.encode(), *(path.read_bytes() for path in made_from)))).hexdigest()
    kept = programs.parent / f"loaded-{digest[:16]}.rdb"
    with (programs.parent / "loading").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in programs.parent.glob("loaded-*.rdb"):
                old.unlink()
            _load(programs, documents, kept)
    return kept


def _load(programs: Path, documents: str, kept: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="festum-addok-"))
    (folder / "documents.ndjson").write_text(documents, "utf-8")
    with _redis(folder) as environment:
        for arguments in (["batch", folder / "documents.ndjson"], ["ngrams"]):
            done = subprocess.run(
                [programs / "addok", *arguments], env=environment, capture_output=True, timeout=PATIENCE, check=False
            )
            assert done.returncode == 0, done.stderr.decode()
        assert _redis_says(folder, "SAVE") == "+OK"
    shutil.move(folder / "dump.rdb", kept)
    shutil.rmtree(folder)


@contextmanager
def _redis(folder: Path) -> Iterator[dict[str, str]]:
    """On a socket in that folder, with what its dump.rdb holds; gives the environment by which addok finds it."""
    command = [tools.redis_server(), "--port", "0", "--unixsocket", str(folder / "redis"), "--dir", str(folder)]
    command += ["--save", "", "--appendonly", "no"]
    with _process(command, folder / "redis.log", dict(os.environ)) as process:
        _until(lambda: _redis_says(folder, "PING") == "+PONG", process, folder / "redis.log")
        yield {
            **os.environ,
            "ADDOK_CONFIG_MODULE": str(CONFIG),
            "REDIS_SOCKET": str(folder / "redis"),
            "PYTHONHASHSEED": "0",  # addok sorts sets: candidates of one score would come in another order every time
        }


def _redis_says(folder: Path, command: str) -> str:
    with socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(PATIENCE)
        try:
            asked.connect(str(folder / "redis"))
            asked.sendall(f"{command}\r\n".encode())
            return asked.recv(200).decode().strip()
        except (FileNotFoundError, ConnectionRefusedError):
            return ""


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@contextmanager
def _process(
    command: Sequence[str | Path], log: Path, environment: dict[str, str], *handed_down: int
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, env=environment, stdout=written, stderr=subprocess.STDOUT, pass_fds=handed_down
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        said = log.read_text("utf-8", errors="replace")[-2000:]
        assert process.poll() is None, f"{log.stem} stopped at its start:\n{said}"
        assert time.monotonic() < deadline, f"{log.stem} was not ready within {PATIENCE} s:\n{said}"
        time.sleep(0.02)
