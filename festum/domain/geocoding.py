"""What is asked of a geocoder, what it answers, and what is made of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from festum.domain.place import Commune, Point, Precision, Provenance, Venue
from festum.domain.text import fold


class Asking(StrEnum):
    """What the words of a question are."""

    ADDRESS = "address"
    NAME = "name"  # of the venue: a square is a street to BAN, a hall may be a locality


@dataclass(frozen=True, slots=True)
class Question:
    """Words to look for within one commune. `text` is normalised for a geocoder, with its accents; `postcode` may be
    empty.

    `old_commune`: the former commune, now part of this one, that the venue's own words name, or empty. No geocoder is
    asked by it, so it is not in the key; of two answers it is judged by.
    """

    text: str
    asking: Asking
    commune: Commune
    postcode: str = ""
    old_commune: str = ""

    @property
    def key(self) -> str:
        """Two questions with one key are one question: their answer is kept under it."""
        return f"{self.asking}|{self.commune.insee_code}|{self.postcode}|{fold(self.text)}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a geocoder proposes. `score` is its own, 0 to 1; `kind` and `label` are in its own words.

    `name` is the street or place without its number; `insee_code` and `commune` are empty where the geocoder does not
    say them; `old_commune` is the former commune BAN names beside the present one.
    """

    provider: Provenance
    label: str
    name: str
    housenumber: str
    kind: str
    precision: Precision
    point: Point
    score: float
    insee_code: str = ""
    postcode: str = ""
    commune: str = ""
    old_commune: str = ""


class Doubt(StrEnum):
    """Why a candidate is not accepted unasked; the mildest first."""

    SEVERAL = "several"  # another one is as good, elsewhere
    LOW_SCORE = "low-score"
    NUMBER = "number"  # the number is another one
    OTHER_NAME = "other-name"
    COARSE = "coarse"  # the commune itself, which is known already
    OTHER_COMMUNE = "other-commune"
    FAR = "far"  # outside the surroundings of its commune
    NOTHING = "nothing"  # nobody proposes anything
    NO_ANSWER = "no-answer"  # asked again and again, in vain


@dataclass(frozen=True, slots=True)
class Judged:
    """`likeness`: of its name to what was asked, 0 to 1; `distance_km`: from the commune's chef-lieu."""

    candidate: Candidate
    likeness: float
    distance_km: float
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`judged` are all candidates, best first; `accepted` is the first of them or none."""

    judged: tuple[Judged, ...]
    accepted: Candidate | None
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A candidate below `score` (0 to 1) or farther than `far_km` from its commune's chef-lieu is left to a person."""

    score: float = 0.5
    far_km: float = 15.0


class GeocodingState(StrEnum):
    """How far it has come with a venue."""

    WAITING = "waiting"
    FOUND = "found"  # a candidate was accepted; it is published with others
    REVIEW = "review"  # candidates wait for a person
    NOTHING = "nothing"  # nobody proposes anything
    UNASKABLE = "unaskable"  # no commune, or no word to ask by
    PINNED = "pinned"  # a person decided


@dataclass(frozen=True, slots=True)
class Geocoding:
    """A venue with what is known of how its point came about. `by`: the person who decided, or empty.

    `asks` and `step` say which provider is to be asked which of its questions next, while it is waiting; `query` is the
    question whose answer was accepted, or the last one asked. `score` and `label` are the accepted candidate's.
    """

    venue_id: int
    venue: Venue
    state: GeocodingState
    asks: Provenance | None = None
    step: int = 0
    attempts: int = 0
    due_at: datetime | None = None
    provider: Provenance | None = None
    query: str = ""
    score: float | None = None
    label: str = ""
    asked_at: datetime | None = None
    doubt: Doubt | None = None
    candidates: tuple[Judged, ...] = ()
    found: Candidate | None = None
    published: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A venue that is this process's to ask about until the lease ends."""

    geocoding: Geocoding
    lease_until: datetime
