"""Addresses of pages that show a file, and those of the file."""

import pytest

from festum.fetching.share_links import file_address


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://docs.google.com/spreadsheets/d/1aB-c_2/edit#gid=0",
         "https://docs.google.com/spreadsheets/d/1aB-c_2/export?format=xlsx"),
        ("https://docs.google.com/spreadsheets/d/1aB/edit?usp=sharing",
         "https://docs.google.com/spreadsheets/d/1aB/export?format=xlsx"),
        ("https://docs.google.com/spreadsheets/d/1aB", "https://docs.google.com/spreadsheets/d/1aB/export?format=xlsx"),
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1/pubhtml",
         "https://docs.google.com/spreadsheets/d/e/2PACX-1/pub?output=xlsx"),
        ("https://drive.google.com/file/d/1aB/view?usp=drive_link",
         "https://drive.google.com/uc?export=download&id=1aB"),
        ("https://calendar.google.com/calendar/embed?src=a%40group.calendar.google.com&ctz=Europe%2FParis",
         "https://calendar.google.com/calendar/ical/a%40group.calendar.google.com/public/basic.ics"),
        ("https://www.dropbox.com/scl/fi/x/fichier.xlsx?rlkey=k&dl=0",
         "https://www.dropbox.com/scl/fi/x/fichier.xlsx?rlkey=k&dl=1"),
    ],
)  # fmt: skip
def test_address_of_a_page_becomes_that_of_its_file(address: str, file: str) -> None:
    assert file_address(address) == file
    assert file_address(file) == file


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/spreadsheets/d/1aB/export?format=csv&gid=7",
        "https://docs.google.com/document/d/1aB/edit",
        "https://docs.google.com.evil.example/spreadsheets/d/1aB/edit",
        "https://calendar.google.com/calendar/embed?src=a&src=b",
        "https://partner.example/programme.csv?dl=0",
        "https://[broken",
        "",
    ],
)
def test_any_other_address_stays_as_it_is(address: str) -> None:
    assert file_address(address) == address
