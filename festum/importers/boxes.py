"""What a workbook is packed in, looked through before it is opened: how much comes out, and what has no value."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree

from festum.errors import Problem, Unreadable
from festum.importers.sheet import listed

MOST_UNPACKED = 300_000_000

_CHUNK = 1 << 20
_OVERLAP = 2000
"""Of two pieces, in which a cell's beginning is looked for."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_SHOWS_AN_ERROR = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?\bt="e"')
_NEVER_RECKONED = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*><f(?:\s[^>]*)?(?:/>|>[^<]*</f>)</c>')
_SILENT: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("cell_error", _SHOWS_AN_ERROR),
    ("formula_without_value", _NEVER_RECKONED),
)


def examine(content: bytes) -> None:
    """Raises Unreadable for what would unpack to more than it may, for passwords, and for what is damaged.

    What a member says of its size binds: unpacking goes no further, and then its checksum is wrong.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            members = box.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED:
                raise Unreadable("unreadable_unpacked", most=MOST_UNPACKED // 1_000_000)
            for member in members:
                if member.flag_bits & 1:
                    raise Unreadable("unreadable_password")
                for chunk in _chunks(box, member.filename):
                    if member.filename == "META-INF/manifest.xml" and b"encryption-data" in chunk:
                        raise Unreadable("unreadable_password")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, KeyError, OSError) as error:
        raise Unreadable("unreadable_damaged") from error


def remarks(content: bytes, sheet: str) -> tuple[Problem, ...]:
    """What of an XLSX was not read, and would go missing unsaid: error values, formulas never reckoned, macros and
    links."""
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        names = box.namelist()
        found: dict[str, list[str]] = {key: [] for key, _ in _SILENT}
        member = _member_of(box, sheet)
        if member is not None:
            for piece in _overlapping(_chunks(box, member)):
                for key, pattern in _SILENT:
                    found[key] += [match[1].decode() for match in pattern.finditer(piece)]
    said = [Problem("warning", key, "", listed(list(dict.fromkeys(cells)))) for key, cells in found.items() if cells]
    if any(name.endswith("vbaProject.bin") for name in names):
        said.append(Problem("note", "macros_left"))
    if any(name.startswith("xl/externalLinks/") for name in names):
        said.append(Problem("note", "links_left"))
    return tuple(said)


def _member_of(box: zipfile.ZipFile, sheet: str) -> str | None:
    """The file that holds the worksheet of this name."""
    try:
        book = ElementTree.fromstring(box.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(box.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_RELATIONS)}
    for one in book.iter():
        if one.tag.endswith("}sheet") and one.get("name") == sheet:
            path = normpath(join("/xl", targets.get(one.get(_RELATION_ID), ""))).lstrip("/")
            return path if path in box.namelist() else None
    return None


def _chunks(box: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with box.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _overlapping(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """So that what is cut by the end of one piece is whole in the next."""
    tail = b""
    for chunk in chunks:
        yield tail + chunk
        tail = chunk[-_OVERLAP:]
