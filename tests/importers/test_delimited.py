"""CSV: delimiters, quotes and row numbers as this public's spreadsheets make them."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.errors import Problem, Unreadable
from festum.importers.delimited import CELL_LIMIT, open_delimited
from festum.importers.sheet import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, SheetRow, letter


def rows(text: str) -> list[SheetRow]:
    return list(open_delimited(text.encode()).rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_of_every_delimiter_and_line_end(delimiter: str, end: str) -> None:
    cells = [("title", "start", "price"), ("Bal; chants, jeux\t|", "2018-06-23", "5,50 €"), (",;\t|" * 9, "", "")]
    cells += [("x" + one * 40, "", "") for one in ",;\t|"]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(cells)
    sheet = open_delimited(text.getvalue().encode())
    assert list(sheet.rows) == [SheetRow(line, row) for line, row in enumerate(cells, 1)]
    assert (sheet.kind, sheet.encoding, sheet.delimiter, sheet.problems) == ("csv", "utf-8", delimiter, ())


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
        ('lloc;hora\nRue "du" Port;21h', [(1, ("lloc", "hora")), (2, ('Rue "du" Port', "21h"))]),
    ],
)
def test_rows_are_numbered_as_a_spreadsheet_shows_them(text: str, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    assert rows(text) == [SheetRow(*row) for row in expected]


def test_rows_may_be_gone_through_again_and_at_once() -> None:
    found = open_delimited(b"a,b\nc,d\n").rows
    assert list(found) == list(found)
    assert list(zip(found, found, strict=True)) == [(row, row) for row in found]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("PROGRAMA, FÈSTA DE SANT JOAN, CASTÈLNAU\n\njorn;ora\n3 de junh;21h\n4 de junh;22h\n", ";"),
        ("titre;prix;note\nBal;5,50;un, deux\nJeux;2,50;\nFeu;3,50;a, b, c\n", ";"),
        ("titre,lieu\nBal,Place\nJeux;chants,Halle\n", ","),
        ("titre\tlieu\nBal, jeux\tPlace, halle\nFeu, bal\tPlace, cour\n", "\t"),
        ("titre|langues\nBal|oc, fr\nFeu|oc, ca\n", "|"),
        ("titre,langues\nBal,oc|fr\nFeu,oc|ca\nJeux,oc|fr\n", ","),
        ("titre;start\n", ";"),
        ("fête, bal\ntitre;start;prix\n", ","),
        ("titre\nBal\n", ","),
        ('a;b\n"1\n2\n3";c\n', ";"),
    ],
)
def test_delimiter_is_the_one_that_cuts_rows_alike(text: str, delimiter: str) -> None:
    assert open_delimited(text.encode()).delimiter == delimiter


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "sep=;\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_announced_as_excel_does_is_taken_and_is_no_row(first: str, encoding: str) -> None:
    sheet = open_delimited(f"{first}a,b;c\r\nd,e;f\r\n".encode(encoding))
    assert (sheet.delimiter, list(sheet.rows)) == (";", [SheetRow(1, ("a,b", "c")), SheetRow(2, ("d,e", "f"))])


def test_delimiter_that_is_none_is_a_row_like_others() -> None:
    assert rows("sep=x\na,b\n") == [SheetRow(1, ("sep=x",)), SheetRow(2, ("a", "b"))]


def test_quote_within_a_line_is_read_as_excel_shows_it_and_said() -> None:
    sheet = open_delimited(b'titre;lieu\n"Rocha" film;Halle\n\nBal;"Place" Neuve\n"un ""vrai""";x\n')
    assert list(sheet.rows) == [
        SheetRow(1, ("titre", "lieu")),
        SheetRow(2, ("Rocha film", "Halle")),
        SheetRow(4, ("Bal", "Place Neuve")),
        SheetRow(5, ('un "vrai"', "x")),
    ]
    assert sheet.problems == (Problem("warning", "quote_stray", "", "2, 4"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title,x\na,1\n"never closed,2\nb,3\n', 3),
        ('title,x\na,1\n"never closed,2\nb,3\n"c",4\nd,5\n', 3),
        ('title,x\n"a\nb",1\n"never closed,2\n' + "b,3\n" * 300_000, 3),
        ('title,x\n"a" b,"never closed\nb,3\n', 2),
        ('"title,x\na,1\n', 1),
        ('title,x\n\na,"', 3),
    ],
    ids=["to the end", "into another row", "beyond the limit", "after a stray one", "in the header", "last of all"],
)
def test_quote_that_is_never_closed_is_refused_where_it_opens(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_delimited(text.encode())
    assert (refusal.value.key, refusal.value.values) == ("unreadable_quote", {"line": line})


@pytest.mark.parametrize("length", [MOST_CHARACTERS + 1, CELL_LIMIT, CELL_LIMIT + 1])
@pytest.mark.parametrize("cell", ["{}", '"{}"'])
def test_cell_over_the_limit_is_refused_by_its_place(length: int, cell: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_delimited(f"title,x,y\na,1,2\n\nb,2,{cell.format('x' * length)}\n".encode())
    assert refusal.value.key == "unreadable_cell"
    assert refusal.value.values == {"line": 4, "column": "C", "most": MOST_CHARACTERS}


def test_sheet_of_just_the_limits_is_read() -> None:
    wide = ",".join("x" * MOST_COLUMNS)
    text = f"{wide}\n{'x' * MOST_CHARACTERS}\n" + "a\n" * (MOST_ROWS - 2)
    assert sum(1 for _ in open_delimited(text.encode()).rows) == MOST_ROWS


@pytest.mark.parametrize(
    "text", ["a\n" * (MOST_ROWS + 1), "a\n" + "\n" * 1_048_576 + "b\n"], ids=["rows", "blank ones"]
)
def test_rows_over_the_limit_are_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_delimited(text.encode())
    assert (refusal.value.key, refusal.value.values) == ("unreadable_too_many_rows", {"most": MOST_ROWS})


def test_columns_over_the_limit_are_refused_by_their_line() -> None:
    with pytest.raises(Unreadable) as refusal:
        open_delimited(f"a,b\n{',' * MOST_COLUMNS}c\n".encode())
    assert refusal.value.key == "unreadable_too_many_columns"
    assert refusal.value.values == {"line": 2, "found": MOST_COLUMNS + 1, "most": MOST_COLUMNS}


def test_lines_put_right_are_named_as_rows() -> None:
    mixed = b"titre;lieu\n" + "Fête\n".encode("cp1252").join((b'"', b'";x\n')) + "Été;x\n".encode()
    sheet = open_delimited(mixed)
    assert [row.cells for row in sheet.rows] == [("titre", "lieu"), ("Fête\n", "x"), ("Été", "x")]
    assert sheet.problems == (Problem("warning", "encoding_mixed", "", "2"),)


def test_lines_put_right_are_named_up_to_ten() -> None:
    text = "é\n".encode() + b"\xe9\n" * 12
    assert open_delimited(text).problems == (
        Problem("warning", "encoding_mixed", "", "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … (12)"),
    )


@pytest.mark.parametrize("content", [b"", b" \n\t", b",,,\n ,\n"])
def test_sheet_without_a_word_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_delimited(content)
    assert (refusal.value.key, refusal.value.values) == ("unreadable_empty", {})


table = st.lists(
    st.lists(st.text("ab \"';,|\t\n\r=é", max_size=8).map(lambda cell: f"x{cell}"), min_size=3, max_size=3),
    min_size=3,
    max_size=6,
)


@given(table, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
@settings(derandomize=True, deadline=None)
def test_any_table_is_read_as_it_was_written(table: list[list[str]], delimiter: str, end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    content = f"sep={delimiter}{end}{text.getvalue()}".encode()
    assert [list(row.cells) for row in open_delimited(content).rows] == table


@pytest.mark.parametrize(
    ("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (499, "SF")]
)
def test_column_has_the_letter_a_spreadsheet_gives_it(index: int, expected: str) -> None:
    assert letter(index) == expected
