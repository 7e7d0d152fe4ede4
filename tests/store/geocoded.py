"""The small programme's venues on their way to a point, and values that use every field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from festum.actions.house import House
from festum.domain.geocoding import Candidate, Claimed, Doubt, Geocoding, GeocodingState, Judged
from festum.domain.place import Point, Precision, Provenance
from festum.store.geocoding_claims import claim, settle
from festum.store.geocodings import Wanted, load_geocodings

BAN, NOMINATIM = Provenance.BAN, Provenance.NOMINATIM
CHAIN = (BAN, NOMINATIM)
NOW = datetime(2018, 5, 2, 9, 1, 0, 250_000, tzinfo=UTC)
"""A good minute after the small programme was loaded."""
LEASE = timedelta(minutes=1)

HALLE, PLACE, TOULOUSE, CAPITOLE = "Halle", "Place", "", "Capitole"
VENUES = {HALLE, PLACE, TOULOUSE, CAPITOLE}
"""By name; the one in Toulouse that has none is all of Toulouse."""

MARKET = Candidate(
    provider=BAN,
    label="Place de la Halle 34700 Lodève",
    name="Place de la Halle",
    housenumber="1bis",
    kind="housenumber",
    precision=Precision.HOUSENUMBER,
    point=Point(43.731234567890123, 3.3189),
    score=0.9123456789012345,
    insee_code="34142",
    postcode="34700",
    commune="Lodève",
    old_commune="Saint-Martin",
)
SOMEWHERE = Candidate(
    NOMINATIM,
    "Halle, Lodève, France",
    "Halle",
    "",
    "amenity/marketplace",
    Precision.LOCALITY,
    Point(43.5, 3.25),
    0.1 + 0.2,
)
JUDGED = (Judged(MARKET, 1 / 3, 0.123456789, None), Judged(SOMEWHERE, 0.75, 26.0, Doubt.FAR))


def answered(claimed: Claimed, state: GeocodingState, asked_at: datetime = NOW, **changes: object) -> Geocoding:
    """What a worker makes of an answer: the first candidate accepted, or both left to a person."""
    found = MARKET if state is GeocodingState.FOUND else None
    outcome = replace(
        claimed.geocoding,
        state=state,
        provider=BAN,
        query="1 bis place de la Halle",
        score=found.score if found else None,
        label=found.label if found else "",
        asked_at=asked_at,
        doubt=None if found else Doubt.FAR,
        candidates=JUDGED,
        found=found,
    )
    return replace(outcome, **changes)  # type: ignore[arg-type]


async def claimed_by(
    house: House, limit: int = 10, now: datetime = NOW, provider: Provenance = BAN, *, in_bulk: bool = False
) -> list[Claimed]:
    async with house.database.claiming() as connection:
        return await claim(connection, house.gazetteer, provider, CHAIN, now, LEASE, limit, in_bulk=in_bulk)


def names(claimed: list[Claimed]) -> list[str]:
    return [one.geocoding.venue.name for one in claimed]


async def decided(house: House, states: dict[str, GeocodingState], **changes: object) -> None:
    """Claims all that wait and settles those named; the others stay claimed."""
    for one in await claimed_by(house):
        name = one.geocoding.venue.name
        if name in states:
            async with house.database.claiming() as connection:
                assert await settle(connection, one, answered(one, states[name], **changes), NOW, alone=False)  # type: ignore[arg-type]


async def by_name(house: House, wanted: Wanted = Wanted()) -> dict[str, Geocoding]:  # noqa: B008 - frozen
    async with house.database.reading() as connection:
        return {g.venue.name: g for g in await load_geocodings(connection, house.gazetteer, wanted)}
