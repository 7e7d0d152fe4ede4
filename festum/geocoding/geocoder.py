"""What a geocoder is to the rest of the house."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from festum.domain.geocoding import Candidate, Question, Thresholds
from festum.domain.place import Provenance


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service wants to be asked: so many questions a second, by all processes together. `bulk`: how many may be
    asked in one file, 0 where it takes none. No answer takes longer than `seconds`, none to a file longer than
    `bulk_seconds`."""

    per_second: float
    bulk: int = 0
    seconds: float = 10.0
    bulk_seconds: float = 60.0

    @property
    def every(self) -> timedelta:
        return timedelta(seconds=1 / self.per_second)


@dataclass(frozen=True, slots=True)
class BulkAnswer:
    """A file's answer to one question: the best candidate, and how far ahead its score is of the next (None: alone).

    Where the service gave up on the row it is not `answered`: it is to be asked alone.
    """

    candidate: Candidate | None
    lead: float | None
    answered: bool = True


class Geocoder(Protocol):
    """Asked over the network. Raises NoAnswer and its kinds (errors.py), nothing else."""

    @property
    def provider(self) -> Provenance: ...
    @property
    def manners(self) -> Manners: ...
    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        """All it proposes, in its own order."""
        ...

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        """One answer for each, in their order. Only where `manners.bulk` allows so many.

        A QuestionRefused that is not `ours` means the file: each of its questions may still be asked alone.
        """
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Chain:
    """The geocoders to be asked, in their order; the next one where the one before proposes nothing acceptable. Empty
    where no network is wanted: then every venue stays on its commune's point."""

    geocoders: tuple[Geocoder, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    bulk_from: int = 0
    publish_every: timedelta = timedelta(minutes=10)

    @property
    def providers(self) -> tuple[Provenance, ...]:
        return tuple(one.provider for one in self.geocoders)

    async def close(self) -> None:
        for one in self.geocoders:
            await one.close()
