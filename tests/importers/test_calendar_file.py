"""Calendars: what each VEVENT becomes, whatever program wrote it; a broken one is told and spoils no other."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.draft import Draft
from festum.domain.event import Edition
from festum.domain.gazetteer import load_gazetteer
from festum.domain.place import Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Problem, Unreadable
from festum.importers import calendar_file
from festum.importers.reading import Defaults, LeftAside, Reading
from tests.domain.examples import LODEVE, venue, when
from tests.feeds.listings import FULL
from tests.importers.fuzzing import TOKENS

FILES = Path(__file__).parent / "files"
WINDOW = Edition(2018, 13, date(2018, 5, 26), date(2018, 7, 7))
DEFAULTS = Defaults(2018, "festa", editions=(WINDOW,), languages=("oc",))


def read(text: str | bytes, defaults: Defaults = DEFAULTS) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    assert calendar_file.recognises(content)
    return calendar_file.read(content, load_gazetteer(), defaults)


def calendar(*events: str) -> str:
    """Of events told by their properties; a title, a date and a place unless they have their own."""
    told = []
    for event in events:
        usual = ("SUMMARY:Balèti", "DTSTART:20180623T210000", "LOCATION:Halle\\, 34700 Lodève")
        lines = [line for line in usual if line.split(":")[0] not in event] + event.split("\n")
        told.append("\n".join(["BEGIN:VEVENT", *(line for line in lines if line), "END:VEVENT"]))
    return "\r\n".join("\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *told, "END:VCALENDAR"]).split("\n"))


def the_draft(event: str) -> Draft:
    (draft,) = read(calendar(event)).drafts
    return draft


def said(draft: Draft) -> list[Problem]:
    return [problem for problem in draft.problems if problem.key != "languages_default"]


def dates(reading: Reading) -> list[tuple[str, str]]:
    return [(d.occurrence_key, d.when.start.isoformat(timespec="minutes")) for d in reading.drafts if d.when]


def test_google_calendar_becomes_events_with_all_it_tells() -> None:
    reading = read((FILES / "google.ics").read_bytes())
    fire, party = reading.drafts
    assert fire.details == replace(
        fire.details,
        titles=Texts.of({"fr": "Fuòc de Sant Joan"}),
        descriptions=Texts.of(
            {"fr": "Feu de la Saint-Jean.\n\n- bal\n- grillades\n\nRéserver (https://calandreta.example/r)"}
        ),
        languages=("oc",),
        categories=("bonfire",),
        organisers=("La Calandreta",),
        booking="04 67 00 00 00",
        url="https://calandreta.example/fuoc",
        image="https://calandreta.example/fuoc.jpg",
    )
    assert (fire.line, fire.edition, fire.partner, fire.event_key, fire.occurrence_key, fire.status) == (
        8, 2018, "festa", "7kukuqrfedlm2f9t0vr42q0rhv@google.com", "", "confirmed",
    )  # fmt: skip
    assert fire.when == when("2018-06-23T21:30", "2018-06-24T01:00")
    assert fire.venue == replace(
        venue("Place du Mail", postcode="34700"),
        point=fire.venue and fire.venue.point,
        precision=Precision.HOUSENUMBER,
        provenance=Provenance.HUMAN,
    )
    assert str(fire.venue and fire.venue.point) == "43.731300, 3.317900"
    assert (party.status, party.when) == ("cancelled", when("2018-06-30", "2018-07-01"))
    assert party.venue == venue("", "32462", postcode="32190")
    assert reading.left_aside == (
        LeftAside(37, "Balèti de 2016", (Problem("note", "event_other_year", "DTSTART", "2016-06-23", "2018"),)),
        LeftAside(43, "Rendez-vous du bureau", (Problem("note", "event_private", "CLASS"),)),
    )


def test_repetitions_are_expanded_within_the_edition_with_their_changes() -> None:
    reading = read((FILES / "repeated.ics").read_bytes())
    assert [(d.line, d.occurrence_key, d.when, d.status, d.details.titles.get("fr")) for d in reading.drafts] == [
        (19, "", when("2018-05-31T18:00", "2018-05-31T20:00"), "confirmed", "Café occitan"),
        (19, "2018-06-07", when("2018-06-07T18:00", "2018-06-07T20:00"), "confirmed", "Café occitan"),
        (19, "2018-06-23", when("2018-06-23T10:00", "2018-06-23T12:00"), "confirmed", "Café occitan"),
        (19, "2018-07-05", when("2018-07-05T18:00", "2018-07-05T20:00"), "confirmed", "Café occitan"),
        (39, "2018-06-21", when("2018-06-22T19:00", "2018-06-22T22:00"), "confirmed",
         "Café occitan de la Saint-Jean"),
        (49, "2018-06-28", when("2018-06-28T18:00"), "cancelled", "Café occitan"),
    ]  # fmt: skip
    assert {draft.event_key for draft in reading.drafts} == {"cafe-occitan@cercle.example"}
    first = reading.drafts[0]
    assert first.details.titles == Texts.of({"fr": "Café occitan", "oc": "Cafè occitan"})
    assert first.venue == venue("Cercle occitan", LODEVE, address="3 rue du Port", postcode="34700")
    assert said(first) == [
        Problem("note", "words_left", "CATEGORIES", "Convivialité"),
        Problem("note", "repeats_within", "RRULE", "2018-05-26", "2018-07-07"),
    ]


def test_broken_events_are_refused_each_with_its_own_reason() -> None:
    reading = read((FILES / "broken.ics").read_bytes())
    assert [(draft.line, said(draft)) for draft in reading.drafts] == [
        (3, [Problem("error", "moment_unreadable", "DTSTART", "20180230T210000")]),
        (9, [Problem("error", "moment_missing", "DTSTART")]),
        (14, [
            Problem("warning", "property_unread", "GEO", "quelque part"),
            Problem("warning", "line_unread", "", "une ligne sans deux-points"),
            Problem("error", "title_missing", "SUMMARY"),
        ]),
        (21, [
            Problem("warning", "address_left", "URL", "javascript:alert(1)"),
            Problem("warning", "zone_unknown", "TZID", "Mars/Olympus"),
            Problem("error", "event_cut", "END:VEVENT"),
            Problem("warning", "end_left", "DTEND", "2018-06-23T20:00"),
            Problem("warning", "rule_left", "RRULE"),
        ]),
        (29, [Problem("error", "event_cut", "END:VEVENT")]),
    ]  # fmt: skip
    assert [draft.details.titles.get("fr") for draft in reading.drafts] == [
        "Le trente février", "Sans date", "", "Finit avant de commencer", "Le fichier s'arrête ici",
    ]  # fmt: skip


def test_our_own_calendar_reads_back_as_what_it_was_made_of() -> None:
    """But for the texts in other languages, which are calendars of their own, and the image."""
    (draft,) = read((FILES / "festum.ics").read_bytes()).drafts
    stored = FULL.details
    assert draft.event_key == FULL.occurrence.uid
    assert (draft.when, draft.venue) == (FULL.occurrence.when, FULL.occurrence.venue)
    assert draft.details == replace(
        stored,
        titles=Texts.of({"fr": stored.titles.get("fr")}),
        descriptions=Texts.of({"fr": stored.descriptions.get("fr")}),
        organisers=("Calandreta",),
        flags=("bar", "accessible"),
        image="",
    )
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("DTSTART:20180623T190000Z", when("2018-06-23T21:00")),
        ("DTSTART:20180623T190000Z\nDTEND:20180623T190000Z", when("2018-06-23T21:00")),
        ("DTSTART;TZID=Europe/Paris:20180623T210000\nDURATION:PT90M",
         when("2018-06-23T21:00", "2018-06-23T22:30")),
        ("DTSTART;TZID=Romance Standard Time:20180623T210000", when("2018-06-23T21:00")),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Paris:20180623T210000", when("2018-06-23T21:00")),
        ("DTSTART;TZID=America/New_York:20180623T150000", when("2018-06-23T21:00")),
        ("DTSTART;VALUE=DATE:20180623", when("2018-06-23")),
        ("DTSTART;VALUE=DATE:20180623\nDTEND;VALUE=DATE:20180624", when("2018-06-23")),
        ("DTSTART;VALUE=DATE:20180623\nDTEND;VALUE=DATE:20180623", when("2018-06-23")),
        ("DTSTART;VALUE=DATE:20180623\nDURATION:P2D",
         when("2018-06-23", "2018-06-24")),
        ("DTSTART:20180623T000000\nDTEND:20180625T000000",
         when("2018-06-23", "2018-06-24")),
        ("DTSTART:20180623T000000\nDTEND:20180623T235900", when("2018-06-23")),
    ],
)  # fmt: skip
def test_moment_is_the_festivals_own(properties: str, expected: When) -> None:
    draft = the_draft(properties)
    assert (draft.when, said(draft)) == (expected, [])


@pytest.mark.parametrize(
    ("properties", "problem"),
    [
        ("DTSTART:00010101T000000Z", Problem("error", "moment_unreadable", "DTSTART", "0001-01-01T00:00:00+00:00")),
        ("DTSTART:99991231T235959", Problem("error", "moment_unreadable", "DTSTART", "9999-12-31T23:59:59")),
        ("DTSTART:20180325T023000", Problem("error", "time_skipped", "DTSTART", "2018-03-25T02:30")),
        ("DTSTART:210000", Problem("error", "moment_unreadable", "DTSTART", "21:00:00")),
        ("DTSTART:20180623T210000\nDTSTART:20180624T210000", Problem("warning", "property_twice", "DTSTART")),
        ("DTEND:gestern", Problem("warning", "property_unread", "DTEND", "gestern")),
        ("LOCATION:Bouillac", Problem("error", "commune_ambiguous", "LOCATION", "Bouillac",
                                      "Bouillac (82, 82020), Bouillac (12, 12030)")),
        ("LOCATION:Salle des fêtes", Problem("error", "commune_to_say", "LOCATION")),
        ("DESCRIPTION:" + "x" * 10_001, Problem("error", "too_long", "DESCRIPTION", "x" * 200, "10000")),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "x" * 200_001, Problem("warning", "property_too_long", "ATTACH")),
        ("GEO:91;0", Problem("warning", "pin_unreadable", "GEO", "91.0 0.0")),
        ("RRULE:FREQ=MINUTELY", Problem("warning", "rule_left", "RRULE")),
        ("RRULE:FREQ=TOMORROW", Problem("warning", "rule_left", "RRULE")),
    ],
)  # fmt: skip
def test_problem_names_the_property_and_what_stands_in_it(properties: str, problem: Problem) -> None:
    assert problem in the_draft(properties).problems


@pytest.mark.parametrize(
    ("summary", "status", "title", "result"),
    [
        ("ANNULÉ : Balèti", "CONFIRMED", "Balèti", "cancelled"),
        ("ANULLAT : Balèti", "CANCELLED", "Balèti", "cancelled"),
        ("REPORTÉ : Balèti", "CONFIRMED", "Balèti", "postponed"),
        ("COMPLET : Balèti", "CONFIRMED", "Balèti", "full"),
        ("Balèti", "CANCELLED", "Balèti", "cancelled"),
        ("Balèti", "TENTATIVE", "Balèti", "confirmed"),
        ("Balèti : complet et annulé", "CONFIRMED", "Balèti : complet et annulé", "confirmed"),
    ],
)
def test_status_is_read_from_what_stands_before_the_title(summary: str, status: str, title: str, result: str) -> None:
    draft = the_draft(f"SUMMARY:{summary}\nSTATUS:{status}")
    assert (draft.details.titles.get("fr"), draft.status) == (title, result)


def test_method_cancel_cancels_every_event() -> None:
    text = calendar("UID:a", "UID:b").replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL")
    assert [draft.status for draft in read(text).drafts] == ["cancelled", "cancelled"]


def test_title_in_another_language_stands_for_the_programmes_own_too() -> None:
    assert the_draft("SUMMARY;LANGUAGE=oc-FR:Hèsta").details.titles == Texts.of({"fr": "Hèsta", "oc": "Hèsta"})
    assert the_draft("SUMMARY;LANGUAGE=de:Fest").details.titles == Texts.of({"fr": "Fest"})


def test_same_uid_without_repetition_is_one_event_with_several_dates() -> None:
    reading = read(calendar("UID:a", "UID:a\nDTSTART:20180624T210000", "UID:\nSUMMARY:Feu"))
    assert [(d.event_key, d.occurrence_key) for d in reading.drafts] == [("a", ""), ("a", ""), ("", "")]


def test_two_dates_on_one_day_of_a_series_keep_their_hours_apart() -> None:
    reading = read(calendar("UID:a\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20180624T100000,20180624T150000"))
    assert dates(reading) == [
        ("", "2018-06-23T21:00"),
        ("2018-06-24", "2018-06-24T10:00"),
        ("2018-06-24T15:00", "2018-06-24T15:00"),
        ("2018-06-24T21:00", "2018-06-24T21:00"),
    ]


def test_series_goes_on_through_the_change_of_the_clocks_at_its_own_hour() -> None:
    text = calendar("UID:a\nDTSTART;TZID=Europe/Paris:20180318T210000\nRRULE:FREQ=WEEKLY;COUNT=3")
    year = replace(DEFAULTS, editions=())
    assert [start for _, start in dates(read(text, year))] == [
        "2018-03-18T21:00", "2018-03-25T21:00", "2018-04-01T21:00",
    ]  # fmt: skip


def test_series_without_a_date_in_the_edition_is_left_aside_and_said() -> None:
    reading = read(calendar("UID:a\nDTSTART:20180101T210000\nRRULE:FREQ=DAILY;COUNT=3"))
    note = Problem("note", "repeats_outside", "RRULE", "2018-05-26", "2018-07-07")
    assert (reading.drafts, reading.left_aside) == ((), (LeftAside(3, "Balèti", (note,)),))


def test_series_without_edition_goes_from_last_year_to_the_year_after_next() -> None:
    text = calendar("UID:a\nDTSTART:20100623T210000\nRRULE:FREQ=YEARLY")
    reading = read(text, Defaults(partner="festa", today=date(2018, 5, 1)))
    assert [(draft.edition, draft.when and draft.when.day.year) for draft in reading.drafts] == [
        (2017, 2017), (2018, 2018), (2019, 2019), (2020, 2020),
    ]  # fmt: skip


def test_series_of_too_many_dates_is_cut_and_said() -> None:
    text = calendar("UID:a\nDTSTART:20180601T000000\nRRULE:FREQ=HOURLY;COUNT=1500")
    reading = read(text, replace(DEFAULTS, editions=()))
    assert len(reading.drafts) == 1000
    assert Problem("warning", "dates_cut", "RRULE", "", "1000") in reading.drafts[0].problems


def test_commune_of_the_partner_fills_what_a_place_does_not_say() -> None:
    (draft,) = read(calendar("LOCATION:Salle des fêtes"), replace(DEFAULTS, insee_code=LODEVE)).drafts
    assert draft.venue == venue("Salle des fêtes", postcode="34700")
    assert said(draft) == [Problem("note", "commune_default", "LOCATION", "", "Lodève (34)")]


def test_place_without_commune_is_kept_for_the_answer() -> None:
    assert the_draft("LOCATION:Salle des fêtes").venue == Venue("Salle des fêtes", "", "", None, None, None, None)


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_line_ending_and_encoding_reads_the_same(ending: str, encoding: str) -> None:
    text = calendar("UID:a\nDESCRIPTION:plié sur\n  deux lignes", "UID:b")
    assert read(text.replace("\r\n", ending).encode(encoding)) == read(text)


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "unreadable_no_event", {}),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR", "unreadable_no_event", {}),
        (b"BEGIN:VCALENDAR" + b" " * 20_000_000, "unreadable_too_large", {"most": 20}),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 20_001, "unreadable_too_many_events",
         {"most": 20_000}),
    ],
)  # fmt: skip
def test_calendar_nothing_can_be_read_in_is_refused(content: bytes, key: str, values: dict[str, int]) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)
    assert (refusal.value.key, refusal.value.values) == (key, values)


lines = st.one_of(
    st.sampled_from([token.decode("utf-8", "replace") for token in TOKENS]),
    st.text(max_size=40),
    st.sampled_from((FILES / "repeated.ics").read_text("utf-8").splitlines()),
)


@given(st.lists(lines, max_size=30).map("\r\n".join), st.sampled_from([DEFAULTS, Defaults()]))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_lines_are_a_reading_or_a_refusal(text: str, defaults: Defaults) -> None:
    try:
        reading = read(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{text}".encode("utf-8", "surrogatepass"), defaults)
    except Unreadable as refusal:
        assert refusal.key.startswith("unreadable_")
    else:
        assert [draft.line for draft in reading.drafts] == sorted(draft.line for draft in reading.drafts)
        assert all(draft.when is not None for draft in reading.drafts if not draft.refused)
        assert len(reading.drafts) + len(reading.left_aside) >= 1
