"""Days as partners write them, in four languages: what is written, and what is left after it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festum.importers.days import Day, Part, Stretch, looks_like_date, read_days

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
JUNE_23 = Day(23, 6)
JUNE_23_2018 = Day(23, 6, 2018)


def stretches(text: str) -> list[tuple[Day, Day]]:
    return [(s.first, s.last) for part in read_days(text) for s in part.stretches]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23/06/18", JUNE_23_2018),
        ("23/06/2018", JUNE_23_2018),
        ("23/6/2018", JUNE_23_2018),
        ("23.06.2018", JUNE_23_2018),
        ("23-06-2018", JUNE_23_2018),
        ("23 / 06 / 2018", JUNE_23_2018),
        ("23 06 2018", JUNE_23_2018),
        ("2018-06-23", JUNE_23_2018),
        ("2018/06/23", JUNE_23_2018),
        ("20180623", JUNE_23_2018),
        ("43274", JUNE_23_2018),
        ("23/06", JUNE_23),
        ("Le 23/06", JUNE_23),
        ("23 juin", JUNE_23),
        ("23\u00a0juin\u202f2018", JUNE_23_2018),
        ("23 JUIN 2018", JUNE_23_2018),
        ("23 juin 18", JUNE_23_2018),
        ("23-juin-18", JUNE_23_2018),
        ("23-juin", JUNE_23),
        ("samedi 23 juin", Day(23, 6, None, SATURDAY)),
        ("SAMEDI 23 JUIN", Day(23, 6, None, SATURDAY)),
        ("Sam. 23 juin 2018", Day(23, 6, 2018, SATURDAY)),
        ("Samedi, 23 juin 2018", Day(23, 6, 2018, SATURDAY)),
        ("le samedi 23 juin 2018", Day(23, 6, 2018, SATURDAY)),
        ("23/06/2018 (samedi)", JUNE_23_2018),
        ("dissabte 23 de junh", Day(23, 6, None, SATURDAY)),
        ("dissabte lo 23 de junh de 2018", Day(23, 6, 2018, SATURDAY)),
        ("23 de juny de 2024", Day(23, 6, 2024)),
        ("diumenge 23 de juny", Day(23, 6, None, SUNDAY)),
        ("dg. 23 de juny del 2024", Day(23, 6, 2024, SUNDAY)),
        ("Saturday 23 June", Day(23, 6, None, SATURDAY)),
        ("Sat 23rd of June 2018", Day(23, 6, 2018, SATURDAY)),
        ("June 23, 2018", JUNE_23_2018),
        ("Saturday, June 23rd, 2018", Day(23, 6, 2018, SATURDAY)),
        ("Fri, 22 Jun 2018", Day(22, 6, 2018, FRIDAY)),
        ("mar. 26 juin", Day(26, 6, None, TUESDAY)),
        ("26 mar 2018", Day(26, 3, 2018)),
        ("Mar 26, 2018", Day(26, 3, 2018)),
        ("1er juillet", Day(1, 7)),
        ("1r de juliol", Day(1, 7)),
        ("23 d'agost", Day(23, 8)),
        ("23 d’abril", Day(23, 4)),
        ("31 juin", Day(31, 6)),
        ("9999-12-31", Day(31, 12, 9999)),
        ("0018-06-23", Day(23, 6, 18)),
    ],
)
def test_day_is_read_as_written(text: str, day: Day) -> None:
    assert read_days(text) == (Part((Stretch(day, day),)),)


@pytest.mark.parametrize(
    ("weekday", "names"),
    [
        (MONDAY, "lundi Lun. diluns deluns dilun dilluns dl. Monday Mon"),
        (TUESDAY, "mardi mar. dimars dimarç dimarts demars dimarts dt. Tuesday Tue"),
        (WEDNESDAY, "mercredi mer. dimècres dimèrcs demercs dimecres dc. Wednesday Wed"),
        (THURSDAY, "jeudi jeu. dijòus dijaus dejaus dijuòus dijous dj. Thursday Thu"),
        (FRIDAY, "vendredi ven. divendres divés divendre dv. Friday Fri"),
        (SATURDAY, "samedi sam. dissabte dissate disabte ds. Saturday Sat"),
        (SUNDAY, "dimanche dim. dimenge dimenche dimergue diumenge dg. Sunday Sun"),
    ],
)
def test_weekday_is_known_in_each_language(weekday: int, names: str) -> None:
    for name in names.split():
        assert stretches(f"{name} 23 juin") == [(Day(23, 6, None, weekday),) * 2], name


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "janvier janv. genièr gener gen. January"),
        (2, "février févr. febrièr febrer heurèr February"),
        (3, "mars març March"),
        (4, "avril avr. abril abriu abr. April"),
        (5, "mai maig May"),
        (6, "juin junh juny June"),
        (7, "juillet juil. julhet julh juliol jul. July"),
        (8, "août aout agost aost ag. August"),
        (9, "septembre sept. setembre seteme set. September"),
        (10, "octobre oct. octòbre octubre October"),
        (11, "novembre nov. novembre noveme November"),
        (12, "décembre déc. decembre deceme desembre des. December"),
    ],
)
def test_month_is_known_in_each_language(month: int, names: str) -> None:
    for name in names.split():
        assert stretches(f"20 {name} 2018") == [(Day(20, month, 2018),) * 2], name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("du 29 au 30 juin 2018", Day(29, 6, 2018), Day(30, 6, 2018)),
        ("du 30 juin au 2 juillet", Day(30, 6), Day(2, 7)),
        ("du vendredi 29 au dimanche 1er juillet 2018", Day(29, 6, 2018, FRIDAY), Day(1, 7, 2018, SUNDAY)),
        ("du 30 au 2 juin", Day(30, 5), Day(2, 6)),
        ("du 29 décembre au 2 janvier 2019", Day(29, 12, 2018), Day(2, 1, 2019)),
        ("du 29 décembre 2018 au 2 janvier 2019", Day(29, 12, 2018), Day(2, 1, 2019)),
        ("29 juin, jusqu'au 30 juin 2018", Day(29, 6, 2018), Day(30, 6, 2018)),
        ("del 29 al 30 de juny", Day(29, 6), Day(30, 6)),
        ("del 29 de juny a l'1 de juliol", Day(29, 6), Day(1, 7)),
        ("dau 29 au 30 de junh", Day(29, 6), Day(30, 6)),
        ("deu 29 au 30 de junh", Day(29, 6), Day(30, 6)),
        ("from 29 to 30 June", Day(29, 6), Day(30, 6)),
        ("June 29 - July 1, 2018", Day(29, 6, 2018), Day(1, 7, 2018)),
        ("June 23-24, 2018", Day(23, 6, 2018), Day(24, 6, 2018)),
        ("29/06 - 01/07/2018", Day(29, 6, 2018), Day(1, 7, 2018)),
        ("29/06-01/07/2018", Day(29, 6, 2018), Day(1, 7, 2018)),
        ("29/06/2018 → 01/07/2018", Day(29, 6, 2018), Day(1, 7, 2018)),
        ("29-30/06/2018", Day(29, 6, 2018), Day(30, 6, 2018)),
        ("29/30/06/2018", Day(29, 6, 2018), Day(30, 6, 2018)),
        ("29/06 - 01 juillet 2018", Day(29, 6, 2018), Day(1, 7, 2018)),
        ("20-21-22 mai", Day(20, 5), Day(22, 5)),
        ("5/6/7 juin 2015", Day(5, 6, 2015), Day(7, 6, 2015)),
        ("20–23 mai", Day(20, 5), Day(23, 5)),
        ("1er-2 juillet", Day(1, 7), Day(2, 7)),
    ],
)
def test_range_is_one_stretch(text: str, first: Day, last: Day) -> None:
    assert read_days(text) == (Part((Stretch(first, last),)),)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("23 et 24 juin", [Day(23, 6), Day(24, 6)]),
        ("23 e 24 de junh", [Day(23, 6), Day(24, 6)]),
        ("23 i 24 de juny", [Day(23, 6), Day(24, 6)]),
        ("23 and 24 June", [Day(23, 6), Day(24, 6)]),
        ("June 23 and 24", [Day(23, 6), Day(24, 6)]),
        ("23 & 24 juin", [Day(23, 6), Day(24, 6)]),
        ("23 + 24 juin", [Day(23, 6), Day(24, 6)]),
        ("1er et 2 juillet", [Day(1, 7), Day(2, 7)]),
        ("5/7 juin", [Day(5, 6), Day(7, 6)]),
        ("5-7-9 juin", [Day(5, 6), Day(7, 6), Day(9, 6)]),
        ("vendredi 3 et samedi 4 juin", [Day(3, 6, None, FRIDAY), Day(4, 6, None, SATURDAY)]),
        ("les 23, 24 et 30 juin 2018", [Day(23, 6, 2018), Day(24, 6, 2018), Day(30, 6, 2018)]),
        ("30 juin et 1er juillet 2018", [Day(30, 6, 2018), Day(1, 7, 2018)]),
        ("23 juin 18 et 24 juin 18", [JUNE_23_2018, Day(24, 6, 2018)]),
        ("22/06/2018 ; 23/06/2018", [Day(22, 6, 2018), Day(23, 6, 2018)]),
        ("22/06/2018\n23/06/2018", [Day(22, 6, 2018), Day(23, 6, 2018)]),
    ],
)
def test_list_is_several_stretches(text: str, days: list[Day]) -> None:
    assert read_days(text) == (Part(tuple(Stretch(day, day) for day in days)),)


@pytest.mark.parametrize(
    "text",
    [
        "tous les samedis du 26 mai au 7 juillet 2018",
        "chaque samedi du 26 mai au 7 juillet 2018",
        "les samedis du 26 mai au 7 juillet 2018",
        "totes los dissabtes dau 26 de mai au 7 de julhet de 2018",
        "tots els dissabtes del 26 de maig al 7 de juliol de 2018",
        "every Saturday from 26 May to 7 July 2018",
    ],
)
def test_weekday_that_comes_back_is_kept_with_its_range(text: str) -> None:
    expected = Stretch(Day(26, 5, 2018), Day(7, 7, 2018), frozenset({SATURDAY}))
    assert read_days(text) == (Part((expected,)),)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("30 juin 2018 à 11h", "à 11h"),
        ("30/06/2018 - à partir de 19h", "à partir de 19h"),
        ("30 juin 2018 au soir", "au soir"),
        ("30 juin 2018 (annulé)", "annulé"),
        ("2018-06-30T21:00", "21:00"),
        ("2018-06-30 21:00:00", "21:00:00"),
        ("2018-06-30T19:00:00Z", "21:00"),
        ("2018-06-30T22:00+03:00", "21:00"),
        ("43281.875", "21:00"),
        ("43281,875", "21:00"),
        ("30/06/2018 21h", "21h"),
        ("30 juin 2018 10-12h", "10-12h"),
        ("30 juin 2018 - 20.30", "20.30"),
        ("le 30 juin 2018 de 14h à 17h", "de 14h à 17h"),
        ("30 juin 2018, 21h et 23h", "21h et 23h"),
        ("30/06/2018 à 2h", "à 2h"),
        ("30/06/2018 - 19h", "19h"),
        ("30 juin 2018, 8pm", "8pm"),
        ("30 June 2018 - 8 to 9pm", "8 to 9pm"),
        ("30/06/18 - 10/12h", "10/12h"),
    ],
)
def test_what_follows_the_days_is_left(text: str, rest: str) -> None:
    assert read_days(text) == (Part((Stretch(Day(30, 6, 2018), Day(30, 6, 2018)),), rest),)


def test_days_after_an_hour_are_a_part_of_their_own_in_the_same_year() -> None:
    first, second = Day(22, 6, 2018), Day(23, 6, 2018)
    assert read_days("22 juin à 21h et 23 juin 2018 à 17h") == (
        Part((Stretch(first, first),), "à 21h"),
        Part((Stretch(second, second),), "à 17h"),
    )


@pytest.mark.parametrize("hour", ["99:00Z", "21:00+99:00"])
def test_zone_that_cannot_be_is_left_with_the_hour(hour: str) -> None:
    assert read_days(f"2018-06-23T{hour}") == (Part((Stretch(JUNE_23_2018, JUNE_23_2018),), hour),)


def test_instant_before_all_calendars_is_left_as_written() -> None:
    day = Day(1, 1, 1)
    assert read_days("0001-01-01T00:00+14:00") == (Part((Stretch(day, day),), "00:00+14:00"),)


@pytest.mark.parametrize(
    "text",
    [
        "du vendredi 22 juin 18h au dimanche 24 juin 2018 20h",
        "vendredi 22 juin 18h - dimanche 24 juin 2018 à 20h",
        "del divendres 22 de juny 18h al diumenge 24 de juny de 2018, 20h",
    ],
)
def test_days_that_end_what_has_an_hour_are_told_so(text: str) -> None:
    first, last = read_days(text)
    assert first == Part((Stretch(Day(22, 6, 2018, FRIDAY), Day(22, 6, 2018, FRIDAY)),), "18h")
    assert (last.stretches, last.to) == ((Stretch(Day(24, 6, 2018, SUNDAY), Day(24, 6, 2018, SUNDAY)),), True)


def test_interval_of_iso_8601_is_a_range() -> None:
    assert stretches("2018-06-22/2018-06-24") == [(Day(22, 6, 2018), Day(24, 6, 2018))]


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("samedi soir 23 juin 2018", Day(23, 6, 2018, SATURDAY), "soir"),
        ("samedi après-midi 23 juin 2018", Day(23, 6, 2018, SATURDAY), "après-midi"),
        ("samedi soir 23 juin 2018 à 9h", Day(23, 6, 2018, SATURDAY), "à 9h soir"),
        ("nuit du 23 juin 2018", JUNE_23_2018, "nuit"),
    ],
)
def test_part_of_a_day_said_before_its_number_is_left(text: str, day: Day, rest: str) -> None:
    assert read_days(text) == (Part((Stretch(day, day),), rest),)


def test_weekend_is_its_days() -> None:
    assert stretches("week-end du 23 au 24 juin 2018") == [(JUNE_23_2018, Day(24, 6, 2018))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tous les jeudis de juin 2018", Day(1, 6, 2018), Day(30, 6, 2018)),
        ("cada dijous de febrer", Day(1, 2), Day(28, 2)),
        ("tous les jeudis de juin 9999", Day(1, 6, 9999), Day(1, 6, 9999)),
    ],
)
def test_weekday_of_a_month_is_each_of_it(text: str, first: Day, last: Day) -> None:
    assert read_days(text) == (Part((Stretch(first, last, frozenset({THURSDAY})),)),)


def test_two_figures_before_an_hour_are_no_year() -> None:
    assert read_days("23 juin 18 à 20h") == (Part((Stretch(JUNE_23, JUNE_23),), "18 à 20h"),)


def test_month_written_first_is_said() -> None:
    assert read_days("06/23/2018") == (Part((Stretch(JUNE_23_2018, JUNE_23_2018),), swapped=True),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "samedi",
        "juin 2018",
        "2018",
        "7",
        "5/6/7",
        "20-21-22",
        "45/13/2018",
        "2018-13-23",
        "20181323",
        "-2018-06-23",
        "9300",
        "80000",
        "21h",
        "10-12h",
        "Contact : Générations Castelnau",
        "Total : 12",
        "programme du mois de juin",
        "concert le 23 juin",
        "²³ juin",
        "23 juin " + "x" * 300,
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read_days(text) == ()


@pytest.mark.parametrize("text", ["23/06/2018", "2018-06-23", "samedi 23 juin", "23/06", "du 29 au 30 juin 2018"])
def test_date_looks_like_one(text: str) -> None:
    assert looks_like_date(text)


@pytest.mark.parametrize(
    "text", ["", "30340", "43274", "43274.5", "20180623", "10.12", "5-6", "Date", "juin", "14h", "Contact : 06 12 34"]
)
def test_number_that_may_be_anything_does_not_look_like_a_date(text: str) -> None:
    assert not looks_like_date(text)


def named(words: str) -> list[str]:
    return words.split()


FRENCH = named("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
OCCITAN = named("genièr febrièr març abril mai junh julhet agost setembre octòbre novembre decembre")
CATALAN = named("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre")
ENGLISH = named("January February March April May June July August September October November December")
WEEKDAYS = named("lundi mardi mercredi jeudi vendredi samedi dimanche")

STYLES: dict[str, Callable[[date], str]] = {
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "iso": lambda day: day.isoformat(),
    "compact": lambda day: f"{day:%Y%m%d}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
    "french": lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year}",
    "french weekday": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {FRENCH[day.month - 1]} {day.year}",
    "capitals": lambda day: f"LE {day.day} {FRENCH[day.month - 1].upper()} {day.year}",
    "occitan": lambda day: f"lo {day.day} de {OCCITAN[day.month - 1]} de {day.year}",
    "catalan": lambda day: f"{day.day} de {CATALAN[day.month - 1]} de {day.year}",
    "english": lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    "american": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
}


@given(st.dates(date(1990, 1, 1), date(2059, 12, 31)), st.sampled_from(sorted(STYLES)))
def test_date_is_read_back_however_it_is_written(day: date, style: str) -> None:
    (first, last), *others = stretches(STYLES[style](day))
    assert others == []
    assert first == last
    assert (first.year, first.month, first.day) == (day.year, day.month, day.day)
    assert first.weekday in {None, day.weekday()}


MORSELS = st.sampled_from(
    named("23 1 06 2018 18 juin mai samedi mar du au et e de tous h h30 / - . , : ( à 31 99 9999 T21:00 Z 43274 ¹ é")
)


@given(st.one_of(st.text(max_size=400), st.lists(MORSELS, max_size=60).map(" ".join), st.lists(MORSELS).map("".join)))
def test_any_text_is_read_or_is_no_date(text: str) -> None:
    for part in read_days(text):
        assert part.stretches
        for stretch in part.stretches:
            assert 1 <= stretch.first.month <= 12
            assert 1 <= stretch.last.month <= 12
