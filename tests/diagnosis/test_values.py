"""Value types by their grammar: what passes, what does not, and what is proposed instead."""

import pytest

from festum.diagnosis.recurrence import recurrence_fault
from festum.diagnosis.values import TYPES, unescape

GOOD = {
    "DATE": ["20180623", "20200229"],
    "DATE-TIME": ["20180623T210000", "20180623T210000Z", "20161231T235960Z"],
    "TIME": ["210000", "210000Z"],
    "DURATION": ["PT6H", "P1D", "P1W", "-PT15M", "P1DT2H30M", "PT1H0M5S", "+P2D", "PT0S"],
    "TEXT": ["", "a", "a\\, b\\; c\\n\\N\\\\", "a: \"b\" 'c'"],
    "TEXT-LIST": ["a,b", "a\\,b,c"],
    "URI": ["https://a.example/?q=1&b=%C3%A9#x", "mailto:a@b.example", "geo:43.7,3.3", "urn:uuid:1", "tel:+33"],
    "INTEGER": ["0", "-1", "+3", "2147483647"],
    "FLOAT": ["1", "-1.5", "+0.25"],
    "GEO": ["43.7331;3.3172", "-90;180", "+1.0;-0.5"],
    "UTC-OFFSET": ["+0100", "-0530", "+000000", "+005328"],
    "BOOLEAN": ["TRUE", "false"],
    "PERIOD": ["20180623T190000Z/PT2H", "20180623T190000Z/20180623T210000Z"],
    "BINARY": ["", "aWNhbA==", "aWNh"],
    "RECUR": ["FREQ=DAILY", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=WEEKLY;UNTIL=20180701T215959Z;WKST=MO"],
}
BAD = [
    ("DATE", "2018-06-23", "date_bad", "20180623"),
    ("DATE", "20180230", "date_bad", "20180623"),
    ("DATE", "23/06/2018", "date_bad", "20180623"),
    ("DATE-TIME", "2018-06-23T21:00:00", "date_bad", "20180623T210000"),
    ("DATE-TIME", "2018-06-23T21:00:00+02:00", "date_bad", "20180623T190000Z"),
    ("DATE-TIME", "20180623T2100", "date_bad", "20180623T210000"),
    ("DATE-TIME", "20180623T250000", "date_bad", "20180623T210000"),
    ("DATE-TIME", "２０180623T210000", "date_bad", "20180623T210000"),
    ("TIME", "21:00", "value_bad", "210000"),
    ("DURATION", "P1H", "duration_bad", "PT1H"),
    ("DURATION", "PT1D", "duration_bad", "P1D"),
    ("DURATION", "6h", "duration_bad", "PT6H"),
    ("DURATION", "PT1H30S", "duration_bad", "PT6H"),
    ("DURATION", "P1Y", "duration_bad", "PT6H"),
    ("DURATION", "P", "duration_bad", "PT6H"),
    ("TEXT", "a, b", "text_unescaped", "\\,"),
    ("TEXT", "a; b", "text_unescaped", "\\;"),
    ("TEXT", "a\\:b", "escape_unknown", ":"),
    ("TEXT", "a\\", "escape_unknown", "\\\\"),
    ("TEXT-LIST", "a;b", "text_unescaped", "\\;"),
    ("URI", "www.a.example/b", "uri_bad", "https://www.a.example/b"),
    ("URI", "", "uri_bad", "https://…"),
    ("URI", "https://a.example/é", "uri_characters", "%C3%A9"),
    ("CAL-ADDRESS", "a@b.example", "uri_bad", "https://…"),
    ("INTEGER", "2147483648", "value_bad", "0"),
    ("INTEGER", "1.0", "value_bad", "0"),
    ("FLOAT", "1,5", "value_bad", "43.7"),
    ("GEO", "43.7331,3.3172", "geo_bad", "43.7331;3.3172"),
    ("GEO", "43.7331\\;3.3172", "geo_bad", "43.7331;3.3172"),
    ("GEO", "143.7;3.3", "geo_bad", "43.733100;3.317200"),
    ("UTC-OFFSET", "+01:00", "offset_bad", "+0100"),
    ("UTC-OFFSET", "-0000", "offset_bad", "+0000"),
    ("UTC-OFFSET", "Z", "offset_bad", "+0100"),
    ("BOOLEAN", "yes", "value_bad", "TRUE"),
    ("PERIOD", "20180623T190000Z", "value_bad", "20180623T190000Z/PT2H"),
    ("BINARY", "a b", "value_bad", "aWNhbA=="),
    ("RECUR", "", "recur_bad", "FREQ=WEEKLY;BYDAY=SA;COUNT=4"),
    ("RECUR", "BYDAY=SA", "recur_bad", "FREQ=…"),
    ("RECUR", "FREQ=FORTNIGHTLY", "recur_bad", "FREQ=FORTNIGHTLY"),
    ("RECUR", "FREQ=DAILY;COUNT=0", "recur_bad", "COUNT=0"),
    ("RECUR", "FREQ=DAILY;COUNT=2;UNTIL=20180701", "recur_bad", "COUNT + UNTIL"),
    ("RECUR", "FREQ=MONTHLY;BYMONTHDAY=32", "recur_bad", "BYMONTHDAY=32"),
    ("RECUR", "FREQ=DAILY;BYHOUR=-1", "recur_bad", "BYHOUR=-1"),
    ("RECUR", "FREQ=DAILY;FREQ=DAILY", "recur_bad", "FREQ=DAILY"),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_value_of_its_type_passes(kind: str, value: str) -> None:
    assert TYPES[kind](value) is None


def test_type_is_tried_both_ways() -> None:
    assert set(GOOD) | {"CAL-ADDRESS"} == set(TYPES) == {kind for kind, _, _, _ in BAD}


@pytest.mark.parametrize(("kind", "value", "key", "proposal"), BAD)
def test_value_of_another_form_is_refused_with_what_was_meant(kind: str, value: str, key: str, proposal: str) -> None:
    fault = TYPES[kind](value)
    assert fault is not None
    assert (fault.key, fault.proposal) == (key, proposal)


def test_proposal_of_an_example_is_itself_good() -> None:
    for kind, _, key, proposal in BAD:
        if key not in {"recur_bad", "escape_unknown", "text_unescaped", "uri_characters"} and "…" not in proposal:
            assert TYPES[kind](proposal) is None, proposal
    assert recurrence_fault("FREQ=WEEKLY;BYDAY=SA;COUNT=4") == ""


def test_text_comes_back_as_it_was_meant() -> None:
    assert unescape("a\\, b\\; c\\nd\\Ne\\\\n") == "a, b; c\nd\ne\\n"
