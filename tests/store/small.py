"""A programme small enough to know by heart: seven dates in 2018, one in 2017, one in a 2019 not yet published."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.domain.event import Edition, Event, Partner
from festum.domain.query import Query
from festum.store import tables as t
from festum.store.events import load_events_of
from festum.store.revision import RevisionStamp, read_revision
from tests.conftest import load_csv

EDITIONS = (
    Edition(2017, 12, date(2017, 5, 14), date(2017, 7, 9), "2017"),
    Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8), "2018"),
    Edition(2019, 14, date(2019, 5, 18), date(2019, 7, 7), "2019"),
)
PARTNERS = (Partner("cercle", "Cercle occitan"), Partner("mairie", "Mairie de Perpignan", "commune", "66136", "66"))

Row = Mapping[str, str]

HALLE: Row = {"venue": "Halle", "commune": "Lodève", "insee_code": "34142"}
BAL: Row = {
    "edition": "2018", "partner": "cercle", "event_key": "bal", "title": "Bal de la Saint-Jean", "title_oc": "Balèti",
    "start": "2018-06-23T21:00", "end": "2018-06-24T02:00", "languages": "oc", "categories": "baleti",
    "flags": "bar", "price": "gratuit", **HALLE,
}  # fmt: skip
PLACE: Row = {"venue": "Place", "commune": "Perpignan", "insee_code": "66136"}
ROWS: tuple[Row, ...] = (
    BAL,
    {
        "edition": "2018", "partner": "cercle", "event_key": "cant", "title": "Cantèra de nuit",
        "start": "2018-06-24T00:30", "commune": "Toulouse", "languages": "oc-gascon|fr",
        "categories": "song|concert", "price": "10 €",
    },
    {
        "edition": "2018", "partner": "mairie", "event_key": "fuoc", "title": "Feu de la Saint-Jean",
        "start": "2018-06-23", "languages": "ca", "categories": "bonfire", "price": "participation libre",
        "status": "cancelled", **PLACE,
    },
    {
        "edition": "2018", "partner": "mairie", "event_key": "expo", "title": "Exposition", "start": "2018-06-20",
        "end": "2018-06-30", "languages": "fr", "categories": "exhibition", "status": "full", **PLACE,
    },
    {
        "edition": "2018", "partner": "cercle", "event_key": "sens", "title": "Sans rien", "start": "2018-06-25T18:00",
        "status": "postponed",
    },
    {
        "edition": "2018", "partner": "cercle", "event_key": "dos", "occurrence_key": "1", "title": "Deux dates",
        "start": "2018-06-01T10:00", "languages": "oc-lengadoc|ca", "categories": "workshop|walk",
        "price": "gratuit le jour, 5 € le soir", **HALLE,
    },
    {
        "edition": "2018", "partner": "cercle", "event_key": "dos", "occurrence_key": "2", "title": "Deux dates",
        "start": "2018-07-06T10:00", "languages": "oc-lengadoc|ca", "categories": "workshop|walk",
        "price": "gratuit le jour, 5 € le soir", "venue": "Capitole", "commune": "Toulouse",
    },
    {
        "edition": "2017", "partner": "mairie", "event_key": "vielh", "title": "L'an passé",
        "start": "2017-06-24T18:00", "languages": "ca", "categories": "sardana", **PLACE,
    },
    {
        "edition": "2019", "partner": "cercle", "event_key": "futur", "title": "L'an prochain",
        "start": "2019-06-22T18:00", "languages": "oc", "categories": "baleti", **HALLE,
    },
)  # fmt: skip


def csv_of(rows: Iterable[Row]) -> bytes:
    """A file in festum's own columns; what a row does not say is an empty cell."""
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


async def furnish(house: House, rows: Iterable[Row] = ROWS) -> House:
    """2017 and 2018 published, 2018 current, 2019 unseen."""
    async with house.unit() as unit:
        await load_frame_editions(unit, EDITIONS)
    async with house.unit() as unit:
        await load_frame_partners(unit, PARTNERS, "test")
    async with house.unit() as unit:
        await publish_years(unit, [2017, 2018])
    await load_csv(house, csv_of(rows))
    return house


def query(**terms: str) -> Query:
    """Canonical values as they are, separated by commas."""
    return Query.of({name.rstrip("_"): tuple(values.split(",")) for name, values in terms.items()})


def name_of(event_key: str, occurrence_key: str) -> str:
    """ "dos2" for the second date of "dos", "bal" for the only one of "bal"."""
    return event_key + (occurrence_key if event_key == "dos" else "")


async def names_by_uid(house: House) -> dict[str, str]:
    query = select(t.occurrences.c.uid, t.events.c.event_key, t.occurrences.c.occurrence_key)
    async with house.database.reading() as connection:
        rows = await connection.execute(query.select_from(t.occurrences.join(t.events)))
        return {row.uid: name_of(row.event_key, row.occurrence_key) for row in rows}


async def events_by_key(house: House) -> dict[str, Event]:
    """Every event of the two partners, whatever its state."""
    async with house.database.reading() as connection:
        events = await load_events_of(connection, house.gazetteer, [partner.key for partner in PARTNERS])
    return {event.event_key: event for event in events}


async def revision_of(house: House) -> RevisionStamp:
    async with house.database.reading() as connection:
        return await read_revision(connection)


async def dump(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the gazetteer's communes apart."""
    async with house.database.reading() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in t.metadata.sorted_tables
            if table is not t.communes
        }
