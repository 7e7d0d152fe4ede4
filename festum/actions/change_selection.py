"""Changing a visitor's own programme, or ending it, by whoever has its edit token."""

from collections.abc import Sequence

from festum.actions.find_selection import editable_selection
from festum.actions.house import Unit
from festum.actions.keys import digest
from festum.actions.selectable import require_selectable
from festum.clock import festival_day
from festum.domain.selection import Selection, end_of
from festum.errors import Stale
from festum.store.revision import raise_selections
from festum.store.selections import editions_of, save_selection


async def change_selection(unit: Unit, token: str, edit_token: str, uids: Sequence[str]) -> Selection:
    """These dates in place of those that were in it; none at all is an empty calendar that may be filled again."""
    before = await editable_selection(unit, token, edit_token)
    await require_selectable(unit.connection, uids, before.occurrences)
    if tuple(uids) == before.occurrences:
        return before
    editions = await editions_of(unit.connection, uids)
    ends_on = end_of(editions, festival_day(unit.house.clock())) if editions else before.ends_on
    return await _save(unit, token, before, before.changed(uids, ends_on))


async def end_selection(unit: Unit, token: str, edit_token: str) -> None:
    """Its feeds go on answering, with nothing in them."""
    before = await editable_selection(unit, token, edit_token)
    await _save(unit, token, before, before.over())


async def _save(unit: Unit, token: str, before: Selection, after: Selection) -> Selection:
    connection = await unit.take_pen()
    stamp = await raise_selections(connection)
    after = after.stamped(unit.house.clock(), stamp.number, stamp.at)
    if not await save_selection(connection, digest(token), before, after):
        raise Stale("selection_changed_meanwhile")
    unit.revised = stamp
    return after
