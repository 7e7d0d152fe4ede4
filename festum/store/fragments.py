"""Drawn bytes, kept: one row per occurrence and face."""

from collections.abc import Sequence

from sqlalchemy import Insert, String, delete, select, type_coerce
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from festum.domain.listing import Face, Fragment
from festum.store import tables as t
from festum.store.listings import Stamp
from festum.store.saving import CHUNK


async def save_fragments(connection: AsyncConnection, fragments: Sequence[Fragment]) -> None:
    """Replaces what was drawn before of the same occurrence and face; needs the pen.

    A fragment drawn of an older state than the one now stored is left out: it was overtaken while it was drawn.
    """
    for start in range(0, len(fragments), CHUNK):
        chunk = fragments[start : start + CHUNK]
        now = select(t.occurrences.c.uid, t.occurrences.c.modified).where(
            t.occurrences.c.uid.in_([f.uid for f in chunk])
        )
        stamps = {row.uid: row.modified for row in await connection.execute(now)}
        rows = [_columns(f) for f in chunk if stamps.get(f.uid) == f.modified]
        if rows:
            await connection.execute(_upsert(connection), rows)


async def stored_bodies(
    connection: AsyncConnection, face: Face, wanted: Sequence[tuple[str, Stamp]]
) -> dict[tuple[str, Stamp], bytes]:
    """The bytes of those (UID, stamp) that were drawn of that very state."""
    f = t.fragments.c
    found: dict[tuple[str, Stamp], bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        stamps = dict(wanted[start : start + CHUNK])
        query = select(f.uid, type_coerce(f.modified, String), f.body).where(
            f.uid.in_(list(stamps)),
            f.form == face.form,
            f.chain == face.chain,
            f.cancelled == face.cancelled,
            f.renderer == face.renderer,
        )
        for uid, modified, body in await connection.execute(query):
            if modified == stamps[uid]:
                found[uid, modified] = body
    return found


async def drop_fragments_of_others(connection: AsyncConnection, renderers: Sequence[str]) -> None:
    """Forgets what releases no longer in use have drawn; needs the pen."""
    await connection.execute(delete(t.fragments).where(t.fragments.c.renderer.not_in(list(renderers))))


def _columns(fragment: Fragment) -> dict[str, object]:
    face = fragment.face
    return {
        "uid": fragment.uid, "form": face.form, "chain": face.chain, "cancelled": face.cancelled,
        "renderer": face.renderer, "modified": fragment.modified, "body": fragment.body, "digest": fragment.digest,
    }  # fmt: skip


def _upsert(connection: AsyncConnection) -> Insert:
    make = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
    statement = make(t.fragments)
    drawn = {name: statement.excluded[name] for name in ("modified", "body", "digest")}
    return statement.on_conflict_do_update(index_elements=list(t.fragments.primary_key.columns), set_=drawn)
