"""Planning an upload: the file is kept with the plan made of it, until somebody applies or discards it."""

import asyncio
from dataclasses import dataclass, replace
from hashlib import sha256

from festum.actions.find_uploads import find_upload, refusal_of
from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal
from festum.actions.keep_plan import Kept, Made, as_beside, keep_plan, load_kept, make_plan, notes_of, pack
from festum.actions.keys import require_reach
from festum.actions.leases import untouched_since
from festum.actions.publish import Progress, nobody_watches
from festum.actions.telling import Telling
from festum.clock import festival_day
from festum.domain.beside import Beside, joined, recalled, still_said
from festum.domain.holder import Holder
from festum.domain.plan import Mode, Terms
from festum.domain.upload import Failure, Upload, UploadState
from festum.errors import FestumError, NotHere, Problem
from festum.store.database import Connection
from festum.store.habits import load_habits
from festum.store.programme import current_edition, load_editions, load_partners
from festum.store.upload_states import set_failed, set_planned, start_planning
from festum.store.uploads import Sent, insert_upload, load_upload, save_said


@dataclass(frozen=True, slots=True)
class Sending:
    """A file and what is said beside it. `source` is the address it was fetched from."""

    content: bytes
    file_name: str
    defaults: Defaults
    mode: Mode = Mode.MERGE
    source: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """`proposal` is what may be applied without planning again, as long as nobody came in between."""

    upload: Upload
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Rethinking:
    """What is said anew; what is empty here stays as it was said, a mapping by heading."""

    defaults: Defaults = Defaults()  # noqa: RUF009 - frozen
    mode: Mode | None = None


async def plan_upload(house: House, sending: Sending, holder: Holder, progress: Progress = nobody_watches) -> Planned:
    """Nothing is kept of a file in which nothing can be read: raises Unreadable.

    Raises NotYours for another's programme, NotHere for an edition or a partner that does not exist.
    """
    beside, notes = await _said(house, sending.defaults, holder)
    packed = await pack(sending.content)
    kept = Kept(packed, sending.file_name, beside, {})
    made = await make_plan(house, kept, Terms(sending.mode), progress, content=sending.content)
    async with house.database.writing() as connection:
        upload_id = await insert_upload(connection, _sent(house, sending, holder, beside, notes, packed))
        upload = await _keep(house, connection, upload_id, made, notes)
    return Planned(upload, made.proposal)


async def begin_upload(house: House, sending: Sending, holder: Holder) -> Upload:
    """Kept at once, and read by whoever goes on with it. Raises as `plan_upload`, apart from what is in the file."""
    beside, notes = await _said(house, sending.defaults, holder)
    packed = await pack(sending.content)
    async with house.database.writing() as connection:
        upload_id = await insert_upload(connection, _sent(house, sending, holder, beside, notes, packed))
        return await _stored(connection, upload_id)


async def go_on_planning(house: House, upload_id: int, progress: Progress = nobody_watches) -> Upload:
    """What was begun. A refusal is kept for those who ask: nobody waits for this."""
    async with house.unit() as unit:
        upload = await _stored(unit.connection, upload_id)
        if upload.state is not UploadState.PLANNING:
            raise refusal_of(upload, upload_id)
        kept = await load_kept(unit.connection, upload)
    try:
        async with Telling(house, upload_id, progress) as telling:
            made = await make_plan(house, kept, Terms(upload.mode), telling)
    except FestumError as refusal:
        return await _failed(house, upload_id, Failure(refusal.key, refusal.values))
    except BaseException:
        await asyncio.shield(_failed(house, upload_id, INTERRUPTED))
        raise
    async with house.database.writing() as connection:
        return await _keep(house, connection, upload_id, made, notes_of(upload))


INTERRUPTED = Failure("interrupted", {})


async def plan_again(house: House, upload_id: int, holder: Holder, anew: Rethinking) -> Upload:
    """The same bytes, read otherwise. Raises as `plan_upload`, and then the plan before stands; and Stale when it was
    applied or somebody is at it."""
    said = as_beside(anew.defaults)
    async with house.unit() as unit:
        upload = await find_upload(unit, upload_id, holder)
        await _require_partner(unit.connection, said.partner or upload.partner, holder)
        connection = await unit.take_pen()
        upload = await find_upload(unit, upload_id, holder)  # what another has said anew meanwhile is kept, too
        now = house.clock()
        if not await start_planning(connection, upload_id, now, untouched_since(now)):
            raise refusal_of(upload, upload_id)
        kept = await load_kept(connection, upload)
        beside = joined(said, kept.beside)
    mode = anew.mode or upload.mode
    notes = still_said(upload.problems, said)
    try:
        async with Telling(house, upload_id, nobody_watches) as telling:
            made = await make_plan(house, replace(kept, beside=beside), Terms(mode), telling)
        async with house.database.writing() as connection:
            await save_said(connection, upload_id, beside, mode, notes)
            return await _keep(house, connection, upload_id, made, notes)
    except BaseException:
        await asyncio.shield(_as_before(house, upload))
        raise


async def _said(house: House, defaults: Defaults, holder: Holder) -> tuple[Beside, tuple[Problem, ...]]:
    """What holds for the file: what is said now, and what its partner said last time."""
    said = as_beside(defaults)
    if holder.partner is not None:
        said = replace(said, partner=said.partner or holder.partner)
    async with house.unit() as unit:
        await _require_partner(unit.connection, said.partner, holder)
        habits = await load_habits(unit.connection, said.partner)
        editions = (await load_editions(unit.connection)).values()
    today = festival_day(house.clock())

    def name(insee_code: str) -> str:
        commune = house.gazetteer.commune(insee_code)
        return commune.name if commune else insee_code

    return recalled(said, habits, editions, current_edition(editions), today, name)


async def _require_partner(connection: Connection, partner: str, holder: Holder) -> None:
    require_reach(holder, partner)
    if partner and partner not in await load_partners(connection):
        raise NotHere("no_such_partner", partner=partner)


def _sent(
    house: House, sending: Sending, holder: Holder, beside: Beside, notes: tuple[Problem, ...], packed: bytes
) -> Sent:
    return Sent(
        beside=beside,
        actor=holder.label,
        made_at=house.clock(),
        file_name=sending.file_name,
        digest=sha256(sending.content).hexdigest(),
        size=len(sending.content),
        source=sending.source,
        mode=sending.mode,
        packed=packed,
        notes=notes,
    )


async def _keep(house: House, connection: Connection, upload_id: int, made: Made, notes: tuple[Problem, ...]) -> Upload:
    if not await set_planned(connection, upload_id, house.clock()):
        raise refusal_of(await load_upload(connection, upload_id), upload_id)
    await keep_plan(connection, upload_id, made, notes)
    return await _stored(connection, upload_id)


async def _stored(connection: Connection, upload_id: int) -> Upload:
    upload = await load_upload(connection, upload_id)
    if upload is None:
        raise NotHere("no_such_import", id=upload_id)
    return upload


async def _failed(house: House, upload_id: int, failure: Failure) -> Upload:
    async with house.database.writing() as connection:
        await set_failed(connection, upload_id, failure)
        return await _stored(connection, upload_id)


async def _as_before(house: House, upload: Upload) -> None:
    async with house.database.writing() as connection:
        if upload.failure is not None:
            await set_failed(connection, upload.id, upload.failure)
        else:
            await set_planned(connection, upload.id, house.clock())
