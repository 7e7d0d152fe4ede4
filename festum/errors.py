"""Every refusal festum can give, as a tree; the door (api/problems.py) gives each class its status.

    FestumError
    ├── Malformed            400  the question cannot be understood
    │   ├── UnknownName           a parameter that does not exist
    │   ├── UnknownValue          a value that never existed
    │   └── OutOfRange            a number or date outside its bounds
    ├── NotSignedIn          401  no key, or one nobody knows
    ├── NotYours             403  a key that does not reach this
    ├── NotHere              404  no such thing
    ├── Gone                 410  it was deleted
    ├── Stale                409  somebody else changed it in between
    ├── Unfit                422  understood, but it cannot be stored
    ├── Unreadable           422  a file in which nothing can be read
    ├── TooMany              429  more than an hour may bring
    ├── NoAnswer             502  a service we asked gave no answer that can be used
    │   ├── AskedTooMuch          it asks for patience
    │   └── QuestionRefused       it will not answer this question, or us, however often it is asked
    └── NotReady             503  the data is not in yet

An error carries a message key of the catalogues and its values: words are chosen where it is shown.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about one cell: what was found, by key; `column` and `line` as the spreadsheet shows them."""

    level: Level
    key: str
    column: str = ""
    value: str = ""
    proposal: str = ""


class FestumError(Exception):
    """The root; `key` names a sentence in `locale/`, `values` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class Malformed(FestumError):
    """The question cannot be understood as asked."""


class UnknownName(Malformed):
    """A parameter that does not exist; values name it and the nearest that does."""


class UnknownValue(Malformed):
    """A value that never existed; values name it and the nearest that does."""


class OutOfRange(Malformed):
    """A number or date outside its bounds; never clamped, so that nobody believes a wrong answer."""


class NotSignedIn(FestumError):
    """No key, an unknown one, or one that has ended."""


class NotYours(FestumError):
    """The key is good, and does not reach this partner's programme."""


class NotHere(FestumError):
    """No such thing."""


class Gone(FestumError):
    """It was here and was deleted."""


class Stale(FestumError):
    """What the change was decided on has itself changed."""


class Unfit(FestumError):
    """Understood, but it cannot be stored; `problems` say which field and why."""

    def __init__(self, key: str, problems: tuple[Problem, ...] = (), **values: str | int) -> None:
        super().__init__(key, **values)
        self.problems = problems


class Unreadable(FestumError):
    """A file in which nothing can be read."""


class TooMany(FestumError):
    """More of them than may be made in an hour; `seconds` says when there is room again."""


class NoAnswer(FestumError):
    """A service we asked did not answer, or nothing that can be used; it is worth asking again."""


class AskedTooMuch(NoAnswer):
    """It wants no more questions for a while: `seconds`, or None where it does not say."""

    def __init__(self, key: str, seconds: float | None, **values: str | int) -> None:
        super().__init__(key, **values)
        self.seconds = seconds


class QuestionRefused(NoAnswer):
    """Asking again is useless. `ours`: it is us it refuses, so that every question would be."""

    def __init__(self, key: str, *, ours: bool, **values: str | int) -> None:
        super().__init__(key, **values)
        self.ours = ours


class NotReady(FestumError):
    """The database is not migrated, or holds no published edition."""
