"""Independent readers of a calendar: icalendar, vobject, libical as GNOME has it, ical.js as Thunderbird has it."""

import ctypes
import json
import subprocess
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import vobject

from tests.tools import icaljs
from tests.tools import libical as libical_path

Reading = dict[str, tuple[str, str]]
"""UID -> (start, summary): start as a date, or a UTC instant in ISO 8601."""

PARIS = ZoneInfo("Europe/Paris")


def by_icalendar(content: bytes) -> Reading:
    """Raises on any property icalendar had to give up on."""
    return _events_of(icalendar.Calendar.from_ical(content))


def jcal_by_icalendar(content: bytes) -> Reading:
    return _events_of(icalendar.Calendar.from_jcal(json.loads(content)))


def _events_of(calendar: icalendar.Component) -> Reading:
    assert not calendar.errors, calendar.errors
    found = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        found[str(event["UID"])] = (_written(event["DTSTART"].dt), str(event["SUMMARY"]))
    return found


def by_vobject(content: bytes) -> Reading:
    """Reckons with the file's own VTIMEZONE."""
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    return {e.uid.value: (_written(e.dtstart.value), e.summary.value) for e in calendar.contents.get("vevent", [])}


def by_icaljs(content: bytes, extension: str = "ics") -> Reading:
    """Reckons with the file's own VTIMEZONE."""
    return {event["uid"]: (event["start"], event["summary"]) for event in events_by_icaljs(content, extension)}


def events_by_icaljs(content: bytes, extension: str = "ics") -> list[dict[str, Any]]:
    """uid, start, end, summary, status, sequence and location of each; fails on whatever ical.js cannot read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"calendar.{extension}"
        path.write_bytes(content)
        read = subprocess.run([*icaljs(), str(path)], capture_output=True, check=False)
    assert read.returncode == 0, read.stderr.decode()
    return list(json.loads(read.stdout))


def _written(moment: object) -> str:
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None, "a floating time"
        return moment.astimezone(UTC).isoformat()
    return str(moment)


class Libical:
    """libical 3 through its C interface; what it complains of, it leaves as X-LIC-ERROR in the component."""

    ANY_COMPONENT, VEVENT = 1, 4
    ANY_PROPERTY = 0

    def __init__(self) -> None:
        self.lib = ctypes.CDLL(libical_path())
        for name, result in (
            ("icalparser_parse_string", ctypes.c_void_p),
            ("icalcomponent_get_first_component", ctypes.c_void_p),
            ("icalcomponent_get_next_component", ctypes.c_void_p),
            ("icalcomponent_get_uid", ctypes.c_char_p),
            ("icalcomponent_get_summary", ctypes.c_char_p),
            ("icalcomponent_count_errors", ctypes.c_int),
            ("icalrestriction_check", ctypes.c_int),
            ("icalcomponent_as_ical_string", ctypes.c_char_p),
        ):
            getattr(self.lib, name).restype = result
        self.lib.icalerror_set_errors_are_fatal(0)

    def read(self, content: bytes) -> dict[str, str]:
        """UID -> summary; fails on any complaint of the parser or of its table of restrictions (RFC 5546)."""
        lib = self.lib
        root = lib.icalparser_parse_string(content)
        assert root, "libical could not parse it"
        whole = ctypes.c_void_p(root)
        assert lib.icalcomponent_count_errors(whole) == 0, lib.icalcomponent_as_ical_string(whole)[:2000]
        found: dict[str, str] = {}
        event = lib.icalcomponent_get_first_component(whole, self._kind(b"VEVENT"))
        while event:
            pointer = ctypes.c_void_p(event)
            found[lib.icalcomponent_get_uid(pointer).decode()] = lib.icalcomponent_get_summary(pointer).decode()
            event = lib.icalcomponent_get_next_component(whole, self._kind(b"VEVENT"))
        # METHOD is what its restrictions are listed under; we send none, so it checks what holds for all.
        lib.icalrestriction_check(whole)
        assert lib.icalcomponent_count_errors(whole) == 0, lib.icalcomponent_as_ical_string(whole)[:2000]
        lib.icalcomponent_free(whole)
        return found

    def _kind(self, name: bytes) -> int:
        return int(self.lib.icalcomponent_string_to_kind(name))


def blocks(content: bytes) -> dict[str, bytes]:
    """UID -> the exact bytes of its VEVENT."""
    found = {}
    for part in content.split(b"BEGIN:VEVENT\r\n")[1:]:
        block = part.split(b"END:VEVENT\r\n")[0]
        uids = [line for line in block.split(b"\r\n") if line.startswith(b"UID:")]
        assert len(uids) == 1, block
        found[uids[0].removeprefix(b"UID:").decode()] = block
    assert Counter(content.split(b"\r\n"))[b"BEGIN:VEVENT"] == len(found), "one UID twice"
    return found
