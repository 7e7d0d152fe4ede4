"""The communes as one can look them up: by code, by postcode, by every name they bear or bore.

Loading reads the communes alone; each index is built when first asked for, so that a process which only shows
listings never pays for names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from festum.domain import gazetteer_data
from festum.domain.commune_names import Called, normalise, significant, spelling
from festum.domain.gazetteer_data.answers import How
from festum.domain.gazetteer_data.departements import DEPARTEMENTS, departement
from festum.domain.place import Commune, Departement, Epci
from festum.domain.text import fold, slug


class Bounds(NamedTuple):
    """What a row says of the place besides its name: codes that must all hold."""

    postcodes: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()

    def hold(self, commune: Commune) -> bool:
        return self.departements <= {commune.departement} and self.postcodes <= set(commune.postcodes)


NO_BOUNDS = Bounds()


class _Names:
    """Names by their normalised form and by their significant words; the most populous commune first."""

    def __init__(self, names: Iterable[tuple[str, Commune]]) -> None:
        by_name: dict[str, list[Called]] = defaultdict(list)
        by_words: dict[str, list[Called]] = defaultdict(list)
        self.of: dict[str, list[Called]] = defaultdict(list)
        for name, commune in sorted(names, key=lambda pair: (-pair[1].population, pair[1].insee_code)):
            spelt = spelling(name)
            called = Called(key := fold(spelt), significant(key), spelt, commune)
            if called not in self.of[commune.insee_code]:
                self.of[commune.insee_code].append(called)
                by_name[called.name].append(called)
                by_words[called.words].append(called)
        self.by_name, self.by_words = dict(by_name), dict(by_words)


class Register:
    """Communes in the order of their INSEE codes; EPCIs by SIREN; the thirteen départements by code."""

    def __init__(self, communes: Mapping[str, Commune], epcis: Mapping[str, Epci]) -> None:
        self.communes = tuple(communes.values())
        self.epcis = epcis
        self.departements: Mapping[str, Departement] = {one.code: one for one in DEPARTEMENTS}
        self._by_code = communes

    def commune(self, insee_code: str) -> Commune | None:
        """A code that no longer exists gives the commune it went into; "9122" has lost its zero."""
        code = insee_code.strip().zfill(5)
        return self._by_code.get(code) or self._by_code.get(self._present_code.get(code, ""))

    def departement(self, text: str) -> Departement | None:
        """By code, slug or name; see the function of the same name, which needs no gazetteer."""
        return departement(text)

    def find(self, text: str) -> tuple[Commune, ...]:
        """The value of a filter: an INSEE code, or a name or slug, which may be that of several communes.

        A present name hides the same name of old or in Occitan; empty when nobody is called so.
        """
        if any(character.isdigit() for character in text):
            coded = self.commune(text)
            return (coded,) if coded else ()
        key = normalise(text)
        by_words = self._present.by_words.get(significant(key), [])
        return _communes(self._present.by_name.get(key) or self._aliases.by_name.get(key) or by_words)

    def named(self, name: str, bounds: Bounds = NO_BOUNDS) -> tuple[How, tuple[Commune, ...]]:
        """Everyone within bounds called so, in the first sense anyone is: present name, alias, mere words."""
        key, spelt = normalise(name), spelling(name)
        present = [one for one in self._present.by_name.get(key, ()) if bounds.hold(one.commune)]
        aliases = [one for one in self._aliases.by_name.get(key, ()) if bounds.hold(one.commune)]
        exact = [one for one in present if one.spelt == spelt]
        # Accents typed do choose (Fontanès, not Fontanes); accents not typed may have been left out.
        if exact and spelt != key:
            present = exact
        if present:
            how = How.NAME if present[0].commune.name == name else How.NORMALISED
            # A present name outranks an alias, unless accents make it the less likely reading (Rodés).
            clear = bool(exact) or all(alias.spelt == present[0].spelt for alias in aliases)
            return how, _communes(present if clear and len(present) == 1 else present + aliases)
        if aliases:
            return How.ALIAS, _communes(aliases)
        words = significant(key)
        worded = (*self._present.by_words.get(words, ()), *self._aliases.by_words.get(words, ()))
        return How.WORDS, _communes(one for one in worded if bounds.hold(one.commune))

    def called(self, bounds: Bounds) -> Sequence[Called]:
        """Every name within bounds, present ones and aliases."""
        if len(bounds.departements) > 1:
            return ()
        pool = self._called.get("".join(bounds.departements), ())
        return [one for one in pool if bounds.hold(one.commune)] if bounds.postcodes else pool

    def names_of(self, commune: Commune) -> tuple[str, ...]:
        """Its present name, then those it bears in Occitan or Catalan, and bore."""
        return tuple(dict.fromkeys((commune.name, *(c.spelt for c in self._aliases.of.get(commune.insee_code, ())))))

    @cached_property
    def by_postcode(self) -> Mapping[str, list[Commune]]:
        found: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.communes:
            for postcode in commune.postcodes:
                found[postcode].append(commune)
        return dict(found)

    @cached_property
    def epcis_by_slug(self) -> Mapping[str, list[str]]:
        """SIREN numbers by the name as it is written in addresses; a few are called alike."""
        found: dict[str, list[str]] = defaultdict(list)
        for epci in self.epcis.values():
            found[slug(epci.name)].append(epci.siren)
        return dict(found)

    @cached_property
    def _present(self) -> _Names:
        return _Names((commune.name, commune) for commune in self.communes)

    @cached_property
    def _aliases(self) -> _Names:
        of_old = [(name, code) for _, name, code in gazetteer_data.read_old_names()]
        aliases = gazetteer_data.read_toponyms() + of_old
        return _Names((name, self._by_code[code]) for name, code in aliases if code in self._by_code)

    @cached_property
    def _called(self) -> Mapping[str, list[Called]]:
        """By département; all of them under the empty code."""
        found: dict[str, list[Called]] = defaultdict(list)
        for commune in self.communes:
            for names in (self._present, self._aliases):
                found[""] += (called := names.of.get(commune.insee_code, []))
                found[commune.departement] += called
        return dict(found)

    @cached_property
    def _present_code(self) -> Mapping[str, str]:
        return {old: present for old, _, present in gazetteer_data.read_old_names()}


def _communes(called: Iterable[Called]) -> tuple[Commune, ...]:
    return tuple(dict.fromkeys(one.commune for one in called))
