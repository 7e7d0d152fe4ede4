"""iCalendar feeds: a prologue, the stored bytes of each VEVENT, an epilogue - byte for byte what icalendar writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from icalendar import Calendar, vText, vUri

from festum.domain.texts import Chain
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.vevent import vevent
from festum.feeds.vtimezone import europe_paris

REFRESH = timedelta(hours=6)
COLOUR, COLOUR_HEX = "crimson", "#DC143C"
EPILOGUE = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Title:
    """What a feed of many events says of itself; `source` is its own public address."""

    name: str
    about: str
    source: str


def draw(entry: Entry, how: Drawing) -> bytes:
    """The VEVENT of the one listing."""
    body: bytes = vevent(entry[0], how.chain, how.cancelled, how.base_url).to_ical()
    return body


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    """A feed; a file of one event has no name, colour or refresh."""
    return join(prologue(title_of(head), head.chain), bodies)


def title_of(head: Head) -> Title | None:
    return None if head.single else Title(head.name, head.about, head.source)


def join(prologue: bytes, bodies: Iterable[bytes]) -> bytes:
    return b"".join((prologue, *bodies, EPILOGUE))


def prologue(title: Title | None, chain: Chain) -> bytes:
    """Everything before the first VEVENT. `title` None is a single event's file: no name, colour or refresh."""
    opening: bytes = _heading(title, chain).to_ical()
    assert opening.endswith(EPILOGUE)
    return opening.removesuffix(EPILOGUE) + _zone()


def calendar(title: Title | None, chain: Chain) -> Calendar:
    """As icalendar would have it whole, without events: what the joined bytes are held against."""
    made = _heading(title, chain)
    made.add_component(europe_paris())
    return made


@cache
def _zone() -> bytes:
    drawn: bytes = europe_paris().to_ical()
    return drawn


def _heading(title: Title | None, chain: Chain) -> Calendar:
    """No METHOD, so that DTSTAMP means "last revised" (RFC 5545 3.8.7.2); no UID, which breaks vdirsyncer."""
    made = Calendar()
    made.add("prodid", f"-//festum//Total Festum//{chain[0].upper()}")
    made.add("version", "2.0")
    made.add("x-wr-timezone", "Europe/Paris")
    if title is not None:
        made.add("name", vText(title.name))
        made.add("x-wr-calname", vText(title.name))
        made.add("description", vText(title.about))
        made.add("x-wr-caldesc", vText(title.about))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", vText("PT6H"))
        made.add("color", COLOUR)
        made.add("x-apple-calendar-color", COLOUR_HEX)
        made.add("source", vUri(title.source), parameters={"VALUE": "URI"})
    return made


FORMAT = Format(
    "ics", "text/calendar", "occurrence", "iCalendar (RFC 5545): for every calendar", 1, draw, whole,
    calendar=True, stored=True,
)  # fmt: skip
