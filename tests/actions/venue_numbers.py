"""Numbers of the small programme's venues, and its dates as subscribers see them."""

from sqlalchemy import select

from festum.actions.house import House
from festum.store import tables as t
from tests.store.small import events_by_key, name_of

HALLE_KEY, PLACE_KEY, CAPITOLE_KEY, TOULOUSE_KEY = "halle||34142", "place||66136", "capitole||31555", "||31555"


async def number_of(house: House, venue_key: str) -> int:
    async with house.database.reading() as connection:
        found = await connection.execute(select(t.venues.c.id).where(t.venues.c.venue_key == venue_key))
        return int(found.scalar_one())


async def told(house: House) -> dict[str, tuple[str, int, str]]:
    """By date: its venue's key, SEQUENCE, and the hour of its stamp."""
    return {
        name_of(key, o.occurrence_key): (o.venue.venue_key if o.venue else "", o.sequence, f"{o.modified:%H:%M}")
        for key, event in (await events_by_key(house)).items()
        for o in event.occurrences
    }
