"""FORMATS: what a feed can be asked as. The extension is the key; addresses and documents follow from this table."""

from dataclasses import dataclass
from typing import Literal

from festum.feeds import ics


@dataclass(frozen=True, slots=True)
class Format:
    """`media_type` without its charset, which is always UTF-8; `grain` is what one entry stands for."""

    extension: str
    media_type: str
    grain: Literal["occurrence", "event"]
    label: str


FORMATS: dict[str, Format] = {
    f.extension: f for f in (Format(ics.FORM, "text/calendar", "occurrence", "iCalendar (RFC 5545)"),)
}
