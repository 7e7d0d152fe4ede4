"""What an answer makes of a venue's geocoding, without anybody being asked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Asking, Candidate, Doubt, Geocoding, GeocodingState, Judged, Judgement, Question
from festum.domain.geocoding_steps import MOST_CANDIDATES, answered, onward, question_of, unanswered
from festum.domain.place import Point, Precision, Provenance, Venue

GAZETTEER = load_gazetteer()
LODEVE = GAZETTEER.commune("34142")
BAN, NOMINATIM = Provenance.BAN, Provenance.NOMINATIM
CHAIN = (BAN, NOMINATIM)
NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)
HALL = Venue("Salle Foch", "12 rue Basse", "34700", LODEVE, None, None, None).placed()
AT_BAN = Geocoding(1, HALL, GeocodingState.WAITING, asks=BAN, due_at=NOW)
"""Of two questions: by its address, then by its name."""


def proposed(number: int, doubt: Doubt | None, likeness: float = 0.5) -> Judged:
    point = Point(43.73, 3.31)
    return Judged(
        Candidate(BAN, f"label {number}", f"name {number}", "", "street", Precision.STREET, point, 0.7), likeness, 1.0,
        doubt,
    )  # fmt: skip


def asked(geocoding: Geocoding) -> Question:
    question = question_of(geocoding, GAZETTEER)
    assert question is not None
    return question


def after(geocoding: Geocoding, *judged: Judged, doubt: Doubt | None = Doubt.NOTHING) -> Geocoding:
    judgement = Judgement(judged, judged[0].candidate if judged and doubt is None else None, doubt)
    return answered(geocoding, asked(geocoding), judgement, CHAIN, GAZETTEER, NOW)


def test_the_four_questions_one_after_the_other() -> None:
    waiting, said = AT_BAN, list[tuple[object, ...]]()
    while waiting.state is GeocodingState.WAITING:
        said.append((waiting.asks, waiting.step, asked(waiting).asking, asked(waiting).text))
        waiting = after(waiting)
    assert said == [
        (BAN, 0, Asking.ADDRESS, "12 Rue Basse"),
        (BAN, 1, Asking.NAME, "Salle Foch"),
        (NOMINATIM, 0, Asking.ADDRESS, "12 Rue Basse"),
        (NOMINATIM, 1, Asking.NAME, "Salle Foch"),
    ]
    assert waiting == replace(
        AT_BAN,
        state=GeocodingState.NOTHING,
        asks=None,
        provider=NOMINATIM,
        query="Salle Foch",
        asked_at=NOW,
        doubt=Doubt.NOTHING,
    )


def test_attempts_are_those_of_one_question() -> None:
    assert after(replace(AT_BAN, attempts=3)).attempts == 0
    assert onward(replace(AT_BAN, attempts=3), CHAIN, GAZETTEER).attempts == 3


def test_question_that_is_no_more_is_passed_over() -> None:
    passed = onward(replace(AT_BAN, step=2, attempts=3), CHAIN, GAZETTEER)
    assert passed == replace(AT_BAN, asks=NOMINATIM)
    assert question_of(replace(AT_BAN, step=2), GAZETTEER) is None


def test_found_keeps_what_else_was_proposed() -> None:
    earlier, good, other = proposed(1, Doubt.LOW_SCORE), proposed(2, None), proposed(3, Doubt.OTHER_NAME)
    waiting = replace(AT_BAN, step=1, attempts=2, candidates=(earlier,), doubt=Doubt.NO_ANSWER)
    assert after(waiting, good, other, earlier, doubt=None) == replace(
        AT_BAN,
        state=GeocodingState.FOUND,
        asks=None,
        provider=BAN,
        query="Salle Foch",
        score=0.7,
        label="label 2",
        asked_at=NOW,
        candidates=(good, earlier, other),
        found=good.candidate,
    )


def test_candidates_gather_mildest_doubt_first_and_each_once() -> None:
    far, low, like = proposed(1, Doubt.FAR), proposed(2, Doubt.LOW_SCORE), proposed(3, Doubt.FAR, 0.9)
    first = after(AT_BAN, far, doubt=Doubt.FAR)
    assert (first.candidates, first.step) == ((far,), 1)
    second = after(first, low, like, far, doubt=Doubt.LOW_SCORE)
    assert (second.candidates, second.asks) == ((low, like, far), NOMINATIM)
    ended = after(after(second))
    assert (ended.state, ended.doubt, ended.candidates) == (GeocodingState.REVIEW, Doubt.LOW_SCORE, (low, like, far))


def test_place_proposed_to_two_questions_is_kept_as_it_was_judged_best() -> None:
    low = proposed(1, Doubt.LOW_SCORE)
    worse = replace(low, candidate=replace(low.candidate, score=0.3), doubt=Doubt.OTHER_NAME)
    elsewhere = replace(worse, candidate=replace(low.candidate, old_commune="Saint-Martin"))
    first = after(AT_BAN, worse, doubt=Doubt.OTHER_NAME)
    assert after(first, low, elsewhere, doubt=Doubt.LOW_SCORE).candidates == (low, elsewhere)


@pytest.mark.parametrize(
    ("likeness", "doubt", "state"),
    [
        (0.5, Doubt.OTHER_NAME, GeocodingState.REVIEW),
        (0.49, Doubt.OTHER_NAME, GeocodingState.NOTHING),
        (0.9, Doubt.COARSE, GeocodingState.NOTHING),
    ],
)
def test_a_person_is_asked_where_something_is_alike(likeness: float, doubt: Doubt, state: GeocodingState) -> None:
    told = after(AT_BAN, proposed(1, doubt, likeness), doubt=doubt)
    ended = after(after(after(told)))
    assert (ended.state, ended.candidates) == (state, told.candidates)


def test_candidate_nobody_doubted_by_itself_is_doubted_with_the_others() -> None:
    assert after(AT_BAN, proposed(1, None), doubt=Doubt.SEVERAL).candidates == (proposed(1, Doubt.SEVERAL),)


def test_only_the_best_candidates_are_kept() -> None:
    many = tuple(proposed(number, Doubt.FAR) for number in range(30))
    best = proposed(99, Doubt.NUMBER)
    assert after(AT_BAN, *many, best, doubt=Doubt.NUMBER).candidates == (best, *many[: MOST_CANDIDATES - 1])
    found = after(AT_BAN, proposed(100, None), *many, doubt=None)
    assert found.candidates == (proposed(100, None), *many[: MOST_CANDIDATES - 1])


@pytest.mark.parametrize("answers_then", [0, 1, 3])
def test_one_question_without_an_answer_is_remembered(answers_then: int) -> None:
    waiting = unanswered(AT_BAN, asked(AT_BAN), CHAIN, GAZETTEER, NOW)
    assert (waiting.asks, waiting.step, waiting.doubt, waiting.query) == (BAN, 1, Doubt.NO_ANSWER, "12 Rue Basse")
    for number in range(3):
        question = asked(waiting)
        waiting = after(waiting) if number < answers_then else unanswered(waiting, question, CHAIN, GAZETTEER, NOW)
    assert (waiting.state, waiting.doubt) == (GeocodingState.NOTHING, Doubt.NO_ANSWER)


def test_nothing_to_ask_by_is_unaskable() -> None:
    nameless = replace(AT_BAN, venue=replace(HALL, name="", address=""))
    assert onward(nameless, CHAIN, GAZETTEER) == replace(nameless, state=GeocodingState.UNASKABLE, asks=None)
