"""Near matches: a title corrected, a date or a place changed - and not a new event beside one that nobody names."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from festum.domain.event import Event
from festum.domain.keys import EventKey, Named
from festum.domain.likeness import CLEARLY, Likeness
from festum.domain.near_candidates import Candidate, Candidates, unnamed_dates
from festum.domain.plan import Answer
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import Problem

T = TypeVar("T")
Date = tuple[EventKey, str]
Tier = Callable[[Named], list[Candidate]]

ROUNDS = 3
"""How often a tier is gone through: what one row takes may make another's choice clear."""

MOST_OFFERED = 3
"""Candidates named in a question."""


def near_matched(
    rows: Sequence[Named], events: Sequence[Event], held: Collection[int], answers: Mapping[int, Answer]
) -> list[Named]:
    """The rows, those that are clearly a stored date under its keys, with a warning.

    Tried in turn: the same commune and start; the same day; some days apart; the same title and start in a commune
    nearby. A row of an event that is stored already only adds a date to it, unless all but the title says otherwise.
    A row with several to choose from asks: an error is `said` of it, unless it was answered - YES takes the nearest.
    Rows on lines `held` are not taken anyway; a NEW one is no match of anything.
    """
    likeness = Likeness()
    unnamed = unnamed_dates(rows, events, likeness) if events else []
    if not unnamed:
        return list(rows)
    strangers = _strangers(rows, events, held, answers)
    new_events = {(event.edition, event.partner, event.event_key) for event in events}.isdisjoint
    candidates = Candidates(unnamed, likeness)
    left = dict(strangers)
    found: dict[Date, Candidate] = {}
    taken: set[str] = set()
    asked = _settle(candidates.at_the_same_time, left, found, taken)
    left = {date: row for date, row in left.items() if new_events([row.event])}
    asked |= _settle(candidates.on_the_same_day, left, found, taken)
    asked |= _settle(candidates.some_days_apart, left, found, taken)
    _settle(candidates.elsewhere, left, found, taken)
    questions: dict[Date, Problem] = {}
    for date, several in sorted(asked.items(), key=lambda pair: strangers[pair[0]].draft.line):
        free = [candidate for candidate in several if candidate.uid not in taken]
        if free and answers.get(strangers[date].draft.line) is Answer.YES:
            found[date] = free[0]
            taken.add(free[0].uid)
        elif free:
            questions[date] = _question(free)
    return [_recognised(row, found, questions) for row in rows]


def _strangers(
    rows: Sequence[Named], events: Sequence[Event], held: Collection[int], answers: Mapping[int, Answer]
) -> dict[Date, Named]:
    """The first row of each date that would be created."""
    stored: set[Date] = {
        ((event.edition, event.partner, event.event_key), o.occurrence_key)
        for event in events
        for o in event.occurrences
    }
    found: dict[Date, Named] = {}
    for row in rows:
        date, line = (row.event, row.occurrence_key), row.draft.line
        may_be = date not in stored and row.draft.when is not None and line not in held
        if may_be and answers.get(line) is not Answer.NEW:
            found.setdefault(date, row)
    return found


def _settle(
    tier: Tier, left: dict[Date, Named], found: dict[Date, Candidate], taken: set[str]
) -> dict[Date, list[Candidate]]:
    """Takes what is clear each way out of `left`; gives back, and takes out too, the rows that have a choice."""
    wishes = {at: wish for at, row in left.items() if (wish := tier(row))}
    for _ in range(ROUNDS):
        wishes = {at: free for at, wish in wishes.items() if (free := [c for c in wish if c.uid not in taken])}
        wanted: dict[str, list[tuple[float, Date]]] = defaultdict(list)
        for at, wish in wishes.items():
            for candidate in wish:
                wanted[candidate.uid].append((candidate.fit, at))
        clear = {at: _clearly_best((c.fit, c) for c in wish) for at, wish in wishes.items()}
        settled = {at: c for at, c in clear.items() if c is not None and _clearly_best(wanted[c.uid]) == at}
        if not settled:
            break
        found |= settled
        taken |= {candidate.uid for candidate in settled.values()}
        wishes = {at: wish for at, wish in wishes.items() if at not in settled}
        for at in settled:
            del left[at]
    open_still = {at: free for at, wish in wishes.items() if (free := [c for c in wish if c.uid not in taken])}
    for at in open_still:
        del left[at]
    return open_still


def _clearly_best(scored: Iterable[tuple[float, T]]) -> T | None:
    best = sorted(scored, key=lambda pair: -pair[0])[:2]
    if len(best) > 1 and best[0][0] - best[1][0] < CLEARLY:
        return None
    return best[0][1]


def _recognised(row: Named, found: Mapping[Date, Candidate], questions: Mapping[Date, Problem]) -> Named:
    date = row.event, row.occurrence_key
    if date in questions:
        return replace(row, said=(questions[date],))
    if date not in found:
        return row
    candidate = found[date]
    event, occurrence = candidate.unnamed.event, candidate.unnamed.occurrence
    said = () if _the_same(row, candidate) else (Problem("warning", "near_match", "title", *_of(candidate)),)
    return replace(row, event_key=event.event_key, occurrence_key=occurrence.occurrence_key, said=said)


def _the_same(row: Named, candidate: Candidate) -> bool:
    """Nothing to tell of: only an editor's title differs, or none does."""
    event, occurrence, draft = candidate.unnamed.event, candidate.unnamed.occurrence, row.draft
    assert draft.when is not None
    same_title = "titles" in event.locks or event.details.titles == draft.details.titles
    commune = draft.venue.commune.insee_code if draft.venue and draft.venue.commune else ""
    return same_title and occurrence.when.start == draft.when.start and candidate.unnamed.insee_code == commune


def _question(several: Sequence[Candidate]) -> Problem:
    offered = " ; ".join("{} ({})".format(*_of(candidate)) for candidate in several[:MOST_OFFERED])
    return Problem("error", "near_match_several", "title", str(len(several)), offered)


def _of(candidate: Candidate) -> tuple[str, str]:
    """Title and day as stored."""
    unnamed = candidate.unnamed
    return unnamed.event.details.titles.choose(DEFAULT_CHAIN)[1], unnamed.occurrence.when.day.isoformat()
