"""A calendar's text taken apart: events by the line they begin at, whatever is missing or too much."""

import pytest

from festum.importers.calendar_lines import MOST_LINE, MOST_OF_ONE, Block, blocks


def taken(*lines: str) -> list[Block]:
    return list(blocks("\r\n".join(lines)))


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_event_is_unfolded_and_counted_as_an_editor_does(ending: str) -> None:
    lines = (
        "",
        "BEGIN:VCALENDAR",
        "begin:vevent",
        "SUMMARY:Ba",
        " lè",
        "\tti",
        "",
        "UID:a",
        "End:VEvent ",
        "END:VCALENDAR",
        "",
    )
    assert list(blocks(ending.join(lines))) == [Block("VEVENT", 3, ("SUMMARY:Balèti", "UID:a"))]


def test_components_within_and_beside_are_left_out() -> None:
    assert taken(
        "BEGIN:VEVENT", "UID:a", "BEGIN:VALARM", "UID:b", "BEGIN:X", "UID:c", "END:X", "END:VALARM", "SUMMARY:s",
        "END:VEVENT", "UID:d", "BEGIN:VTODO", "UID:e", "END:VTODO", "END:VEVENT",
    ) == [Block("VEVENT", 1, ("UID:a", "SUMMARY:s"))]  # fmt: skip


def test_rules_of_a_zone_are_its_own() -> None:
    assert taken(
        "BEGIN:VTIMEZONE", "TZID:x", "BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"
    ) == [Block("VTIMEZONE", 1, ("TZID:x", "TZOFFSETTO:+0100"))]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("BEGIN:VEVENT", "UID:a"), [Block("VEVENT", 1, ("UID:a",), ended=False)]),
        (("BEGIN:VEVENT", "UID:a", "BEGIN:VEVENT", "UID:b", "END:VEVENT"),
         [Block("VEVENT", 1, ("UID:a",), ended=False), Block("VEVENT", 3, ("UID:b",))]),
        (("BEGIN:VEVENT", "UID:a", "END:VCALENDAR"), [Block("VEVENT", 1, ("UID:a",), ended=False)]),
        (("BEGIN:VEVENT", "BEGIN:VALARM", "UID:a", "END:VEVENT"), [Block("VEVENT", 1, ())]),
        (("END:VEVENT", "UID:a", " folded"), []),
        ((" folded", "BEGIN:VEVENT", "END:VEVENT"), [Block("VEVENT", 2, ())]),
    ],
)  # fmt: skip
def test_event_that_does_not_end_is_marked(lines: tuple[str, ...], found: list[Block]) -> None:
    assert taken(*lines) == found


def test_property_too_long_is_named_and_left() -> None:
    assert taken("BEGIN:VEVENT", "ATTACH;X=1:" + "x" * MOST_LINE, "UID:a", "END:VEVENT") == [
        Block("VEVENT", 1, ("UID:a",), left=("ATTACH",))
    ]
    many = ["EXDATE:" + "x" * 100_000] * (MOST_OF_ONE // 100_000 + 5)
    (block,) = taken("BEGIN:VEVENT", *many, "END:VEVENT")
    assert (len(block.properties), block.left) == (9, ("EXDATE",))
