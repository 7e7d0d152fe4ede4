"""Asking at one's turn: one question, or many in one file. Whatever happens, there is something to settle."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from festum.actions.geocode_answers import Answers, Came
from festum.actions.geocode_claims import ToAsk
from festum.actions.house import House
from festum.domain.judging import judge
from festum.errors import AskedTooMuch, NoAnswer, QuestionRefused
from festum.geocoding.geocoder import BulkAnswer, Geocoder

LATE = timedelta(seconds=0.25)
"""A turn missed by more is lost, and the question waits for another: two turns at once would be one too fast."""

GRACE_SECONDS = 1.0
"""Beyond what a geocoder says an answer takes at most."""

CLEAR_LEAD = 0.1
"""A file names the best candidate only. Two places of one name differ in BAN's score by their importance alone, which
makes up a tenth of it: a lead as large as that is the name's."""


async def ask_alone(house: House, geocoder: Geocoder, one: ToAsk, stop: asyncio.Event, *, patient: bool) -> Answers:
    """Not at all where `stop` is set before its turn, or the turn was missed; `patient`: late is better than never."""
    if not await _turn(house, one, stop) or not (patient or house.instant() - one.turn <= LATE):
        return Answers(back=(one,))
    seconds = geocoder.manners.seconds
    try:
        async with asyncio.timeout(seconds + GRACE_SECONDS):
            return Answers((Came(one, await geocoder.ask(one.question)),))
    except NoAnswer as refusal:
        return Answers((Came(one, refusal=refusal),))
    except TimeoutError:
        return Answers((Came(one, refusal=_too_slow(geocoder, seconds)),))
    except Exception as error:
        return Answers((Came(one, refusal=_unreadable(geocoder)),), surprise=error)


async def ask_in_file(house: House, geocoder: Geocoder, some: Sequence[ToAsk], stop: asyncio.Event) -> Answers:
    """What is doubtful there, and all of a file that was in vain, is to be asked alone."""
    if not await _turn(house, some[0], stop):
        return Answers(back=tuple(some))
    seconds, alone = geocoder.manners.bulk_seconds, tuple(map(Came, some))
    try:
        async with asyncio.timeout(seconds + GRACE_SECONDS):
            said = await geocoder.ask_many([one.question for one in some])
        return Answers(tuple(_of_file(house, one, answer) for one, answer in zip(some, said, strict=True)))
    except AskedTooMuch as refusal:
        return Answers(back=tuple(some), trouble=refusal)
    except QuestionRefused:  # files, it may be: one question after the other will tell
        return Answers(alone)
    except NoAnswer as refusal:
        return Answers(alone, trouble=refusal)
    except TimeoutError:
        return Answers(alone, trouble=_too_slow(geocoder, seconds))
    except Exception as error:
        return Answers(alone, trouble=_unreadable(geocoder), surprise=error)


def _of_file(house: House, one: ToAsk, answer: BulkAnswer) -> Came:
    if not answer.answered:
        return Came(one)
    if answer.candidate is None:
        return Came(one, ())
    candidates = (answer.candidate,)
    clear = answer.lead is None or answer.lead >= CLEAR_LEAD
    accepted = judge(one.question, candidates, house.gazetteer, house.chain.thresholds).accepted is not None
    return Came(one, candidates) if clear and accepted else Came(one)


async def _turn(house: House, one: ToAsk, stop: asyncio.Event) -> bool:
    """False where it was stopped before."""
    wait = (one.turn - house.instant()).total_seconds()
    if wait > 0:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
    return not stop.is_set()


def _too_slow(geocoder: Geocoder, seconds: float) -> NoAnswer:
    """A geocoder that breaks its word is one that does not answer."""
    return NoAnswer("geocoder_too_slow", service=geocoder.provider, seconds=f"{seconds:g}")


def _unreadable(geocoder: Geocoder) -> NoAnswer:
    return NoAnswer("geocoder_unreadable", service=geocoder.provider)
