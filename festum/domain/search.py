"""Full text: a text becomes terms, a query becomes what must be found, both by one cutting of words.

Written here and not left to the databases, so that SQLite and PostgreSQL give the same answers and four languages
can meet: beside its words a text has *concepts* ("=bonfire"), those of every phrase of `synonyms` in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from festum.domain.synonyms import CONCEPTS
from festum.domain.text import fold
from festum.domain.vocabulary import CATEGORIES

INDEXING: int = 1
"""Raised by hand when anything in this code, or in `text.fold`, changes the terms of a text."""

LONGEST_TERM = 40
SHORTEST_PREFIX = 4
LONGEST_REMEMBERED = 100
MOST_PARTS = 12
"""Of a longer query only the first are looked for: a page pasted into the field must cost nothing."""

_WORD = re.compile(r"[^\W_]+")
_TYPED_DOT = re.compile(r"(?<=l)\.(?=l)")  # pel.lícula, where the keyboard has no middle dot

# Articles, prepositions, conjunctions; single letters (d'òc, l'Isle, y, i) are small words too.
_SMALL = frozenset((
    "au", "aux", "avec", "ce", "ces", "cet", "cette", "chez", "dans", "de", "des", "du", "en", "et", "la", "le", "les",
    "ou", "par", "pour", "qu", "que", "qui", "sur", "un", "une",
    "al", "als", "amb", "as", "ath", "aus", "dab", "dau", "daus", "del", "dels", "dens", "dera", "deras", "deth",
    "deths", "deu", "deus", "dins", "dou", "emb", "enta", "era", "eras", "eth", "eths", "jos", "las", "li", "lo",
    "los", "lou", "pel", "pels", "per", "sul", "suls", "sus", "ua", "una", "unas", "uns",
    "ab", "el", "els", "unes",
    "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
))  # fmt: skip
# One and the same on a road sign.
_SAME = {**dict.fromkeys(("st", "sant", "sent", "sen"), "saint"), **dict.fromkeys(("ste", "santa", "senta"), "sainte")}
# Without its ending each of these would be another word: a courtyard, faith, the sea, "tells", a stall, a house …
_AS_THEY_ARE = frozenset((
    "bois", "bras", "conte", "corps", "cors", "cours", "deux", "fils", "fois", "foix", "frances", "gens", "lors",
    "marche", "mars", "mois", "nous", "ours", "parade", "pays", "poids", "pois", "puis", "salse", "sens", "sous",
    "temps", "tous", "trois", "vers", "ville", "vous",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A text to be found by, and how much a find in it counts. `words_only` for names of places: what happens at the
    Place du Marché is no market.
    """

    text: str
    weight: int
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a query asks for: any of these terms (sorted), or any that begins with `prefix`, unless it is empty."""

    terms: tuple[str, ...]
    prefix: str = ""


def terms_of(fields: Iterable[Field], concepts: Iterable[tuple[str, int]] = ()) -> dict[str, int]:
    """Each term's best weight, sorted by term. `concepts` are those known from elsewhere: from categories."""
    best: dict[str, int] = {}
    for term, weight in (*_found(fields), *_known(concepts)):
        best[term] = max(weight, best.get(term, weight))
    return dict(sorted(best.items()))


def parts_of(query: str) -> tuple[Part, ...]:
    """All must be found. The first 12 at most; none when there is no letter and no digit in the query.

    A phrase of the table asks for its concept or else for all of its words: a part a word, "concept or word". The
    last word may be the beginning of one, people type on; but not a small word, nor a phrase the table knows.
    """
    typed = _typed(query)
    kept = _kept(typed)
    pieces = list(_pieces(_stems(kept), _ASKED))
    parts = [Part(tuple(sorted({word, *concepts}))) for phrase, concepts in pieces for word in phrase]
    if parts and not pieces[-1][1] and kept[-1] == typed[-1] and len(kept[-1]) >= SHORTEST_PREFIX:
        parts[-1] = Part(parts[-1].terms, kept[-1])
    return tuple(dict.fromkeys(parts))[:MOST_PARTS]


def edition() -> str:
    """Names this cutting and this table: terms that were taken under another name are to be taken anew."""
    words = (sorted(_SMALL), sorted(_SAME.items()), sorted(_AS_THEY_ARE))
    table = (sorted(_IN_TEXTS.items()), sorted(_WIDER.items()), sorted(CATEGORY_CONCEPTS.items()))
    return hashlib.sha256(repr((INDEXING, LONGEST_TERM, words, table)).encode()).hexdigest()[:12]


# --- words -----------------------------------------------------------------------------------------------------------


def _typed(text: str) -> list[str]:
    return [word[:LONGEST_TERM] for word in _WORD.findall(_TYPED_DOT.sub("", fold(text)))]


def _kept(typed: Sequence[str]) -> Sequence[str]:
    """Without small words, unless nothing else is left: Les is a village."""
    return [word for word in typed if word not in _SMALL and (len(word) > 1 or word.isdigit())] or typed


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_stem(_SAME.get(word, word)) for word in words)


def _stem(word: str) -> str:
    """One form for singular and plural, and for French -e beside Occitan and Catalan -a: danse, danses, dansa.

    Only what seldom confuses: three letters are left before -s (mas, bus), four before -e (fête is not feta).
    """
    if word in _AS_THEY_ARE:
        return word
    if (len(word) > 3 and word.endswith("s") and not word.endswith("ss")) or word.endswith(("aux", "eux", "oux")):
        word = word[:-1]
    return f"{word[:-1]}a" if len(word) > 4 and word.endswith("e") and word not in _AS_THEY_ARE else word


# --- concepts --------------------------------------------------------------------------------------------------------

_Phrase = tuple[str, ...]
_Table = Mapping[_Phrase, tuple[str, ...]]


def _found(fields: Iterable[Field]) -> Iterator[tuple[str, int]]:
    for field in fields:
        cut = _cut if len(field.text) <= LONGEST_REMEMBERED else _cut.__wrapped__
        yield from ((term, field.weight) for term in cut(field.text, field.words_only))


@lru_cache(maxsize=8192)
def _cut(text: str, words_only: bool) -> tuple[str, ...]:
    """Remembered: the names of categories, languages, partners and places come again with every event."""
    pieces = _pieces(_stems(_kept(_typed(text))), _NO_CONCEPTS if words_only else _IN_TEXTS)
    return tuple(dict.fromkeys(term for phrase, concepts in pieces for term in (*phrase, *concepts)))


def _known(concepts: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for concept, weight in concepts:
        yield from ((term, weight) for term in (concept, *_WIDER.get(concept, ())))


def _pieces(words: _Phrase, table: _Table) -> Iterator[tuple[_Phrase, tuple[str, ...]]]:
    """From left to right the longest phrases with their concepts; other words come one by one, with none."""
    start = 0
    while start < len(words):
        length = min(_LONGEST_PHRASE, len(words) - start)
        while length > 1 and words[start : start + length] not in table:
            length -= 1
        phrase = words[start : start + length]
        yield phrase, table.get(phrase, ())
        start += length


def _above(concept: str, broader: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {higher for each in broader[concept] for higher in (each, *_above(each, broader))}


def _asked() -> _Table:
    table: dict[_Phrase, tuple[str, ...]] = {}
    for concept in CONCEPTS:
        for phrase in (*concept.phrases, *concept.asked):
            words = _stems(_kept(_typed(phrase)))
            table[words] = tuple(sorted({concept.term, *table.get(words, ())}))
    return table


def _in_texts() -> _Table:
    """A phrase with all that a text which holds it is found by: see `Concept`."""
    own = {_stems(_kept(_typed(phrase))): concept for concept in CONCEPTS for phrase in concept.phrases}
    table: dict[_Phrase, tuple[str, ...]] = {}
    for words, concept in own.items():
        spans = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
        said = {concept.term, *(own[span].term for span in spans if span in own and not concept.apart)}
        table[words] = tuple(sorted(said.union(*(_WIDER[term] for term in said))))
    return table


_BROADER = {concept.term: concept.broader for concept in CONCEPTS}
_WIDER = {term: tuple(sorted(_above(term, _BROADER))) for term in _BROADER}
_ASKED, _IN_TEXTS = _asked(), _in_texts()
_NO_CONCEPTS: _Table = {}
_LONGEST_PHRASE = max(map(len, _ASKED))

CATEGORY_CONCEPTS: Mapping[str, str] = {
    **{category: f"={category}" for category in CATEGORIES if f"={category}" in _BROADER},
    "festival-day": "=feast",
}
"""What an event of a category is found by, whatever its words are; "other" has none."""
