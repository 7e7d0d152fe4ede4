"""Each upload as its expectation says, to the word; and the same however it is sent."""

import json
from typing import Any

import pytest

from tests.importers.uploads import (
    FOLDER,
    NAMES,
    as_csv,
    as_xlsx,
    content_of,
    expectations,
    lines_of,
    reading_of,
    shuffled,
    told,
    without_lines,
)

CASES = [pytest.param(name, case, id=f"{name}: {case['case']}") for name in NAMES for case in expectations(name)]
FILLED_DOWN = {
    "02-generations-castelnau-2017-cellules-fusionnees",
    "21-foyer-rural-colle-du-traitement-de-texte",
}
"""Their rows have a date only by standing where they stand."""


def test_every_upload_has_its_expectation() -> None:
    files = {path.stem for path in FOLDER.iterdir() if path.suffix in {".csv", ".xlsx"}}
    assert files == set(NAMES)
    assert len(NAMES) >= 10


@pytest.mark.parametrize(("name", "case"), CASES)
def test_upload_is_read_and_judged_as_expected(name: str, case: dict[str, Any]) -> None:
    found = told(reading_of(content_of(name), **case["defaults"]))
    expected = {key: value for key, value in case.items() if key not in {"case", "defaults"}}
    assert json.loads(json.dumps(found)) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_upload_written_in_another_encoding_and_delimiter_says_the_same(
    name: str, encoding: str, delimiter: str
) -> None:
    content = content_of(name)
    lines = [[_writable(cell, encoding) for cell in line] for line in lines_of(content)]
    again = reading_of(as_csv(lines, delimiter, encoding))
    assert again.delimiter == delimiter
    assert again.drafts == reading_of(as_csv(lines)).drafts
    if encoding != "cp1252":
        assert (again.drafts, again.left_aside, again.headings, again.header_line) == _of(content)


@pytest.mark.parametrize("name", NAMES)
def test_upload_saved_as_a_workbook_says_the_same(name: str) -> None:
    content = content_of(name)
    again = reading_of(as_xlsx(lines_of(content)))
    assert (again.drafts, again.left_aside, again.headings, again.header_line) == _of(content)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", [name for name in NAMES if name not in FILLED_DOWN])
def test_upload_shuffled_says_the_same(name: str, seed: int) -> None:
    content = content_of(name)
    was = reading_of(content)
    again = reading_of(as_csv(shuffled(content, was.header_line, seed)))
    assert without_lines(again) == without_lines(was)
    assert sorted(aside.text for aside in again.left_aside) == sorted(aside.text for aside in was.left_aside)


def _of(content: bytes) -> tuple[Any, ...]:
    was = reading_of(content)
    return was.drafts, was.left_aside, was.headings, was.header_line


def _writable(cell: str, encoding: str) -> str:
    return cell.encode(encoding, "replace").decode(encoding) if encoding == "cp1252" else cell
