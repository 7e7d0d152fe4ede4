"""Which zone a TZID means, without following the rules of anybody's own making."""

import pytest

from festum.importers.calendar_lines import Block
from festum.importers.calendar_zones import Zones

OWN = ("TZID:Chez nous", "TZOFFSETTO:+0100", "RRULE:FREQ=SECONDLY", "TZOFFSETTO:+0200")


def zones(*properties: str) -> Zones:
    return Zones([Block("VTIMEZONE", 1, properties)])


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (" Europe/Paris ", "Europe/Paris"),
        ("/Europe/Paris", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/citadel.org/20211207_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Romance Standard Time", "Europe/Paris"),
        ("UTC", "UTC"),
        ("Chez nous", "Europe/Paris"),
        ("Chez eux", ""),
        ("Europe", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_name_means_a_zone_every_program_knows(name: str, zone: str) -> None:
    assert zones(*OWN).meant(name) == zone


@pytest.mark.parametrize(
    ("properties", "zone"),
    [
        (("TZID:x", "X-LIC-LOCATION:Europe/Madrid", "TZOFFSETTO:-0500"), "Europe/Madrid"),
        (("TZID:x", "TZOFFSETTO:+0000", "TZOFFSETTO:+0100"), "Europe/London"),
        (("TZID:x", "TZOFFSETTO:-0400", "TZOFFSETTO:-0500"), "America/New_York"),
        (("TZID:x", "TZOFFSETTO:+0200"), "Etc/GMT-2"),
        (("TZID:x", "TZOFFSETTO:+0545"), ""),
        (("TZID:x",), ""),
        (("TZOFFSETTO:+0100", "TZOFFSETTO:+0200"), ""),
    ],
)
def test_zone_told_by_the_file_is_taken_for_a_known_one(properties: tuple[str, ...], zone: str) -> None:
    assert zones(*properties).meant("x") == zone


@pytest.mark.parametrize(
    ("line", "named", "unknown"),
    [
        ("DTSTART;TZID=Chez nous:20180623T210000", "DTSTART;TZID=Europe/Paris:20180623T210000", ""),
        ('DTEND;VALUE=DATE-TIME;TZID="Chez nous":20180623T210000',
         "DTEND;VALUE=DATE-TIME;TZID=Europe/Paris:20180623T210000", ""),
        ("EXDATE;TZID=Mars;VALUE=DATE:20180623", "EXDATE;VALUE=DATE:20180623", "Mars"),
        ("DTSTART:20180623T190000Z", "DTSTART:20180623T190000Z", ""),
        ("SUMMARY;TZID=Mars:x", "SUMMARY;TZID=Mars:x", ""),
    ],
)  # fmt: skip
def test_property_is_given_the_known_name(line: str, named: str, unknown: str) -> None:
    assert zones(*OWN).named(line) == (named, unknown)
