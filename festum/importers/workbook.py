"""XLSX, XLS, ODS and tables of a web page: unpacked by a program of its own, which may die of them without harm.

A workbook of a few kilobytes can ask for gigabytes, and the library that reads it takes them as one piece. So it runs
apart with bounds the system keeps (`unpacking`), and what comes back is rows of text, kept as bytes until gone through.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

import festum
from festum.errors import Problem, Unreadable
from festum.importers.sheet import Sheet, SheetRow
from festum.importers.sniff import Kind

_SECONDS = 120
"""More than the processor time it is granted, for machines that are busy."""

_ROOT = str(Path(festum.__file__).parents[1])


@dataclass(frozen=True, slots=True)
class Said:
    """The last line of the answer: the worksheet read and those that were not, or why nothing could be."""

    name: str = ""
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


_row = msgspec.json.Decoder(tuple[int, tuple[str, ...]]).decode
_said = msgspec.json.Decoder(Said).decode


def open_apart(content: bytes, kind: Kind, name: str) -> Sheet:
    """Raises Unreadable; also when the reader was stopped at its bounds."""
    command = (sys.executable, "-m", "festum.importers.unpacking", kind, name)
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS, env={"PYTHONPATH": _ROOT}, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("unreadable_heavy") from None
    if done.returncode:
        raise Unreadable("unreadable_heavy")
    ends = done.stdout.rfind(b"\n") + 1
    said = _said(done.stdout[ends:])
    if said.refused:
        raise Unreadable(said.refused, **said.values)
    return Sheet(kind, UnpackedRows(done.stdout, ends), said.name, said.others, problems=said.problems)


@dataclass(frozen=True, slots=True)
class UnpackedRows:
    """One a line, up to where `ends` says."""

    answer: bytes
    ends: int

    def __iter__(self) -> Iterator[SheetRow]:
        lines = io.BytesIO(self.answer)
        while lines.tell() < self.ends:
            yield SheetRow(*_row(lines.readline()))
