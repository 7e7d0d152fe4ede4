"""Grammars of the value types (RFC 5545 3.3): what is wrong with a value, and what was probably meant."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from festum.diagnosis.recurrence import recurrence_fault

_DATE = re.compile(r"[0-9]{8}")
_TIME = re.compile(r"([0-9]{6})(Z?)")
_CLOCK = r"(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9]|60)"
_DATE_TIME = re.compile(rf"([0-9]{{8}})T({_CLOCK})(Z?)")
_LOOSE = re.compile(
    r"\s*([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})"
    r"(?:[Tt ]([0-9]{2})[:h]?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?\s*([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?\s*"
)
_SPAN = r"T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)"
_DURATION = re.compile(rf"[+-]?P(?:[0-9]+W|[0-9]+D(?:{_SPAN})?|{_SPAN})")
_LOOSE_DURATION = re.compile(r"([+-]?)P?T?([0-9]+)([HMSDW])", re.IGNORECASE)
_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_FLOAT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_OFFSET = re.compile(r"[+-](?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?")
_LOOSE_OFFSET = re.compile(r"([+-]?)([0-9]{1,2}):?([0-9]{2})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_NOT_IN_URI = re.compile(r"[^!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """`proposal` is what was probably meant, or an example of the form."""

    key: str
    proposal: str


Judge = Callable[[str], Fault | None]


def is_date(value: str) -> bool:
    return _DATE.fullmatch(value) is not None and read_date_time(f"{value}T000000") is not None


def read_date_time(value: str) -> datetime | None:
    """Naive, its Z left aside; a leap second becomes the second before it."""
    found = _DATE_TIME.fullmatch(value)
    if found is None:
        return None
    clock = found[2] if not found[2].endswith("60") else found[2][:4] + "59"
    try:
        return datetime.fromisoformat(f"{found[1]}T{clock}")
    except ValueError:
        return None


def is_duration(value: str) -> bool:
    return _DURATION.fullmatch(value) is not None


def unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in {"n", "N"} else found[1], text)


def _date(value: str) -> Fault | None:
    return None if is_date(value) else Fault("date_bad", (_meant(value) or "20180623")[:8])


def _date_time(value: str) -> Fault | None:
    if read_date_time(value) is not None:
        return None
    return Fault("date_bad", _meant(value) or "20180623T210000")


def _meant(value: str) -> str:
    """The form with dashes, colons, fractions or an offset, written as iCalendar has it."""
    found = _LOOSE.fullmatch(value)
    if found is None:
        return ""
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)).strftime("%Y%m%d")
        zone = "" if offset is None else "+00:00" if offset in {"Z", "z"} else offset
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}")
        return moment.strftime("%Y%m%dT%H%M%S") if not zone else moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    except (ValueError, OverflowError):
        return ""


def _time(value: str) -> Fault | None:
    found = _TIME.fullmatch(value)
    return None if found and re.fullmatch(_CLOCK, found[1]) else Fault("value_bad", "210000")


def _duration(value: str) -> Fault | None:
    if is_duration(value):
        return None
    found = _LOOSE_DURATION.fullmatch(value.strip())
    if found is None:
        return Fault("duration_bad", "PT6H")
    sign, number, unit = found[1], found[2], found[3].upper()
    return Fault("duration_bad", f"{sign}P{'T' if unit in 'HMS' else ''}{number}{unit}")


def _text(value: str) -> Fault | None:
    """`,` and `;` want a backslash, and only they, the backslash and the line break may have one (3.3.11)."""
    return _escapes(value) or _bare(";,", value)


def _text_list(value: str) -> Fault | None:
    return _escapes(value) or _bare(";", value)


def _escapes(value: str) -> Fault | None:
    wrong = (found[1] for found in _ESCAPE.finditer(value) if found[1] not in {"\\", ";", ",", "n", "N"})
    character = next(wrong, None)
    return None if character is None else Fault("escape_unknown", character or "\\\\")


def _bare(characters: str, value: str) -> Fault | None:
    bare = re.search(f"[{characters}]", _ESCAPE.sub("", value))
    return Fault("text_unescaped", f"\\{bare[0]}") if bare else None


def _uri(value: str) -> Fault | None:
    if _SCHEME.match(value) is None:
        return Fault("uri_bad", f"https://{value}" if re.match(r"[\w-]+(\.[\w-]+)+", value) else "https://…")
    odd = _NOT_IN_URI.search(value)
    return Fault("uri_characters", "".join(f"%{octet:02X}" for octet in odd[0].encode())) if odd else None


def _integer(value: str) -> Fault | None:
    fits = _INTEGER.fullmatch(value) is not None and -(2**31) <= int(value) < 2**31
    return None if fits else Fault("value_bad", "0")


def _float(value: str) -> Fault | None:
    return None if _FLOAT.fullmatch(value) else Fault("value_bad", "43.7")


def read_geo(value: str) -> tuple[float, float] | None:
    halves = value.split(";")
    if len(halves) != 2 or not all(_FLOAT.fullmatch(half) for half in halves):
        return None
    latitude, longitude = map(float, halves)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _geo(value: str) -> Fault | None:
    """Latitude, then longitude, a semicolon between them, never escaped (3.8.1.6)."""
    if read_geo(value) is not None:
        return None
    numbers = re.findall(r"[+-]?[0-9]+\.[0-9]+", value)
    meant = ";".join(numbers)
    return Fault("geo_bad", meant if read_geo(meant) else "43.733100;3.317200")


def _offset(value: str) -> Fault | None:
    if re.fullmatch(r"-0+", value):
        return Fault("offset_bad", "+0000")
    if _OFFSET.fullmatch(value):
        return None
    found = _LOOSE_OFFSET.fullmatch(value)
    meant = f"{found[1] or '+'}{found[2]:0>2}{found[3]}" if found else ""
    return Fault("offset_bad", meant if _OFFSET.fullmatch(meant) else "+0100")


def _boolean(value: str) -> Fault | None:
    return None if value.upper() in {"TRUE", "FALSE"} else Fault("value_bad", "TRUE")


def _period(value: str) -> Fault | None:
    start, _, end = value.partition("/")
    good = read_date_time(start) is not None and (read_date_time(end) is not None or is_duration(end))
    return None if good else Fault("value_bad", "20180623T190000Z/PT2H")


def _binary(value: str) -> Fault | None:
    return None if _BASE64.fullmatch(value) else Fault("value_bad", "aWNhbA==")


def _recur(value: str) -> Fault | None:
    wrong = recurrence_fault(value)
    return Fault("recur_bad", wrong) if wrong else None


TYPES: Mapping[str, Judge] = {
    "DATE": _date,
    "DATE-TIME": _date_time,
    "TIME": _time,
    "DURATION": _duration,
    "TEXT": _text,
    "TEXT-LIST": _text_list,
    "URI": _uri,
    "CAL-ADDRESS": _uri,
    "INTEGER": _integer,
    "FLOAT": _float,
    "GEO": _geo,
    "UTC-OFFSET": _offset,
    "BOOLEAN": _boolean,
    "PERIOD": _period,
    "BINARY": _binary,
    "RECUR": _recur,
}
