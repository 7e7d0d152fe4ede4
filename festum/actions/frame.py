"""The frame of a programme: editions and partners, loaded from their files; an edition published at its hour."""

from collections.abc import Iterable, Sequence

from festum.actions.house import Unit
from festum.actions.publish import publish
from festum.domain.event import Edition, Partner
from festum.domain.plan import Revision
from festum.errors import NotHere
from festum.store.events import load_events_of
from festum.store.programme import (
    load_editions,
    load_partners,
    publish_edition,
    save_editions,
    save_partners,
    tell_changed,
)
from festum.store.revision import raise_revision


async def load_frame_editions(unit: Unit, editions: Iterable[Edition]) -> int:
    """How many were new or differ."""
    connection = await unit.take_pen()
    changed = await save_editions(connection, editions)
    if changed:
        unit.revised = await raise_revision(connection, unit.house.clock())
        await tell_changed(connection, unit.revised.number, changed, ())
    return len(changed)


async def load_frame_partners(unit: Unit, partners: Iterable[Partner], actor: str) -> list[str]:
    """The keys of those that were new or differ. A renamed partner's events are told anew: its name is in them.

    So are its address and that it is made up for demonstration; the rest is no reason to tell subscribers.
    """
    wanted = list(partners)
    stored = await load_partners(unit.connection)
    said = {key: _said(partner) for key, partner in stored.items()}
    renamed = [p.key for p in wanted if p.key in said and said[p.key] != _said(p)]
    connection = await unit.take_pen()
    changed = await save_partners(connection, wanted)
    events = await load_events_of(connection, unit.house.gazetteer, renamed)
    if events:
        same = [Revision(event, event) for event in events]
        await publish(unit, same, actor=actor, action="rename partner", told_anew=True)
    if changed and unit.revised is None:
        unit.revised = await raise_revision(connection, unit.house.clock())
    if changed and unit.revised is not None:
        await tell_changed(connection, unit.revised.number, (), changed)
    return changed


def _said(partner: Partner) -> tuple[str, str, bool]:
    """What feeds say of it."""
    return partner.name, partner.url, partner.synthetic


async def publish_years(unit: Unit, years: Sequence[int]) -> None:
    """Makes editions public, the last one current: addresses without `edition` follow it from this revision on."""
    editions = await load_editions(unit.connection)
    for year in years:
        if year not in editions:
            raise NotHere("no_such_edition", year=year, known=", ".join(str(y) for y in editions) or "-")
    connection = await unit.take_pen()
    for year in years:
        unit.revised = await raise_revision(connection, unit.house.clock())
        await publish_edition(connection, year, unit.revised.number)


async def list_editions(unit: Unit) -> list[Edition]:
    return list((await load_editions(unit.connection)).values())


async def list_partners(unit: Unit) -> list[Partner]:
    return list((await load_partners(unit.connection)).values())
