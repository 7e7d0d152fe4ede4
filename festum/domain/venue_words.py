"""A cell about a place, cut into what it says: streets, names, and what is only near. Noise goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from festum.domain.house_numbers import first_of_ranges

_LONGEST_PIECE = 100  # characters: more is a description
_LONGEST = 400  # characters read: a description pasted in the wrong column must cost nothing

# A curly apostrophe sends BAN to another street.
_TYPOGRAPHY = str.maketrans({
    **dict.fromkeys("‘’‚‛′ʹʼʻ´＇`", "'"),
    **dict.fromkeys("‐‑−﹣－", "-"),
    **dict.fromkeys("–—―•→►▶|;\n\r\t\v\f\x85\u2028\u2029{}<>_*#=~^…", ","),
    **dict.fromkeys("«»“”„\"!?¿¡", " "),
    **dict.fromkeys("[【", "("),
    **dict.fromkeys("]】", ")"),
    "\xa0": " ", "\u202f": " ", "\u2009": " ",
})  # fmt: skip


def _noise(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_NOISE = _noise(
    r"\b(?:mailto:\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\b(?:https?://|www\.)\S+",
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:fr|com|org|net|eu|cat|oc|info)\b(?:/\S*)?",
    r"\b(?:t[ée]l(?:[ée]phone)?|portable|mobile|fax)\b\s*[:.]*(?=[\s+0])",
    r"(?:\+\s?33|\b0033|\b0)\s?(?:\(0\)\s?)?[1-9](?:[\s./-]?\d{2}){4}\b",
    r"-?\b\d{1,2}[.,]\d{3,}\s*°?\s*[NS]?\s*[,/ ]\s*-?\d{1,2}[.,]\d{3,}\s*°?\s*[EWO]?\b",
    r"\bGPS\b\s*:?",
    r"\b(?:B\.?\s?P\.?|C\.?\s?S\.?|T\.?S\.?A\.?)\s*(?:n°\s*)?\d[\d ]{0,6}(?=\D|$)",
    r"\b(?:\d{1,2}\s?(?:er|[èe]re|e|[èe]me|nde?)|premier|deuxi[èe]me|troisi[èe]me|dernier)"
    r"\s+(?:[ée]tage|niveau|sous-sol)\b",
    r"\b(?:rez[- ]de[- ]chauss[ée]e|rez[- ]de[- ]jardin|rdc|sous-sol)\b",
    r"\b(?:b[âa]t(?:iment)?|esc(?:alier)?|appt?|appartement|porte|hall|entr[ée]e|bloc|aile|niveau)\b"
    r"\.?\s?(?:n°\s*)?(?:\d{1,2}|[A-Z])(?![\w'°])",
    r"(?<=\w)\s+salle\s+(?:n°\s*)?(?:\d{1,2}|[A-Z])\s*(?=$|[,(])",
    r"\bentr[ée]e\s+(?:libre|gratuite|payante|principale|des artistes)\b",
    r"\b(?:de\s+)?\d{1,2}(?:\s?h\s?\d{0,2})?\s?(?:à|-|/)\s?\d{1,2}\s?h(?:\s?\d{2})?\b",
    r"\b\d{1,2}\s?h(?:\d{2})?\b(?=\s*(?:$|[,()]))",
    r"\bà\s+(?:environ\s+)?\d+\s?(?:k?m|m[èe]tres|kilom[èe]tres|min(?:utes)?)\b[^,()]*",
    r"\bc[ée]dex\b(?:\s*\d{1,2}\b)?",
    r"\(\s*(?:\d{2}|2[AB])\s*\)",
)
_IN_CASE_OF_RAIN = re.compile(
    r"\b(?:repli|pluie|pluja|pl[uo]eja|intemp[ée]ries?|mauvais temps|m[ée]t[ée]o|rain)\b", re.IGNORECASE
)
_SUR = re.compile(r"(?:(?<=\s)|(?<=-))s/\s?", re.IGNORECASE)
_NUMBERED_PLACE = re.compile(r"\b(\d{2}) (\d{3})(?=\s+[^\W\d_])")
_POSTCODE = re.compile(r"(?<![\d-])(?:F-?\s?)?(\d{5})(?![\d-])")
_LOST_ZERO = re.compile(r"(?<=\w[\s,])\s*\b(9\d{3})(?=\s+[^\W\d_])")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_SEPARATOR = re.compile(r"[,():/]|\s-+\s|\s-+|(?<!\w)-+\s")

_OF = r"(?:\s+(?:(?:de|à|a)\s+(?:la|las|les|l')|del|dels|du|des|de|d'|al|als|au|aux|à|a)(?=\W|(?<=')))?"
_NEAR = re.compile(
    r"(?:(?:juste|situ[ée]e?)\s+)?"
    r"(?:\b(?:en\s+)?face\b|\ben\s+fac[ie]a?\b|\bvis-à-vis\b|\bpr[èe]s\b|\bproche\b|\bprèp\b|\bà\s+proximité\b|\bproximité\b|"
    r"\b(?:à\s+)?c[ôo]t[ée](?=\s+d)|\bderri[èe]re\b|\bdarri?[èe]ri?e?\b|\bdarrere\b|\bdevant\b|\bdavant\b|"
    r"\bau\s+niveau\b|\bau-?\s?(?:dessus|dessous|bout|fond|pied)\b(?=\s+d)|\b(?:à\s+l'|al\s+)?an(?:gle|gl[èe])\b|"
    r"\b(?:au\s+)?coin\b(?=\s+d)|\bintersection\b|\bal\s+costat\b|\bentre\b|\ble\s+long\b|\bautour\b|\bdirection\b|"
    r"\b(?:opposite|behind|near|next to|in front)\b(?:\s+of)?(?:\s+the\b)?)" + _OF,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`near`: what stands beside the venue and is not the venue. `aside`: it was in parentheses. `postcode`: the one
    it stands behind."""

    text: str
    near: bool = False
    aside: bool = False
    postcode: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """In their order; what stood in parentheses comes last."""
    plain = _plain(text)
    aside = _BRACKETS.findall(plain)
    plain = _BRACKETS.sub(",", plain)
    return (*_cut(plain, aside=False), *(piece for one in aside for piece in _cut(one, aside=True)))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_TYPOGRAPHY)
    for pattern in _NOISE:
        plain = pattern.sub(",", plain)
    plain = _NUMBERED_PLACE.sub(r"\1\2", _SUR.sub("sur ", plain))
    plain = _LOST_ZERO.sub(r" 0\1", plain)
    return first_of_ranges(plain)


def _cut(text: str, *, aside: bool) -> Iterator[Piece]:
    postcode = ""
    for index, stretch in enumerate(_POSTCODE.split(text)):
        if index % 2:
            postcode = stretch
            yield Piece("", aside=aside, postcode=postcode)
            continue
        for cut in _SEPARATOR.split(stretch):
            words = " ".join(cut.split()).strip(" -.,'°")
            if 0 < len(words) <= _LONGEST_PIECE and not _IN_CASE_OF_RAIN.search(words):
                yield from _parted(words, aside, postcode)
                postcode = ""


def _parted(words: str, aside: bool, postcode: str) -> Iterator[Piece]:
    """Two pieces where one says what the place is beside: "Place du Mail devant la mairie"."""
    found = _NEAR.search(words)
    if not found:
        yield Piece(words, aside=aside, postcode=postcode)
        return
    if before := words[: found.start()].strip(" -.,'"):
        yield Piece(before, aside=aside, postcode=postcode)
    for part in _NEAR.split(words[found.end() :]):
        if after := part.strip(" -.,'"):
            yield Piece(after, near=True, aside=aside)
