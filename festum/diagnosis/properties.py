"""The properties of the standards: value types, in which component how often (RFC 5545, 7953, 7986, 9073 to 9253)."""

from collections.abc import Mapping
from dataclasses import dataclass

_LETTERS = {
    "C": ("VCALENDAR",),
    "E": ("VEVENT",),
    "T": ("VTODO",),
    "J": ("VJOURNAL",),
    "F": ("VFREEBUSY",),
    "A": ("VALARM",),
    "Z": ("VTIMEZONE",),
    "R": ("STANDARD", "DAYLIGHT"),
    "V": ("VAVAILABILITY",),
    "W": ("AVAILABLE",),
    "P": ("PARTICIPANT",),
    "L": ("VLOCATION",),
    "S": ("VRESOURCE",),
}

# name | value types, the default first (`+`: a comma list; `!`: VALUE= must be written) | components: `1` exactly once,
# `?` at most once, `*` any number of times. VEVENT's DTSTART may be missing under a METHOD, and is judged in events.py.
_TABLE = """
CALSCALE           | TEXT                    | C?
METHOD             | TEXT                    | C?
PRODID             | TEXT                    | C1
VERSION            | TEXT                    | C1
ATTACH             | URI BINARY              | E* T* J* A*
CATEGORIES         | TEXT+                   | C* E* T* J* V* W* P*
CLASS              | TEXT                    | E? T? J? V?
COMMENT            | TEXT                    | E* T* J* F* R* V* W* P*
DESCRIPTION        | TEXT                    | C* E? T? J* A? V? W? P? L? S?
GEO                | GEO                     | E? T? P? L? S?
LOCATION           | TEXT                    | E? T? V? W? P?
PERCENT-COMPLETE   | INTEGER                 | T?
PRIORITY           | INTEGER                 | E? T? V? P?
RESOURCES          | TEXT+                   | E* T*
STATUS             | TEXT                    | E? T? J? P?
SUMMARY            | TEXT                    | E? T? J? A? V? W? P?
COMPLETED          | DATE-TIME               | T?
DTEND              | DATE-TIME DATE          | E? F? V? W?
DUE                | DATE-TIME DATE          | T?
DTSTART            | DATE-TIME DATE          | E? T? J? F? R1 V? W1
DURATION           | DURATION                | E? T? A? V? W?
FREEBUSY           | PERIOD+                 | F*
TRANSP             | TEXT                    | E?
TZID               | TEXT                    | Z1
TZNAME             | TEXT                    | R*
TZOFFSETFROM       | UTC-OFFSET              | R1
TZOFFSETTO         | UTC-OFFSET              | R1
TZURL              | URI                     | Z?
TZUNTIL            | DATE-TIME               | Z?
TZID-ALIAS-OF      | TEXT                    | Z*
ATTENDEE           | CAL-ADDRESS             | E* T* J* F* A*
CONTACT            | TEXT                    | E* T* J* F? V* W* P*
ORGANIZER          | CAL-ADDRESS             | E? T? J? F? V?
RECURRENCE-ID      | DATE-TIME DATE          | E? T? J? W?
RELATED-TO         | TEXT URI UID            | E* T* J* A*
URL                | URI                     | C? E? T? J? F? V? P? L?
UID                | TEXT                    | C? E1 T1 J1 F1 A? V1 W1 P1 L1 S1
EXDATE             | DATE-TIME+ DATE         | E* T* J* W*
RDATE              | DATE-TIME+ DATE PERIOD  | E* T* J* R* W*
RRULE              | RECUR                   | E? T? J? R? W?
ACTION             | TEXT                    | A1
REPEAT             | INTEGER                 | A?
TRIGGER            | DURATION DATE-TIME      | A1
CREATED            | DATE-TIME               | E? T? J? V? W? P?
DTSTAMP            | DATE-TIME               | E1 T1 J1 F1 V1 W1 P?
LAST-MODIFIED      | DATE-TIME               | C? E? T? J? Z? V? W? P?
SEQUENCE           | INTEGER                 | E? T? J? V? W? P?
REQUEST-STATUS     | ANY                     | E* T* J* F* P*
BUSYTYPE           | TEXT                    | V?
NAME               | TEXT                    | C* L? S?
REFRESH-INTERVAL   | DURATION!               | C?
SOURCE             | URI                     | C?
COLOR              | TEXT                    | C? E? T? J?
IMAGE              | URI! BINARY             | C* E* T* J*
CONFERENCE         | URI!                    | E* T*
LOCATION-TYPE      | TEXT+                   | L?
PARTICIPANT-TYPE   | TEXT                    | P1
RESOURCE-TYPE      | TEXT                    | S?
CALENDAR-ADDRESS   | CAL-ADDRESS             | P?
STYLED-DESCRIPTION | TEXT! URI               | C* E* T* J* F* P* L* S*
STRUCTURED-DATA    | TEXT! BINARY URI        | C* E* T* J* F* P* L* S*
ACKNOWLEDGED       | DATE-TIME               | A?
PROXIMITY          | TEXT                    | A?
CONCEPT            | URI                     | E* T* J*
LINK               | URI UID XML-REFERENCE   | C* E* T* J*
REFID              | TEXT                    | E* T* J*
X-WR-CALNAME       | TEXT                    | C?
X-WR-CALDESC       | TEXT                    | C?
X-WR-TIMEZONE      | TEXT                    | C?
X-PUBLISHED-TTL    | DURATION                | C?
X-APPLE-CALENDAR-COLOR       | ANY | C?
X-APPLE-STRUCTURED-LOCATION  | URI | E?
"""

_PARAMETERS = """
    ALTREP CN CUTYPE DELEGATED-FROM DELEGATED-TO DIR ENCODING FMTTYPE FBTYPE LANGUAGE MEMBER PARTSTAT RANGE RELATED
    RELTYPE ROLE RSVP SENT-BY TZID VALUE SCHEDULE-AGENT SCHEDULE-FORCE-SEND SCHEDULE-STATUS RSCALE DISPLAY EMAIL
    FEATURE LABEL ORDER SCHEMA DERIVED GAP LINKREL MANAGED-ID SIZE FILENAME CHARSET
"""
PARAMETERS = frozenset(_PARAMETERS.split())
"""Every parameter of the registry; CHARSET is vCalendar's, harmless."""

MANY_VALUES = frozenset({"DELEGATED-FROM", "DELEGATED-TO", "MEMBER", "FEATURE", "DISPLAY"})
"""Parameters that may list several values."""


@dataclass(frozen=True, slots=True)
class Property:
    """`types`, the default first; `places` are components with `1`, `?` or `*`."""

    name: str
    types: tuple[str, ...]
    several: bool
    explicit: bool
    places: Mapping[str, str]


def _row(row: str) -> Property:
    name, types, places = (cell.strip() for cell in row.split("|"))
    return Property(
        name,
        tuple(one.rstrip("+!") for one in types.split()),
        "+" in types,
        "!" in types,
        {component: place[1] for place in places.split() for component in _LETTERS[place[0]]},
    )


PROPERTIES: Mapping[str, Property] = {made.name: made for made in map(_row, _TABLE.strip().splitlines())}

REQUIRED: Mapping[str, tuple[str, ...]] = {
    component: tuple(one.name for one in PROPERTIES.values() if one.places.get(component) == "1")
    for components in _LETTERS.values()
    for component in components
}
