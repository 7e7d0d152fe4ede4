"""A report: the partner's own file with what becomes of each row, whatever kind of file it was."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from festum.actions.apply_upload import apply_upload
from festum.actions.house import House
from festum.actions.import_file import Defaults
from festum.actions.plan_upload import Sending, begin_upload, go_on_planning
from festum.actions.report_upload import Form, report_upload
from festum.domain.upload import Consent
from festum.errors import NotHere, Unfit
from tests.actions.uploading import CERCLE, MAIRIE, sent
from tests.store.small import BAL

SHEET = ("PROGRAMME DE JUIN;;\r\n\r\nTitre;Date;Commune\r\nBal;23/06/2018;Lodève\r\nConte;demain;Lodève\r\n").encode()
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20180101T000000Z\r\n"
    b"DTSTART:20180623T210000\r\nDTEND:20180623T230000\r\nSUMMARY:Bal\r\nLOCATION:34700 Lod\xc3\xa8ve\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


async def report(house: House, upload_id: int, form: Form = "csv", language: str = "en") -> bytes:
    return await report_upload(house, upload_id, CERCLE, form, language)


def cells(content: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


async def test_a_sheet_comes_back_line_by_line_with_two_columns_more(small: House) -> None:
    upload = await sent(small, content=SHEET, defaults=Defaults(edition=2018))
    table = cells(await report(small, upload.id))
    assert [row[:3] for row in table[:5]] == [
        ["PROGRAMME DE JUIN", "", ""], [], ["Titre", "Date", "Commune"], ["Bal", "23/06/2018", "Lodève"],
        ["Conte", "demain", "Lodève"],
    ]  # fmt: skip
    assert table[2][3:] == ["festum: verdict", "festum: remarks"]
    assert [table[3][3], table[4][3]] == ["new", "refused"]
    assert table[4][4].startswith("Date: ")
    titles = ("Bal de la Saint-Jean", "Cantèra de nuit", "Deux dates", "Deux dates", "Sans rien")
    assert sorted(tuple(row[3:]) for row in table[6:]) == [
        ("not in the file", f'"{title}" is not in the file') for title in titles
    ]


async def test_it_is_said_in_the_readers_language(small: House) -> None:
    upload = await sent(small, {**BAL, "price": "5 €"})
    header, row, *_ = cells(await report(small, upload.id, language="oc"), ",")
    assert header[-2:] == ["festum: çò que n'es", "festum: remarcas"]
    assert row[-1].startswith("price : gratuit → 5 €\n")


async def test_a_workbook_says_the_same(small: House) -> None:
    upload = await sent(small, content=SHEET, defaults=Defaults(edition=2018))
    table = cells(await report(small, upload.id))
    book = CalamineWorkbook.from_filelike(io.BytesIO(await report(small, upload.id, "xlsx")))
    rows = book.get_sheet_by_index(0).to_python()
    assert [[cell for cell in row if cell] for row in rows] == [[cell for cell in row if cell] for row in table]


async def test_a_calendar_comes_back_as_a_table_of_what_was_understood(small: House) -> None:
    upload = await sent(small, content=CALENDAR)
    header, row, *missing = cells(await report(small, upload.id))
    assert header == ["line", "title", "dates", "venue", "commune", "festum: verdict", "festum: remarks"]
    assert row[:3] == ["4", "Bal", "2018-06-23 21:00 / 2018-06-23 23:00"]
    assert (row[4], row[5], len(missing)) == ("Lodève", "new", 5)
    assert missing[0][:2] == ["", missing[0][1]]


async def test_after_applying_it_says_what_was_done(small: House) -> None:
    upload = await sent(
        small, {**BAL, "title": "Autre"}, {**BAL, "event_key": "nou", "commune": "Beaufort", "insee_code": ""}
    )
    await apply_upload(small, upload.id, CERCLE, Consent({3: "skip"}))
    table = cells(await report(small, upload.id), ",")
    assert [row[-2] for row in table[1:3]] == ["changed", "left aside"]


async def test_what_could_not_be_read_has_no_report(small: House) -> None:
    begun = await begin_upload(small, Sending(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.csv", Defaults()), CERCLE)
    await go_on_planning(small, begun.id)
    with pytest.raises(Unfit) as refusal:
        await report(small, begun.id)
    assert refusal.value.key == "import_failed"


async def test_anothers_report_is_not_there(small: House) -> None:
    upload = await sent(small, BAL)
    with pytest.raises(NotHere):
        await report_upload(small, upload.id, MAIRIE, "csv", "fr")
