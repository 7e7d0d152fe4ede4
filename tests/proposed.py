"""Venues that were asked about: as the worker leaves them, without asking anybody."""

from dataclasses import replace
from datetime import timedelta

from festum.actions.house import House
from festum.domain.geocoding import Candidate, Doubt, GeocodingState, Judged
from festum.domain.place import Point, Precision, Provenance
from festum.store.geocoding_claims import claim, release, settle

HALL = Candidate(
    Provenance.BAN, "Place du Marché 34700 Lodève", "Place du Marché", "", "street", Precision.STREET,
    Point(43.7334, 3.3191), 0.82, "34142", "34700", "Lodève",
)  # fmt: skip
HALLS = replace(
    HALL, label="Place des Halles 34700 Lodève", name="Place des Halles", point=Point(43.7311, 3.3164), score=0.41,
    old_commune="Les Plans",
)  # fmt: skip

IN_DOUBT = (Judged(HALL, 1.0, 0.2, Doubt.SEVERAL), Judged(HALLS, 0.5, 0.1, Doubt.OTHER_NAME))


async def leave(house: House, venue_id: int, state: GeocodingState, **known: object) -> None:
    """`known` is what is told of a Geocoding beside its state."""
    now = house.instant()
    chain = (Provenance.BAN,)
    async with house.database.claiming() as connection:
        claimed = await claim(
            connection, house.gazetteer, *chain, chain, now, timedelta(minutes=1), 1000, in_bulk=False
        )
        mine = next(one for one in claimed if one.geocoding.venue_id == venue_id)
        outcome = replace(mine.geocoding, state=state, asked_at=house.clock(), **known)  # type: ignore[arg-type]
        assert await settle(connection, mine, outcome, now, alone=False)
        await release(connection, [one for one in claimed if one is not mine])


async def leave_in_doubt(house: House, venue_id: int) -> None:
    """Two candidates wait for a person."""
    await leave(
        house, venue_id, GeocodingState.REVIEW,
        provider=Provenance.BAN, query="1 place du marche", doubt=Doubt.SEVERAL, candidates=IN_DOUBT,
    )  # fmt: skip


async def leave_found(house: House, venue_id: int, candidate: Candidate = HALL) -> None:
    """Accepted, and not yet published."""
    await leave(
        house, venue_id, GeocodingState.FOUND,
        provider=candidate.provider, query="1 place du marche", score=candidate.score, label=candidate.label,
        candidates=(Judged(candidate, 1.0, 0.2, None),), found=candidate,
    )  # fmt: skip
