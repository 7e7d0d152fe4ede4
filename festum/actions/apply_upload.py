"""Applying an upload: what was agreed to is what is published, in one transaction, or nothing is.

Everything long (reading, deciding, fetching images, drawing) is done before the pen is taken; what it rests on is
counted (`partners.uploads`) and compared once it is, so that two uploads of a partner never interleave.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from festum.actions.copy_images import copy_images
from festum.actions.find_uploads import find_upload, refusal_of
from festum.actions.house import ATTEMPTS, House
from festum.actions.import_file import Proposal, apply_import
from festum.actions.keep_plan import Kept, Made, keep_plan, load_kept, make_plan, notes_of
from festum.actions.leases import untouched_since
from festum.actions.publish import Progress, nobody_watches
from festum.actions.read_consent import read_decisions, require_consent
from festum.actions.telling import Telling
from festum.domain.beside import joined
from festum.domain.holder import Holder
from festum.domain.plan import Decision, Terms
from festum.domain.plan_fingerprint import fingerprint
from festum.domain.upload import Consent, Upload
from festum.errors import Stale
from festum.store.database import Connection
from festum.store.habits import load_habits, save_habits
from festum.store.imports import import_under
from festum.store.upload_states import set_applied, set_planned, start_applying
from festum.store.uploads import count_uploads, load_upload, raise_uploads

OTHERS_CAME_FIRST = frozenset(
    {"event_changed_meanwhile", "venue_changed_meanwhile", "partner_changed_meanwhile", "upload_meanwhile"}
)
"""What is planned again, because what it rests on has changed; another Stale is an answer."""


@dataclass(frozen=True, slots=True)
class _Applying:
    house: House
    upload: Upload
    kept: Kept
    holder: Holder
    consent: Consent
    decisions: Mapping[int, Decision]
    progress: Progress


async def apply_upload(
    house: House,
    upload_id: int,
    holder: Holder,
    consent: Consent,
    progress: Progress = nobody_watches,
    proposal: Proposal | None = None,
) -> Upload:
    """`proposal` is the one `plan_upload` gave; without it, or when somebody came in between, the file is planned
    again.

    Raises Stale "plan_changed" when that gives another plan, which is then the stored one; other Stale when it was
    applied, or somebody is at it. Raises Unfit for rows that stop it, for the brake, and where nobody was named.
    """
    async with house.unit() as unit:
        upload = await find_upload(unit, upload_id, holder)
        decisions = await read_decisions(unit, upload_id, consent)
        connection = await unit.take_pen()
        now = house.clock()
        if not await start_applying(connection, upload_id, now, untouched_since(now)):
            raise refusal_of(await load_upload(connection, upload_id), upload_id)
        upload = await find_upload(unit, upload_id, holder)
    try:
        async with Telling(house, upload_id, progress) as telling:
            async with house.unit() as unit:
                kept = await load_kept(unit.connection, upload)
            return await _apply(_Applying(house, upload, kept, holder, consent, decisions, telling), proposal)
    except BaseException:
        await asyncio.shield(_let_go(house, upload_id))
        raise


async def _apply(applying: _Applying, proposal: Proposal | None) -> Upload:
    upload = applying.upload
    made = None
    if proposal is not None and not applying.decisions and fingerprint(proposal.plan) == upload.fingerprint:
        made = Made(proposal, upload.fingerprint, applying.kept.rests_on)
    failed: frozenset[str] = frozenset()
    for attempt in range(ATTEMPTS):
        made = made or await _planned(applying, failed)
        require_consent(made.proposal.plan, applying.consent)
        if more := await copy_images(applying.house, made.proposal.images):
            failed |= more
            made = await _planned(applying, failed)
        try:
            return await _publish(applying, made)
        except Stale as stale:
            if stale.key not in OTHERS_CAME_FIRST or attempt == ATTEMPTS - 1:
                raise
        made = None
    raise AssertionError("the last attempt returned or raised")


async def _planned(applying: _Applying, failed_images: frozenset[str] = frozenset()) -> Made:
    """Raises Stale when it is no longer what was agreed to."""
    upload = applying.upload
    terms = Terms(upload.mode, applying.decisions)
    made = await make_plan(applying.house, applying.kept, terms, applying.progress, failed_images)
    if made.agreed != upload.fingerprint:
        await _keep_the_new_plan(applying, made)
        raise Stale("plan_changed", id=upload.id)
    return made


async def _publish(applying: _Applying, made: Made) -> Upload:
    """Publication and record in one transaction."""
    house, upload, plan = applying.house, applying.upload, made.proposal.plan
    async with house.unit() as unit:
        stamp = await apply_import(unit, made.proposal, applying.holder.label, applying.progress)
        applying.progress("store", 0, 1)
        connection = await unit.take_pen()
        counts = await count_uploads(connection)
        if any(counts.get(key) != seen for key, seen in made.rests_on.items()):
            raise Stale("upload_meanwhile", id=upload.id)
        import_id = None if stamp is None else await import_under(connection, stamp.number)
        applied = await set_applied(
            connection, upload.id, house.clock(), applying.consent, import_id, upload.fingerprint
        )
        if not applied:
            raise refusal_of(await load_upload(connection, upload.id), upload.id)
        if fingerprint(plan) != upload.fingerprint:  # rows were decided on, or images are missing: what was done stays
            await keep_plan(connection, upload.id, made, notes_of(upload))
        await raise_uploads(connection, sorted({revision.after.partner for revision in plan.revisions}))
        await _remember(connection, applying)
        done = await find_upload(unit, upload.id, applying.holder)
    applying.progress("store", 1, 1)
    return done


async def _remember(connection: Connection, applying: _Applying) -> None:
    """What was said beside this file, for the partner's next."""
    partner = applying.upload.partner
    if not partner:
        return
    before = await load_habits(connection, partner)
    after = replace(joined(applying.kept.beside, before), partner=partner, sheet="")
    if after != before:
        await save_habits(connection, partner, after, applying.house.clock())


async def _keep_the_new_plan(applying: _Applying, made: Made) -> None:
    """For the one who is told that it has changed, as it is before anybody decides on its rows."""
    house, upload = applying.house, applying.upload
    if fingerprint(made.proposal.plan) != made.agreed:
        made = await make_plan(house, applying.kept, Terms(upload.mode), applying.progress)
    async with house.database.writing() as connection:
        if not await set_planned(connection, upload.id, house.clock()):
            raise refusal_of(await load_upload(connection, upload.id), upload.id)
        await keep_plan(connection, upload.id, made, notes_of(upload))


async def _let_go(house: House, upload_id: int) -> None:
    """Its plan stands, to be applied again; where even this fails, its lease runs out."""
    with suppress(Exception):
        async with house.database.writing() as connection:
            await set_planned(connection, upload_id, house.clock())
