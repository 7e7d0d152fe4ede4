"""Publishing: decided changes get their stamps, their bytes are drawn, and all of it is written in one transaction."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from festum.actions.draw_feed import fragment_of
from festum.actions.drawn_pile import DrawnPile
from festum.actions.house import Unit
from festum.actions.stamping import Stamping
from festum.domain.event import Event, Occurrence, Partner
from festum.domain.event_places import event_at
from festum.domain.listing import Face, Listing
from festum.domain.place import Venue
from festum.domain.plan import Revision
from festum.domain.stamp import changed
from festum.domain.texts import DEFAULT_CHAIN
from festum.errors import NotYours, Stale
from festum.feeds.format import Drawing
from festum.feeds.formats import FORMATS
from festum.store.events import load_events_at, load_venues
from festum.store.fragments import save_fragments
from festum.store.imports import record_import
from festum.store.programme import load_partners
from festum.store.revision import RevisionStamp, raise_revision
from festum.store.saving import Signature, save

Progress = Callable[[str, int, int], None]
"""(phase, done, of how many)"""

DRAWN_AT_ONCE = 200

DEFAULT_FORMAT = "ics"
"""Drawn when something is published, under the default languages; all else is drawn when first asked for."""


@dataclass(frozen=True, slots=True)
class Upload:
    """The file a publication comes from, for the record."""

    file_name: str
    digest: str
    counts: Mapping[str, int]


def nobody_watches(phase: str, done: int, total: int) -> None:
    """Progress for those who do not ask for it."""


async def publish(
    unit: Unit,
    revisions: Sequence[Revision],
    *,
    actor: str,
    action: str,
    upload: Upload | None = None,
    import_id: int | None = None,
    told_anew: bool = False,
    reach: str | None = None,
    seen_before: Mapping[str, Venue | None] = MappingProxyType({}),
    progress: Progress = nobody_watches,
) -> RevisionStamp | None:
    """The new revision, or None when nothing differs from what is stored.

    `import_id` is the import it goes on with, where an earlier publication in this unit left the record of it.
    Takes the pen; the commit is the unit's. Raises Stale when somebody else changed the same in between;
    `seen_before` are the venues as they were when the change was decided, where that was before this unit.
    """
    house = unit.house
    now = house.clock()
    seen = await load_venues(unit.connection, house.gazetteer, list(_venue_keys(revisions) - seen_before.keys()))
    seen |= {key: venue for key, venue in seen_before.items() if venue is not None}
    better = {
        o.venue.venue_key: o.venue
        for r in revisions
        for o in r.after.occurrences
        if o.venue is not None and seen.get(o.venue.venue_key, o.venue) != o.venue
    }
    if better:  # else a large upload would be copied for nothing
        revisions = [Revision(r.before, event_at(r.after, better)) for r in revisions]
    neighbours = await _neighbours(unit, revisions, better)
    if reach is not None and (theirs := [n for n in neighbours if n.after.partner != reach]):
        raise NotYours("venue_shared", partner=theirs[0].after.partner)
    unseen = _venue_keys(neighbours) - seen.keys() - seen_before.keys()
    seen |= await load_venues(unit.connection, house.gazetteer, list(unseen))
    revisions = [*revisions, *neighbours]
    published = Stamping(revisions, now, told_anew=told_anew)
    if not published:
        return None
    partners = await load_partners(unit.connection)
    number = sum(len(changed(r.before, r.after)) for r in published)
    listings = (
        listing_of(r.after, occurrence, partners[r.after.partner])
        for r in published
        for occurrence in changed(r.before, r.after)
    )
    with DrawnPile() as drawn:
        await draw_default(listings, number, house.renderer, house.base_url, drawn, progress)

        connection = await unit.take_pen()
        now_known = await load_partners(connection)
        for key in {r.after.partner for r in published}:
            if now_known[key] != partners[key]:
                raise Stale("partner_changed_meanwhile", partner=key)
        stamp = await raise_revision(connection, house.clock())
        if upload is not None:
            import_id = await record_import(
                connection, stamp.at, actor, upload.file_name, upload.digest, upload.counts, stamp.number
            )
        signature = Signature(actor, action, stamp.at, stamp.number, import_id)
        await save(connection, house.gazetteer, published, seen, signature)
        for fragments in drawn:
            await save_fragments(connection, fragments)
    progress("store", number, number)
    unit.revised = stamp
    return stamp


def listing_of(event: Event, occurrence: Occurrence, partner: Partner) -> Listing:
    return Listing(event.id, event.edition, partner, event.details, occurrence, event.event_key)


async def draw_default(
    listings: Iterable[Listing],
    number: int,
    renderer: str,
    base_url: str,
    drawn: DrawnPile,
    progress: Progress = nobody_watches,
) -> None:
    """The bytes most subscribers get, drawn off the event loop; `number` is how many listings there are."""
    form, how = FORMATS[DEFAULT_FORMAT], Drawing(DEFAULT_CHAIN, "keep", base_url)
    face = Face(DEFAULT_FORMAT, ",".join(DEFAULT_CHAIN), "keep", renderer)

    def draw(some: Sequence[Listing]) -> None:
        drawn.add([fragment_of(one, face, form.draw([one], how)) for one in some])

    done, left = 0, iter(listings)
    while some := list(islice(left, DRAWN_AT_ONCE)):
        await asyncio.to_thread(draw, some)
        done += len(some)
        progress("draw", done, number)


def _venue_keys(revisions: Iterable[Revision]) -> set[str]:
    return {o.venue.venue_key for r in revisions for o in r.after.occurrences if o.venue is not None}


async def _neighbours(unit: Unit, revisions: Sequence[Revision], better: Mapping[str, Venue]) -> list[Revision]:
    """Other events at a venue that got a better point or postcode: their subscribers are told too."""
    known = {r.after.id for r in revisions}
    return [
        Revision(event, event_at(event, better))
        for event in await load_events_at(unit.connection, unit.house.gazetteer, better)
        if event.id not in known
    ]
