"""What an answer makes of a venue's geocoding: found, or on to the next question, the next provider, or a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from festum.domain.addressing import questions
from festum.domain.gazetteer import Gazetteer
from festum.domain.geocoding import Doubt, Geocoding, GeocodingState, Judged, Judgement, Question
from festum.domain.place import Point, Provenance

MOST_CANDIDATES = 10
"""Kept for a person to choose from; who finds none among ten sets a pin."""


WORTH_A_LOOK = 0.5
"""Likeness from which a person is asked: "Place de la République" where there is a Rue de la République has 0.6, two
names that share a kind of way 0.2 to 0.4."""


def question_of(geocoding: Geocoding, gazetteer: Gazetteer) -> Question | None:
    """The one it is at; None where there is none (any more) for the provider it asks."""
    if geocoding.asks is None:
        return None
    asked = questions(geocoding.venue, geocoding.asks, gazetteer)
    return asked[geocoding.step] if geocoding.step < len(asked) else None


def onward(geocoding: Geocoding, chain: Sequence[Provenance], gazetteer: Gazetteer) -> Geocoding:
    """At the first question there is from where it stands on, or ended. `asks` is in the chain."""
    assert geocoding.asks is not None
    step = geocoding.step
    for asks in chain[chain.index(geocoding.asks) :]:
        if step < len(questions(geocoding.venue, asks, gazetteer)):
            same = (asks, step) == (geocoding.asks, geocoding.step)
            attempts = geocoding.attempts if same else 0
            return replace(geocoding, state=GeocodingState.WAITING, asks=asks, step=step, attempts=attempts)
        step = 0
    return _ended(geocoding, chain, gazetteer)


def answered(
    geocoding: Geocoding,
    question: Question,
    judgement: Judgement,
    chain: Sequence[Provenance],
    gazetteer: Gazetteer,
    now: datetime,
) -> Geocoding:
    asked = replace(geocoding, provider=geocoding.asks, query=question.text, asked_at=now)
    if judgement.accepted is not None:
        found = judgement.accepted
        return replace(
            asked,
            state=GeocodingState.FOUND,
            asks=None,
            step=0,
            attempts=0,
            provider=found.provider,
            score=found.score,
            label=found.label,
            doubt=None,
            candidates=_together((*judgement.judged[:1], *geocoding.candidates, *judgement.judged))[:MOST_CANDIDATES],
            found=found,
            published=False,
        )
    doubted = (one if one.doubt else replace(one, doubt=judgement.doubt) for one in judgement.judged)
    candidates = _together(sorted((*geocoding.candidates, *doubted), key=_rank))
    return _next(replace(asked, candidates=candidates[:MOST_CANDIDATES]), chain, gazetteer)


def unanswered(
    geocoding: Geocoding, question: Question, chain: Sequence[Provenance], gazetteer: Gazetteer, now: datetime
) -> Geocoding:
    """It is not asked any more what this provider does not answer."""
    given_up = replace(
        geocoding, provider=geocoding.asks, query=question.text, asked_at=now, doubt=Doubt.NO_ANSWER
    )  # fmt: skip
    return _next(given_up, chain, gazetteer)


def _next(geocoding: Geocoding, chain: Sequence[Provenance], gazetteer: Gazetteer) -> Geocoding:
    return onward(replace(geocoding, step=geocoding.step + 1, attempts=0), chain, gazetteer)


def _ended(geocoding: Geocoding, chain: Sequence[Provenance], gazetteer: Gazetteer) -> Geocoding:
    """Nobody is left to be asked."""
    ended = replace(geocoding, asks=None, step=0, attempts=0)
    if any(map(_is_worth_a_look, ended.candidates)):
        return replace(ended, state=GeocodingState.REVIEW, doubt=ended.candidates[0].doubt)
    if not any(questions(ended.venue, one, gazetteer) for one in chain):
        return replace(ended, state=GeocodingState.UNASKABLE, doubt=None)
    doubt = ended.doubt if ended.doubt is Doubt.NO_ANSWER else Doubt.NOTHING
    return replace(ended, state=GeocodingState.NOTHING, doubt=doubt)


def _is_worth_a_look(judged: Judged) -> bool:
    """A geocoder proposes something for everything: where nothing is alike, nobody need look for what was meant."""
    return judged.likeness >= WORTH_A_LOOK and judged.doubt is not Doubt.COARSE


def _together(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Each place once, as it was judged first."""
    once: dict[tuple[str, str, Point], Judged] = {}
    for one in judged:
        once.setdefault((one.candidate.label, one.candidate.old_commune, one.candidate.point), one)
    return tuple(once.values())


def _rank(judged: Judged) -> tuple[int, float, float]:
    doubts = list(Doubt)
    return (doubts.index(judged.doubt) if judged.doubt else len(doubts), -judged.likeness, -judged.candidate.score)
