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
from festum.store.listings import Chosen, Conditions, choose, listings_by_uid
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
    entries = [(state, marked if gone else plain) for state, gone in _entries(form, chosen)]
    easel = unit.house.easel
    bodies = {state: body for state, face in entries if (body := easel.find(face, state)) is not None}
    missing = [(state, face) for state, face in entries if state not in bodies]
    fresh: list[Fragment] = []
    if missing and form.stored:
        bodies |= await _stored(unit, missing)
        missing = [(state, face) for state, face in missing if state not in bodies]
    if missing:
        listings = await listings_by_uid(
            unit.connection, unit.house.gazetteer, [uid for state, _ in missing for uid, _ in state]
        )
        await unit.let_go()
        drawn, fresh = await _draw(unit.house, form, head, missing, listings)
        bodies |= drawn
    modified = max((one.modified for one in chosen), default=None)
    told = replace(head, modified=modified)
    body = await asyncio.to_thread(form.join, told, [bodies[state] for state, _ in entries])
    return Feed(body, form, revision.number, tuple(fresh))


def _entries(form: Format, chosen: Sequence[Chosen]) -> list[tuple[State, bool]]:
    """Each entry with whether it is cancelled, which only a calendar has another way to say."""
    if form.grain == "occurrence":
        return [(((one.uid, one.modified),), one.cancelled) for one in chosen]
    by_event: dict[str, list[Chosen]] = {}
    for one in chosen:
        by_event.setdefault(one.event_id, []).append(one)
    return [(tuple((one.uid, one.modified) for one in dates), False) for dates in by_event.values()]


async def _stored(unit: Unit, missing: Sequence[tuple[State, Face]]) -> dict[State, bytes]:
    found: dict[State, bytes] = {}
    for face in dict.fromkeys(face for _, face in missing):
        wanted = {state[0]: state for state, its in missing if its == face}
        bodies = await stored_bodies(unit.connection, face, list(wanted))
        ours = {wanted[one]: body for one, body in bodies.items()}
        unit.house.easel.remember(face, ours)
        found |= ours
    return found


async def _draw(
    house: House,
    form: Format,
    head: Head,
    missing: Sequence[tuple[State, Face]],
    listings: Mapping[str, Listing],
) -> tuple[dict[State, bytes], list[Fragment]]:
    """One at a time, off the event loop; what another reader had drawn meanwhile is taken as it is."""
    found: dict[State, bytes] = {}
    fragments: list[Fragment] = []
    async with house.easel.turn:
        for face in dict.fromkeys(face for _, face in missing):
            wanted = []
            for state, its in missing:
                if its == face:
                    ready = house.easel.find(face, state)
                    if ready is None:
                        wanted.append(state)
                    else:
                        found[state] = ready
            how = Drawing(head.chain, face.cancelled, head.base_url)
            drawn = await asyncio.to_thread(_drawn, form, how, wanted, listings)
            house.easel.remember(face, drawn)
            found |= drawn
            if form.stored:
                fragments += [fragment_of(state, face, body) for state, body in drawn.items()]
    return found, fragments


def _drawn(form: Format, how: Drawing, wanted: Sequence[State], listings: Mapping[str, Listing]) -> dict[State, bytes]:
    return {state: form.draw([listings[uid] for uid, _ in state], how) for state in wanted}


def fragment_of(state: State, face: Face, body: bytes) -> Fragment:
    """As the store keeps it: one occurrence's."""
    uid, modified = state[0]
    return Fragment(uid, face, modified, body, sha256(body).hexdigest())
