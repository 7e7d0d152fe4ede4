"""What is said of a row names the columns its own sheet has."""

from festum.domain.heading_names import as_headed
from festum.domain.plan import PlanRow, Verdict
from festum.errors import Problem

LABELS = {"date": "Quand ?", "title": "Intitulé", "price": "Tarif"}


def said(column: str) -> str:
    row = PlanRow(4, Verdict.UPDATE, problems=(Problem("warning", "out_of_window", column, "2018-07-20"),))
    (renamed,) = as_headed([row], LABELS)
    return renamed.problems[0].column


def test_our_names_become_those_of_the_sheet() -> None:
    columns = ("start", "end", "when", "titles", "price")
    assert [said(column) for column in columns] == ["Quand ?", "Quand ?", "Quand ?", "Intitulé", "Tarif"]


def test_name_the_sheet_has_itself_or_has_no_word_for_stays() -> None:
    assert [said(column) for column in ("Tarif", "edition", "")] == ["Tarif", "edition", ""]


def test_row_without_headings_or_remarks_is_the_very_row() -> None:
    row = PlanRow(4, Verdict.CREATE)
    assert as_headed([row], LABELS)[0] is row
    assert as_headed([row], {}) == (row,)
