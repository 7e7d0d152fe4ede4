"""What a file is, by what stands in it and never by its name; what it certainly is not, with what to do instead."""

import io
import re
import zipfile
from typing import Literal

from festum.errors import Unreadable

Kind = Literal["csv", "xlsx", "xls", "ods", "html"]

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "unreadable_picture"),
    (b"\xff\xd8\xff", "unreadable_picture"),
    (b"GIF87a", "unreadable_picture"),
    (b"GIF89a", "unreadable_picture"),
    (b"II*\x00", "unreadable_picture"),
    (b"MM\x00*", "unreadable_picture"),
    (b"%PDF-", "unreadable_pdf"),
    (b"{\\rtf", "unreadable_document"),
    (b"\x1f\x8b", "unreadable_archive"),
    (b"7z\xbc\xaf\x27\x1c", "unreadable_archive"),
    (b"Rar!\x1a\x07", "unreadable_archive"),
    (b"\t\x08\x08\x00", "unreadable_other_sheet"),
    (b"\t\x04\x06\x00", "unreadable_other_sheet"),
    (b"\t\x02\x06\x00", "unreadable_other_sheet"),
    (b"\t\x00\x04\x00", "unreadable_other_sheet"),
)
"""The last four are Excel before 1993."""

_IN_A_BOX = ((b"WEBP", 8), (b"ftypheic", 4), (b"ftypheix", 4), (b"ftypmif1", 4), (b"ftypavif", 4))
"""Pictures that say so further on."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("Workbook", ""),
    ("EncryptedPackage", "unreadable_password"),
    ("WordDocument", "unreadable_document"),
    ("PowerPoint Document", "unreadable_document"),
)
"""The one named first in the file is what it is; the others may be embedded in it."""

_MOST_MEMBERS = 10_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

_PAGE = re.compile(r"\s*(<!doctype\s+html|<html\b|<table\b|Version:[\d.]+\s+StartHTML:)", re.I)
"""As a browser saves a page, and as the clipboard holds what is copied from one."""
_MARKUP = re.compile(r"\s*<(!--|(head|meta|body|div|p|style|span|font|b|center)\b)", re.I)
_TABLE = re.compile(rb"<table\b", re.I)
_OTHER_SHEET = re.compile(
    r"urn:schemas-microsoft-com:office:spreadsheet|<office:document\b|^MIME-Version:", re.I | re.M
)
_READ_AHEAD = 4096


def kind_of(content: bytes) -> Kind:
    """Raises Unreadable for what is recognised and cannot be read, a workbook with a password among them."""
    if not content.strip():
        raise Unreadable("unreadable_empty")
    for beginning, key in _BEGINNINGS:
        if content.startswith(beginning):
            raise Unreadable(key)
    if any(content[at : at + len(mark)] == mark for mark, at in _IN_A_BOX):
        raise Unreadable("unreadable_picture")
    if content.startswith(_OLE):
        return _within_ole(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _within_zip(content)
    return _within_text(content)


def _within_ole(content: bytes) -> Kind:
    places = ((content.find(name.encode("utf-16-le")), key) for name, key in _OLE_STREAMS)
    found = [(place, key) for place, key in places if place >= 0]
    if not found and "Book".encode("utf-16-le") not in content:
        raise Unreadable("unreadable_binary")
    _, key = min(found, default=(0, ""))
    if key:
        raise Unreadable(key)
    return "xls"


def _within_zip(content: bytes) -> Kind:
    if content.count(b"PK\x01\x02") > _MOST_MEMBERS:
        raise Unreadable("unreadable_archive")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            names = set(box.namelist())
            if "mimetype" in names and box.getinfo("mimetype").file_size < 200:
                mimetype = box.read("mimetype").strip()
            else:
                mimetype = b""
    except Exception as error:
        raise Unreadable("unreadable_damaged") from error
    if mimetype == _ODS:
        return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or any(name.endswith(".iwa") for name in names):
        raise Unreadable("unreadable_other_sheet")
    if mimetype or "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise Unreadable("unreadable_document")
    raise Unreadable("unreadable_archive")


def _within_text(content: bytes) -> Kind:
    # Marks and tags are ASCII: in UTF-16 they show once the zeros are out.
    beginning = content[:_READ_AHEAD].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿")
    if _OTHER_SHEET.search(beginning):
        raise Unreadable("unreadable_other_sheet")
    if _PAGE.match(beginning):
        return "html"
    if _MARKUP.match(beginning) and _TABLE.search(content.replace(b"\x00", b"")):
        return "html"
    return "csv"
