"""Drawing a feed: what is at hand is taken, then what is stored, and only what is left is drawn; then all is joined."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from festum.actions.easel import State
from festum.actions.house import House, Unit
from festum.domain.listing import Face, Fragment, Listing
from festum.feeds.format import Drawing, Format, Head
from festum.store.fragments import stored_bodies
from festum.store.listings import Chosen, Conditions, Stamp, choose, instant_of, listings_by_uid
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class Feed:
    """`drawn` are the fragments made for this answer: worth keeping, and no loss if they are not."""

    body: bytes
    format: Format
    revision: int
    drawn: tuple[Fragment, ...]


async def draw_feed(unit: Unit, form: Format, head: Head, cancelled: str, where: Conditions) -> Feed:
    """In the order of dates; an event stands where the first of its dates stands that was asked for."""
    revision = await read_revision(unit.connection)
    chosen = await choose(unit.connection, where, deleted_too=form.calendar, cancelled_too=cancelled != "hide")
    plain = Face(form.extension, ",".join(head.chain), "keep", unit.house.renderer)
    marked = replace(plain, cancelled="mark") if form.calendar and cancelled == "mark" else plain
    states, gone = _entries(form, chosen)
    wanted = {plain: [s for s in states if s not in gone], marked: [s for s in states if s in gone]}
    if marked == plain:
        wanted = {plain: states}
    bodies: dict[State, bytes] = {}
    fresh: list[Fragment] = []
    missing: dict[Face, list[State]] = {}
    for face, its in wanted.items():
        found = unit.house.easel.find(face, its)
        if len(found) < len(its) and form.stored:
            found |= await _stored(unit, face, [state for state in its if state not in found])
        bodies |= found
        if len(found) < len(its):
            missing[face] = [state for state in its if state not in found]
    if missing:
        uids = [uid for its in missing.values() for state in its for uid, _ in state]
        listings = await listings_by_uid(unit.connection, unit.house.gazetteer, uids)
        await unit.let_go()
        drawn, fresh = await _draw(unit.house, form, head, missing, listings)
        bodies |= drawn
    latest = max((one.stamp for one in chosen), default=None)
    told = replace(head, modified=None if latest is None else instant_of(latest))
    body = await asyncio.to_thread(form.join, told, [bodies[state] for state in states])
    return Feed(body, form, revision.number, tuple(fresh))


def _entries(form: Format, chosen: Sequence[Chosen]) -> tuple[list[State], set[State]]:
    """The entries in their order, and which of them are cancelled: only a calendar has another way to say that."""
    if form.grain == "occurrence":
        states: list[State] = [((uid, stamp),) for uid, _, stamp, _ in chosen]
        gone = {state for state, one in zip(states, chosen, strict=True) if one.cancelled} if form.calendar else set()
        return states, gone
    by_event: dict[str, list[tuple[str, Stamp]]] = {}
    for uid, event_id, stamp, _ in chosen:
        by_event.setdefault(event_id, []).append((uid, stamp))
    return [tuple(dates) for dates in by_event.values()], set()


async def _stored(unit: Unit, face: Face, missing: Sequence[State]) -> dict[State, bytes]:
    kept = await stored_bodies(unit.connection, face, [state[0] for state in missing])
    found: dict[State, bytes] = {(one,): body for one, body in kept.items()}
    unit.house.easel.remember(face, found)
    return found


async def _draw(
    house: House, form: Format, head: Head, missing: Mapping[Face, Sequence[State]], listings: Mapping[str, Listing]
) -> tuple[dict[State, bytes], list[Fragment]]:
    """One at a time, off the event loop; what another reader had drawn meanwhile is taken as it is."""
    found: dict[State, bytes] = {}
    fragments: list[Fragment] = []
    async with house.easel.turn:
        for face, states in missing.items():
            ready = house.easel.find(face, states)
            wanted = [state for state in states if state not in ready]
            how = Drawing(head.chain, face.cancelled, head.base_url)
            drawn = await asyncio.to_thread(_drawn, form, how, wanted, listings)
            house.easel.remember(face, drawn)
            found |= ready | drawn
            if form.stored:
                fragments += [fragment_of(listings[state[0][0]], face, body) for state, body in drawn.items()]
    return found, fragments


def _drawn(form: Format, how: Drawing, wanted: Sequence[State], listings: Mapping[str, Listing]) -> dict[State, bytes]:
    return {state: form.draw([listings[uid] for uid, _ in state], how) for state in wanted}


def fragment_of(listing: Listing, face: Face, body: bytes) -> Fragment:
    """As the store keeps it: one occurrence's."""
    occurrence = listing.occurrence
    assert occurrence.modified is not None  # stamped before it is drawn
    return Fragment(occurrence.uid, face, occurrence.modified, body, sha256(body).hexdigest())
