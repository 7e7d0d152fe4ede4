"""Importing: bytes to a plan, which changes nothing, and the plan applied, in one transaction or not at all."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from festum.actions.host_images import host_images, images_of
from festum.actions.house import Unit
from festum.actions.publish import Progress, Upload, nobody_watches, publish
from festum.clock import festival_day
from festum.domain.deciding import decide
from festum.domain.draft import Draft
from festum.domain.event import Event
from festum.domain.gathering import beside
from festum.domain.gazetteer import Gazetteer
from festum.domain.heading_names import as_headed
from festum.domain.images import Sources
from festum.domain.known import Announced, Known
from festum.domain.place import Provenance, Venue
from festum.domain.plan import Plan, PlanRow, Terms, Verdict
from festum.domain.upload import UploadHeading
from festum.domain.venues_meant import at_merged, at_placed
from festum.errors import NotHere, Problem, Stale, Unfit
from festum.importers.dialects import MOST_BYTES, read
from festum.importers.reading import Defaults, Reading
from festum.store.elsewhere import load_elsewhere
from festum.store.events import load_programme, load_venues
from festum.store.numbered_venues import load_placed_by_hand
from festum.store.programme import load_editions, load_partners
from festum.store.revision import RevisionStamp
from festum.store.venue_merges import load_merged

__all__ = ["MOST_BYTES", "Defaults", "Proposal", "apply_import", "plan_import", "plan_without_house"]

AS_IT_COMES = Terms()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with the file it is for; `problems` concern the file as a whole.

    `venues` are those it names as they were stored when it was made, None where there was none. `kind` and what follows
    tell how the file was read: see `importers.reading.Reading`. `images` are those it would show for the first time,
    to be copied before it is applied. `merged`: by the key of each venue its rows name that was merged, the key of the
    one it is now.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    file_name: str
    digest: str
    venues: Mapping[str, Venue | None]
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0
    headings: tuple[UploadHeading, ...] = ()
    images: Sources = field(default_factory=lambda: MappingProxyType({}))
    merged: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


async def plan_import(
    unit: Unit,
    content: bytes,
    file_name: str,
    defaults: Defaults,
    progress: Progress = nobody_watches,
    terms: Terms = AS_IT_COMES,
    failed_images: Collection[str] = (),
) -> Proposal:
    """Raises Unreadable when nothing can be read, NotHere when the edition or partner given for it does not exist.

    `failed_images` are keys that could not be copied: their rows are planned without.
    Without a partner, neither given nor named by a row, it is a dry run, for which no edition need exist either.
    """
    editions, partners = await load_editions(unit.connection), await load_partners(unit.connection)
    if defaults.partner and defaults.partner not in partners:
        raise NotHere("no_such_partner", partner=defaults.partner)
    if defaults.partner:
        _require_edition(defaults.edition, editions)
    today = festival_day(unit.house.clock())
    defaults = replace(defaults, file_name=file_name, today=today, editions=tuple(editions.values()))
    reading = await _read(content, unit.house.gazetteer, defaults, progress)
    reading, sources = await host_images(unit, reading, failed_images)
    drafts, merged = await _at_known_places(unit, reading.drafts)
    reading = replace(reading, drafts=drafts)
    if any(draft.partner for draft in drafts):
        _require_edition(defaults.edition, editions)
    events: list[Event] = []
    elsewhere: list[Announced] = []
    for edition, whose in _programmes(drafts, editions, partners).items():
        theirs = await load_programme(unit.connection, unit.house.gazetteer, edition, whose)
        where = _where_it_is_new(drafts, edition, theirs)
        elsewhere += await load_elsewhere(unit.connection, edition, whose, where)
        events += theirs
    venue_keys = list({draft.venue.venue_key for draft in drafts if draft.venue})
    venues = await load_venues(unit.connection, unit.house.gazetteer, venue_keys)
    known = Known(editions, partners, tuple(events), venues, defaults.partner, tuple(elsewhere), today)
    as_seen = {key: venues.get(key) for key in venue_keys}
    proposal = await _proposed(reading, known, terms, content, file_name, as_seen, progress)
    return replace(proposal, images=images_of(proposal.plan.revisions, sources), merged=merged)


async def plan_without_house(
    gazetteer: Gazetteer,
    today: date,
    content: bytes,
    file_name: str,
    defaults: Defaults,
    progress: Progress = nobody_watches,
    terms: Terms = AS_IT_COMES,
) -> Proposal:
    """A dry run on a machine without a database: nothing is known but the communes. Raises Unreadable.

    Whatever partner is named, nothing can be applied.
    """
    defaults = replace(defaults, partner="", file_name=file_name, today=today)
    reading = await _read(content, gazetteer, defaults, progress)
    reading = replace(reading, drafts=tuple(replace(d, partner="") if d.partner else d for d in reading.drafts))
    known = Known({}, {}, (), {}, today=today)
    return await _proposed(reading, known, terms, content, file_name, MappingProxyType({}), progress)


async def apply_import(
    unit: Unit, proposal: Proposal, actor: str, progress: Progress = nobody_watches
) -> RevisionStamp | None:
    """None when there is nothing to change. Raises Stale when the programme changed since the plan was made, or a venue
    it names was merged into another; Unfit when nobody said whose programme it is."""
    if proposal.plan.nobodys:
        raise Unfit("partner_needed")
    upload = Upload(proposal.file_name, proposal.digest, proposal.plan.counts)
    stamp = await publish(
        unit,
        proposal.plan.revisions,
        actor=actor,
        action="import",
        upload=upload,
        seen_before=proposal.venues,
        progress=progress,
    )
    await _refuse_other_places(unit, proposal)
    return stamp


async def _refuse_other_places(unit: Unit, proposal: Proposal) -> None:
    """What editors said of its venues since the plan was made: merged, taken apart, placed by hand."""
    keys = {*proposal.venues, *proposal.merged}
    now = await load_merged(unit.connection, unit.house.gazetteer, keys)
    if {key: into.venue_key for key, into in now.items()} != dict(proposal.merged):
        known = [into for key, into in now.items() if key not in proposal.merged]
        raise Stale("venue_changed_meanwhile", venue=known[0].name if known else next(iter(proposal.merged)))
    moved = {
        o.venue.venue_key: o.venue.name
        for r in proposal.plan.revisions
        for o in r.after.occurrences
        if o.venue is not None
        and (was := proposal.venues.get(o.venue.venue_key)) is not None
        and was.point != o.venue.point
    }
    for key in sorted(await load_placed_by_hand(unit.connection, sorted(moved))):
        raise Stale("venue_changed_meanwhile", venue=moved[key])


async def _at_known_places(unit: Unit, drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], dict[str, str]]:
    """With editors' word on where things are: venues that were merged are the one they are now (these by key), and a
    pin in the file does not move one that an editor placed."""
    gazetteer, keys = unit.house.gazetteer, {draft.venue.venue_key for draft in drafts if draft.venue}
    if merged := await load_merged(unit.connection, gazetteer, keys):
        drafts = [at_merged(draft, merged) for draft in drafts]
    pins = {d.venue.venue_key for d in drafts if d.venue and d.venue.provenance is Provenance.HUMAN}
    if placed := await load_placed_by_hand(unit.connection, sorted(pins)):
        known = await load_venues(unit.connection, gazetteer, sorted(placed))
        drafts = [at_placed(draft, known) for draft in drafts]
    return tuple(drafts), {key: into.venue_key for key, into in merged.items()}


async def _read(content: bytes, gazetteer: Gazetteer, defaults: Defaults, progress: Progress) -> Reading:
    progress("read", 0, 1)
    reading = await asyncio.to_thread(read, content, gazetteer, defaults)
    progress("read", len(reading.drafts), len(reading.drafts))
    return reading


async def _proposed(
    reading: Reading,
    known: Known,
    terms: Terms,
    content: bytes,
    file_name: str,
    venues: Mapping[str, Venue | None],
    progress: Progress,
) -> Proposal:
    progress("compare", 0, len(reading.drafts))
    plan = await asyncio.to_thread(decide, reading.drafts, known, terms)
    progress("compare", len(reading.drafts), len(reading.drafts))
    plan = replace(plan, rows=as_headed(plan.rows, {h.column: h.label for h in reading.headings}))
    aside = [PlanRow(one.line, Verdict.IGNORED, problems=one.problems, title=one.text) for one in reading.left_aside]
    return Proposal(
        plan=beside(plan, aside),
        problems=reading.problems,
        file_name=file_name,
        digest=sha256(content).hexdigest(),
        venues=venues,
        kind=reading.kind,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        header_line=reading.header_line,
        headings=tuple(UploadHeading(h.label, h.column, h.how, h.samples) for h in reading.headings),
    )


def _require_edition(year: int | None, editions: Iterable[int]) -> None:
    if year is not None and year not in editions:
        raise NotHere("no_such_edition", year=year, known=", ".join(str(one) for one in editions))


def _programmes(drafts: Sequence[Draft], editions: Collection[int], partners: Collection[str]) -> dict[int, set[str]]:
    """Partners by the edition they are named for."""
    whose: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.edition is not None and draft.edition in editions and draft.partner in partners:
            whose.setdefault(draft.edition, set()).add(draft.partner)
    return whose


def _where_it_is_new(drafts: Iterable[Draft], edition: int, stored: Iterable[Event]) -> set[tuple[date, str]]:
    """Day and commune of what may be new: where the same partners have nothing stored yet that says the same."""
    there = {
        (event.details.titles, o.when.day, o.venue.commune.insee_code)
        for event in stored
        for o in event.live
        if o.venue and o.venue.commune
    }
    return {
        (draft.when.day, draft.venue.commune.insee_code)
        for draft in drafts
        if draft.edition == edition
        and draft.when
        and draft.venue
        and draft.venue.commune
        and (draft.details.titles, draft.when.day, draft.venue.commune.insee_code) not in there
    }
