"""A partner's address that is fetched every so many hours: when it is due, and what came of the last visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from festum.domain.beside import Beside
from festum.domain.plan import Mode

EVERY_HOURS = 12
LEAST_HOURS, MOST_HOURS = 1, 24 * 30

LONGEST_PAUSE_HOURS = 24 * 7
"""However often it failed: a partner who mends an address is found within a week."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Dotted key of the catalogues, and its values."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known after a visit. `digest` (SHA-256) is of the bytes last planned, `failures` are those in a row,
    `upload_id` names the upload last made of it."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    checked_at: datetime | None = None
    outcome: Outcome | None = None
    failures: int = 0
    upload_id: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """`beside` holds what is said of its file; without an edition it is the current one, whichever that is by then.
    `lease_until` is set while a process is at it. Instants are UTC."""

    id: int
    partner: str
    url: str
    every_hours: int
    mode: Mode
    beside: Beside
    due_at: datetime
    lease_until: datetime | None = None
    visit: Visit = field(default_factory=Visit)


def next_due(now: datetime, every_hours: int, failures: int) -> datetime:
    """Twice as late with each failure in a row, so that a server in trouble is not pressed."""
    longest = max(every_hours, LONGEST_PAUSE_HOURS)
    hours = min(every_hours * 2 ** min(failures, 20), longest)
    return now + timedelta(hours=hours)
