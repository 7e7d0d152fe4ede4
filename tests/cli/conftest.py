"""The command line inside this process: as a shell would see it, over the test's own database."""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
import structlog

from festum.cli import main
from tests.conftest import BASE_URL
from tests.small import editor, furnishings, reader, small, visitor

__all__ = ["editor", "furnishings", "reader", "small", "visitor"]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str


Festum = Callable[..., Awaitable[Ran]]


@pytest.fixture
def festum(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Festum]:
    """`await festum("partner", "list")`; `stdin` for what is piped in, capitals for the environment."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("FESTUM_DATABASE_URL", database_url)
    monkeypatch.setenv("FESTUM_BASE_URL", BASE_URL)

    async def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            for name, value in environment.items():
                meanwhile.setenv(name, value)
            capsys.readouterr()
            status = await asyncio.to_thread(_status, arguments)
            found = capsys.readouterr()
        return Ran(status, found.out, found.err)

    yield run
    structlog.reset_defaults()  # the log would go on writing to this test's standard error


def _status(arguments: tuple[str, ...]) -> int:
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)
