"""Files made by accident or by malice: each gets its own answer, and costs no more than a good one."""

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from festum.domain.gazetteer import load_gazetteer
from festum.errors import Problem, Unreadable
from festum.importers.dialects import MOST_BYTES, read
from festum.importers.open_sheet import open_sheet
from festum.importers.reading import Defaults
from festum.importers.sheet import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from festum.locale.catalogue import LANGUAGES, say
from tests.importers.test_open_sheet import FILES, rows
from tests.importers.workbooks import boxed, ods, ods_row, unboxed, xlsx, xlsx_of

HEADER = ("title", "start")
OLD = (FILES / "programa.xls").read_bytes()
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


def wide(columns: int) -> bytes:
    return xlsx_of([HEADER, ["x"] * columns])


def tall(count: int) -> bytes:
    members = unboxed(xlsx_of([]))
    numbers = "".join(f'<row r="{line}"><c r="A{line}"><v>1</v></c></row>' for line in range(1, count + 1))
    page = members["xl/worksheets/sheet1.xml"].decode().replace("<sheetData/>", f"<sheetData>{numbers}</sheetData>")
    return boxed({**members, "xl/worksheets/sheet1.xml": page})


def packed_blanks(size: int) -> bytes:
    """An XLSX of a few kilobytes, whose worksheet unpacks to `size` bytes of blanks."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in unboxed(xlsx_of([HEADER])).items():
            with box.open(name, "w", force_zip64=True) as member:
                member.write(content)
                for _ in range(size // 1_000_000 if name.endswith("sheet1.xml") else 0):
                    member.write(b" " * 1_000_000)
    return made.getvalue()


def lying(content: bytes) -> bytes:
    """The same, saying of every member that it unpacks to 100 bytes, in the directory and before each."""
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            content = content[: at + place] + struct.pack("<I", 100) + content[at + place + 4 :]
            at = content.find(mark, at + 4)
    return content


def locked(content: bytes) -> bytes:
    """Its members marked as encrypted."""
    at = content.find(b"PK\x01\x02")
    return content[: at + 8] + b"\x01" + content[at + 9 :]


REFUSED: dict[str, tuple[bytes, str, dict[str, str | int]]] = {
    "empty": (b"", "unreadable_empty", {}),
    "blanks": (b"\xef\xbb\xbf \r\n", "unreadable_empty", {}),
    "only delimiters": (b";;;\r\n;;;\r\n", "unreadable_empty", {}),
    "empty workbook": (xlsx_of([]), "unreadable_empty", {}),
    "workbook of blanks": (xlsx_of([[" ", "\n"]]), "unreadable_empty", {}),
    "empty ODS": (ods(("a", "")), "unreadable_empty", {}),
    "page without table": (b"<html><p>Programme</p></html>", "unreadable_no_table", {}),
    "page of broken tags": (b"<table><!--<td x=<![CDATA[<tr>&#1114112;&#xD800;", "unreadable_no_table", {}),
    "page with an empty table": (b"<table><tr><td></td></tr></table>", "unreadable_no_table", {}),
    "binary": (bytes(range(256)), "unreadable_binary", {}),
    "NUL bytes": (b"title,start\nBal\x00,2018-06-23\n", "unreadable_binary", {}),
    "picture called .csv": (PICTURE, "unreadable_picture", {}),
    "100 MB and one byte": (bytes(MOST_BYTES + 1), "unreadable_too_large", {"most": 100}),
    "1,000,000 rows": (b"title,start\n" + b"a,b\n" * 999_999, "unreadable_too_many_rows", {"most": MOST_ROWS}),
    "too many rows in a workbook": (tall(MOST_ROWS + 1), "unreadable_too_many_rows", {"most": MOST_ROWS}),
    "a cell of 1 MB": (
        b"title,start\nBal," + b"x" * 1_048_576 + b"\n",
        "unreadable_cell",
        {"line": 2, "column": "B", "most": MOST_CHARACTERS},
    ),
    "a cell of 1 MB in an ODS": (
        ods(("a", ods_row(*HEADER) + ods_row("Bal", "x" * 1_048_576))),
        "unreadable_cell",
        {"line": 2, "column": "B", "most": MOST_CHARACTERS},
    ),
    "10,000 columns": (
        b"title,start\n" + b"x," * 9_999 + b"x\n",
        "unreadable_too_many_columns",
        {"line": 2, "found": 10_000, "most": MOST_COLUMNS},
    ),
    "10,000 columns in a workbook": (
        wide(10_000),
        "unreadable_too_many_columns",
        {"line": 2, "found": 10_000, "most": MOST_COLUMNS},
    ),
    "10,000 columns in a page": (
        b"<table><tr><td>title<td>start<tr>" + b"<td>x" * 10_000 + b"</table>",
        "unreadable_too_many_columns",
        {"line": 2, "found": 10_000, "most": MOST_COLUMNS},
    ),
    "zip bomb": (packed_blanks(301_000_000), "unreadable_unpacked", {"most": 300}),
    "zip bomb that lies": (lying(packed_blanks(301_000_000)), "unreadable_damaged", {}),
    "a cell astray": (
        xlsx(lambda book, sheet: [sheet.write_string(*at, "x") for at in ((0, 0), (1_048_575, 40))]),
        "unreadable_heavy",
        {},
    ),
    "quote never closed": (b'title,start\nBal,"2018\n', "unreadable_quote", {"line": 2}),
    "workbook with a password": (locked(xlsx_of([HEADER])), "unreadable_password", {}),
    "ODS with a password": (
        boxed({**unboxed(ods(("a", ods_row(*HEADER)))), "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "unreadable_password",
        {},
    ),
    "workbook with an endless hour": (
        xlsx(lambda book, sheet: sheet.write_number(0, 0, 1e300, book.add_format({"num_format": "[h]:mm"}))),
        "unreadable_damaged",
        {},
    ),
    "workbook cut off": (xlsx_of([HEADER])[:-30], "unreadable_damaged", {}),
    "workbook without worksheets": (boxed({"xl/workbook.xml": "<workbook/>"}), "unreadable_damaged", {}),
    "workbook of Excel 97 with a hole": (
        OLD[:512] + bytes(2048) + OLD[2560:],
        "unreadable_damaged",
        {},
    ),
}


@pytest.mark.parametrize(("content", "key", "values"), REFUSED.values(), ids=REFUSED)
def test_bad_file_is_refused_with_its_own_answer(content: bytes, key: str, values: dict[str, str | int]) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content, load_gazetteer(), Defaults())
    assert (refusal.value.key, refusal.value.values) == (key, values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_reads_well_in_every_language(language: str) -> None:
    for _, key, values in REFUSED.values():
        said = say(language, f"error.{key}", **values)
        assert said.endswith(".")
        assert all(str(value) in said for value in values.values())


def test_file_of_a_header_alone_is_no_refusal() -> None:
    for content in (b"title,start\n", xlsx_of([HEADER]), ods(("a", ods_row(*HEADER)))):
        assert rows(open_sheet(content)) == [(1, HEADER)]


def test_formula_is_text_in_csv_and_its_kept_value_in_a_workbook() -> None:
    formula = '=HYPERLINK("http://evil.example","Bal")'

    def write(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", HEADER)
        sheet.write_formula("A2", formula, None, "Bal")
        sheet.write_string("B2", "2018-06-23")

    quoted = formula.replace('"', '""')
    assert rows(open_sheet(f'title,start\n"{quoted}",2018-06-23\n'.encode())) == [
        (1, HEADER),
        (2, (formula, "2018-06-23")),
    ]
    assert rows(open_sheet(xlsx(write))) == [(1, HEADER), (2, ("Bal", "2018-06-23"))]


def test_macros_and_links_are_left_alone_and_said() -> None:
    members = unboxed(xlsx_of([HEADER, ["Bal", "2018-06-23"]]))
    members["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not even one"
    members["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    sheet = open_sheet(boxed(members))
    assert rows(sheet) == [(1, HEADER), (2, ("Bal", "2018-06-23"))]
    assert sheet.problems == (Problem("note", "macros_left"), Problem("note", "links_left"))


def test_entities_of_a_workbook_are_not_followed() -> None:
    members = unboxed(xlsx_of([HEADER, ["Bal", "2018-06-23"]]))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">'
    bomb += b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)) + b"]>"
    strings = members["xl/sharedStrings.xml"]
    members["xl/sharedStrings.xml"] = bomb + strings[strings.index(b"<sst") :].replace(b"Bal", b"&a11;&b;")
    try:
        said = rows(open_sheet(boxed(members)))
    except Unreadable as refusal:
        assert refusal.key == "unreadable_damaged"
    else:
        assert len(str(said)) < 200
        assert "root" not in str(said)


def test_duplicate_headers_and_control_characters_are_left_for_the_reader() -> None:
    text = "title,title\nB\u202ea\u0007l,\u200fb\n"
    assert rows(open_sheet(text.encode())) == [(1, ("title", "title")), (2, ("B\u202ea\u0007l", "\u200fb"))]


def _spoilt(content: bytes) -> Iterator[bytes]:
    """Cut, and with pieces overwritten, all along."""
    for at in range(0, len(content), max(1, len(content) // 8)):
        yield content[:at]
        yield content[:at] + b"\xff\x00<>&" + content[at + 5 :]


@pytest.mark.parametrize(
    "content",
    [
        xlsx_of([HEADER, ["Bal", "2018-06-23"]]),
        ods(("a", ods_row(*HEADER) + ods_row("Bal", "x"))),
        OLD,
    ],
    ids=["xlsx", "ods", "xls"],
)
def test_spoilt_workbook_is_read_or_refused(content: bytes) -> None:
    for spoilt in _spoilt(content):
        try:
            assert rows(open_sheet(spoilt))
        except Unreadable as refusal:
            assert refusal.key.startswith("unreadable_")


@given(st.binary(max_size=200), st.sampled_from([b"", b"sep=;\n", b"a;b\n", b"\xff\xfe", b"\xef\xbb\xbf"]))
@example(b'"', b"a;b\n")
@example(b"\r", b"")
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_bytes_are_a_sheet_or_a_refusal(content: bytes, beginning: bytes) -> None:
    try:
        sheet = open_sheet(beginning + content)
    except Unreadable as refusal:
        assert refusal.key.startswith("unreadable_")
    else:
        lines = [line for line, cells in rows(sheet) if any(map(str.strip, cells))]
        assert lines
        assert lines == sorted(set(lines))
