"""The sheet as calamine reads it, cell by cell; nothing in it is reckoned, linked or guessed."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from festum.domain.listing import Listing
from festum.domain.texts import Texts
from festum.feeds.format import Drawing, Head
from festum.feeds.row import HEADER, row
from festum.feeds.xlsx import FORMAT, WIDTHS, sheet_name
from tests.feeds.listings import BASE, FR, FULL, dated, with_details, with_occurrence, with_venue

HEAD = Head("Total Festum", "Hérault & Gard", f"{BASE}/feeds/tot.xlsx", BASE, FR, BASE, "© INSEE <COG>")
SOME = (
    FULL,
    with_details(titles=Texts.of({"fr": "=HYPERLINK(A1)", "oc": "https://festa.example", "ca": "007", "en": "TRUE"})),
    with_details(titles=Texts.of({"fr": "<r><t>Bal</t></r>", "oc": "<b>&amp;</b>", "ca": "_x0041_", "en": "<r></r>"})),
    with_details(descriptions=Texts.of({"fr": "Un\nDos\n\nTres 🔥", "oc": "d" * 10_000})),
    with_venue(name="", postcode="09300"),
    dated("2018-06-23", all_day=True),
    with_occurrence(status="cancelled", venue=None),
)


def file(*listings: Listing, head: Head = HEAD) -> bytes:
    return FORMAT.join(head, [FORMAT.draw([one], Drawing(FR, "keep", BASE)) for one in listings])


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def cells(content: bytes) -> list[list[object]]:
    return [
        list(line) for line in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    ]


def test_sheet_is_read_by_another_reader_cell_by_cell() -> None:
    assert cells(file(*SOME)) == [list(HEADER), *(list(row(one, BASE)) for one in SOME)]


def test_sheet_of_nothing_is_its_header() -> None:
    assert cells(file()) == [list(HEADER)]


def test_sheet_is_of_texts_alone() -> None:
    made = parts(file(*SOME))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert set(re.findall(r"<c [^>]*t=\"(\w+)\"", sheet)) == {"s"}
    assert re.findall(r"<c (?![^>]*t=\"s\")[^>]*>|<f>|hyperlink", sheet) == []
    assert [name for name in made if "rels" in name and "hyperlink" in made[name]] == []
    assert '<ignoredError sqref="A1:XFD8" numberStoredAsText="1"/>' in sheet


def test_sheet_has_its_first_row_bold_and_held_and_filters_all_of_it() -> None:
    made = parts(file(*SOME))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:AK8"/>' in sheet
    (bold,) = set(re.findall(r'<c r="[A-Z]+1" s="(\d+)"', sheet))
    assert bold not in set(re.findall(r'<c r="[A-Z]+[2-9]" s="(\d+)"', sheet))
    assert made["xl/styles.xml"].count("<b/>") == 1


def test_sheet_is_the_same_bytes_each_time_and_names_no_hour() -> None:
    first = file(*SOME)
    assert file(*SOME) == first
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    stamps = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", parts(first)["docProps/core.xml"])
    assert set(stamps) == {"1980-01-01T00:00:00Z"}


def test_sheet_says_where_it_comes_from() -> None:
    said = parts(file(head=replace(HEAD, name="Tot \x00 Festum")))["docProps/core.xml"]
    assert "<dc:title>Tot  Festum</dc:title>" in said
    assert "<dc:subject>Hérault &amp; Gard</dc:subject>" in said
    assert f"<dc:description>© INSEE &lt;COG&gt;\n{BASE}/feeds/tot.xlsx</dc:description>" in said


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Total Festum", "Total Festum"),
        ("Total Festum – Hérault : gratuit", "Total Festum – Hérault gratuit"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'Fèsta'", "Fèsta"),
        ("L'estiu", "L'estiu"),
        ("Total Festum en Occitanie 2018 : tout", "Total Festum en Occitanie 2018"),
        ("F" * 40, "F" * 31),
        ("🔥" * 20, "🔥" * 15),
        ("History", "festum"),
        ("?", "festum"),
        ("", "festum"),
        ("Tot\x00 \x1f\u202eFestum", "Tot Festum"),
    ],
)
def test_sheet_is_called_by_a_name_excel_takes(name: str, called: str) -> None:
    assert sheet_name(name) == called
    content = file(head=replace(HEAD, name=name))
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == [called]


def test_widths_are_of_columns() -> None:
    assert set(WIDTHS) <= set(HEADER)
