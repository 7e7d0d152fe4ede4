"""The bytes of a file named on the command line, or of standard input; no more than may be read."""

import sys
from pathlib import Path

from festum.errors import NotHere, Unreadable


def read_given(source: str, most: int) -> bytes:
    """`-` is standard input. Raises NotHere, and Unreadable over `most` bytes."""
    if source == "-":
        content = sys.stdin.buffer.read(most + 1)
    else:
        try:
            with Path(source).open("rb") as file:
                content = file.read(most + 1)
        except (OSError, ValueError):
            raise NotHere("no_such_file", name=source) from None
    if len(content) > most:
        raise Unreadable("unreadable_too_large", most=most // 1_000_000)
    return content
