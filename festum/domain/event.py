"""What is announced, and each dated showing of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from festum.domain.admission import Admission
from festum.domain.place import Venue
from festum.domain.texts import Texts
from festum.domain.vocabulary import SYNTHETIC
from festum.domain.when import When


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's festival; `published` is the revision that made it public, None while it is prepared unseen."""

    year: int
    number: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""
    published: int | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Who uploads. `key` is a readable word used in addresses; it outlives any change of name."""

    key: str
    name: str
    kind: str = "association"
    insee_code: str = ""
    departement: str = ""
    url: str = ""
    source: str = ""

    @property
    def synthetic(self) -> bool:
        return self.source == SYNTHETIC


@dataclass(frozen=True, slots=True)
class Details:
    """All that is said of an event whatever its date."""

    titles: Texts
    descriptions: Texts = field(default_factory=Texts)
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    price: str = ""
    admission: Admission = Admission.NOT_STATED
    booking: str = ""
    access: str = ""
    url: str = ""
    image: str = ""
    source: str = ""

    @property
    def synthetic(self) -> bool:
        return self.source == SYNTHETIC


class State(StrEnum):
    """LIVE is shown; a TOMBSTONE is still in feeds, as cancelled, so that subscribers learn of it; then GONE."""

    LIVE = "live"
    TOMBSTONE = "tombstone"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`uid` is its identity everywhere. `sequence` and `modified` are the iCalendar SEQUENCE and DTSTAMP (UTC).

    `locks` names the fields an editor corrected by hand: an upload leaves them as they are. `previous_start` is the
    local start it was last published with, if it has moved since; `deleted_at` (UTC) is when its deletion was told.
    """

    uid: str
    occurrence_key: str
    when: When
    venue: Venue | None = None
    status: str = "confirmed"
    notice: str = ""
    sequence: int = 0
    modified: datetime | None = None
    state: State = State.LIVE
    locks: tuple[str, ...] = ()
    previous_start: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """`version` counts its published changes; a writer names the one it read, so that none is overwritten unseen."""

    id: str
    edition: int
    partner: str
    event_key: str
    details: Details
    occurrences: tuple[Occurrence, ...] = ()
    version: int = 0
    locks: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[Occurrence, ...]:
        return tuple(o for o in self.occurrences if o.state is State.LIVE)
