"""The empty sheet: nothing in it to import, and everything a partner needs to fill it in."""

import csv
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from festum.domain.columns import COLUMNS
from festum.domain.vocabulary import CATEGORIES, FLAGS, SPOKEN_LANGUAGES, STATUSES
from festum.feeds.template import draw_csv, draw_xlsx
from festum.locale.catalogue import LANGUAGES


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [list(line) for line in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return opened.read(name).decode()


def test_csv_template_is_our_header_with_the_mark_excel_needs() -> None:
    assert draw_csv().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(draw_csv().decode("utf-8-sig")))) == [list(COLUMNS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_sheet_is_our_header_alone(language: str) -> None:
    assert next(iter(sheets(draw_xlsx(language)).values())) == [list(COLUMNS)]


def test_second_sheet_explains_every_column_in_the_language_of_the_reader() -> None:
    about, head, *rows = sheets(draw_xlsx("oc"))["Explicacions"]
    assert str(about[0]).startswith("Una linha per data, dins lo fuèlh « Programa ».")
    assert head == ["Colomna", "Çò qu'es", "Cossí l'emplenar", "Obligatòria", "Caractèrs al mai"]
    assert [row[0] for row in rows] == list(COLUMNS)
    assert {row[0] for row in rows if row[3] == "òc"} == {"title", "start"}
    assert rows[4] == ["title", "Títol", "Lo títol en francés. Obligatòri.", "òc", 300]


def test_third_sheet_lists_the_words_to_choose_from_with_what_they_mean() -> None:
    head, _, *rows = sheets(draw_xlsx("en"))["Possible words"]
    columns = {name: [row[place] for row in rows if row[place]] for place, name in enumerate(head) if name}
    assert columns["Status"] == list(STATUSES)
    assert columns["Languages"] == list(SPOKEN_LANGUAGES)
    assert columns["Categories"] == list(CATEGORIES)
    assert columns["Audience and services"] == list(FLAGS)
    assert rows[1][:2] == ["cancelled", "cancelled"]


def test_one_word_is_chosen_several_are_free_and_every_column_says_its_help() -> None:
    sheet = part(draw_xlsx("fr"), "xl/worksheets/sheet1.xml")
    rules = dict(re.findall(r'<dataValidation ([^>]*)sqref="([A-Z]+2:[A-Z]+2001)"', sheet))
    assert len(rules) == len(COLUMNS)
    assert all("prompt=" in rule for rule in rules)
    listed = [rule for rule in rules if 'type="list"' in rule]
    assert len(listed) == 7
    assert len([rule for rule in listed if 'showErrorMessage="1"' in rule]) == 4
    assert "<formula1>'Mots possibles'!$A$3:$A$6</formula1>" in sheet


def test_every_column_is_text_so_that_a_postcode_keeps_its_zero() -> None:
    content = draw_xlsx("fr")
    styles = part(content, "xl/styles.xml")
    (text_format,) = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="@"/>', styles)
    looks = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" [^>]*style="(\d+)"', part(content, "xl/worksheets/sheet1.xml"))
    assert [looks[int(style)] for _, _, style in columns] == [text_format] * len(columns)
    assert (columns[0][0], columns[-1][1]) == ("1", str(len(COLUMNS)))


def test_template_is_the_same_bytes_each_time() -> None:
    assert draw_xlsx("ca") == draw_xlsx("ca")
