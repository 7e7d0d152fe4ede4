"""Whole calendars: joined bytes are what icalendar writes, folded and escaped so that every reader gets them back."""

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.listing import Listing
from festum.domain.text import clean
from festum.domain.texts import Texts
from festum.feeds import ics
from festum.feeds.format import Drawing
from festum.feeds.vevent import vevent
from tests.feeds.listings import BASE, CA, DELETED, FR, FULL, OC, dated, with_details, with_occurrence

TITLE = ics.Title("Total Festum · Hérault", "Programme", f"{BASE}/feeds/x.ics?departement=34")
SEVERAL = [FULL, dated("2018-06-20", "2018-06-30", all_day=True), DELETED, with_occurrence(status="full", venue=None)]


def how(chain: tuple[str, ...] = FR, cancelled: str = "keep") -> Drawing:
    return Drawing(chain, cancelled, BASE)


def joined(listings: list[Listing], title: ics.Title | None = TITLE, chain: tuple[str, ...] = FR) -> bytes:
    return ics.join(ics.prologue(title, chain), (ics.draw([one], how(chain)) for one in listings))


@pytest.mark.parametrize("chain", [FR, OC, CA])
@pytest.mark.parametrize("title", [TITLE, None])
@pytest.mark.parametrize("listings", [[], [FULL], SEVERAL])
def test_a_join_is_byte_for_byte_what_icalendar_writes(
    listings: list[Listing], title: ics.Title | None, chain: tuple[str, ...]
) -> None:
    whole = ics.calendar(title, chain)
    for listing in listings:
        whole.add_component(vevent(listing, chain, "keep", BASE))
    assert joined(listings, title, chain) == whole.to_ical()


MANY = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//festum//Total Festum//FR
DESCRIPTION:Programme
X-WR-CALDESC:Programme
NAME:Total Festum · Hérault
X-WR-CALNAME:Total Festum · Hérault
COLOR:crimson
REFRESH-INTERVAL;VALUE=DURATION:PT6H
SOURCE;VALUE=URI:https://agenda.example/feeds/x.ics?departement=34
X-APPLE-CALENDAR-COLOR:#DC143C
X-PUBLISHED-TTL:PT6H
X-WR-TIMEZONE:Europe/Paris
BEGIN:VTIMEZONE
"""
SINGLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//festum//Total Festum//OC
X-WR-TIMEZONE:Europe/Paris
BEGIN:VTIMEZONE
"""


@pytest.mark.parametrize(("title", "chain", "head"), [(TITLE, FR, MANY), (None, OC, SINGLE)])
def test_a_feed_says_who_it_is_and_a_single_event_does_not(
    title: ics.Title | None, chain: tuple[str, ...], head: str
) -> None:
    assert ics.prologue(title, chain).startswith(head.replace("\n", "\r\n").encode())


@pytest.mark.parametrize("title", [TITLE, None])
def test_a_calendar_has_no_method_no_organizer_no_alarm_and_no_uid_of_its_own(title: ics.Title | None) -> None:
    body = joined(SEVERAL, title)
    assert [name for name in (b"METHOD", b"ORGANIZER", b"BEGIN:VALARM", b"ATTENDEE") if b"\r\n" + name in body] == []
    assert b"\r\nUID" not in body.partition(b"BEGIN:VEVENT")[0]
    assert not body.startswith(b"\xef\xbb\xbf")


def test_an_empty_selection_has_its_zone_and_no_event() -> None:
    body = joined([])
    assert (body.count(b"BEGIN:VTIMEZONE"), body.count(b"BEGIN:VEVENT")) == (1, 0)
    assert icalendar.Calendar.from_ical(body).to_ical() == body


def test_a_refresh_is_the_same_in_both_its_spellings() -> None:
    assert joined([]).count(b"PT6H") == 2


CATALAN = (
    "L'associació «La Bressola» us convida a la flama del Canigó: cançons, àpats, col·loquis i sardanes "
    "a la plaça; vingueu-hi, porteu llenya, i escalfeu-vos! Ça lai, l'òme disiá: «Ò, quin fuòc!» "
)
TEXTS = [
    CATALAN * 6,
    "é" * 400,
    "a" + "é" * 400,
    "🔥" * 120,
    "ab" + "🔥" * 120,
    "x" * 400,
    "un, deux; trois: \"quatre\" 'cinq' (six) «sept» %20 =& @ ^n",
    "une ligne\nune autre\n\n\nla dernière",
    " ".join("mot" for _ in range(200)),
    "BEGIN:VEVENT\nEND:VCALENDAR\nUID:x",
]


def checked(title: str, text: str) -> None:
    listing = with_details(titles=Texts.of({"fr": title}), descriptions=Texts.of({"fr": text}))
    body = joined([listing], None)
    lines = body.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # a character cut in two would not be text
        assert b"\r" not in line
        assert b"\n" not in line
    ours = icalendar.Calendar.from_ical(body).events[0]
    theirs = vobject.readOne(body.decode()).vevent
    for event_summary, event_text in (
        (str(ours["SUMMARY"]), str(ours["DESCRIPTION"])),
        (theirs.summary.value, theirs.description.value),
    ):
        assert event_summary == title
        assert event_text.startswith(text + "\n\n")
    assert body.count(b"\r\nUID:") == 1


@pytest.mark.parametrize("text", TEXTS)
def test_long_accented_and_awkward_texts_come_back_whole_from_both_readers(text: str) -> None:
    checked(" ".join(text.split()), text)


awkward = st.text(
    st.one_of(
        st.sampled_from("aé€🔥,;:\"'\n ·ç«»ò"), st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\\")
    ),
    max_size=300,
).map(clean)


@settings(max_examples=100, deadline=None)
@given(awkward.map(lambda text: " ".join(text.split())).filter(bool), awkward.filter(bool))
def test_any_clean_text_comes_back_whole_from_both_readers(title: str, text: str) -> None:
    checked(title, text)


@pytest.mark.parametrize("text", ["C:\\temp\\new", "\\n", "\\", "a\\,b", "\\;"])
def test_a_backslash_comes_back_from_the_reader_that_knows_how(text: str) -> None:
    listing = with_details(titles=Texts.of({"fr": text}))
    event = icalendar.Calendar.from_ical(joined([listing])).events[0]
    assert str(event["SUMMARY"]) == text
