"""What a starting process settles: the renderer it draws with, the terms it searches by, and tombstones told long
enough."""

from datetime import timedelta

from festum.actions.house import House, Unit
from festum.store.fragments import drop_fragments_of_others
from festum.store.indexing import edition, index_some, indexed, indexed_as
from festum.store.revision import RevisionStamp, raise_revision, read_revision
from festum.store.tombstones import bury, due_tombstones

TOMBSTONES_STAY = timedelta(days=30)


async def settle_renderer(unit: Unit) -> RevisionStamp | None:
    """A new renderer is a revision: every calendar may look different. The one before keeps its bytes."""
    renderer = unit.house.renderer
    if (before := await read_revision(unit.connection)).renderer == renderer:
        return None
    connection = await unit.take_pen()
    if (await read_revision(connection)).renderer == renderer:
        return None
    unit.revised = await raise_revision(connection, unit.house.clock(), renderer)
    await drop_fragments_of_others(connection, [renderer, before.renderer])
    return unit.revised


async def settle_words(house: House) -> bool:
    """A new way to take terms from texts: all are taken anew, and lists that search may be other ones.

    Some hundred events at a time, each in a write of its own, so that nobody waits long for the pen. Processes that
    start together do the same work, harmlessly, until one is through. True for the one that was.
    """
    wanted, after = edition(house.gazetteer), ""
    while True:
        async with house.unit() as unit:
            if await indexed_as(unit.connection) == wanted:
                return False
            connection = await unit.take_pen()
            if await indexed_as(connection) == wanted:
                return False
            last = await index_some(connection, house.gazetteer, after)
            if last is None:
                if await indexed(connection, house.gazetteer):
                    unit.revised = await raise_revision(connection, house.clock())
                return True
            after = last


async def bury_tombstones(unit: Unit) -> int:
    """Ends by a write, not by the clock, so that an answer stays a function of its revision."""
    before = unit.house.clock() - TOMBSTONES_STAY
    if not await due_tombstones(unit.connection, before):
        return 0
    connection = await unit.take_pen()
    buried = await bury(connection, before)
    if buried:
        unit.revised = await raise_revision(connection, unit.house.clock())
    return buried
