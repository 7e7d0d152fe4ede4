"""Taking venues to ask about, and settling what came of them: short transactions, with no network in between.

Whatever needs no question is settled at once: answers that are kept, venues there is nothing to ask about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from festum.actions.house import House
from festum.domain.geocoding import Candidate, Claimed, Geocoding, Question
from festum.domain.geocoding_steps import answered, onward, question_of
from festum.domain.judging import judge
from festum.domain.patience import Circuit
from festum.geocoding.geocoder import Geocoder
from festum.store.database import Connection
from festum.store.geocoder_answers import load_answers
from festum.store.geocoders import GeocoderStanding, lock_geocoder, take_turns
from festum.store.geocoding_claims import claim, in_flight, note_asking, release, settle, waiting

AHEAD = timedelta(seconds=1)
"""Turns are taken so far ahead: what is asked together, and lost together when a process is killed."""

MOST_TURNS = 50

LEAD = timedelta(seconds=0.05)
"""From the claim to its first turn: until then it is committed."""

MARGIN = timedelta(seconds=10)
"""From the last answer to the end of the lease: what was answered is settled within it."""

ELSEWHERE = timedelta(seconds=1)
"""A question somebody is at already: by then its answer may be kept."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One question, for all venues that have it, and when it is its turn."""

    question: Question
    venues: tuple[Claimed, ...]
    turn: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What this process is to ask; `decided` needed no question. Where there is neither, `wait_until` says why, unless
    nothing is due. `on_trial`: the service was not well, and this is to find out."""

    to_ask: tuple[ToAsk, ...] = ()
    in_bulk: bool = False
    on_trial: bool = False
    decided: tuple[Geocoding, ...] = ()
    wait_until: datetime | None = None


async def take(house: House, geocoder: Geocoder, *, fresh: bool = False) -> Taken:
    """`fresh`: whatever answers are kept."""
    async with house.database.reading() as connection:
        number, due_at = await waiting(connection, house.instant())
    if number == 0 or due_at is None or due_at > house.instant():
        return Taken(wait_until=due_at)
    async with house.database.claiming() as connection:
        standing = await lock_geocoder(connection, geocoder.provider, house.instant())
        now = house.instant()
        circuit = circuit_of(standing)
        first = max(standing.turn_at, now + LEAD)
        if circuit.is_open(now):
            return Taken(wait_until=circuit.open_until)
        if first >= now + AHEAD:
            return Taken(wait_until=first - AHEAD / 2)
        on_trial = circuit.on_trial(now)
        turns = 1 if on_trial else _turns(first, now, geocoder.manners.every)
        claimed, in_bulk = await _claim(house, connection, geocoder, now, turns, on_trial or number < _bulk(house))
        groups, decided = await _sorted(house, connection, geocoder, claimed, now, fresh=fresh)
        if groups:
            every, number = geocoder.manners.every, 1 if in_bulk else len(groups)
            if on_trial:  # nobody else tries as long as its answer may take
                every = max(every, timedelta(seconds=geocoder.manners.seconds))
            first = await take_turns(connection, standing, number, every, now + LEAD)
            keys = {one.geocoding.venue_id: key for key, (_, venues) in groups.items() for one in venues}
            await note_asking(connection, keys)
        step = timedelta(0) if in_bulk else geocoder.manners.every
        to_ask = (ToAsk(asked, tuple(its), first + n * step) for n, (asked, its) in enumerate(groups.values()))
        return Taken(tuple(to_ask), in_bulk, on_trial, tuple(decided))


def circuit_of(standing: GeocoderStanding) -> Circuit:
    return Circuit(standing.failures, standing.open_until)


def decide(
    house: House, geocoding: Geocoding, question: Question, candidates: Sequence[Candidate], now: datetime
) -> Geocoding:
    judgement = judge(question, candidates, house.gazetteer, house.chain.thresholds)
    return answered(geocoding, question, judgement, house.chain.providers, house.gazetteer, now)


async def give_back(house: House, venues: Iterable[Claimed]) -> None:
    """As if they had not been claimed."""
    async with house.database.claiming() as connection:
        await release(connection, venues)


def _turns(first: datetime, now: datetime, every: timedelta) -> int:
    return max(1, min(MOST_TURNS, int((now + AHEAD - first) / every)))


def _bulk(house: House) -> int:
    return house.chain.bulk_from


async def _claim(
    house: House, connection: Connection, geocoder: Geocoder, now: datetime, turns: int, singly: bool
) -> tuple[list[Claimed], bool]:
    """And whether they are to be asked in one file."""
    manners, providers = geocoder.manners, house.chain.providers

    async def some(limit: int, seconds: float, *, in_bulk: bool) -> list[Claimed]:
        lease = AHEAD + manners.every + timedelta(seconds=seconds) + MARGIN
        return await claim(
            connection, house.gazetteer, geocoder.provider, providers, now, lease, limit, in_bulk=in_bulk
        )

    if manners.bulk and house.chain.bulk_from and not singly:
        many = await some(manners.bulk, manners.bulk_seconds, in_bulk=True)
        if len(many) >= house.chain.bulk_from:
            return many, True
        await release(connection, many)
    return await some(turns, manners.seconds, in_bulk=False), False


Groups = dict[str, tuple[Question, list[Claimed]]]


async def _sorted(
    house: House, connection: Connection, geocoder: Geocoder, claimed: Sequence[Claimed], now: datetime, *, fresh: bool
) -> tuple[Groups, list[Geocoding]]:
    """By question, those that must be asked; the others are settled."""
    provider, chain, gazetteer = geocoder.provider, house.chain.providers, house.gazetteer
    asking = [(one, question_of(one.geocoding, gazetteer)) for one in claimed]
    keys = {question.key for _, question in asking if question is not None}
    kept: Mapping[str, Sequence[Candidate]] = {} if fresh else await load_answers(connection, provider, keys, now)
    elsewhere = await in_flight(connection, keys - kept.keys(), now)
    groups: Groups = {}
    decided: list[Geocoding] = []
    for one, question in asking:
        if question is None:
            outcome = onward(one.geocoding, chain, gazetteer)
        elif question.key in kept:
            outcome = decide(house, one.geocoding, question, kept[question.key], now)
        elif question.key in elsewhere:
            await release(connection, [one], now + ELSEWHERE)
            continue
        else:
            groups.setdefault(question.key, (question, []))[1].append(one)
            continue
        if await settle(connection, one, outcome, now, alone=False):
            decided.append(outcome)
    return groups, decided
