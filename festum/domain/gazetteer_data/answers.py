"""What the gazetteer answers to a name: the commune, a question, or proposals. Never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from festum.domain.place import Commune


class How(StrEnum):
    """What a recognition rests on, strongest first."""

    INSEE = "insee"
    NAME = "name"
    NORMALISED = "normalised"
    ALIAS = "alias"  # Occitan, Catalan or former name
    WORDS = "words"  # articles and prepositions apart
    PART = "part"  # the name is shortened, or stands among other words
    LIKENESS = "likeness"  # a spelling mistake, within the postcode or département


class Doubt(StrEnum):
    """Why it must be asked."""

    HOMONYMS = "homonyms"
    SEVERAL = "several"  # the cell names several communes
    ELSEWHERE = "elsewhere"  # the commune so named has another postcode or département


@dataclass(frozen=True, slots=True)
class Recognised:
    commune: Commune
    how: How

    @property
    def sure(self) -> bool:
        """Otherwise the row deserves a warning that shows what was understood."""
        return self.how not in (How.PART, How.LIKENESS)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Present names before aliases, then the most populous first. With `ELSEWHERE` there may be just one."""

    candidates: tuple[Commune, ...]
    doubt: Doubt = Doubt.HOMONYMS


@dataclass(frozen=True, slots=True)
class Unknown:
    """`nearest` are proposals for a person, best first, never an answer. Empty when nothing is alike."""

    nearest: tuple[Commune, ...]


Recognition = Recognised | Ambiguous | Unknown
