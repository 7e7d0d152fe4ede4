"""Europe/Paris as a VTIMEZONE of two rules: libical, ical.js and vobject reckon with the file's, so it must be right.

Rules by month and weekday, not lists of dates: classic Outlook misreads RDATE, Exchange needs both offsets in each.
"""

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def europe_paris() -> Timezone:
    """Starts in 1970, so that every client finds a rule in force; the change in October is the one kept since 1996."""
    zone = Timezone()
    zone.add("tzid", "Europe/Paris")
    daylight, standard = TimezoneDaylight(), TimezoneStandard()
    for part, start, before, after, name, month in (
        (daylight, datetime(1970, 3, 29, 2), WINTER, SUMMER, "CEST", 3),  # noqa: DTZ001 - local by definition
        (standard, datetime(1970, 10, 25, 3), SUMMER, WINTER, "CET", 10),  # noqa: DTZ001 - local by definition
    ):
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
