"""Which importer reads a file, and what a file nobody knows would need."""

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.errors import Unreadable
from festum.importers import dialects
from festum.importers.native import looks_native
from tests.importers.sheets import DEFAULTS, GOOD, reading, sheet


def test_read_of_our_own_csv_is_the_native_reading() -> None:
    content = sheet(GOOD)
    assert dialects.read(content, load_gazetteer(), DEFAULTS) == reading(content)


@pytest.mark.parametrize(
    ("content", "native"),
    [
        (b"title,start\n", True),
        (b"START ; x; Title \n", True),
        (b"\n\ntitle\tstart", True),
        (b"title,begin\n", False),
        (b"BEGIN:VCALENDAR\r\n", False),
        (b"", False),
        (b"\xef\xbb\xbf", False),
        (b"title,start\x00", False),
        (b'"title,start', False),
    ],
)
def test_looks_native_when_the_first_row_names_what_is_needed(content: bytes, native: bool) -> None:
    assert looks_native(content) is native


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (b"", "unreadable_empty", {}),
        (b"\xef\xbb\xbf", "unreadable_empty", {}),
        (b"\xff\xfe\n\x00", "unreadable_empty", {}),
        (b",,,\n ,\n", "unreadable_empty", {}),
        (b"a\x00b", "unreadable_binary", {}),
        (b"title,begin\nBal,2018", "unreadable_header", {"missing": "start"}),
        (b"BEGIN:VCALENDAR", "unreadable_header", {"missing": "title, start"}),
        (b"title,start,price,Price \nBal,2018-06-23", "unreadable_twice", {"column": "price"}),
    ],
)
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
