"""Texts in several languages, and the chain of languages a reader would like them in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from festum.domain.vocabulary import TEXT_LANGUAGES

Chain = tuple[str, ...]
"""Languages in the order of preference; always all of them, so that a text present in any language is found."""

DEFAULT_CHAIN: Chain = TEXT_LANGUAGES


def full_chain(wanted: Iterable[str]) -> Chain:
    """What the reader asked for, then every other language in the house's order."""
    first = tuple(dict.fromkeys(wanted))
    return first + tuple(language for language in TEXT_LANGUAGES if language not in first)


@dataclass(frozen=True, slots=True)
class Texts:
    """One text per language, empty ones left out, in the house's order."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, by_language: Mapping[str, str]) -> Self:
        return cls(tuple((lang, by_language[lang]) for lang in TEXT_LANGUAGES if by_language.get(lang)))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def get(self, language: str) -> str:
        return next((text for lang, text in self.pairs if lang == language), "")

    def choose(self, chain: Chain) -> tuple[str, str]:
        """(language, text) of the first language of the chain that has one; ("", "") when none has."""
        for language in chain:
            text = self.get(language)
            if text:
                return language, text
        return "", ""

    def as_dict(self) -> dict[str, str]:
        return dict(self.pairs)
