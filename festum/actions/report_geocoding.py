"""Reporting how far it has come with where venues are: their points, the queue, and the services that are asked."""

from dataclasses import dataclass
from datetime import datetime

from festum.actions.house import Unit
from festum.actions.list_venues import VenueShown, list_venues
from festum.domain.geocoding import Doubt, GeocodingState
from festum.domain.holder import Holder
from festum.domain.place import Precision, Provenance
from festum.store.geocoders import GeocoderStanding, load_standings
from festum.store.geocoding_tally import tally

FIRST_OF_QUEUE = 10


@dataclass(frozen=True, slots=True)
class PointCount:
    """Both None: venues without a point."""

    provenance: Provenance | None
    precision: Precision | None
    venues: int


@dataclass(frozen=True, slots=True)
class Service:
    """A geocoder of the chain. `open_until`: left alone until then, for `reason` (a key under `error`); `failures`: one
    after the other, up to now."""

    provider: Provenance
    per_second: float
    failures: int
    open_until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class GeocodingReport:
    """Of venues that a live date is at, of one partner alone where only that one's are reached.

    `points` are the most trusted and finest first, `states` and `doubts` in the order of their enumerations, without
    empty ones. `due` wait to be asked about now, `unpublished` were found and are not yet public. `queue` are the first
    that wait for a person.
    """

    at: datetime
    venues: int
    points: tuple[PointCount, ...]
    states: tuple[tuple[GeocodingState, int], ...]
    doubts: tuple[tuple[Doubt, int], ...]
    due: int
    unpublished: int
    services: tuple[Service, ...]
    queue: tuple[VenueShown, ...]


async def report_geocoding(unit: Unit, holder: Holder, first: int = FIRST_OF_QUEUE) -> GeocodingReport:
    """From one snapshot."""
    house, connection = unit.house, unit.connection
    now = house.instant()
    counts = await tally(connection, now, holder.partner)
    standings = {one.name: one for one in await load_standings(connection)}
    points = (PointCount(_provenance(whose), _precision(how), count) for (whose, how), count in counts.points.items())
    return GeocodingReport(
        at=now,
        venues=counts.venues,
        points=tuple(sorted(points, key=_rank)),
        states=tuple((one, counts.states[one]) for one in GeocodingState if counts.states.get(one)),
        doubts=tuple((one, counts.doubts[one]) for one in Doubt if counts.doubts.get(one)),
        due=counts.due,
        unpublished=counts.unpublished,
        services=tuple(
            _service(one.provider, one.manners.per_second, standings.get(one.provider), now)
            for one in house.chain.geocoders
        ),
        queue=(await list_venues(unit, holder, limit=first)).items,
    )


def _service(provider: Provenance, per_second: float, standing: GeocoderStanding | None, now: datetime) -> Service:
    """A time that is over is none."""
    if standing is None:
        return Service(provider, per_second, 0, None, "")
    is_open = standing.open_until is not None and standing.open_until > now
    return Service(
        provider,
        per_second,
        standing.failures,
        standing.open_until if is_open else None,
        standing.reason if is_open else "",
    )


def _provenance(word: str) -> Provenance | None:
    return Provenance(word) if word else None


def _precision(word: str) -> Precision | None:
    return Precision(word) if word else None


def _rank(counted: PointCount) -> tuple[int, int]:
    whose, how = list(Provenance), list(Precision)
    return (
        whose.index(counted.provenance) if counted.provenance else len(whose),
        how.index(counted.precision) if counted.precision else len(how),
    )
