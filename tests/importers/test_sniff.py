"""Encodings, delimiters and row numbers as this public's spreadsheets make them."""

import codecs
import csv
import io

import pytest

from festum.errors import Unreadable
from festum.importers.sniff import CELL_LIMIT, SheetRow, decode, rows

TEXT = "title,start\nFuòc — Œuvre’s €,2018-06-23\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "cp1252"],
)
def test_decode_in_every_encoding_people_save(content: bytes) -> None:
    assert decode(content) == TEXT


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "unreadable_empty"),
        (b" \r\n\t\n", "unreadable_empty"),
        (b"title,start\x00\n", "unreadable_binary"),
        (TEXT.encode("utf-16-le"), "unreadable_binary"),
        (b"PK\x03\x04\x00\x00", "unreadable_binary"),
        (b"title \x81 start", "unreadable_binary"),
        (codecs.BOM_UTF8 + b"caf\xe9", "unreadable_binary"),
        (codecs.BOM_UTF16_LE + b"a", "unreadable_binary"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00", "unreadable_binary"),
    ],
)
def test_decode_of_what_is_no_text_is_unreadable(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(content)
    assert (refusal.value.key, refusal.value.values) == (key, {})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_of_every_delimiter_and_line_end(delimiter: str, end: str) -> None:
    cells = [("title", "start", "price"), ("Bal; chants, jeux\t|", "2018-06-23", "5,50 €"), (",;\t|" * 9, "", "")]
    cells += [("x" + one * 40, "", "") for one in ",;\t|"]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(cells)
    assert list(rows(text.getvalue())) == [SheetRow(line, row) for line, row in enumerate(cells, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title,start\na,b", [(1, ("title", "start")), (2, ("a", "b"))]),
        ("title\na\n", [(1, ("title",)), (2, ("a",))]),
        ("title\n\n  \na\n,,\nb", [(1, ("title",)), (4, ("a",)), (6, ("b",))]),
        ("\n\ntitle;start\na;b", [(3, ("title", "start")), (4, ("a", "b"))]),
        (";;\ntitle;start;x\na", [(2, ("title", "start", "x")), (3, ("a",))]),
        (
            'title,x\n"one\ntwo\r\nthree",1\nb,2',
            [(1, ("title", "x")), (2, ("one\ntwo\r\nthree", "1")), (3, ("b", "2"))],
        ),
        ('title,x\n"say ""òc"", yes",1', [(1, ("title", "x")), (2, ('say "òc", yes', "1"))]),
        ('"ti,tle";start;x\na;b;c', [(1, ("ti,tle", "start", "x")), (2, ("a", "b", "c"))]),
        ("a,b\nc,d,e\nf", [(1, ("a", "b")), (2, ("c", "d", "e")), (3, ("f",))]),
        ("title,x\n le bal ,\ta", [(1, ("title", "x")), (2, (" le bal ", "\ta"))]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_rows_are_numbered_as_a_spreadsheet_shows_them(text: str, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    assert list(rows(text)) == [SheetRow(*row) for row in expected]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title,x\na,1\n"never closed,2\nb,3\n', 3),
        ('title,x\n\n"a" b,1\n', 3),
        ("title,x\na,1\n" + "x" * (CELL_LIMIT + 1) + ",2\n", 3),
        ('"title,x\na,1\n', 1),
    ],
    ids=["quote never closed", "text after a quote", "cell over the limit", "in the header"],
)
def test_rows_that_are_no_csv_are_unreadable_from_their_line_on(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(rows(text))
    assert (refusal.value.key, refusal.value.values["line"]) == ("unreadable_csv", line)


def test_cell_of_just_the_limit_is_read() -> None:
    (_, row) = rows("title\n" + "x" * CELL_LIMIT)
    assert row == SheetRow(2, ("x" * CELL_LIMIT,))
