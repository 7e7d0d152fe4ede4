"""Another agenda's file sent again: what moved is moved, what repeats stays itself, our own exports change nothing."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from festum.domain.admission import Admission
from festum.domain.draft import Draft
from festum.domain.event import Edition
from festum.domain.gazetteer import load_gazetteer
from festum.domain.listing import Listing
from festum.domain.place import Venue
from festum.domain.plan import Plan
from festum.feeds.format import Drawing, Head
from festum.feeds.formats import FORMATS
from festum.importers import dialects
from festum.importers.reading import Defaults
from tests.domain.examples import LODEVE, NOW, PARTNERS, Stored, details, draft, venue, when

FILES = Path(__file__).parent / "files"
EDITION = Edition(2018, 13, date(2018, 5, 26), date(2018, 7, 7))
DEFAULTS = Defaults(2018, "festa", insee_code=LODEVE, editions=(EDITION,))
BASE = "https://agenda.example"

COURSE = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:cors
SUMMARY:Cors d'occitan
DTSTART;TZID=Europe/Paris:20180530T180000
RRULE:FREQ=WEEKLY;COUNT=5
LOCATION:Halle, 34700 Lodève
END:VEVENT
END:VCALENDAR
"""
MOVED = """BEGIN:VEVENT
UID:cors
RECURRENCE-ID;TZID=Europe/Paris:20180613T180000
SUMMARY:Cors d'occitan
DTSTART;TZID=Europe/Paris:20180614T190000
LOCATION:Halle, 34700 Lodève
END:VEVENT
END:VCALENDAR
"""
SINGLE = COURSE.replace("RRULE:FREQ=WEEKLY;COUNT=5\n", "")


def drafts(content: bytes | str) -> tuple[Draft, ...]:
    return dialects.read(content.encode() if isinstance(content, str) else content, load_gazetteer(), DEFAULTS).drafts


def uids(plan: Plan) -> set[str]:
    return {uid for row in plan.rows for uid in row.uids or (row.uid,) if uid}


@pytest.mark.parametrize("name", ["google.ics", "repeated.ics", "openagenda.json", "gancio.json"])
def test_the_same_file_again_changes_nothing(name: str) -> None:
    stored, content = Stored(), (FILES / name).read_bytes()
    first = stored.load(*drafts(content))
    again = stored.plan(*drafts(content))
    assert first.counts.get("create")
    assert set(again.counts) <= {"unchanged", "ask", "refused"}
    assert again.revisions == ()


def test_date_of_a_series_that_moves_is_the_same_date() -> None:
    stored = Stored()
    before = stored.load(*drafts(COURSE))
    after = stored.plan(*drafts(COURSE.replace("END:VCALENDAR\n", MOVED)))
    assert uids(after) == uids(before)
    assert Counter(row.verdict for row in after.rows) == {"unchanged": 1, "moved": 1}
    (row,) = (row for row in after.rows if row.verdict == "moved")
    assert row.draft is not None
    assert (row.line, row.draft.when) == (9, when("2018-06-14T19:00"))


def test_hour_of_a_whole_series_changes_without_a_new_date() -> None:
    stored = Stored()
    before = stored.load(*drafts(COURSE))
    after = stored.plan(*drafts(COURSE.replace("T180000", "T183000")))
    assert uids(after) == uids(before)
    assert after.counts == {"update": 1}


def test_single_date_that_begins_to_repeat_stays_the_first_of_the_series() -> None:
    stored = Stored()
    (single,) = uids(stored.load(*drafts(SINGLE)))
    after = stored.load(*drafts(COURSE))
    assert single in uids(after)
    assert len(uids(after)) == 5
    assert uids(stored.plan(*drafts(SINGLE))) >= {single}


def listings(stored: Stored) -> list[Listing]:
    return [
        Listing(event.id, event.edition, PARTNERS[event.partner], event.details, occurrence, event.event_key)
        for event in stored.events.values()
        for occurrence in event.occurrences
    ]


def exported(stored: Stored, extension: str) -> bytes:
    form, how = FORMATS[extension], Drawing(("fr", "oc", "ca", "en"), "keep", BASE)
    head = Head("Total Festum", "Programme", f"{BASE}/feeds/x", f"{BASE}/", ("fr", "oc", "ca", "en"), BASE, "")
    return form.join(head, [form.draw([one], how) for one in listings(stored)])


def programme() -> Stored:
    """Events with keys and without, of one date and of several, at a place and without any."""
    stored = Stored()
    told = details(
        "Balèti", languages=("oc", "fr"), price="5 €", admission=Admission.PAID, flags=("bar",), access="Parking"
    )
    full = {"event_key": "k1", "details": told, "venue": venue(postcode="34700")}
    halls: tuple[Venue | None, ...] = (venue(postcode="34700"), venue("Halle", "34172"))
    stored.load(
        draft(2, occurrence_key="1", **full),
        draft(3, "2018-06-24T21:00", occurrence_key="2", **full),
        *(draft(line, f"2018-06-{line + 10}", f"Fèsta {line}", venue=hall) for line, hall in enumerate(halls, 4)),
        now=NOW,
    )
    return stored


@pytest.mark.parametrize("extension", ["json", "csv", "xlsx", "ics"])
def test_our_own_export_changes_nothing(extension: str) -> None:
    stored = programme()
    plan = stored.plan(*drafts(exported(stored, extension)))
    assert plan.counts == {"unchanged": 4}
