"""Text as people type it: one folding for every comparison, one cleaning at the door, one "did you mean".

Folding is done here, in Python, because neither database can: SQLite's FTS5 leaves ł ø ß đ untouched and
PostgreSQL's unaccent may not be installed. What is compared or searched goes through `fold` on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

# Letters NFKD does not take apart. Catalan l·l and Gascon s·h are spelt with or without their dot.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "·": None}
)
# Replaced before NFKD, which would turn the spacing acute accent (typed as an apostrophe) into a space.
_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("‘’‚‛′ʹʼʻ´＇", "'"), **dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("∙•‧⋅", "·")}
)

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, bidi embeddings, overrides and isolates, BOM, soft hyphen, zero-width space, lone surrogates and
# non-characters. Joiners stay (emoji, Arabic), and so do the plain left-to-right and right-to-left marks.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff]"
)

CLOSE_ENOUGH = 65.0
"""Closeness (0-100) from which a spelling is proposed: "dept" finds "departement", "xyz" finds nothing."""


def fold(text: str) -> str:
    """Two texts are the same to a reader when their foldings are equal. Idempotent."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY)).casefold()
    # What NFKD and casefold bring out may need both again, or a folding would not be its own folding.
    letters = unicodedata.normalize("NFKD", decomposed.translate(_TYPOGRAPHY).translate(_LETTERS))
    kept = (c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


def slug(text: str) -> str:
    """For addresses: a-z, 0-9 and single dashes. Empty when nothing of the text can be written so."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def clean(text: str) -> str:
    """What may be stored and published: valid in UTF-8, XML and iCalendar, unable to reorder what is near.

    Line breaks of every origin (Word's vertical tab, NEL, LS, PS) become a newline, tabs a space; the ends of
    the text and of its lines lose their blanks. Idempotent, so a round trip through our files is safe.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()  # nearly every cell: neither breaks nor tabs nor anything unwanted is printable
    text = _UNWANTED.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def closeness(one: str, other: str) -> float:
    """0-100 on texts already folded: 0.6 ratio + 0.4 Jaro-Winkler.

    Measured on 57 messy commune names: rapidfuzz's WRatio was wrong 11 times, this mix never (with the margin
    that `commune_names` asks for).
    """
    return 0.6 * fuzz.ratio(one, other) + 40.0 * JaroWinkler.similarity(one, other)


def nearest_few(word: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Candidates close enough to propose, best first; equals keep the order they came in."""
    folded = fold(word)
    scored = [(closeness(folded, fold(candidate)), candidate) for candidate in candidates]
    kept = sorted((pair for pair in scored if pair[0] >= CLOSE_ENOUGH), key=lambda pair: -pair[0])
    return tuple(candidate for _, candidate in kept[:limit])


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The one "did you mean", None when nothing is close enough to be worth saying."""
    few = nearest_few(word, candidates, limit=1)
    return few[0] if few else None
