"""COLUMNS: festum's own sheet, which is the partners' template and what a programme is exported as.

The README's table is compared with this one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from festum.domain.vocabulary import TEXT_LANGUAGES


@dataclass(frozen=True, slots=True)
class Column:
    """`longest` is in characters."""

    name: str
    help: str
    required: bool = False
    longest: int = 300


COLUMNS: dict[str, Column] = {
    c.name: c
    for c in (
        Column("edition", "Year of the edition; `--edition` fills an empty cell", longest=4),
        Column(
            "partner",
            "Partner's key (see `festum partner list`); `--partner` fills an empty cell",
            longest=100,
        ),
        Column("event_key", "Your own name for the event; keep it and the event keeps its identity", longest=200),
        Column("occurrence_key", "Your own name for this date of the event, when it has several", longest=200),
        Column("title", "Title, in the programme's own language (French)", required=True),
        Column("title_oc", "Title in Occitan"),
        Column("title_ca", "Title in Catalan"),
        Column("title_en", "Title in English"),
        Column("description", "Description (French); line breaks are kept", longest=10_000),
        Column("description_oc", "Description in Occitan", longest=10_000),
        Column("description_ca", "Description in Catalan", longest=10_000),
        Column("description_en", "Description in English", longest=10_000),
        Column("start", "Local start, `2018-06-23T21:00`; a date alone with `all_day`", required=True, longest=30),
        Column("end", "Local end; with `all_day` the last day, included; empty when unknown", longest=30),
        Column("all_day", "`true` or `false` (empty: true for a date without an hour)", longest=10),
        Column("time_text", "A time in words, shown as written: « à la nuit tombée »"),
        Column("venue", "Name of the venue"),
        Column("address", "Street and number"),
        Column("postcode", "Postcode", longest=10),
        Column("commune", "Commune, in French, Occitan or Catalan, old names included"),
        Column("insee_code", "INSEE code of the commune; settles homonyms", longest=5),
        Column("latitude", "WGS 84 degrees, with `longitude`: the point of the venue if you know it", longest=30),
        Column("longitude", "WGS 84 degrees, with `latitude`", longest=30),
        Column(
            "precision", "What that point stands for: housenumber (or empty), street, locality, commune", longest=20
        ),
        Column(
            "provenance",
            "Who gave that point: human (or empty), ban, nominatim; gazetteer: left aside, the commune's own is taken",
            longest=20,
        ),
        Column("languages", "Languages spoken, separated by `|`: oc, ca, fr, oc-gascon …; empty: not stated"),
        Column("categories", "Categories, separated by `|`"),
        Column("flags", "Audience and services, separated by `|`: children, meal, bar, initiation, accessible"),
        Column("organiser", "Co-organisers, separated by `|`", longest=10_000),
        Column("price", "Price as you would say it; « gratuit » and « participation libre » are understood"),
        Column("booking", "How to book: telephone, mail, address", longest=1000),
        Column("access", "Access: step-free, parking, bus", longest=1000),
        Column("url", "Public page of the event", longest=2000),
        Column("image", "Address of an image", longest=2000),
        Column("status", "confirmed (or empty), cancelled, postponed, full", longest=20),
        Column("notice", "Short news for the public, shown first", longest=1000),
        Column("source", "Where the row comes from: an address, or `synthetic` for demonstration", longest=2000),
    )
}

NEEDED = tuple(name for name, column in COLUMNS.items() if column.required)

SEPARATOR = "|"
"""Between the members of a list. Within one it is written `\\|`, and a backslash `\\\\`: "A|B" may be one organiser."""

_MEMBER = re.compile(r"(?:\\[\\|]|[^|])*")
_ESCAPED = re.compile(r"\\([\\|])")


def column_of(text: str, language: str) -> str:
    """`title` in the programme's own language, `title_oc` in another."""
    return text if language == TEXT_LANGUAGES[0] else f"{text}_{language}"


def joined(members: Iterable[str]) -> str:
    """A list as one cell."""
    return SEPARATOR.join(re.sub(r"[\\|]", r"\\\g<0>", member) for member in members)


def parted(cell: str) -> tuple[str, ...]:
    """The members of `joined`, each once, without blanks around them; empty ones are none."""
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _MEMBER.findall(cell))
    return tuple(dict.fromkeys(part for part in parts if part))
