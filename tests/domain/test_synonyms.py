"""The table of synonyms says each thing once, and all of it is reached by a query and found in a text."""

from collections import Counter

import pytest

from festum.domain.search import CATEGORY_CONCEPTS, Field, parts_of, terms_of
from festum.domain.synonyms import CONCEPTS, Concept
from festum.domain.vocabulary import CATEGORIES

TERMS = {concept.term for concept in CONCEPTS}
BY_TERM = pytest.mark.parametrize("concept", CONCEPTS, ids=[concept.term for concept in CONCEPTS])


def words(phrase: str) -> tuple[str, ...]:
    """The phrase as both sides see it: its words without concepts, in their order."""
    return tuple(term for part in parts_of(phrase) for term in part.terms if not term.startswith("="))


def test_phrase_stands_once_in_the_whole_table() -> None:
    places = Counter(words(phrase) for concept in CONCEPTS for phrase in (*concept.phrases, *concept.asked))
    assert [phrase for phrase, times in places.items() if times > 1] == []


def test_concept_stands_once_and_is_a_short_folded_term() -> None:
    assert len(TERMS) == len(CONCEPTS)
    assert [term for term in TERMS if len(term) > 40 or not term.startswith("=") or term != term.lower()] == []


def test_broader_concept_exists() -> None:
    assert {broader for concept in CONCEPTS for broader in concept.broader} <= TERMS


def test_category_has_its_concept_in_the_table() -> None:
    assert set(CATEGORIES) - set(CATEGORY_CONCEPTS) == {"other"}
    assert set(CATEGORY_CONCEPTS.values()) <= TERMS


@BY_TERM
def test_phrase_asked_for_alone_asks_for_its_concept(concept: Concept) -> None:
    missed = [
        phrase
        for phrase in (*concept.phrases, *concept.asked)
        if not parts_of(phrase) or any(concept.term not in part.terms for part in parts_of(phrase))
    ]
    assert missed == []


@BY_TERM
def test_phrase_in_a_text_gives_its_concept_and_the_broader_ones(concept: Concept) -> None:
    missed = [
        phrase
        for phrase in concept.phrases
        if not {concept.term, *concept.broader} <= set(terms_of([Field(f"12 {phrase.upper()} 12", 1)]))
    ]
    assert missed == []


@BY_TERM
def test_phrase_only_asked_for_says_nothing_in_a_text(concept: Concept) -> None:
    assert [phrase for phrase in concept.asked if concept.term in terms_of([Field(phrase, 1)])] == []
