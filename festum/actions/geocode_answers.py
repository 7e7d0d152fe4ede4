"""Settling what geocoders answered: the answers kept, the venues decided or asked again later, the service's standing.

All of it in one transaction: whoever is killed has lost what was under way, and nothing else.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from festum.actions.geocode_claims import ToAsk, circuit_of, decide
from festum.actions.house import House
from festum.domain.geocoding import Candidate, Claimed, Geocoding
from festum.domain.geocoding_steps import question_of, unanswered
from festum.domain.patience import GIVEN_UP_AFTER, Circuit, failed, refused, succeeded, wait_after
from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused
from festum.geocoding.geocoder import Geocoder
from festum.store.database import Connection
from festum.store.geocoder_answers import keep_answers
from festum.store.geocoders import GeocoderStanding, lock_geocoder, note_failure, note_success
from festum.store.geocoding_claims import release, settle

KEPT, KEPT_EMPTY = timedelta(days=180), timedelta(days=14)
"""A street that is missing may be added any day; one that is there stays."""


@dataclass(frozen=True, slots=True)
class Came:
    """Of one question: `candidates`, or why there are none. Neither: in a file it was doubtful, it is to be asked
    alone."""

    asked: ToAsk
    candidates: tuple[Candidate, ...] | None = None
    refusal: NoAnswer | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """`trouble` is that of a whole file, `back` was not asked, `surprise` is a mistake of ours."""

    came: tuple[Came, ...] = ()
    back: tuple[ToAsk, ...] = ()
    trouble: NoAnswer | None = None
    surprise: Exception | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """`outcomes` are what was written; `circuit` is the service's from now on."""

    outcomes: tuple[Geocoding, ...]
    circuit: Circuit
    troubles: tuple[NoAnswer, ...] = field(default=())


async def settle_answers(house: House, geocoder: Geocoder, answers: Sequence[Answers]) -> Settled:
    came = [one for some in answers for one in some.came]
    troubles = [some.trouble for some in answers if some.trouble is not None]
    async with house.database.claiming() as connection:
        standing = await lock_geocoder(connection, geocoder.provider, house.instant())
        now = house.instant()
        kept = {one.asked.question.key: one.candidates for one in came if one.candidates is not None}
        until = {key: now + (KEPT if candidates else KEPT_EMPTY) for key, candidates in kept.items()}
        await keep_answers(connection, geocoder.provider, kept, now, until)
        await release(connection, _venues(one for some in answers for one in some.back))
        outcomes = []
        for venue, one in _in_order(came):
            outcome = await _settle(house, connection, venue, one, now)
            outcomes += [] if outcome is None else [outcome]
        circuit, refusals = _circuit(circuit_of(standing), came, troubles, now)
        await _note(connection, standing, circuit, refusals, now)
    return Settled(tuple(outcomes), circuit, tuple(refusals))


async def _settle(house: House, connection: Connection, venue: Claimed, one: Came, now: datetime) -> Geocoding | None:
    """What was written, if anything was: not where the lease ran out or a person decided meanwhile.

    One answer is judged by each venue's own question: the words are the same, the former commune they name may not be.
    """
    outcome, due_at, alone = venue.geocoding, now, False
    own = question_of(venue.geocoding, house.gazetteer) or one.asked.question
    match one:
        case Came(candidates=None, refusal=None):
            alone = True
        case Came(candidates=None, refusal=QuestionRefused(ours=False)):
            outcome = unanswered(outcome, own, house.chain.providers, house.gazetteer, now)
        case Came(candidates=None, refusal=AskedTooMuch() | QuestionRefused()):
            await release(connection, [venue])
            return None
        case Came(candidates=None):
            attempts = outcome.attempts + 1
            if attempts >= GIVEN_UP_AFTER:
                outcome = unanswered(outcome, own, house.chain.providers, house.gazetteer, now)
            else:
                outcome, alone = replace(outcome, attempts=attempts), True
                due_at = now + wait_after(attempts, random.random())
        case Came(candidates=candidates) if candidates is not None:
            outcome = decide(house, outcome, own, candidates, now)
    return outcome if await settle(connection, venue, outcome, due_at, alone) else None


def _circuit(
    circuit: Circuit, came: Iterable[Came], troubles: Iterable[NoAnswer], now: datetime
) -> tuple[Circuit, list[NoAnswer]]:
    """Through all of it, one after the other; and what went wrong."""
    results = [one.refusal for one in came if one.candidates is not None or one.refusal is not None]
    wrong = [one for one in (*results, *troubles) if one is not None]
    for refusal in (*results, *troubles):
        match refusal:
            case None | QuestionRefused(ours=False):
                circuit = succeeded(circuit, now)
            case QuestionRefused():
                circuit = refused(circuit, now)
            case AskedTooMuch(seconds=seconds):
                jitter = random.random()
                patience = timedelta(seconds=seconds) if seconds else wait_after(circuit.failures + 1, jitter)
                circuit = failed(circuit, now, jitter, patience)
            case _:
                circuit = failed(circuit, now, random.random())
    return circuit, wrong


async def _note(
    connection: Connection, standing: GeocoderStanding, circuit: Circuit, wrong: Sequence[NoAnswer], now: datetime
) -> None:
    if circuit == Circuit():
        await note_success(connection, standing.name, now)
    elif circuit != circuit_of(standing):
        reason = wrong[-1].key if wrong else standing.reason
        await note_failure(connection, standing.name, circuit.failures, circuit.open_until, reason)


def _in_order(came: Iterable[Came]) -> list[tuple[Claimed, Came]]:
    """Of their ids, as everybody takes them: nobody waits for us while we wait for them."""
    venues = [(venue, one) for one in came for venue in one.asked.venues]
    return sorted(venues, key=lambda pair: pair[0].geocoding.venue_id)


def _venues(asked: Iterable[ToAsk]) -> list[Claimed]:
    return [venue for one in asked for venue in one.venues]
