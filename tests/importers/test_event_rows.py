"""Which rows are events, and the date of each: filled down, told by a line of its own, or by the title."""

import pytest

from festum.errors import Problem
from festum.importers.event_rows import EventRow, EventRows, date_in_title
from festum.importers.header_row import find_header
from festum.importers.reading import LeftAside
from festum.importers.sheet import SheetRow


def rows_of(*lines: str) -> EventRows:
    rows = [SheetRow(n, tuple(line.split(";"))) for n, line in enumerate(lines, 1) if line.strip(";")]
    header = find_header(rows, ())
    assert header is not None
    return EventRows(rows, header)


def told(*lines: str) -> list[tuple[int, str, str]]:
    """(line, date, title) of events; (line, "", key of the problem) of what is left aside."""
    return [
        (row.line, row.date, row.texts.get("title", ""))
        if isinstance(row, EventRow)
        else (row.line, "", f"{row.problems[0].level} {row.problems[0].key}")
        for row in rows_of(*lines)
    ]


def test_rows_have_their_texts_by_meaning_and_what_is_too_much_beside() -> None:
    rows = rows_of("Date;Titre;Mail;Tél;Truc", "23 juin;'=Bal;a@b.fr;04;x;y; ;z", "24 juin;Feu")
    assert list(rows) == [
        EventRow(2, {"date": "23 juin", "title": "=Bal", "booking": "a@b.fr\n04"}, "23 juin", ("y", "z")),
        EventRow(3, {"date": "24 juin", "title": "Feu"}, "24 juin"),
    ]
    assert list(rows.dates()) == ["23 juin", "24 juin"]
    assert list(rows) == list(rows)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("23/06/2018\n\n24/06/2018 ", "23/06/2018\n24/06/2018"),
        ("samedi 23 juin\n 10h\ndimanche  24 juin\n14h", "samedi 23 juin\n10h\ndimanche 24 juin\n14h"),
        ("samedi\n23 juin 2018", "samedi 23 juin 2018"),
        ("du samedi 23\nau dimanche 24 juin", "du samedi 23 au dimanche 24 juin"),
        ("23/06/2018\nà 20h30", "23/06/2018 à 20h30"),
    ],
)
def test_dates_on_lines_of_one_cell_stay_apart(cell: str, date: str) -> None:
    assert told("Date;Titre", f"{cell};Bal") == [(2, date, "Bal")]


def test_date_is_filled_down_until_a_blank_row() -> None:
    lines = ("Date;Titre;Lieu", "3 juin;A", ";B;x", "4 juin;C", ";D;", ";;", ";E;y")
    assert told(*lines) == [
        (2, "3 juin", "A"),
        (3, "3 juin", "B"),
        (4, "4 juin", "C"),
        (5, "4 juin", "D"),
        (7, "", "E"),
    ]


def test_date_is_not_filled_down_past_a_footer() -> None:
    assert told("Date;Titre", "3 juin;A", "Total;", ";B") == [
        (2, "3 juin", "A"),
        (3, "", "warning row_no_event"),
        (4, "", "B"),
    ]


@pytest.mark.parametrize(
    "footer",
    [
        "Contact : Générations Castelnau;;",
        ";Contact : 04 67 00 00 00;",
        "TOTAL;;12",
        ";Total;12",
        "Sous-total;3 animations;",
        ";Renseignements au 04 67 00 00 00;",
        ";* sous réserve de modifications;",
        ";programme sur www.festa.example;",
        ";festa@exemple.fr;",
        ";;Halle",
    ],
)
def test_row_that_is_no_event_is_left_aside_and_said(footer: str) -> None:
    rows = list(rows_of("Date;Titre;Lieu", "3 juin;A;B", footer))
    text = " ".join(cell for cell in footer.split(";") if cell)
    label = next(label for label, cell in zip(("Date", "Titre", "Lieu"), footer.split(";"), strict=True) if cell)
    assert rows[1] == LeftAside(3, text, (Problem("warning", "row_no_event", label, text),))


@pytest.mark.parametrize("row", [";Infos et balèti;Halle", "23 juin;Contact : danse;", "23 juin;;Halle", ";Concert;"])
def test_row_that_may_be_an_event_is_kept(row: str) -> None:
    (found,) = rows_of("Date;Titre;Lieu", row)
    assert isinstance(found, EventRow)


def test_headings_repeated_are_left_aside() -> None:
    assert told("Date;Titre;", "3 juin;A", "DATE;titre", "4 juin;B") == [
        (2, "3 juin", "A"),
        (3, "", "note header_again"),
        (4, "4 juin", "B"),
    ]


def test_line_that_is_but_a_date_heads_the_rows_below_it() -> None:
    lines = ("Quand;Quoi;Où", "samedi 2 juin;;", "20 h 30;A;x", "22h;B;", "dimanche 3 juin;;")
    assert told(*lines) == [
        (2, "", "note date_heading"),
        (3, "samedi 2 juin", "A"),
        (4, "samedi 2 juin", "B"),
        (5, "dimanche 3 juin", ""),
    ]
    assert [row.texts.get("hour") for row in rows_of(*lines) if isinstance(row, EventRow)] == ["20 h 30", "22h", None]


def test_sheet_without_a_date_column_takes_dates_from_lines_and_title() -> None:
    lines = ("Programme du samedi 2 juin 2018;", "Heure;Quoi", "20h;A", "Dimanche 3 juin;", "10h;B", ";", "11h;C")
    rows = rows_of(*lines)
    assert rows.title_date == "samedi 2 juin 2018"
    assert list(rows.dates()) == ["samedi 2 juin 2018", "Dimanche 3 juin"]
    assert told(*lines) == [
        (3, "samedi 2 juin 2018", "A"),
        (4, "", "note date_heading"),
        (5, "Dimanche 3 juin", "B"),
        (7, "Dimanche 3 juin", "C"),
    ]


@pytest.mark.parametrize(
    ("header", "cells", "date"),
    [
        ("Jour;Date;Titre", "samedi;23/06/2018;A", "samedi 23/06/2018"),
        ("Jour;Date;Titre", "2;23/06/2018;A", "23/06/2018"),
        ("Jour;Mois;Année;Titre", "23;juin;2018;A", "23 juin 2018"),
        ("Date;Année;Titre", "23 juin;2018;A", "23 juin 2018"),
        ("Date;Année;Titre", "23 juin 2018;2018;A", "23 juin 2018"),
        ("Jour;Date;Titre", "samedi;;A", ""),
    ],
)
def test_date_in_several_columns(header: str, cells: str, date: str) -> None:
    assert told(header, cells) == [(2, date, "A")]


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Samedi 23 juin 2018", "Samedi 23 juin 2018"),
        ("Fête de la Saint-Jean - samedi 23 juin 2018", "samedi 23 juin 2018"),
        ("Programme du 23 juin 2018", "23 juin 2018"),
        ("Festa del 23 de juny de 2024", "23 de juny de 2024"),
        ("Total Festum 2018", ""),
        ("", ""),
    ],
)
def test_date_in_a_title(title: str, date: str) -> None:
    assert date_in_title(title) == date


def test_report_of_ours_is_gone_through_as_the_file_it_was_made_of() -> None:
    lines = (
        "Date;Titre;festum: verdict",
        "3 juin;A;nouveau",
        ";Contact : x;laissé",
        "4 juin;B\n'=C;nouveau",
        ";;absent",
    )
    rows = list(rows_of(*lines))
    assert [(row.line, type(row)) for row in rows] == [(2, EventRow), (3, LeftAside), (4, EventRow)]
    assert isinstance(rows[2], EventRow)
    assert rows[2].texts == {"date": "4 juin", "title": "B\n=C"}
