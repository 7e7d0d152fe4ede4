"""What our own calendars write around an event's description (`feeds/wording.py`), taken apart again.

A calendar has no place for a price or a language, so ours tells them in words; read back as a description they would be
told twice.
"""

import re
from dataclasses import dataclass
from functools import cache

from festum.domain.vocabulary import FLAGS, SPOKEN_LANGUAGES
from festum.locale.catalogue import LANGUAGES, say

MADE_BY = "-//festum//"

_PAGE = re.compile(r"https?://\S+/events/\S+")


@dataclass(frozen=True, slots=True)
class Facts:
    """`description` is the event's own. `no_end`: its DTEND is there for calendars only."""

    description: str
    languages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    price: str = ""
    booking: str = ""
    access: str = ""
    url: str = ""
    time_text: str = ""
    no_end: bool = False


def facts_of(text: str) -> Facts | None:
    """None for a description that is not as ours are: they end with the address of the event's page."""
    *paragraphs, page = text.split("\n\n")
    if _PAGE.fullmatch(page.strip()) is None:
        return None
    told: dict[str, str] = {}
    flags: list[str] = []
    kept = []
    for paragraph in paragraphs:
        found = [_meaning(line) for line in paragraph.split("\n")]
        if not all(key for key, _ in found):
            kept.append(paragraph)
            continue
        for key, value in found:
            if key in FLAGS:
                flags.append(key)
            else:
                told[key] = value
    spoken = [_spoken().get(word, "") for word in told.get("languages", "").split(", ")]
    return Facts(
        description="\n\n".join(kept),
        languages=tuple(code for code in SPOKEN_LANGUAGES if code in spoken),
        flags=tuple(flags),
        # The first is the partner, whose calendar it is.
        organisers=tuple(told.get("organisers", "").split(", ")[1:]),
        price=told.get("price", ""),
        booking=told.get("booking", ""),
        access=told.get("access", ""),
        url=told.get("more", ""),
        time_text=told.get("time", ""),
        no_end="no_end" in told,
    )


def _meaning(line: str) -> tuple[str, str]:
    """("price", "5 €") of "Tarif : 5 €"; ("", "") of a line of the description's own."""
    if line in _whole_lines():
        return _whole_lines()[line], ""
    for key, before, after in _beginnings():
        if line.startswith(before) and line.endswith(after) and len(line) > len(before) + len(after):
            return key, line[len(before) : len(line) - len(after)]
    return "", ""


@cache
def _whole_lines() -> dict[str, str]:
    lines = {say(language, f"flag.{flag}").capitalize(): flag for language in LANGUAGES for flag in FLAGS}
    return lines | {say(language, f"calendar.{key}"): key for language in LANGUAGES for key in ("no_end", "synthetic")}


@cache
def _beginnings() -> tuple[tuple[str, str, str], ...]:
    """(fact, what stands before its value, what stands behind it)"""
    value = {"organisers": "list", "languages": "list", "more": "url"}
    keys = ("organisers", "languages", "price", "booking", "access", "more", "time")
    told = ((key, say(lang, f"calendar.{key}", **{value.get(key, "text"): "\0"})) for lang in LANGUAGES for key in keys)
    return tuple((key, *sentence.split("\0", 1)) for key, sentence in told)  # type: ignore[misc]


@cache
def _spoken() -> dict[str, str]:
    return {say(language, f"language.{code}"): code for language in LANGUAGES for code in SPOKEN_LANGUAGES}
