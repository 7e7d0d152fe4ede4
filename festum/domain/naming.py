"""The names of one commune within other words: "Salle des fêtes de Lodève", "34700 Lodeva", "à Coussergues"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from festum.domain.commune_names import normalise, significant
from festum.domain.gazetteer import Gazetteer
from festum.domain.gazetteer_data import read_old_names
from festum.domain.place import Commune

_AROUND = frozenset(("centre", "ville", "village", "bourg", "plage", "station"))
_AT = frozenset(("a", "à"))
_OF = frozenset(("de", "d", "du", "des", "dels", "del"))
_TOKEN = re.compile(r"[^\s']+'?\s*")
_LONGEST = 7  # words of a commune's name


class Naming:
    """Of a commune: all it is called by, now, of old, in Occitan and Catalan. Ask `naming` for it."""

    def __init__(self, commune: Commune, gazetteer: Gazetteer) -> None:
        self.commune = commune
        self._names = gazetteer.names_of(commune)

    @property
    def is_made_of_several(self) -> bool:
        """Communes that were merged: each may have a Rue de l'Église."""
        return bool(self._former)

    def has_postcode(self, postcode: str) -> bool:
        return postcode in self.commune.postcodes

    def is_called(self, text: str) -> bool:
        """The commune and nothing else: "Lodève", "à LODEVE", "Lodève centre", "Lodeva"."""
        words = significant(normalise(text))
        if words in self.words:
            return True
        fewer = " ".join(word for word in words.split() if word not in _AROUND)
        return fewer != words and fewer in self.words

    def former(self, text: str) -> str:
        """The former commune, now part of this one, that is named; empty where it is none."""
        return self._former.get(significant(normalise(text)), "")

    def without_before(self, text: str) -> str:
        """What follows it, as in "Lodève rue Foch", behind a postcode."""
        tokens = _TOKEN.findall(text)
        for n in range(min(_LONGEST, len(tokens) - 1), 0, -1):
            if significant(normalise("".join(tokens[:n]))) in self.words:
                return "".join(tokens[n:])
        return text

    def without_after(self, text: str) -> tuple[str, str]:
        """What precedes it, as in "Place du Mail à Lodève", and the former commune if it was one. Only where words say
        that it is the commune: "Rue de Lodève" may lead there."""
        tokens = _TOKEN.findall(text)
        for start in self._marked(tokens, _AT):
            return "".join(tokens[:start]).strip(), self.former("".join(tokens[start + 1 :]))
        for start in self._marked(tokens, _OF):
            if old := self.former("".join(tokens[start + 1 :])):
                return "".join(tokens[:start]).strip(), old
        return text, ""

    def _marked(self, tokens: list[str], marks: frozenset[str]) -> Iterator[int]:
        for start in range(len(tokens) - 2, max(0, len(tokens) - 2 - _LONGEST), -1):
            mark = tokens[start].strip(" '").casefold()
            if mark in marks and significant(normalise("".join(tokens[start + 1 :]))) in self.words:
                yield start

    @cached_property
    def words(self) -> frozenset[str]:
        """Its names, without their small words."""
        return frozenset(significant(normalise(name)) for name in self._names)

    @cached_property
    def _former(self) -> dict[str, str]:
        present = significant(normalise(self.commune.name))
        return {
            key: name
            for name in _former_names().get(self.commune.insee_code, ())
            if (key := significant(normalise(name))) != present
        }


@lru_cache(maxsize=5_000)
def naming(commune: Commune, gazetteer: Gazetteer) -> Naming:
    """One for each commune: venues of one commune come together."""
    return Naming(commune, gazetteer)


@cache
def _former_names() -> dict[str, tuple[str, ...]]:
    """By the present INSEE code: those that had a code of their own, or were renamed."""
    found: dict[str, tuple[str, ...]] = {}
    for _, name, present in read_old_names():
        found[present] = (*found.get(present, ()), name)
    return found
