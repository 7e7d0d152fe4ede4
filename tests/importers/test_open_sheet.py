"""Workbooks and pages to rows of text, as the spreadsheet shows them."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from festum.errors import Problem, Unreadable
from festum.importers.open_sheet import open_sheet
from festum.importers.sheet import Sheet
from tests.importers.workbooks import boxed, ods, ods_row, unboxed, xlsx, xlsx_of

FILES = Path(__file__).parent / "files"


def rows(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in sheet.rows]


def _values(book: Workbook, sheet: Worksheet) -> None:
    day, hour = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
    moment = book.add_format({"num_format": "[$-40C]dddd d mmmm yyyy hh:mm;@"})
    long = book.add_format({"num_format": "[h]:mm"})
    sheet.write_datetime("A1", date(2018, 6, 23), day)
    sheet.write_datetime("B1", time(21, 0), hour)
    sheet.write_datetime("C1", datetime(2018, 6, 23, 21, 30), moment)  # noqa: DTZ001 (a cell has no zone)
    sheet.write_number("A2", 43274, moment)
    sheet.write_number("B2", 20.5 / 24 - 1e-7, hour)
    sheet.write_number("C2", 43274 + 22 / 24 - 1e-7, moment)
    sheet.write_number("A3", 24.5 / 24, long)
    sheet.write_number("B3", 21 / 24 + 15 / 86400, hour)
    sheet.write_number("C3", 9300)
    sheet.write_number("A4", 12.5)
    sheet.write_number("B4", 0.1 + 0.2)
    sheet.write_number("C4", 1e300)
    sheet.write_boolean("A5", True)
    sheet.write_boolean("B5", False)
    sheet.write_string("C5", " Fuòc\nde Sant Joan ")
    sheet.write_string("A6", "23/06/2018")
    sheet.write_formula("B6", '=HYPERLINK("https://festa.example","Festa")', None, "Festa")
    sheet.write_formula("C6", "=A6", None, "")


def test_workbook_values_are_text_as_they_are_shown() -> None:
    sheet = open_sheet(xlsx(_values))
    assert (sheet.kind, sheet.name, sheet.others, sheet.problems) == ("xlsx", "Programme", (), ())
    assert rows(sheet) == [
        (1, ("2018-06-23", "21:00", "2018-06-23T21:30")),
        (2, ("2018-06-23", "20:30", "2018-06-23T22:00")),
        (3, ("24:30", "21:00:15", "9300")),
        (4, ("12.5", "0.3", "1e+300")),
        (5, ("true", "false", "Fuòc\nde Sant Joan")),
        (6, ("23/06/2018", "Festa")),
    ]
    assert rows(sheet) == rows(sheet)


def test_workbook_rows_have_the_numbers_and_letters_the_spreadsheet_shows() -> None:
    def write(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_string("C4", "titre")
        sheet.write_string("D4", "date")
        sheet.write_blank("F4", None, book.add_format({"bold": True}))
        sheet.write_string("D7", "23 juin")

    assert rows(open_sheet(xlsx(write))) == [(4, ("", "", "titre", "date")), (7, ("", "", "", "23 juin"))]


def test_what_is_merged_downwards_is_said_of_every_row_that_says_something() -> None:
    def write(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:C2", "PROGRAMME")
        sheet.merge_range("A3:A5", "23 juin")
        sheet.write_column("B3", ["Bal", "Feu", "Jeux"])
        sheet.merge_range("C4:C5", "Halle")
        sheet.merge_range("A6:B9", "Contact : la mairie")
        sheet.merge_range("A10:A60", "fin")

    assert rows(open_sheet(xlsx(write))) == [
        (1, ("PROGRAMME",)),
        (3, ("23 juin", "Bal")),
        (4, ("23 juin", "Feu", "Halle")),
        (5, ("23 juin", "Jeux", "Halle")),
        (6, ("Contact : la mairie",)),
        (10, ("fin",)),
    ]


def _several(book: Workbook, sheet: Worksheet) -> None:
    """`sheet` stays empty."""
    cover = book.add_worksheet("Couverture")
    cover.write_column("A1", ["Programme 2018", "des fêtes"])
    hidden = book.add_worksheet("Brouillon")
    hidden.hide()
    hidden.write_row("A1", ["titre", "date"])
    hidden.write_row("A2", ["Bal", "22 juin"])
    for name, day in (("Juin", "23 juin"), ("Juillet", "1er juillet")):
        shown = book.add_worksheet(name)
        shown.write_row("A1", ["titre", "date"])
        shown.write_row("A2", ["Bal", day])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Juin!$A$1:$A$2"})
    book.add_chartsheet("Courbe").set_chart(chart)


def test_workbook_is_read_at_the_first_worksheet_shown_that_holds_a_table() -> None:
    sheet = open_sheet(xlsx(_several))
    assert (sheet.name, sheet.others) == ("Juin", ("Couverture", "Juillet"))
    assert sheet.problems == (Problem("note", "sheets_left", "", "Couverture, Juillet"),)
    assert rows(sheet) == [(1, ("titre", "date")), (2, ("Bal", "23 juin"))]


def test_workbook_is_read_at_the_worksheet_that_is_named() -> None:
    sheet = open_sheet(xlsx(_several), "Juillet")
    assert (sheet.name, sheet.others, sheet.problems) == ("Juillet", ("Couverture", "Juin"), ())
    assert rows(sheet) == [(1, ("titre", "date")), (2, ("Bal", "1er juillet"))]


@pytest.mark.parametrize("name", ["Août", "Brouillon", "Courbe"])
def test_worksheet_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_sheet(xlsx(_several), name)
    known = "Programme, Couverture, Juin, Juillet"
    assert (refusal.value.key, refusal.value.values) == ("unreadable_no_such_sheet", {"name": name, "known": known})


def test_workbook_without_a_table_is_read_at_what_it_has() -> None:
    assert rows(open_sheet(xlsx_of([["titre", "date"]]))) == [(1, ("titre", "date"))]
    assert rows(open_sheet(xlsx_of([["a"], ["b"]]))) == [(1, ("a",)), (2, ("b",))]


def test_cells_that_would_be_lost_unseen_are_named() -> None:
    def write(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ["titre", "date"])
        sheet.write_formula("A2", "=#REF!", None, "#REF!")
        sheet.write_string("B2", "23 juin")
        sheet.write_formula("B3", "=B2", None, "23 juin")
        sheet.write_formula("A3", "=1+1", None, 2)

    members = unboxed(xlsx(write))
    page = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = page.replace(b"<f>1+1</f><v>2</v>", b"<f>1+1</f>")
    sheet = open_sheet(boxed(members))
    assert rows(sheet) == [(1, ("titre", "date")), (2, ("", "23 juin")), (3, ("", "23 juin"))]
    assert sheet.problems == (
        Problem("warning", "cell_error", "", "A2"),
        Problem("warning", "formula_without_value", "", "A3"),
    )


def test_workbook_of_excel_97_is_read_like_any_other() -> None:
    sheet = open_sheet((FILES / "programa.xls").read_bytes())
    assert (sheet.kind, sheet.name, sheet.others, sheet.problems) == ("xls", "Programa", (), ())
    assert rows(sheet) == [
        (1, ("FÈSTA DE SANT JOAN",)),
        (3, ("Jorn", "Ora", "Títol", "CP")),
        (4, ("2018-06-23", "21:00", "Balèti", "9300")),
        (5, ("2018-06-23", "22:30", "Fuòc de Sant Joan", "09300")),
        (6, ("2018-06-24T11:00", "", "Messa en occitan", "34700")),
    ]


def test_workbook_of_libreoffice_is_read_like_any_other() -> None:
    typed = (
        '<table:table-cell office:value-type="date" office:date-value="2018-06-23"><text:p>23/06/18</text:p>'
        '</table:table-cell><table:table-cell office:value-type="time" office:time-value="PT21H00M00S"/>'
        '<table:table-cell office:value-type="float" office:value="9300"><text:p>9300</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    )
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    rest = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = ods(("Fuèlh", ods_row("títol", "data") + blank + ods_row("Balèti", more=typed) + rest), ("Autre", ""))
    sheet = open_sheet(content)
    assert (sheet.kind, sheet.name, sheet.others, sheet.problems) == ("ods", "Fuèlh", (), ())
    assert rows(sheet) == [(1, ("títol", "data")), (4, ("Balèti", "2018-06-23", "21:00", "9300", "true"))]


def test_table_of_a_page_is_read_with_its_lines_and_spans() -> None:
    page = """<!DOCTYPE html><html><head><meta charset="windows-1252"><title>x</title><style>td{}</style></head>
    <body><table><tr><td>menu</td></tr></table>
    <p>Programme</p>
    <table><caption>Fête</caption><tr><th>Jour<th>Quoi &amp; o&ugrave;<th>Note</tr>
    <tr></tr>
    <tr><td rowspan=2>23 juin</td><td>Fête<br>de  la <b>Saint</b>-Jean<p>bal</p></td><td> 5 € </td></tr>
    <tr><td>Bal<script>alert("x")</script></td></tr>
    <tr><td colspan="2">Total</td><td>2</td></tr>
    </table></body></html>"""
    sheet = open_sheet(page.encode("cp1252"))
    assert sheet.kind == "html"
    assert rows(sheet) == [
        (1, ("Jour", "Quoi & où", "Note")),
        (3, ("23 juin", "Fête\nde la Saint-Jean\nbal", "5 €")),
        (4, ("23 juin", "Bal")),
        (5, ("Total", "", "2")),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<table><tr><td>a<td>\xc3\xa9<tr><td>b<td>c</table>",
        "<TABLE><TR><TD>a</TD><TD>é</TD></TR><TR><TD>b</TD><TD>c</TD></TR></TABLE>".encode("utf-16"),
        "<p class=MsoNormal>x</p><table><tr><td>a</td><td>é</td></tr><tr><td>b</td><td>c</td></tr></table>".encode(),
        b"Version:0.9\r\nStartHTML:0001\r\n<html><table><tr><td>a<td>&eacute;<tr><td>b<td>c</table></html>",
        "<meta charset=utf-8><table><tr><td><table><tr><td>a<td>é<tr><td>b<td>c</table></td></tr></table>".encode(),
        b'<meta charset="utf-8"><table><tr><td>a<td>\xe9<tr><td>b<td>c</table>',
        b"<table><tr><td>a<td>&eacute;<tr><td>b<td>c",
    ],
    ids=["with mark", "UTF-16", "Word", "clipboard", "within another", "charset not its own", "cut off"],
)
def test_table_of_any_page_is_found(content: bytes) -> None:
    assert rows(open_sheet(content)) == [(1, ("a", "é")), (2, ("b", "c"))]


@pytest.mark.parametrize(
    "text", ["<b>titre</b>;date\nBal;23 juin\n", "<p>titre;date\nBal;x\n", "titre;date\n<table>;x\n", "< titre;date\n"]
)
def test_text_with_a_tag_in_it_is_no_page(text: str) -> None:
    assert open_sheet(text.encode()).kind == "csv"
