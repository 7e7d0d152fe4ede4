"""Making an upload's plan, and keeping it: what planning, planning again and applying have in common."""

import asyncio
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, plan_import
from festum.actions.publish import Progress
from festum.domain.beside import HABIT, Beside
from festum.domain.plan import Plan, Terms
from festum.domain.plan_fingerprint import fingerprint
from festum.domain.shown_plan import shown
from festum.domain.upload import Upload
from festum.errors import Problem
from festum.store.database import Connection
from festum.store.upload_rows import save_rows
from festum.store.uploads import PlanFacts, count_uploads, load_bytes, save_facts


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was kept. `rests_on` counts, by partner, the uploads its stored plan has seen.

    It stays packed until it is read: a large one is not held in memory beside the plan made of it.
    """

    packed: bytes
    file_name: str
    beside: Beside
    rests_on: dict[str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """`agreed` is the fingerprint of the plan as it is before anybody decides on its rows: what a person was shown."""

    proposal: Proposal
    agreed: str
    rests_on: dict[str, int]


async def load_kept(connection: Connection, upload: Upload) -> Kept:
    kept = await load_bytes(connection, upload.id)
    assert kept.packed is not None  # discarded ones are not found
    return Kept(kept.packed, upload.file_name, kept.beside, dict(kept.rests_on))


async def unpack(kept: Kept) -> bytes:
    return await asyncio.to_thread(zlib.decompress, kept.packed)


async def pack(content: bytes) -> bytes:
    return await asyncio.to_thread(zlib.compress, content)


async def make_plan(
    house: House,
    kept: Kept,
    terms: Terms,
    progress: Progress,
    failed_images: frozenset[str] = frozenset(),
    content: bytes = b"",
) -> Made:
    """In its turn, and in one snapshot, in which also the partners' uploads are counted.

    Where rows are decided on, or images are missing, the plan without that is made first: it tells whether what was
    agreed to is still what would be done. `content` is the file where it is at hand unpacked.
    """
    async with house.desk, house.unit() as unit:
        counts = await count_uploads(unit.connection)
        defaults = as_defaults(kept.beside)
        first = Terms(terms.mode)
        content = content or await unpack(kept)
        proposal = await plan_import(unit, content, kept.file_name, defaults, progress, first)
        agreed = fingerprint(proposal.plan)
        if terms.decisions or failed_images:
            proposal = await plan_import(
                unit, content, kept.file_name, defaults, progress, terms, failed_images=failed_images
            )
    named = _whose(proposal.plan) | {kept.beside.partner}
    return Made(proposal, agreed, {key: number for key, number in counts.items() if key in named})


async def keep_plan(connection: Connection, upload_id: int, made: Made, notes: Iterable[Problem]) -> None:
    """Facts and rows, in place of those of an earlier plan; `notes` are said of the file too. Needs the pen."""
    proposal, plan = made.proposal, made.proposal.plan
    facts = PlanFacts(
        edition=_edition(plan),
        kind=proposal.kind,
        encoding=proposal.encoding,
        delimiter=proposal.delimiter,
        header_line=proposal.header_line,
        headings=proposal.headings,
        problems=(*notes, *proposal.problems),
        counts=plan.counts,
        brake=plan.brake,
        stopped=plan.stopped,
        fingerprint=fingerprint(plan),
        rests_on=made.rests_on,
    )
    await save_facts(connection, upload_id, facts)
    await save_rows(connection, upload_id, map(shown, plan.rows))


def notes_of(upload: Upload) -> tuple[Problem, ...]:
    """What was said of the file before it was read."""
    return tuple(problem for problem in upload.problems if problem.key == HABIT)


def as_defaults(beside: Beside) -> Defaults:
    return Defaults(
        edition=beside.edition,
        partner=beside.partner,
        insee_code=beside.insee_code,
        languages=beside.languages,
        mapping=beside.mapping,
        sheet=beside.sheet,
    )


def as_beside(defaults: Defaults) -> Beside:
    return Beside(
        edition=defaults.edition,
        partner=defaults.partner,
        insee_code=defaults.insee_code,
        languages=defaults.languages,
        mapping=defaults.mapping,
        sheet=defaults.sheet,
    )


def _whose(plan: Plan) -> set[str]:
    return {row.draft.partner for row in plan.rows if row.draft} | {r.after.partner for r in plan.revisions}


def _edition(plan: Plan) -> int | None:
    """The one it is of; None where its rows name several."""
    years = {row.draft.edition for row in plan.rows if row.draft and row.draft.edition is not None}
    return next(iter(years)) if len(years) == 1 else None
