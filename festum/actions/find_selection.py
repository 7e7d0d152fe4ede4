"""Finding a visitor's own programme by the token in its address, and knowing who may change it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from festum.actions.house import Unit
from festum.actions.keys import digest
from festum.domain.selection import Selection
from festum.errors import Gone, NotHere, NotSignedIn
from festum.store.revision import read_revision
from festum.store.selections import load_selection


@dataclass(frozen=True, slots=True)
class Found:
    """`number` is what an answer about it belongs to, `told_at` the date of that answer, None where none can be told.

    `number` is of the revision and of all selections together (see `store.revision`).
    """

    selection: Selection
    number: int
    told_at: datetime | None


async def find_selection(unit: Unit, token: str) -> Found:
    """Ended ones too: their addresses were handed out."""
    stamp = await read_revision(unit.connection)
    stored = await load_selection(unit.connection, digest(token))
    if stored is None:
        raise NotHere("no_such_selection")
    return Found(stored[0], stamp.of_selections, stored[0].told_at(stamp.number, stamp.at))


async def show_selection(unit: Unit, token: str) -> Found:
    found = await find_selection(unit, token)
    if found.selection.ended:
        raise Gone("ended_selection")
    return found


async def editable_selection(unit: Unit, token: str, edit_token: str) -> Selection:
    """For whoever has both tokens, and while it has not ended."""
    stored = await load_selection(unit.connection, digest(token))
    if stored is None:
        raise NotHere("no_such_selection")
    selection, edit_digest = stored
    if not secrets.compare_digest(digest(edit_token), edit_digest):
        raise NotSignedIn("bad_edit_token")
    if selection.ended:
        raise Gone("ended_selection")
    return selection
