"""What an upload is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from festum.domain.event import Edition, Event, Partner
from festum.domain.place import Venue


@dataclass(frozen=True, slots=True)
class Announced:
    """A live date in somebody else's programme: enough to recognise the same one in an upload."""

    partner: str
    partner_name: str
    title: str
    day: date
    insee_code: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored that an upload is compared with: all editions and partners, the events of those it names.

    `venues` are the stored ones it names, by key, whoever's they are; `only_partner` is set when a partner uploads.
    `elsewhere` is what other partners announce on its days in its communes. `today` is the festival's, None where
    nothing depends on it.
    """

    editions: Mapping[int, Edition]
    partners: Mapping[str, Partner]
    events: tuple[Event, ...]
    venues: Mapping[str, Venue]
    only_partner: str = ""
    elsewhere: tuple[Announced, ...] = ()
    today: date | None = None
