"""A person's answers to a plan's questions, taken into the drafts they are about."""

from collections.abc import Iterator
from dataclasses import replace

from festum.domain.draft import Draft
from festum.domain.place import Commune, Provenance, Venue
from festum.domain.plan import ASKS, Answer, Decision
from festum.errors import Problem

_ONLY_NAMED = frozenset(
    {"commune_ambiguous", "commune_disagrees", "commune_near", "commune_not_found", "commune_of_postcode"}
)
"""A yes is no answer to "which of these?"."""

_WHERE = _ONLY_NAMED | {"commune_to_say", "commune_unknown", "commune_outside", "commune_which"}
"""Errors that naming a commune answers."""


def answered(draft: Draft, decision: Decision | None) -> Draft:
    """Without the questions that the decision answers. YES and NEW both take the proposal of a draft that has a date.

    YES to "where is it?" without a commune publishes it without, and a warning says so.
    """
    if decision is None or decision.answer is Answer.SKIP:
        return draft
    venue = draft.venue if decision.commune is None else _moved_to(draft.venue, decision.commune)
    problems = tuple(_left(draft, decision))
    if problems == draft.problems and venue is draft.venue:
        return draft
    return replace(draft, venue=venue, problems=problems)


def _left(draft: Draft, decision: Decision) -> Iterator[Problem]:
    for problem in draft.problems:
        about_commune = problem.key in _WHERE or problem.key == "commune_missing"
        if about_commune and decision.commune is not None:
            continue
        if problem.level != "error" or problem.key not in ASKS or problem.key in _ONLY_NAMED:
            yield problem
        elif problem.key == "commune_to_say":
            yield Problem("warning", "commune_missing", problem.column)
        elif draft.when is None:
            yield problem


def _moved_to(venue: Venue | None, commune: Commune) -> Venue:
    """At the point its partner gave, if any, else at the commune's."""
    was = venue or Venue("", "", "", None, None, None, None)
    postcode = was.postcode or (commune.postcodes[0] if len(commune.postcodes) == 1 else "")
    if was.provenance in (None, Provenance.GAZETTEER):
        was = replace(was, point=None, precision=None, provenance=None)
    return replace(was, commune=commune, postcode=postcode).placed()
