"""IMPORTERS: the kinds of file festum reads. One line per kind; the first that recognises the bytes reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from festum.domain.gazetteer import Gazetteer
from festum.errors import Unreadable
from festum.importers import native
from festum.importers.reading import Defaults, Reading

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Importer:
    name: str
    label: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, Gazetteer, Defaults], Reading]


IMPORTERS: dict[str, Importer] = {
    i.name: i for i in (Importer("festum-csv", "festum's own CSV", native.looks_native, native.read),)
}


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Bytes to drafts; raises Unreadable, with what would make the file readable, when no importer knows it."""
    if len(content) > MOST_BYTES:
        raise Unreadable("unreadable_too_large", most=MOST_BYTES // 1_000_000)
    for importer in IMPORTERS.values():
        if importer.recognises(content):
            return importer.read(content, gazetteer, defaults)
    # Nobody knows it: the native reader says what it misses.
    return native.read(content, gazetteer, defaults)
