"""What a file is, whatever it is called."""

import pytest

from festum.errors import Unreadable
from festum.importers.sniff import kind_of
from tests.importers.workbooks import boxed, ods, xlsx_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"titre;date\n", "csv"),
        ("titre;date\n".encode("utf-16"), "csv"),
        (b"BM;a text that begins as a bitmap\n", "csv"),
        (b"<3;cor\n", "csv"),
        (xlsx_of([["a"]]), "xlsx"),
        (ods(("a", "")), "ods"),
        (ole("Root Entry", "Workbook"), "xls"),
        (ole("Root Entry", "Book"), "xls"),
        (ole("Root Entry", "Workbook", "WordDocument"), "xls"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (b"\xef\xbb\xbf <TABLE border=1>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<!-- Word --><p>x</p><table>", "html"),
    ],
)
def test_kind_is_told_by_what_stands_in_it(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "unreadable_empty"),
        (b" \n", "unreadable_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unreadable_picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "unreadable_picture"),
        (b"GIF89a\x01\x00", "unreadable_picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "unreadable_picture"),
        (b"\x00\x00\x00\x18ftypheic", "unreadable_picture"),
        (b"%PDF-1.7\n", "unreadable_pdf"),
        (b"{\\rtf1\\ansi", "unreadable_document"),
        (boxed({"word/document.xml": "<w/>"}), "unreadable_document"),
        (boxed({"ppt/presentation.xml": "<p/>"}), "unreadable_document"),
        (boxed({"mimetype": "application/vnd.oasis.opendocument.text"}), "unreadable_document"),
        (ole("Root Entry", "WordDocument", "Workbook"), "unreadable_document"),
        (ole("Root Entry", "PowerPoint Document"), "unreadable_document"),
        (ole("Root Entry", "EncryptedPackage"), "unreadable_password"),
        (ole("Root Entry", "Quill"), "unreadable_binary"),
        (boxed({"programme.csv": "titre"}), "unreadable_archive"),
        (boxed({}), "unreadable_archive"),
        (boxed({str(n): "" for n in range(10_001)}), "unreadable_archive"),
        (b"\x1f\x8b\x08\x00", "unreadable_archive"),
        (b"7z\xbc\xaf'\x1c", "unreadable_archive"),
        (b"Rar!\x1a\x07\x01\x00", "unreadable_archive"),
        (boxed({"xl/workbook.bin": ""}), "unreadable_other_sheet"),
        (boxed({"Index/Document.iwa": ""}), "unreadable_other_sheet"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "unreadable_other_sheet",
        ),
        (b'<?xml version="1.0"?><office:document xmlns:office="x">', "unreadable_other_sheet"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "unreadable_other_sheet"),
        (b"\t\x08\x08\x00\x00\x05", "unreadable_other_sheet"),
        (b"PK\x03\x04\x00\x00", "unreadable_damaged"),
        (xlsx_of([["a"]])[:-40], "unreadable_damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        kind_of(content)
    assert (refusal.value.key, refusal.value.values) == (key, {})
