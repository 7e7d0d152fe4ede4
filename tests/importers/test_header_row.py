"""The row of headings, below titles and above data."""

import pytest

from festum.importers.header_row import ROWS_SEARCHED, find_header
from festum.importers.sheet import SheetRow


def rows(*lines: str) -> list[SheetRow]:
    return [SheetRow(n, tuple(line.split(";"))) for n, line in enumerate(lines, 1) if line.strip(";")]


@pytest.mark.parametrize(
    ("lines", "line", "titles"),
    [
        (("Date;Titre", "23/06/2018;Bal"), 1, ()),
        (("FÊTE - LODÈVE;;", ";;", "JOUR;HORAIRE;ANIMATION", "samedi;12h;x"), 3, ("FÊTE - LODÈVE",)),
        (("Programme;;", "Date;Lieu;", "Date;Lieu;Titre"), 3, ("Programme", "Date Lieu")),
        (("Horaire;Animation", "12h;Bal"), 1, ()),
        (("samedi 23 juin;20h;Spectacle;Salle", "Quand;Quoi;Où"), 2, ("samedi 23 juin 20h Spectacle Salle",)),
    ],
)
def test_header_is_found_where_headings_stand(lines: tuple[str, ...], line: int, titles: tuple[str, ...]) -> None:
    found = find_header(rows(*lines), ())
    assert found is not None
    assert (found.line, found.titles) == (line, titles)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("samedi 23 juin 2018;20h;Spectacle;Salle",),
        ("Titre",),
        ("Programme;Lieu", "a;b"),
        (*["x;y"] * ROWS_SEARCHED, "Date;Titre"),
    ],
)
def test_header_is_none_where_nothing_names_columns(lines: tuple[str, ...]) -> None:
    assert find_header(rows(*lines), ()) is None


def test_header_of_a_language_of_its_own_is_found_by_its_mapping() -> None:
    found = find_header(rows("x;y", "Kand;Kwa"), (("kand", "date"), ("kwa", "title")))
    assert found is not None
    assert (found.line, found.columns.meanings) == (2, ("date", "title"))
