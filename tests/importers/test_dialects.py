"""Which importer reads a file, and what a file nobody knows would need."""

from pathlib import Path

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.errors import Unreadable
from festum.importers import dialects
from tests.importers.sheets import DEFAULTS, GOOD, reading, sheet
from tests.importers.workbooks import xlsx_of

FILES = Path(__file__).parent / "files"


def test_read_of_our_own_csv_is_the_native_reading() -> None:
    content = sheet(GOOD)
    assert dialects.read(content, load_gazetteer(), DEFAULTS) == reading(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"title,start,commune\nBal,2018-06-23,Lod\xc3\xa8ve", "festum-csv"),
        (xlsx_of([["title", "start"], ["Bal", "2018-06-23"]]), "festum-csv"),
        (b"Titre;Date\nBal;23/06/2018", "sheet"),
        (xlsx_of([["Titre", "Date"], ["Bal", "23/06/2018"]]), "sheet"),
        ((FILES / "google.ics").read_bytes(), "icalendar"),
        (b"\xef\xbb\xbf\r\nbegin:vcalendar\r\nBEGIN:VEVENT\r\nEND:VEVENT", "icalendar"),
        ((FILES / "google.ics").read_text("utf-8").encode("utf-16"), "icalendar"),
        ((FILES / "festum.json").read_bytes(), "festum-json"),
        ((FILES / "openagenda.json").read_bytes(), "openagenda"),
        ((FILES / "openagenda.json").read_text("utf-8").encode("utf-16"), "openagenda"),
        ((FILES / "gancio.json").read_bytes(), "gancio"),
    ],
)
def test_read_knows_a_file_by_what_stands_in_it(content: bytes, kind: str) -> None:
    reading = dialects.read(content, load_gazetteer(), DEFAULTS)
    assert reading.kind == kind
    assert reading.drafts or reading.left_aside
    recognised = [one.name for one in dialects.IMPORTERS.values() if one.recognises(content)]
    assert recognised[0] == ("sheet" if kind == "festum-csv" else kind)


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (b"", "unreadable_empty", {}),
        (b"\xef\xbb\xbf", "unreadable_empty", {}),
        (b"\xff\xfe\n\x00", "unreadable_empty", {}),
        (b",,,\n ,\n", "unreadable_empty", {}),
        (b"a\x00b", "unreadable_binary", {}),
        (b"BEGIN:VCALENDAR", "unreadable_no_event", {}),
        (b"title,start,price,Price \nBal,2018-06-23", "unreadable_twice", {"column": "price"}),
        (b"[]", "unreadable_json_unknown", {}),
        (b'{"features": [{"type": "Feature"}]}', "unreadable_json_unknown", {}),
        (b'{"events": [{"uid": 1, "timings": []}', "unreadable_json",
         {"line": 1, "reason": "Input data was truncated"}),
        (b"[" * 50_000, "unreadable_json_deep", {}),
    ],
)  # fmt: skip
def test_read_of_a_file_nobody_knows_says_what_it_lacks(content: bytes, key: str, values: dict[str, str]) -> None:
    with pytest.raises(Unreadable) as refusal:
        dialects.read(content, load_gazetteer(), DEFAULTS)
    assert (refusal.value.key, refusal.value.values) == (key, values)


def test_read_of_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(Unreadable) as refusal:
        dialects.read(bytes(dialects.MOST_BYTES + 1), load_gazetteer(), DEFAULTS)
    assert (refusal.value.key, refusal.value.values) == ("unreadable_too_large", {"most": 100})


def test_importers_are_named_by_their_key() -> None:
    assert [name for name, one in dialects.IMPORTERS.items() if one.name != name or not one.label] == []
