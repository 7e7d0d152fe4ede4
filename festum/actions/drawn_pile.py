"""Drawn bytes waiting for the pen: few stay in memory, many go to a file of their own, so that the largest upload
costs no more memory than a small one."""

import pickle
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from festum.domain.listing import Fragment

IN_MEMORY_BYTES = 8_000_000


class DrawnPile:
    """Filled, then emptied from the bottom in the chunks it was filled with. The file ends with the block."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed in __exit__
        self._chunks = 0

    def add(self, fragments: Sequence[Fragment]) -> None:
        pickle.dump(list(fragments), self._file, pickle.HIGHEST_PROTOCOL)
        self._chunks += 1

    def __iter__(self) -> Iterator[list[Fragment]]:
        self._file.seek(0)
        return (pickle.load(self._file) for _ in range(self._chunks))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
