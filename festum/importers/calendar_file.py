"""iCalendar (RFC 5545): any calendar, ours too. Each VEVENT stands for itself: a broken one does not spoil the rest."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from icalendar import Event as VEvent

from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.errors import Problem, Unreadable
from festum.importers.calendar_dates import FAILURES, Dated, Expanding, Numbered, Series, Window, when_of
from festum.importers.calendar_event import LABELS, Told, tell
from festum.importers.calendar_lines import Block, blocks
from festum.importers.calendar_zones import Zones
from festum.importers.fields import Fields
from festum.importers.gathering import MOST_DATES, gathered, left_aside
from festum.importers.instants import edition_of
from festum.importers.own_calendar import MADE_BY
from festum.importers.places import Places
from festum.importers.reading import Defaults, LeftAside, Reading
from festum.importers.text_encodings import text_of

MOST_BYTES = 20_000_000
MOST_EVENTS = 20_000

_BEGINNING = re.compile(rb"\s*BEGIN\s*:\s*V(?:CALENDAR|EVENT)\b", re.IGNORECASE)
_METHOD = re.compile(r"^METHOD\s*:\s*CANCEL\s*$", re.IGNORECASE | re.MULTILINE)


def recognises(content: bytes) -> bool:
    beginning = content[:1000].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\x00", b"")
    return _BEGINNING.match(beginning) is not None


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """`line` is that of BEGIN:VEVENT. Raises Unreadable when there is no event at all, or more than a programme has."""
    if len(content) > MOST_BYTES:
        raise Unreadable("unreadable_too_large", most=MOST_BYTES // 1_000_000)
    text = text_of(content)
    calendar = text.whole()
    found = list(_bounded(blocks(calendar)))
    events = [block for block in found if block.name == "VEVENT"]
    if not events:
        raise Unreadable("unreadable_no_event")
    zones = Zones(block for block in found if block.name == "VTIMEZONE")
    head = calendar[:2000]
    reader = _Reader(zones, gazetteer, defaults, cancelled=_METHOD.search(head) is not None, ours=MADE_BY in head)
    drafts, aside = reader.read(events)
    return gathered("icalendar", "DTSTART", drafts, defaults, (), aside)


def _bounded(found: Iterator[Block]) -> Iterator[Block]:
    for count, block in enumerate(found):
        if count >= MOST_EVENTS:
            raise Unreadable("unreadable_too_many_events", most=MOST_EVENTS)
        yield block


class _Reader:
    def __init__(self, zones: Zones, gazetteer: Gazetteer, defaults: Defaults, *, cancelled: bool, ours: bool) -> None:
        self._zones, self._gazetteer, self._defaults = zones, gazetteer, defaults
        self._cancelled, self._ours = cancelled, ours
        self._places = Places(gazetteer, defaults.insee_code, LABELS, ())
        self._expanding = Expanding(defaults)
        self._told: dict[int, Told] = {}

    def read(self, events: Sequence[Block]) -> tuple[list[Draft], list[LeftAside]]:
        """Drafts in the order of the file, the dates of one event in theirs."""
        drafts: list[Draft] = []
        aside: list[LeftAside] = []
        groups: dict[str, list[Numbered]] = defaultdict(list)
        for block in events:
            if (event := self._parsed(block, drafts)) is not None:
                told = self._told[block.line]
                groups[told.uid or f"\n{block.line}"].append(Numbered(block.line, event))
        for group in groups.values():
            for draft in self._of(group, aside):
                if self._told[draft.line].private:
                    aside.append(left_aside(draft, Problem("note", "event_private", "CLASS")))
                else:
                    drafts.append(draft)
            if len(drafts) > MOST_DATES:
                raise Unreadable("unreadable_too_many_events", most=MOST_DATES)
        return sorted(drafts, key=lambda draft: draft.line), aside

    def _parsed(self, block: Block, drafts: list[Draft]) -> VEvent | None:
        """Told and kept by its line; what cannot be read at all becomes a refused draft at once."""
        lines, unknown = [], dict[str, None]()
        for content in block.properties:
            line, zone = self._zones.named(content)
            lines.append(line)
            unknown |= {zone: None} if zone else {}
        try:
            event = VEvent.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
            assert isinstance(event, VEvent)
            told = tell(block.line, event, self._places, self._gazetteer, self._defaults, ours=self._ours)
        except FAILURES as error:
            problem = Problem("error", "event_unreadable", "VEVENT", str(error)[:200])
            drafts.append(self._refused(block, problem))
            return None
        problems = list(told.problems)
        problems += [Problem("warning", "zone_unknown", "TZID", zone[:200]) for zone in unknown]
        problems += [Problem("warning", "property_too_long", name) for name in block.left]
        if not block.ended:
            problems.append(Problem("error", "event_cut", "END:VEVENT"))
        status = "cancelled" if self._cancelled else told.status
        self._told[block.line] = replace(told, status=status, problems=tuple(problems))
        return event

    def _refused(self, block: Block, problem: Problem) -> Draft:
        """Its title as it stands in the file, so that the row can be recognised."""
        said = next((line for line in block.properties if line.upper().startswith("SUMMARY")), "")
        fields = Fields()
        titles = fields.texts("SUMMARY", said.partition(":")[2], "title")
        self._told[block.line] = Told(block.line, "", Details(titles), None, "confirmed", False, (problem,))
        return Draft(block.line, self._defaults.edition, self._defaults.partner, details=Details(titles),
                     problems=(problem,))  # fmt: skip

    def _of(self, group: Sequence[Numbered], aside: list[LeftAside]) -> Iterator[Draft]:
        window = self._expanding.window(group)
        try:
            series = self._expanding.series(group)
        except FAILURES:
            series = Series(tuple(Dated(one.line, one.event) for one in group), repeats=True, left=True)
        if series.repeats and not series.dates:
            told = self._told[group[0].line]
            note = Problem("note", "repeats_outside", "RRULE", window.first.isoformat(), window.last.isoformat())
            draft = Draft(told.line, details=told.details)
            aside.append(left_aside(draft, note))
        for number, dated in enumerate(series.dates):
            yield self._draft(dated, _about(series, window) if number == 0 else ())

    def _draft(self, dated: Dated, about: tuple[Problem, ...]) -> Draft:
        told = self._told[dated.line]
        fields = Fields()
        try:
            when = when_of(dated.event, fields)
            if when is not None:
                when = replace(when, end=None if told.no_end else when.end, time_text=told.time_text)
        except FAILURES as error:
            fields.complain("error", "moment_unreadable", "DTSTART", str(error))
            when = None
        return Draft(
            line=dated.line,
            edition=edition_of(when, self._defaults.edition),
            partner=self._defaults.partner,
            event_key=told.uid,
            occurrence_key=dated.occurrence_key,
            details=told.details,
            when=when,
            venue=told.venue,
            status=told.status,
            problems=(*told.problems, *fields.problems, *about),
        )


def _about(series: Series, window: Window) -> tuple[Problem, ...]:
    """What is to be said once of all dates of an event."""
    if series.left:
        return (Problem("warning", "rule_left", "RRULE"),)
    if not series.repeats:
        return ()
    said = [Problem("note", "repeats_within", "RRULE", window.first.isoformat(), window.last.isoformat())]
    if series.more:
        said.append(Problem("warning", "dates_cut", "RRULE", "", "1000"))
    return tuple(said)
