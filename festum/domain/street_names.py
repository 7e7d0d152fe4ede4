"""Whether two names are one street or hall: kind of way, words, articles, titles, slips of the pen.

Spelling is forgiven, meaning is not. "Rue du Pont" is neither "Rue du Pont Neuf" nor "Avenue du Pont"; "Rue Jaurès" may
be "Rue Jean Jaurès", "Rue du Moulin" is not "Rue Jean Moulin"; "Rue des Moulins" is another street than "Rue du
Moulin", and "Gambeta" is Gambetta, while "Carmes" are no "Charmes" misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from festum.domain.commune_names import significant
from festum.domain.local_words import in_french
from festum.domain.name_words import COMMON, FIRST_NAMES, SHORT, TITLES
from festum.domain.text import fold
from festum.domain.way_words import BEFORE_A_WAY, NO_KIND, WAYS

ALIKE = 0.8
"""Likeness from which two names are one."""

SAME, ARTICLE, JOINED, COMMUNE, PERSON, SLIP = 1.0, 0.97, 0.97, 0.95, 0.9, 0.85
"""The same words; but for an article; in one word; but for the commune's name; a title or first name; a slip."""

_LONGEST_COMMUNE = 6  # words of its name
_HOPELESS = 0.75  # most likeness of two names that are not alike

_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\s?-?\w\b)|\.")
_DOUBLED = re.compile(r"(.)\1")
_GRAND_RUE = re.compile(r"\bgrand[-' ]?rue\b")

_SMALL = {
    **dict.fromkeys(("le", "lo", "el", "du", "del", "au", "al", "dau", "deu"), "le"),
    **dict.fromkeys(("les", "los", "las", "els", "des", "dels", "aux", "als", "daus", "deus"), "les"),
    **dict.fromkeys(("et", "e", "i"), "et"), **dict.fromkeys(("de", "d", "a", "en"), "de"), "la": "la", "l": "l",
}  # fmt: skip
_DEFINITE = frozenset(("le", "la", "l", "les"))
_SAME_WORD = {
    **dict.fromkeys(("st", "sant", "sent"), "saint"),
    **dict.fromkeys(("ste", "santa", "senta"), "sainte"),
    "sts": "saints", "stes": "saintes", "nd": "notre dame", "grande": "grand", "gde": "grand", "gd": "grand",
    "quatre": "4", "huit": "8", "onze": "11", "quatorze": "14", "premier": "1", "1er": "1",
    "fg": "faubourg", "fbg": "faubourg", "hte": "haute", "mt": "mont", "vx": "vieux",
}  # fmt: skip
_FAMOUS = {
    "foch": "marechal", "joffre": "marechal", "gallieni": "marechal", "lyautey": "marechal", "juin": "marechal",
    "leclerc": "general", "gaulle": "general", "kennedy": "president", "wilson": "president", "schweitzer": "docteur",
}  # fmt: skip
"""Whose title is left out on road signs."""
_MONTHS = frozenset((
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class StreetName:
    """`way` is its kind, empty for a hall or a lieu-dit. `articles`: what stood before each word, in French; of several
    small words the last that tells most: "le" of "du", "la" of "de la", "de", "et", or nothing; "before"
    where it is the word that stood before the way, as in "Petite Rue"."""

    way: str
    words: tuple[str, ...]
    articles: tuple[str, ...]

    def part(self, start: int, stop: int) -> StreetName:
        return StreetName(self.way, self.words[start:stop], self.articles[start:stop])


@lru_cache(maxsize=20_000)
def read_name(text: str) -> StreetName:
    """Of a text without a number."""
    keys = list(_keys(in_french(_BRACKETS.sub(" ", text))))
    while len(keys) > 1 and _SMALL.get(keys[0]) in _DEFINITE:
        keys.pop(0)
    way = ""
    before = ""
    if len(keys) > 1 and keys[0] in BEFORE_A_WAY and (known := WAYS.get(keys[1])) and known.main:
        way, before, keys = known.kind, keys[0], keys[2:]
    elif keys and (known := WAYS.get(keys[0])):
        way, keys = known.kind, keys[1:]
    elif keys[:2] == ["rond", "point"]:
        way, keys = "rond-point", keys[2:]
    elif keys[:2] == ["lieu", "dit"]:
        keys = keys[2:]
    elif keys and keys[0] == "zone" and keys[1:2]:
        way, keys = _zone(keys)
    words, articles = _parted(keys)
    if before:
        words, articles = (before, *words), ("before", *articles)
    return StreetName("" if way in NO_KIND else way, words, articles)


def _zone(keys: list[str]) -> tuple[str, list[str]]:
    kinds = {"artisanale": "za", "industrielle": "zi", "commerciale": "zc", "activite": "za", "activites": "za"}
    at = 2 if keys[1] == "d" and len(keys) > 2 else 1
    kind = kinds.get(keys[at], "")
    return (kind, keys[at + 1 :]) if kind else ("", keys)


def _keys(text: str) -> Iterator[str]:
    folded = _POINTS.sub(" ", _GRAND_RUE.sub("grand rue", fold(text)))
    for word in _WORD.findall(folded):
        key = _SAME_WORD.get(word, word)
        if len(key) == 2 and key[0] == "j" and key[1] in "bcfjlmp":  # J.-J., JF: two initials
            yield from key
        else:
            yield from key.split()


def _parted(keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words: list[str] = []
    articles: list[str] = []
    article = ""
    for at, key in enumerate(keys):
        if key in _SMALL and at < len(keys) - 1:
            article = _SMALL[key] if article not in _DEFINITE else article
            continue
        if len(key) == 4 and key.isdigit() and words and words[-1] in _MONTHS:
            continue  # the year of an armistice is left out as often
        # A short form is a title before a name only: "Mal Foch", but "Rue du Mal".
        words.append(SHORT.get(key, key) if at < len(keys) - 1 else key)
        articles.append(article)
        article = ""
    return tuple(words), tuple(articles)


def likeness(asked: str, found: str, commune_words: frozenset[str] = frozenset()) -> float:
    """0 to 1; from ALIKE on they are one. The commune's own names, in their significant words, may end either:
    "Mairie de Lodève"."""
    return max(_likeness(read_name(asked), read_name(one), commune_words) for one in (found, *found.split(" / ")))


def _likeness(asked: StreetName, found: StreetName, names: frozenset[str]) -> float:
    best = _tier(asked, found)
    if best < COMMUNE and asked.way == found.way:
        shorter = [(one, other) for one in _without(asked, names) for other in (found, *_without(found, names))]
        shorter += [(asked, other) for other in _without(found, names)]
        best = max((COMMUNE * _tier(one, other) for one, other in shorter), default=0.0)
        best = max(best, _tier(asked, found))
    if best >= ALIKE:
        return best
    ratio = fuzz.token_sort_ratio(" ".join(asked.words), " ".join(found.words)) / 100
    return round(_HOPELESS * ratio * (1.0 if asked.way == found.way else 0.8), 3)


def _without(name: StreetName, names: frozenset[str]) -> Iterator[StreetName]:
    """The name without the commune's at its end or beginning, if anything is left."""
    count = len(name.words)
    for n in range(1, min(_LONGEST_COMMUNE, count - 1) + 1):
        last, mark = name.words[count - n :], name.articles[count - n]
        # "Rue du Mas de Bouzigues" is a name; and the commune of Vieux is not meant by "Pont Vieux".
        marked = bool(mark) if not name.way else False
        if significant(" ".join(last)) in names and (marked or (not mark and not COMMON.issuperset(last))):
            yield name.part(0, count - n)
        if not name.way and significant(" ".join(name.words[:n])) in names and not COMMON.issuperset(name.words[:n]):
            yield name.part(n, count)


def _tier(asked: StreetName, found: StreetName) -> float:
    if asked.way != found.way:
        return 0.0
    if asked.words == found.words:
        return 0.0 if _contradict(asked, found) else SAME if asked.articles == found.articles else ARTICLE
    if not asked.words or not found.words:
        return 0.0
    if "".join(asked.words) == "".join(found.words):
        return JOINED
    if _one_person(asked, found):
        return PERSON
    return SLIP if _one_slip(asked, found) else 0.0


def _contradict(asked: StreetName, found: StreetName) -> bool:
    """Rue du Puits is not Rue des Puits, nor Rue de la Marche Rue du Marché; an article left out is no matter."""
    pairs = zip(asked.articles, found.articles, strict=True)
    return any(one != other and {one, other} <= _DEFINITE for one, other in pairs)


def _one_person(asked: StreetName, found: StreetName) -> bool:
    """But for titles and first names, of which one has all the other has."""
    if not {"saint", "sainte"}.isdisjoint(asked.words + found.words) or "et" in asked.articles + found.articles:
        return False
    (one, one_rest, one_article), (other, other_rest, other_article) = _person(asked), _person(found)
    if one_rest != other_rest or (len(one_rest) == 1 and one_rest[0] in FIRST_NAMES | TITLES.keys()):
        return False
    # "du Moulin" is a mill, "Jean Moulin" a man.
    if (not one and one_article in _DEFINITE) or (not other and other_article in _DEFINITE):
        return False
    if one_rest == ("gaulle",) and {*one, *other} == {"general", "charles"}:
        return True
    if _all_in(one, other):
        return True
    # Rue Leclerc is hardly the doctor's of that name, but Avenue Foch is the marshal's.
    titles = [word for word in one if word in TITLES and word not in other and _FAMOUS.get(one_rest[-1]) != word]
    return not titles and _all_in(other, one)


def _person(name: StreetName) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Titles, first names and initials before the name itself; the name; the article right before it."""
    at = 0
    while at < len(name.words) - 1 and _is_said_of_a_person(name.words[at]):
        at += 1
    return name.words[:at], name.words[at:], name.articles[at]


def _is_said_of_a_person(word: str) -> bool:
    return word in TITLES or word in FIRST_NAMES or (len(word) == 1 and word.isalpha())


def _all_in(few: Sequence[str], many: Sequence[str]) -> bool:
    """In their order; an initial is any word that begins with it."""
    left = iter(many)
    return all(any(_may_be(word, other) for other in left) for word in few)


def _may_be(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _one_slip(asked: StreetName, found: StreetName) -> bool:
    if len(asked.words) != len(found.words):
        return False
    different = [(one, other) for one, other in zip(asked.words, found.words, strict=True) if one != other]
    return asked.articles == found.articles and len(different) == 1 and _misspelt(*different[0])


def _misspelt(asked: str, found: str) -> bool:
    """Whether `found` was meant. Never the first letter, never from a known word to another; a letter for another only
    in long words, as Faure, Fabre and Favre are three people."""
    shorter, longer = sorted((len(asked), len(found)))
    if asked[0] != found[0] or shorter < 4 or not (asked.isalpha() and found.isalpha()):
        return False
    if _is_plural(asked, found):
        return True
    if asked in COMMON or asked in FIRST_NAMES or asked in TITLES:
        return False
    distance = OSA.distance(asked, found, score_cutoff=2)
    if distance == 2:
        return shorter >= 10
    doubled = _DOUBLED.sub(r"\1", asked) == _DOUBLED.sub(r"\1", found)
    swapped = sorted(asked) == sorted(found)
    return distance == 1 and shorter >= (5 if doubled else 6 if swapped or longer != shorter else 8)


def _is_plural(one: str, other: str) -> bool:
    return one + "s" == other or other + "s" == one
