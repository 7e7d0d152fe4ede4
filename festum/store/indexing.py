"""Keeping the terms events and venues are found by (domain/search.py) in step with their texts."""

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Row, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Details
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Commune
from festum.domain.search import CATEGORY_CONCEPTS, Field, terms_of
from festum.domain.search import edition as words_edition
from festum.domain.vocabulary import CATEGORIES, SPOKEN_LANGUAGES
from festum.locale.catalogue import LANGUAGES, say
from festum.store import tables as t
from festum.store.rows import as_details

T = TypeVar("T")

TITLE, KIND, PLACE, PARTNER, TEXT = 8, 5, 4, 3, 1
"""How much a find counts."""

CHUNK = 500


@cache
def edition(gazetteer: Gazetteer) -> str:
    """Names the way terms are taken: stored ones of another edition must be taken anew."""
    keys = [f"category.{word}" for word in CATEGORIES] + [f"language.{word}" for word in SPOKEN_LANGUAGES]
    names = "\n".join(say(language, key) for key in keys for language in LANGUAGES)
    weights = f"{TITLE} {KIND} {PLACE} {PARTNER} {TEXT}"
    made_of = "\n".join((words_edition(), gazetteer.edition, weights, names))
    return sha256(made_of.encode()).hexdigest()[:20]


async def index_events(connection: AsyncConnection, events: Sequence[tuple[str, Details, str]], *, new: bool) -> None:
    """Each (event id, what is said of it, name of its partner); needs the pen. `new` ones have no terms yet."""
    for chunk in _chunks(events):
        if not new:
            await connection.execute(
                delete(t.event_terms).where(t.event_terms.c.event_id.in_([event_id for event_id, _, _ in chunk]))
            )
        rows = sorted(
            (term, event_id, weight)
            for event_id, details, partner in chunk
            for term, weight in terms_of(_event_fields(details, partner), _concepts(details)).items()
        )
        await _insert(connection, t.event_terms, rows)


async def index_venues(connection: AsyncConnection, gazetteer: Gazetteer, venues: Sequence[Row[Any]]) -> None:
    """Rows of the table of venues; needs the pen."""
    for chunk in _chunks(venues):
        await connection.execute(
            delete(t.venue_terms).where(t.venue_terms.c.venue_id.in_([venue.id for venue in chunk]))
        )
        rows = sorted(
            (term, venue.id, weight)
            for venue in chunk
            for term, weight in terms_of(_venue_fields(venue, gazetteer)).items()
        )
        await _insert(connection, t.venue_terms, rows)


async def index_some(connection: AsyncConnection, gazetteer: Gazetteer, after: str) -> str | None:
    """Takes the terms of the next events anew, in the order of their ids, and gives the last of them; None when there
    was none left. Needs the pen."""
    joined = t.events.join(t.partners, t.partners.c.id == t.events.c.partner_id)
    query = select(t.events, t.partners.c.name.label("its_partner")).select_from(joined)
    rows = (await connection.execute(query.where(t.events.c.id > after).order_by(t.events.c.id).limit(CHUNK))).all()
    await index_events(connection, [(row.id, as_details(row), row.its_partner) for row in rows], new=False)
    return rows[-1].id if rows else None


async def indexed(connection: AsyncConnection, gazetteer: Gazetteer) -> bool:
    """Takes the terms of all venues anew and notes that everything is; False when there is nothing to find. Needs the
    pen."""
    venues = (await connection.execute(select(t.venues).order_by(t.venues.c.id))).all()
    await index_venues(connection, gazetteer, venues)
    await connection.execute(update(t.state).values(words=edition(gazetteer)))
    return (await connection.execute(select(t.events.c.id).limit(1))).first() is not None


async def indexed_as(connection: AsyncConnection) -> str:
    return str((await connection.execute(select(t.state.c.words))).scalar_one())


async def _insert(connection: AsyncConnection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """As the driver takes them: there are thirty of these for each event, and nothing in them to convert."""
    if rows:
        columns = table.columns.keys()
        numbered = connection.dialect.paramstyle == "numeric_dollar"
        places = ", ".join(f"${n}" if numbered else "?" for n in range(1, len(columns) + 1))
        await connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})", list(rows)
        )


def _event_fields(details: Details, partner: str) -> list[Field]:
    kinds = [f"category.{word}" for word in details.categories] + [f"language.{word}" for word in details.languages]
    named = (say(language, key) for key in kinds for language in LANGUAGES)
    return [
        *(Field(title, TITLE) for _, title in details.titles),
        *(Field(name, KIND) for name in named),
        *(Field(name, PARTNER) for name in (partner, *details.organisers)),
        *(Field(text, TEXT) for _, text in details.descriptions),
    ]


def _concepts(details: Details) -> list[tuple[str, int]]:
    return [(CATEGORY_CONCEPTS[word], KIND) for word in details.categories if word in CATEGORY_CONCEPTS]


def _venue_fields(venue: Row[Any], gazetteer: Gazetteer) -> list[Field]:
    commune = gazetteer.commune(venue.insee_code) if venue.insee_code else None
    here = [Field(venue.name, PLACE, words_only=True), Field(venue.address, TEXT, words_only=True)]
    return here + _commune_fields(commune, gazetteer)


def _commune_fields(commune: Commune | None, gazetteer: Gazetteer) -> list[Field]:
    """In every language it has a name in, with its département and intercommunality: they are asked for by name too."""
    if commune is None:
        return []
    departement, epci = gazetteer.departements[commune.departement], gazetteer.epcis.get(commune.epci)
    return [
        *(Field(name, PLACE, words_only=True) for name in gazetteer.names_of(commune)),
        Field(departement.name, TEXT, words_only=True),
        Field(epci.name if epci else "", TEXT, words_only=True),
    ]


def _chunks(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
