"""Saving a publication: events with their occurrences, venues, words and versions, in the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.event import Event, Occurrence
from festum.domain.gazetteer import Gazetteer
from festum.domain.place import Venue
from festum.domain.plan import Revision
from festum.errors import Stale
from festum.store import tables as t
from festum.store.geocodings import enrol, note_points
from festum.store.indexing import index_events, index_venues
from festum.store.rows import details_columns, occurrence_columns, venue_columns
from festum.store.snapshots import snapshot

T = TypeVar("T")

CHUNK = 1000
"""Rows handed to the driver at a time: memory stays small, and a progress bar has something to show."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changed what, when, by which import, under which revision: goes on every version."""

    actor: str
    action: str
    at: datetime
    revision: int
    import_id: int | None = None


async def save(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    revisions: Sequence[Revision],
    seen: Mapping[str, Venue],
    signature: Signature,
) -> None:
    """`seen` are the stored venues as the caller read them, by key.

    Raises Stale when an event or a venue is no longer as the revisions were decided on; then nothing may be kept.
    """
    await _refuse_stale(connection, revisions)
    partners = (await connection.execute(select(t.partners.c.key, t.partners.c.id, t.partners.c.name))).all()
    partner_ids = {row.key: row.id for row in partners}
    names = {row.key: row.name for row in partners}
    venue_ids = await _save_venues(connection, gazetteer, revisions, seen, signature.at)
    for chunk in _chunks(revisions):
        created = [r.after for r in chunk if r.before is None]
        edited = [r.after for r in chunk if r.before is not None]
        number = signature.revision
        await _insert(connection, t.events, [_event_columns(e, partner_ids, number) for e in created])
        await _update(connection, t.events, "id", [_event_columns(e, partner_ids, number) for e in edited])
        if edited:
            words = t.event_words
            await connection.execute(delete(words).where(words.c.event_id.in_([e.id for e in edited])))
        await _insert(connection, t.event_words, [row for r in chunk for row in _words(r.after)])
        for some, fresh in ((created, True), (edited, False)):
            await index_events(connection, [(e.id, e.details, names[e.partner]) for e in some], new=fresh)
        new, old = _occurrences_to_save(chunk, venue_ids)
        await _insert(connection, t.occurrences, new)
        await _update(connection, t.occurrences, "uid", old)
        await _insert(connection, t.versions, [_version(r.after, signature) for r in chunk])


async def _refuse_stale(connection: AsyncConnection, revisions: Sequence[Revision]) -> None:
    for chunk in _chunks(revisions):
        decided_on = {r.after.id: r.before.version if r.before else 0 for r in chunk}
        stored = select(t.events.c.id, t.events.c.version).where(t.events.c.id.in_(decided_on))
        now = {row.id: row.version for row in await connection.execute(stored)}
        for event_id, version in decided_on.items():
            if now.get(event_id, 0) != version:
                raise Stale("event_changed_meanwhile", event=event_id)


async def _save_venues(
    connection: AsyncConnection,
    gazetteer: Gazetteer,
    revisions: Sequence[Revision],
    seen: Mapping[str, Venue],
    now: datetime,
) -> dict[str, int]:
    """The ids of all venues named, after new ones are stored and known ones given their better point or postcode."""
    wanted = {o.venue.venue_key: o.venue for r in revisions for o in r.after.occurrences if o.venue is not None}
    ids: dict[str, int] = {}
    better: list[dict[str, Any]] = []
    for chunk in _chunks(list(wanted)):
        for row in await connection.execute(select(t.venues).where(t.venues.c.venue_key.in_(chunk))):
            columns = venue_columns(wanted[row.venue_key])
            was = venue_columns(seen[row.venue_key]) if row.venue_key in seen else {}
            if any(row._mapping[name] != was.get(name) for name in columns):
                raise Stale("venue_changed_meanwhile", venue=row.name)
            ids[row.venue_key] = row.id
            if columns != was:
                better.append({"id": row.id, **columns})
    await _refuse_untold(connection, revisions, better)
    await _update(connection, t.venues, "id", better)
    fresh: list[Venue] = [venue for key, venue in wanted.items() if key not in ids]
    for new in _chunks(fresh):
        await _insert(connection, t.venues, [venue_columns(venue) for venue in new])
        keys = [venue.venue_key for venue in new]
        stored = select(t.venues.c.venue_key, t.venues.c.id).where(t.venues.c.venue_key.in_(keys))
        ids |= {row.venue_key: row.id for row in await connection.execute(stored)}
    await enrol(connection, [ids[venue.venue_key] for venue in fresh], now)
    await note_points(connection, {ids[v["venue_key"]]: wanted[v["venue_key"]].provenance for v in better}, now)
    changed = [venue["id"] for venue in better] + [ids[venue.venue_key] for venue in fresh]
    for some in _chunks(changed):
        rows = (await connection.execute(select(t.venues).where(t.venues.c.id.in_(some)))).all()
        await index_venues(connection, gazetteer, rows)
    return ids


async def _refuse_untold(
    connection: AsyncConnection, revisions: Iterable[Revision], better: Sequence[Mapping[str, Any]]
) -> None:
    """An event that came to such a venue since the change was decided would keep bytes that show it as it was."""
    told = {r.after.id for r in revisions}
    for chunk in _chunks(better):
        names = {venue["id"]: venue["name"] for venue in chunk}
        o = t.occurrences.c
        there = select(o.event_id, o.venue_id).where(o.venue_id.in_(names)).distinct()
        for row in await connection.execute(there):
            if row.event_id not in told:
                raise Stale("venue_changed_meanwhile", venue=names[row.venue_id])


def _occurrences_to_save(
    revisions: Iterable[Revision], venue_ids: Mapping[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    new: list[dict[str, Any]] = []
    old: list[dict[str, Any]] = []
    for revision in revisions:
        known: dict[str, Occurrence] = {o.uid: o for o in revision.before.occurrences} if revision.before else {}
        for position, occurrence in enumerate(revision.after.occurrences):
            if known.get(occurrence.uid) == occurrence:
                continue
            columns = occurrence_columns(revision.after, occurrence, position, venue_ids)
            (old if occurrence.uid in known else new).append(columns)
    return new, old


def _event_columns(event: Event, partner_ids: Mapping[str, int], revision: int) -> dict[str, Any]:
    return {
        "id": event.id,
        "edition": event.edition,
        "partner_id": partner_ids[event.partner],
        "event_key": event.event_key,
        **details_columns(event.details),
        "version": event.version,
        "locks": list(event.locks),
        "revision": revision,
    }


def _words(event: Event) -> list[dict[str, str]]:
    lists = (
        ("language", event.details.languages),
        ("category", event.details.categories),
        ("flag", event.details.flags),
    )
    return [
        {"event_id": event.id, "list": kind, "word": word} for kind, words in lists for word in dict.fromkeys(words)
    ]


def _version(event: Event, signature: Signature) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "version": event.version,
        "at": signature.at,
        "actor": signature.actor,
        "action": signature.action,
        "import_id": signature.import_id,
        "revision": signature.revision,
        "snapshot": snapshot(event),
    }


async def _insert(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        await connection.execute(insert(table), rows)


async def _update(connection: AsyncConnection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    """By primary key, all other columns given."""
    if rows:
        names = [name for name in rows[0] if name != key]
        statement = update(table).where(table.c[key] == bindparam("its_key")).values({n: bindparam(n) for n in names})
        await connection.execute(statement, [{"its_key": row[key], **{n: row[n] for n in names}} for row in rows])


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
