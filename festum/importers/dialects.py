"""IMPORTERS: the kinds of file festum reads. One line per kind; the first that recognises the bytes reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from festum.domain.gazetteer import Gazetteer
from festum.errors import Unreadable
from festum.importers import calendar_file, festum_json, gancio, openagenda, tables
from festum.importers.json_text import looks_like_json, parsed
from festum.importers.reading import Defaults, Reading

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Importer:
    name: str
    label: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, Gazetteer, Defaults], Reading]


IMPORTERS: dict[str, Importer] = {
    i.name: i
    for i in (
        Importer("icalendar", "a calendar (.ics)", calendar_file.recognises, calendar_file.read),
        Importer("festum-json", "festum's own JSON", festum_json.recognises, festum_json.read),
        Importer("openagenda", "an OpenAgenda export", openagenda.recognises, openagenda.read),
        Importer("gancio", "a Gancio export", gancio.recognises, gancio.read),
        Importer(
            "sheet",
            "a spreadsheet, a partner's or festum's own",
            lambda content: not looks_like_json(content),
            tables.read,
        ),
    )
}


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Bytes to drafts; raises Unreadable, with what would make the file readable, when no importer knows it."""
    if len(content) > MOST_BYTES:
        raise Unreadable("unreadable_too_large", most=MOST_BYTES // 1_000_000)
    for importer in IMPORTERS.values():
        if importer.recognises(content):
            return importer.read(content, gazetteer, defaults)
    parsed(content)  # says where it breaks, when that is why nobody knows it
    raise Unreadable("unreadable_json_unknown")
