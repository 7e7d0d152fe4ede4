"""How long a question in vain waits before it is asked again, and when a service is left alone altogether.

Chance comes in as an argument, `jitter` from 0 to 1: many that failed together do not come back together.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

GIVEN_UP_AFTER = 8
"""Attempts, over an hour and a half: a service that restarts is back by then."""

BREAKS_AFTER = 5
"""Failures of a service, one after the other."""

FIRST_WAIT, LONGEST_WAIT, GROWTH = timedelta(seconds=2), timedelta(hours=1), 4
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(minutes=15)
REFUSED_REST = timedelta(hours=1)
"""It will not talk to us: a person has to look at the settings."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """A service's `failures` one after the other, and until when it is left alone by all processes."""

    failures: int = 0
    open_until: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.open_until is not None and self.open_until > now

    def on_trial(self, now: datetime) -> bool:
        """Its rest is over, and one question finds out whether it is well."""
        return self.failures >= BREAKS_AFTER and not self.is_open(now)


def wait_after(attempts: int, jitter: float) -> timedelta:
    """Before a question that was in vain so often (1 or more) is asked again: 2, 8, 32 s … up to an hour, at least half
    of each."""
    return _jittered(_growing(FIRST_WAIT, GROWTH, attempts - 1, LONGEST_WAIT), jitter)


def failed(circuit: Circuit, now: datetime, jitter: float, patience: timedelta = timedelta(0)) -> Circuit:
    """After one more failure; `patience` is what the service asked for.

    Failures of questions that were under way when it opened are not counted: a hundred that fail together are no worse
    than five.
    """
    if circuit.is_open(now):
        return _left_alone(circuit, now + patience)
    failures = circuit.failures + 1
    rest = _jittered(rest_after(failures), jitter)
    return _left_alone(replace(circuit, failures=failures), now + max(rest, patience))


def succeeded(circuit: Circuit, now: datetime) -> Circuit:
    """After an answer. What was asked before it wanted a rest does not end that rest."""
    return circuit if circuit.is_open(now) else Circuit()


def refused(circuit: Circuit, now: datetime) -> Circuit:
    """After it refused us, whatever is asked."""
    return _left_alone(Circuit(max(circuit.failures + 1, BREAKS_AFTER), circuit.open_until), now + REFUSED_REST)


def rest_after(failures: int) -> timedelta:
    """None after fewer than five, then 30 s, twice as long with each that follows, up to 15 min."""
    if failures < BREAKS_AFTER:
        return timedelta(0)
    return _growing(FIRST_REST, 2, failures - BREAKS_AFTER, LONGEST_REST)


def _left_alone(circuit: Circuit, until: datetime) -> Circuit:
    longer = circuit.open_until is None or until > circuit.open_until
    return replace(circuit, open_until=until) if longer else circuit


def _growing(first: timedelta, growth: int, times: int, longest: timedelta) -> timedelta:
    factor: int = growth ** min(times, 20)
    return min(first * factor, longest)


def _jittered(wait: timedelta, jitter: float) -> timedelta:
    return wait * (0.5 + jitter / 2)
