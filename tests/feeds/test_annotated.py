"""A partner's file with the verdicts beside its rows: read back, line by line."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.formulas import as_meant, meant_between
from festum.domain.plan import Verdict
from festum.feeds.annotated import Annotated, Note, annotated_csv, annotated_xlsx
from festum.importers.open_sheet import open_sheet
from tests.importers.workbooks import unboxed

HEADINGS = ("festum: verdict", "festum: remarques")
REPORT = Annotated(
    rows=(
        (1, ("PROGRAMME ; FÊTE",)),
        (3, ("date", "titre", "cp")),
        (4, ("23/06/2018", "Balèti", "09300")),
        (6, ("24/06/2018", "=1+1\n+2; =3", "-5", "de trop")),
    ),
    header_line=3,
    headings=HEADINGS,
    notes={
        4: Note(Verdict.CREATE, "nouveau"),
        6: Note(Verdict.REFUSED, "refusé", "cp : « -5 » n'existe pas\n=x"),
    },
    unplaced=(Note(Verdict.MISSING, "absent", "Feu, 23 juin"), Note(Verdict.MISSING, "absent", "Jeux, 24 juin")),
)


def rows(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in open_sheet(content).rows]


def test_csv_is_the_partners_file_with_two_columns_more() -> None:
    assert annotated_csv(REPORT, ";").decode("utf-8") == (
        '\ufeff"PROGRAMME ; FÊTE";;;;;\r\n'
        "\r\n"
        "date;titre;cp;;festum: verdict;festum: remarques\r\n"
        "23/06/2018;Balèti;09300;;nouveau;\r\n"
        "\r\n"
        "24/06/2018;\"'=1+1\n'+2; '=3\";-5;de trop;refusé;\"cp : « -5 » n'existe pas\n'=x\"\r\n"
        "\r\n"
        ";;;;absent;Feu, 23 juin\r\n"
        ";;;;absent;Jeux, 24 juin\r\n"
    )


@pytest.mark.parametrize(("delimiter", "written"), [("", ";"), ("\t", "\t"), (",", ","), ("|", "|")])
def test_csv_has_the_delimiter_of_the_file_or_a_semicolon(delimiter: str, written: str) -> None:
    assert open_sheet(annotated_csv(REPORT, delimiter)).delimiter == written


def test_xlsx_has_the_same_rows_on_the_same_lines() -> None:
    sheet = open_sheet(annotated_xlsx(REPORT, "Mon/programme.csv"))
    assert (sheet.name, sheet.problems) == ("Mon programme.csv", ())
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, ("PROGRAMME ; FÊTE",)),
        (3, ("date", "titre", "cp", "", *HEADINGS)),
        (4, ("23/06/2018", "Balèti", "09300", "", "nouveau")),
        (6, ("24/06/2018", "'=1+1\n+2; =3", "-5", "de trop", "refusé", "cp : « -5 » n'existe pas\n=x")),
        (8, ("", "", "", "", "absent", "Feu, 23 juin")),
        (9, ("", "", "", "", "absent", "Jeux, 24 juin")),
    ]


def test_xlsx_is_coloured_by_verdict_and_holds_no_formula() -> None:
    members = unboxed(annotated_xlsx(REPORT))
    assert members == unboxed(annotated_xlsx(REPORT))
    page = members["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in page
    assert '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>' in page
    assert all(colour in members["xl/styles.xml"].decode() for colour in ("FFD9F2D9", "FFF8D0D0", "FFE6E0EC"))


def test_every_verdict_has_a_colour_of_its_row() -> None:
    notes = {line: Note(verdict, verdict.value) for line, verdict in enumerate(Verdict, 2)}
    report = Annotated([(1, ("a",)), *((line, ("b",)) for line in notes)], 1, HEADINGS, notes)
    assert [cells[1:] for _, cells in rows(annotated_xlsx(report))] == [HEADINGS, *((v.value,) for v in Verdict)]


def test_xlsx_cell_longer_than_excel_takes_is_cut_and_not_left_out() -> None:
    report = Annotated([(1, ("é" * 40_000, "<r>x</r>", "a\x00\x0bb\ufffe"))], 1, HEADINGS, {})
    (first,) = rows(annotated_xlsx(report))
    assert first == (1, ("é" * 32_765 + "…", "<r>x</r>", "a\nb", *HEADINGS))


def test_report_of_a_file_without_rows_is_its_headings() -> None:
    empty = Annotated([(1, ("titre",))], 1, HEADINGS, {})
    assert annotated_csv(empty) == "\ufefftitre;festum: verdict;festum: remarques\r\n".encode()
    assert rows(annotated_xlsx(empty)) == [(1, ("titre", *HEADINGS))]


cell = st.text("ab =+-@'\"\n;,\t|é", max_size=8)


@given(st.lists(st.lists(cell.map(lambda text: f"x{text}"), min_size=2, max_size=4), min_size=2, max_size=5))
@settings(derandomize=True, deadline=None)
def test_any_cells_come_back_as_they_were(table: list[list[str]]) -> None:
    report = Annotated(list(enumerate(map(tuple, table), 1)), 1, HEADINGS, {})
    width = max(map(len, table))
    read = csv.reader(io.StringIO(annotated_csv(report, ",").decode("utf-8-sig"), newline=""))
    found = [[as_meant(meant_between(text)) for text in cells[:width]] for cells in read]
    assert found == [row + [""] * (width - len(row)) for row in table]
