"""What a column means, by its heading: as its partner maps it, else by table (`heading_words`), never by likeness.

What is in no line of the table, and not made of two that are, is not recognised: it is offered for mapping.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from festum.domain.columns import COLUMNS
from festum.domain.text import fold, nearest
from festum.errors import Problem, Unreadable
from festum.importers.heading_words import HEADINGS
from festum.importers.reading import Heading, Mapping
from festum.importers.sheet import letter

MEANINGS = tuple(HEADINGS)
"""What a mapping may name, beside `start` and `end`, which festum's own sheet calls the first two."""

JOINED = frozenset(
    {"description", "price", "booking", "organiser", "languages", "categories", "audience", "access", "notice"}
)
"""Several columns of these say it together; of the others the first is read."""

SILENT = re.compile(r"\s*festum\s*:", re.IGNORECASE)
"""Columns a report of ours added: a report sent again is read as the file it was made of."""

_OURS = {"start": "date", "end": "end_date", "flags": "audience"}
_PHRASES: dict[str, str] = {}
for _meaning, _line in HEADINGS.items():
    _PHRASES |= dict.fromkeys(_line.split(", "), _meaning)

_JOINTS = re.compile(r"\s*(?:/|&|\+|,|;|\bet\b|\be\b|\bi\b|\band\b|\bou\b|\bo\b|\bor\b|-)\s*")
_OF = re.compile(r"\b(?:de la|de l|de los|de les|de las|dels|del|dau|deth|dera|des|du|de|d|of the|of)\b")
_NAME_OF = frozenset(("nom", "noms", "name", "names", "intitule", "libelle"))
_ARTICLE = re.compile(r"^(?:l|le|la|les|lo|los|las|el|els|the|votre|vos) (?=\w)")
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BOTH: dict[frozenset[str], str] = {
    frozenset(("date", "hour")): "date",
    frozenset(("day", "hour")): "day",
    frozenset(("day", "date")): "date",
    frozenset(("date", "begins")): "date",
    frozenset(("venue", "commune")): "place",
    frozenset(("venue", "address")): "venue",
    frozenset(("postcode", "commune")): "commune",
    frozenset(("commune", "departement")): "commune",
    frozenset(("address", "commune")): "address",
    frozenset(("date", "venue")): "date",
}
"""Two meanings in one heading whose cells are read as one of them, because that reader understands the other too."""


@dataclass(frozen=True, slots=True)
class Columns:
    """`meanings` by position, "" for a column that is not read."""

    headings: tuple[Heading, ...]
    meanings: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def label(self, meaning: str) -> str:
        """The heading as the file has it, of the first column that means this; "" when there is none."""
        return next(
            (one.label for one, found in zip(self.headings, self.meanings, strict=True) if found == meaning), ""
        )


def meaning_of(label: str) -> str:
    """What a heading means, "" when no table says so.

    First as it stands, then without article and what is in parentheses; then by the parts around "et" or a slash; then
    "X de la Y" is X ("lieu de la manifestation"), but "nom de Y" is Y.
    """
    plain = _words(label)
    if found := _PHRASES.get(plain):
        return found
    bare = _ARTICLE.sub("", _words(_PARENTHESIS.sub(" ", label)))
    return _PHRASES.get(bare) or _of_two(_PARENTHESIS.sub(" ", label)) or _head_of(bare)


def known_meaning(label: str, mapping: Mapping) -> str:
    """As `meaning_of`, a mapping first; a heading its partner leaves aside is a heading all the same."""
    mapped = {_words(one): column or "left aside" for one, column in mapping}
    return mapped.get(_words(label)) or meaning_of(label)


def taken(labels: Sequence[str], mapping: Mapping) -> Columns:
    """Each column's meaning: as its partner maps it, else by table. Raises Unreadable for a mapping to no column."""
    mapped = _mapped(mapping)
    headings: list[Heading] = []
    problems: list[Problem] = []
    for position, label in enumerate(labels):
        name = " ".join(label.split()) or letter(position)
        if SILENT.match(label):
            headings.append(Heading(name, "", "ours"))
        elif _words(label) in mapped:
            headings.append(Heading(name, mapped[_words(label)], "mapping"))
        else:
            found = meaning_of(label)
            headings.append(Heading(name, found, "table" if found else "unknown"))
    return _settled(headings, problems)


def _settled(headings: list[Heading], problems: list[Problem]) -> Columns:
    """Where one column's meaning hangs on the others', and where two columns mean the same."""
    present = {heading.column for heading in headings}
    dated = bool(present & {"date", "day"})
    with_hours = {"begins": "hour", "ends": "end_hour"}
    with_days = {"begins": "date", "ends": "end_date"}
    resolved = {**(with_hours if dated else with_days)}
    if "day" in present and not present & {"date", "month"}:
        resolved["day"] = "date"
    settled: list[Heading] = []
    seen: set[str] = set()
    for heading in headings:
        column = resolved.get(heading.column, heading.column)
        how = heading.how
        if column in seen and column not in JOINED:
            problems.append(Problem("warning", "heading_twice", heading.label, heading.label, column))
            column, how = "", "unknown"
        seen.add(column or "-")
        settled.append(Heading(heading.label, column, how))
    return Columns(tuple(settled), tuple(heading.column for heading in settled), tuple(problems))


def _mapped(mapping: Mapping) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, column in mapping:
        meaning = _OURS.get(column, column)
        if meaning and meaning not in HEADINGS:
            raise Unreadable("mapping_unknown", column=column, nearest=nearest(column, (*MEANINGS, *COLUMNS)) or "")
        found[_words(label)] = meaning
    return found


def _of_two(label: str) -> str:
    parts = [part for part in _JOINTS.split(fold(label).replace("'", " ")) if _words(part)]
    if len(parts) < 2:
        return ""
    meanings = [_PHRASES.get(_words(part)) or _head_of(_words(part)) for part in parts]
    if not all(meanings):
        return ""
    return _BOTH.get(frozenset(meanings), meanings[0])


def _head_of(words: str) -> str:
    head, *rest = _OF.split(words, maxsplit=1)
    if not rest:
        return ""
    head, of = head.strip(), rest[0].strip()
    if head in _NAME_OF:
        return _PHRASES.get(of) or _head_of(of) or "title"
    return _PHRASES.get(head, "")


def _words(label: str) -> str:
    """Folded, punctuation as spaces, festum's own underscores kept as words of their own."""
    return " ".join(re.findall(r"[^\W_]+", fold(label)))
