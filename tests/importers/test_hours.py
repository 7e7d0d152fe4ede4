"""Hours as partners write them, in four languages; words that are none are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festum.importers.hours import DAY, Hours, HoursRead, looks_like_hour, read_hours


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("20h30", at(20, 30)),
        ("20 h 30", at(20, 30)),
        ("16H00", at(16)),
        ("16h 30", at(16, 30)),
        ("14 heures", at(14)),
        ("18 heures 30", at(18, 30)),
        ("20 heures et demie", at(20, 30)),
        ("las 5 oras e quart", at(5, 15)),
        ("14 h", at(14)),
        ("20h", at(20)),
        ("21 h.", at(21)),
        ("21 oras", at(21)),
        ("a les 21 hores", at(21)),
        ("10.30 h", at(10, 30)),
        ("20,30 h", at(20, 30)),
        ("17.30", at(17, 30)),
        ("20:30", at(20, 30)),
        ("20:30:00", at(20, 30)),
        ("20\u00a0h\u202f30", at(20, 30)),
        ("à partir de 19h", at(19)),
        ("a partir de 19h", at(19)),
        ("a partir de les 19 h", at(19)),
        ("dès 19h", at(19)),
        ("des 19h", at(19)),
        ("from 7pm", at(19)),
        ("8pm", at(20)),
        ("8:30 p.m.", at(20, 30)),
        ("12am", at(0)),
        ("12pm", at(12)),
        ("a les 9 del vespre", at(21)),
        ("9 h del matí", at(9)),
        ("3h de l'après-midi", at(15)),
        ("1h du matin", at(1)),
        ("midi", at(12)),
        ("midi et demi", at(12, 30)),
        ("miègjorn", at(12)),
        ("migdia", at(12)),
        ("noon", at(12)),
        ("minuit", DAY),
        ("mièjanuèit", DAY),
        ("mièja-nuèit", DAY),
        ("mitjanit", DAY),
        ("midnight", DAY),
        ("24h", DAY),
        ("24h30", at(24, 30)),
        ("0h30", at(0, 30)),
        ("00:00", 0),
        ("21", at(21)),
        ("2100", at(21)),
        ("0.875", at(21)),
        ("0,875", at(21)),
        ("0.5", at(12)),
        ("0.75", at(18)),
        ("0.854166666666667", at(20, 30)),
        ("43274.875", at(21)),
        ("0.10", at(0, 10)),
        ("1899-12-30T21:00", at(21)),
        ("30/12/1899 21:00", at(21)),
    ],
)
def test_hour_is_a_beginning_without_end(text: str, start: int) -> None:
    assert read_hours(text) == HoursRead((Hours(start),))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10-12h", at(10), at(12)),
        ("10h-12h", at(10), at(12)),
        ("10 à 12 heures", at(10), at(12)),
        ("de 10 à 12h", at(10), at(12)),
        ("de 14h à 17h", at(14), at(17)),
        ("19h à 21 h", at(19), at(21)),
        ("de 14 h a 17 h", at(14), at(17)),
        ("de las 14 oras a las 17 oras", at(14), at(17)),
        ("entre 14h et 16h", at(14), at(16)),
        ("10h30–12h00", at(10, 30), at(12)),
        ("de 10h jusqu'à 18h", at(10), at(18)),
        ("7-9pm", at(19), at(21)),
        ("de midi à minuit", at(12), DAY),
        ("21h-1h", at(21), at(25)),
        ("21h00-01h00", at(21), at(25)),
        ("minuit - 2h", DAY, at(26)),
    ],
)
def test_hours_from_one_to_another(text: str, start: int, end: int) -> None:
    assert read_hours(text) == HoursRead((Hours(start, end),))


@pytest.mark.parametrize(
    ("text", "showings"),
    [
        ("21h00 et 23h00", (Hours(at(21)), Hours(at(23)))),
        ("21h\n23h", (Hours(at(21)), Hours(at(23)))),
        ("14h, 16h e 18h", (Hours(at(14)), Hours(at(16)), Hours(at(18)))),
        ("10h-12h et 14h-17h", (Hours(at(10), at(12)), Hours(at(14), at(17)))),
        ("de 10h à 12h et de 14h à 17h", (Hours(at(10), at(12)), Hours(at(14), at(17)))),
    ],
)
def test_showings_of_one_day(text: str, showings: tuple[Hours, ...]) -> None:
    assert read_hours(text) == HoursRead(showings)


@pytest.mark.parametrize(
    ("text", "showings"),
    [
        ("10h / 14h", (Hours(at(10)), Hours(at(14)))),
        ("10h/12h", (Hours(at(10), at(12)),)),
        ("10/12h", (Hours(at(10), at(12)),)),
        ("9h/12h - 14h/17h", (Hours(at(9), at(12)), Hours(at(14), at(17)))),
    ],
)
def test_slash_is_and_between_blanks_and_to_without_and_said(text: str, showings: tuple[Hours, ...]) -> None:
    assert read_hours(text) == HoursRead(showings, slashed=True)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("vers 21h", at(21)),
        ("cap a las 21h", at(21)),
        ("20h30 (ouverture des portes 20h)", at(20, 30)),
        ("Bal à 21h", at(21)),
        ("20h30, entrée libre", at(20, 30)),
    ],
)
def test_words_around_an_hour_are_kept(text: str, start: int) -> None:
    assert read_hours(text) == HoursRead((Hours(start),), words=text)


def test_words_without_an_hour_are_kept() -> None:
    assert read_hours(" à la nuit\u00a0tombée ") == HoursRead(words="à la nuit tombée")


def test_end_without_beginning_is_kept_in_words() -> None:
    assert read_hours("jusqu'à 18h") == HoursRead(words="jusqu'à 18h", until=at(18))


@pytest.mark.parametrize(
    "text", ["matin", "au soir", "en soirée", "après-midi", "lo ser", "al vespre", "in the evening"]
)
def test_part_of_a_day_is_known(text: str) -> None:
    assert read_hours(text) == HoursRead(words=text, part_of_day=True)


@pytest.mark.parametrize(
    "text",
    ["25h", "20h75", "20 h 75", "10h-25h", "3", "0", "99:99", "20h5", "2ème partie", "0021", "2075", "1234567", "17.5"],
)
def test_numbers_that_are_no_hour_are_said(text: str) -> None:
    assert read_hours(text) == HoursRead(words=text, unreadable=True)


@pytest.mark.parametrize("text", ["", "  ", "-", "?", "toute la journée", "Journée", "tota la jornada", "all day"])
def test_nothing_is_said_of_an_hour(text: str) -> None:
    assert read_hours(text) == HoursRead()


def test_hour_longer_than_any_is_not_gone_through() -> None:
    assert read_hours("x" * 301) == HoursRead(words="x" * 300, unreadable=True)


@pytest.mark.parametrize(
    ("text", "looks"), [("21h", True), ("vers 21h", True), ("à la nuit tombée", False), ("", False)]
)
def test_hour_looks_like_one(text: str, looks: bool) -> None:
    assert looks_like_hour(text) is looks


STYLES = (
    "{0}h{1:02}",
    "{0} h {1:02}",
    "{0:02}:{1:02}",
    "{0:02}:{1:02}:00",
    "{0}.{1:02} h",
    "à {0}h{1:02}",
    "{0}H{1:02}",
)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(STYLES))
def test_hour_is_read_back_however_it_is_written(hour: int, minute: int, style: str) -> None:
    assert read_hours(style.format(hour, minute)) == HoursRead((Hours(at(hour, minute)),))


@given(st.integers(1, DAY - 1))
def test_fraction_of_a_day_is_read_back_to_the_minute(minutes: int) -> None:
    assert read_hours(f"{minutes / DAY:.12f}") == HoursRead((Hours(minutes),))


MORSELS = st.sampled_from(
    ["20", "30", "75", "25", "h", ":", ".", "-", "/", "(", ",", "à", "et", "de", "du", "entre", "midi"]
)
WORDS = st.sampled_from(
    ["minuit", "après", "mièja", "nuèit", "pm", "p", "m", "jusqu'à", "vers", "soir", "demie", "0.5", "²"]
)
PIECES = st.lists(st.one_of(MORSELS, WORDS), max_size=60)


@given(st.one_of(st.text(max_size=400), PIECES.map(" ".join), PIECES.map("".join)))
def test_any_text_is_read_and_an_end_is_after_its_beginning(text: str) -> None:
    for hours in read_hours(text).showings:
        assert 0 <= hours.start < 2 * DAY
        assert hours.end is None or hours.end > hours.start
