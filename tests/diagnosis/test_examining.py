"""Every rule on content: broken by the smallest change that breaks it, kept by a calendar without fault."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from festum.diagnosis.examining import Report, examine
from festum.diagnosis.rules import RULES
from festum.domain.listing import Listing
from festum.feeds.ics import Title, prologue
from festum.feeds.vevent import vevent
from tests.diagnosis.specimens import CLEAN, SPECIMENS, changed, octets
from tests.diagnosis.visits import VISITS
from tests.feeds.listings import BASE, CA, DELETED, FR, FULL, OC, dated, with_details, with_occurrence


def keys(report: Report) -> set[str]:
    return {group.first.key for group in report.groups}


def faults(content: bytes) -> list[tuple[str, int, str, str, str]]:
    """What is more than a note: (key, line, subject, value, proposal)."""
    found = [group.first for group in examine(content).groups]
    return [(one.key, one.line, one.subject, one.value, one.proposal) for one in found if one.level != "note"]


def test_clean_calendar_has_only_what_is_good_to_know() -> None:
    report = examine(octets(CLEAN))
    assert keys(report) == set()
    assert (report.failed, report.size, report.name) == (False, len(octets(CLEAN)), "Total Festum")
    assert report.components == {"DAYLIGHT": 1, "STANDARD": 1, "VCALENDAR": 1, "VEVENT": 2, "VTIMEZONE": 1}
    assert (report.first, report.last, report.zones) == (date(2018, 6, 20), date(2018, 6, 23), ("Europe/Paris",))


@pytest.mark.parametrize("key", SPECIMENS)
def test_broken_rule_is_found(key: str) -> None:
    assert key in keys(examine(SPECIMENS[key]))


def test_rule_is_broken_by_some_specimen() -> None:
    assert set(RULES) - set(SPECIMENS) - set(VISITS) == set()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("DTSTART;TZID=Europe/Paris:20180623T210000", "DTSTART;TZID=Europe/Paris:2018-06-23 21:00",
         ("date_bad", 34, "DTSTART", "2018-06-23 21:00", "20180623T210000")),
        ("DTSTART;TZID=Europe/Paris:20180623T210000", "DTSTART:2018-06-23",
         ("date_bad", 34, "DTSTART", "2018-06-23", "20180623")),
        ("DTSTART;VALUE=DATE:20180620", "DTSTART;VALUE=DATE:20180631",
         ("date_bad", 52, "DTSTART", "20180631", "20180623")),
        ("DTSTART;VALUE=DATE:20180620", "DTSTART:20180620",
         ("date_without_value", 52, "DTSTART", "20180620", "DTSTART;VALUE=DATE:20180620")),
        ("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:P6H", ("duration_bad", 9, "X-PUBLISHED-TTL", "P6H", "PT6H")),
        ("GEO:43.733100;3.317200", "GEO:43.733100\\;3.317200",
         ("geo_bad", 39, "GEO", "43.733100\\;3.317200", "43.733100;3.317200")),
        ("TZOFFSETTO:+0200", "TZOFFSETTO:+2:00", ("offset_bad", 19, "TZOFFSETTO", "+2:00", "+0200")),
        ("STATUS:CONFIRMED", "STATUS:POSTPONED", ("status_unknown", 43, "STATUS", "POSTPONED", "TENTATIVE")),
        ("TZOFFSETTO:+0200", "TZOFFSETTO:+0100",
         ("zone_disagrees", 34, "DTSTART", "2018-06-23 21:00 = 1:00:00", "Europe/Paris = 2:00:00")),
        ("20180701", "20180620", ("all_day_end_same", 53, "DTEND", "20180620", "20180621")),
    ],
)  # fmt: skip
def test_finding_says_where_what_and_what_to_write(old: str, new: str, found: tuple[str, int, str, str, str]) -> None:
    assert found in faults(changed(old, new))


def with_uid(listing: Listing, number: int) -> Listing:
    uid = f"3c1d3a5e-6a0a-5b52-9d8f-{number:012}"
    return replace(listing, occurrence=replace(listing.occurrence, uid=uid))


OURS = [
    FULL,
    dated("2018-06-20", "2018-06-30", all_day=True),
    dated("2018-06-23", all_day=True),
    dated("2018-07-01T18:00"),
    dated("2018-02-03T18:00", "2018-02-03T19:00"),
    DELETED,
    with_occurrence(status="full", venue=None),
    with_details(url="", organisers=(), categories=()),
]


@pytest.mark.parametrize("chain", [FR, OC, CA])
@pytest.mark.parametrize("cancelled", ["keep", "mark"])
@pytest.mark.parametrize("title", [Title("Total Festum · Hérault", "Lo programa", f"{BASE}/feeds/x.ics?a=34"), None])
@pytest.mark.parametrize("listings", [[], OURS])
def test_calendar_of_ours_has_no_error_and_no_warning(
    listings: list[Listing], title: Title | None, cancelled: str, chain: tuple[str, ...]
) -> None:
    numbered = [with_uid(listing, number) for number, listing in enumerate(listings)]
    drawn = b"".join(vevent(one, chain, cancelled, BASE).to_ical() for one in numbered)
    assert faults(prologue(title, chain) + drawn + b"END:VCALENDAR\r\n") == []


def test_same_finding_on_many_events_is_said_once_with_its_first_lines() -> None:
    event = "BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20180601T102030Z\nDTSTART:20180620T190000Z\nSUMMARY:a\nEND:VEVENT\n"
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
    content = head + "".join(event.replace("{n}", str(n)) for n in range(500)) + "END:VCALENDAR\n"
    missing = next(group for group in examine(octets(content)).groups if group.first.key == "end_missing")
    assert (missing.count, [one.line for one in missing.examples]) == (500, [7, 13, 19, 25, 31])


def test_findings_are_in_order_of_their_weight_and_line() -> None:
    content = octets(CLEAN.replace("TRANSP:TRANSPARENT\n", "").replace("SUMMARY:Mòstra\n", "").replace(":PT6H", ":P6H"))
    found = [(group.first.level, group.first.line) for group in examine(content).groups]
    assert found == sorted(found, key=lambda one: (("error", "warning", "note").index(one[0]), one[1]))
    assert {level for level, _ in found} == {"error", "warning", "note"}


def test_nesting_without_end_is_examined() -> None:
    content = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000
    assert {"component_unclosed", "component_misplaced"} <= keys(examine(content))


lines = st.lists(
    st.one_of(
        st.sampled_from(CLEAN.splitlines()),
        st.builds(
            lambda line, value: line.rpartition(":")[0] + ":" + value,
            st.sampled_from(CLEAN.splitlines()),
            st.text('0123456789TZPDHSW;,:=-+\\"/.ABYMONTHFREQ', max_size=20),
        ),
    ),
    max_size=60,
)


@given(
    st.one_of(
        st.binary(max_size=400).map(lambda content: b"BEGIN:VCALENDAR\r\n" + content),
        st.binary(max_size=100),
        lines.map(lambda some: octets("BEGIN:VCALENDAR\n" + "\n".join(some))),
        st.builds(lambda cut, rest: octets(CLEAN)[:cut] + rest, st.integers(0, 2000), st.binary(max_size=40)),
    )
)
@example(changed("DTSTART:19700329T020000", "DTSTART:00010101T020000"))
@example(changed("20180623T210000", "99991231T235960"))
@example(changed("TZID=Europe/Paris", "TZID=Europe"))
@example(changed("TZID=Europe/Paris", "TZID=../../etc/passwd"))
@example(changed("BYDAY=-1SU;BYMONTH=3", "BYDAY=-5SU;BYMONTH=2;BYMONTHDAY=-31;UNTIL=00010101"))
@example(changed("BYDAY=-1SU;BYMONTH=3", "COUNT=999999999"))
@example(b"\xff\xfe\x00\xd8B")
@settings(derandomize=True, deadline=None, max_examples=400)
def test_any_bytes_are_examined(content: bytes) -> None:
    report = examine(content)
    assert report == examine(content)
    assert all(group.count >= len(group.examples) > 0 for group in report.groups)
