"""The read model: one occurrence with all that is needed to show it, and its drawn bytes."""

from dataclasses import dataclass
from datetime import datetime

from festum.domain.event import Details, Occurrence, Partner


@dataclass(frozen=True, slots=True)
class Listing:
    """One occurrence, ready to show in any format. `distance_km` is from the place asked for, where one was."""

    event_id: str
    edition: int
    partner: Partner
    details: Details
    occurrence: Occurrence
    event_key: str = ""
    distance_km: float | None = None

    @property
    def synthetic(self) -> bool:
        return self.details.synthetic or self.partner.synthetic


@dataclass(frozen=True, slots=True)
class Face:
    """The way a fragment is drawn: format, text chain as written in an address, cancelled mode, renderer version."""

    form: str
    chain: str
    cancelled: str
    renderer: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """The bytes of one occurrence under one face; `modified` is the stamp of the state that was drawn."""

    uid: str
    face: Face
    modified: datetime
    body: bytes
    digest: str
