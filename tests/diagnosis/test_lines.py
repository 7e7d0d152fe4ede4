"""Content lines: their numbers as an editor shows them, folds, parameters."""

import pytest

from festum.diagnosis.content_line import Broken, Line, Parameter, read_line
from festum.diagnosis.lines import read_lines
from tests.diagnosis.specimens import octets


def test_folded_line_has_the_number_of_its_first_part() -> None:
    read = read_lines(octets("BEGIN:VCALENDAR\nSUMMARY:a\n b\n\tc\nURL:x\n"))
    assert [(line.number, line.name, line.value) for line in read.lines] == [
        (1, "BEGIN", "VCALENDAR"),
        (2, "SUMMARY", "abc"),
        (5, "URL", "x"),
    ]
    assert read.findings == ()


@pytest.mark.parametrize(
    ("text", "name", "parameters", "value"),
    [
        ("summary:a:b", "SUMMARY", (), "a:b"),
        ("X;A=1:b", "X", (Parameter("A", ("1",), False),), "b"),
        ('X;A="1;2:3,4":b', "X", (Parameter("A", ("1;2:3,4",), True),), "b"),
        ('X;a="1",2;B=:c', "X", (Parameter("A", ("1", "2"), False), Parameter("B", ("",), False)), "c"),
        ("X;A=a^'b^nc^^d^e:f", "X", (Parameter("A", ('a"b\nc^d^e',), False),), "f"),
    ],
)
def test_line_is_taken_apart(text: str, name: str, parameters: tuple[Parameter, ...], value: str) -> None:
    read = read_line(text, 7)
    assert isinstance(read, Line)
    assert (read.number, read.name, read.parameters, read.value) == (7, name, parameters, value)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "line_unreadable"),
        ("a text", "line_unreadable"),
        ("SUMMARY", "line_unreadable"),
        ("SUMMÀRY:a", "line_unreadable"),
        (" SUMMARY:a", "line_unreadable"),
        ("X;A", "parameter_unreadable"),
        ("X;A=1", "parameter_unreadable"),
        ('X;A="1:b', "parameter_unreadable"),
        ('X;A=1"2":b', "parameter_unreadable"),
        ("X;A B=1:b", "parameter_unreadable"),
    ],
)
def test_line_that_cannot_be_taken_apart_says_why(text: str, key: str) -> None:
    read = read_line(text, 1)
    assert isinstance(read, Broken)
    assert read.key == key
