"""Importing: bytes to a plan, which changes nothing, and the plan applied, in one transaction or not at all."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from festum.actions.house import Unit
from festum.actions.publish import Progress, Upload, nobody_watches, publish
from festum.domain.deciding import Known, decide
from festum.domain.event import Event
from festum.domain.place import Venue
from festum.domain.plan import Plan
from festum.errors import NotHere, Problem
from festum.importers.dialects import MOST_BYTES, read
from festum.importers.reading import Defaults
from festum.store.events import load_programme, load_venues
from festum.store.programme import load_editions, load_partners
from festum.store.revision import RevisionStamp

__all__ = ["MOST_BYTES", "Defaults", "Proposal", "apply_import", "plan_import"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with the file it is for; `problems` concern the file as a whole.

    `venues` are those it names as they were stored when it was made, None where there was none.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    file_name: str
    digest: str
    venues: Mapping[str, Venue | None]


async def plan_import(
    unit: Unit, content: bytes, file_name: str, defaults: Defaults, progress: Progress = nobody_watches
) -> Proposal:
    """Raises Unreadable when nothing can be read, NotHere when the edition or partner given for it does not exist."""
    editions, partners = await load_editions(unit.connection), await load_partners(unit.connection)
    if defaults.edition is not None and defaults.edition not in editions:
        known = ", ".join(str(year) for year in editions)
        raise NotHere("no_such_edition", year=defaults.edition, known=known)
    if defaults.partner and defaults.partner not in partners:
        raise NotHere("no_such_partner", partner=defaults.partner)
    progress("read", 0, 1)
    reading = await asyncio.to_thread(read, content, unit.house.gazetteer, defaults)
    progress("read", len(reading.drafts), len(reading.drafts))
    events: list[Event] = []
    whose: dict[int, set[str]] = {}
    for draft in reading.drafts:
        if draft.edition in editions and draft.partner in partners:
            whose.setdefault(draft.edition, set()).add(draft.partner)
    for edition, keys in whose.items():
        events += await load_programme(unit.connection, unit.house.gazetteer, edition, keys)
    venue_keys = list({draft.venue.venue_key for draft in reading.drafts if draft.venue})
    venues = await load_venues(unit.connection, unit.house.gazetteer, venue_keys)
    progress("compare", 0, len(reading.drafts))
    stored = Known(editions, partners, tuple(events), venues, defaults.partner)
    plan = await asyncio.to_thread(decide, reading.drafts, stored)
    progress("compare", len(reading.drafts), len(reading.drafts))
    as_seen = {key: venues.get(key) for key in venue_keys}
    return Proposal(plan, reading.problems, file_name, sha256(content).hexdigest(), as_seen)


async def apply_import(
    unit: Unit, proposal: Proposal, actor: str, progress: Progress = nobody_watches
) -> RevisionStamp | None:
    """None when there is nothing to change. Raises Stale when the programme changed since the plan was made."""
    upload = Upload(proposal.file_name, proposal.digest, proposal.plan.counts)
    return await publish(
        unit,
        proposal.plan.revisions,
        actor=actor,
        action="import",
        upload=upload,
        seen_before=proposal.venues,
        progress=progress,
    )
