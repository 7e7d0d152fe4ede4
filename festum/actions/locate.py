"""Locating a point: which commune it is in, as far as this can be known without asking anybody."""

from dataclasses import dataclass

from festum.actions.house import Unit
from festum.domain.place import Point
from festum.domain.whereabouts import Whereabouts, whereabouts
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class Located:
    """The answer changes with the gazetteer alone; its revision is that under which it may be kept."""

    point: Point
    whereabouts: Whereabouts
    revision: int


async def locate(unit: Unit, point: Point) -> Located:
    revision = await read_revision(unit.connection)
    return Located(point, whereabouts(point, unit.house.gazetteer), revision.number)
