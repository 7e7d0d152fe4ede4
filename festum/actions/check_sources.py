"""Visiting the addresses that are due: fetched, planned and applied like any upload, by one process at a time.

What needs a person waits for one: rows to be asked about, and the brake. No transaction is held while somebody else's
server is waited for.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from festum.actions.apply_upload import apply_upload
from festum.actions.discard_upload import discard_upload
from festum.actions.house import House
from festum.actions.import_file import MOST_BYTES, Defaults
from festum.actions.plan_upload import Planned, Sending, plan_upload
from festum.domain.holder import Holder
from festum.domain.plan import Mode
from festum.domain.source import Outcome, Source, Visit, next_due
from festum.domain.upload import Consent
from festum.errors import FestumError, NotHere, NotReady, Stale, Unfit
from festum.fetching.answered import Fetched
from festum.store.programme import current_edition, load_editions
from festum.store.sources import claim, claim_due, finish, load_source, release

LEASE = timedelta(minutes=15)
"""Longer than fetching, planning and copying images may take together."""

ACCEPT = "text/calendar,text/csv;q=0.9,application/json;q=0.8,*/*;q=0.5"
SECONDS = 60.0

NOTHING_NEW = "source.nothing_new"

TURNS = 20
"""How often a source's file is planned again when others of its partner came first: of those that meet, one is through
at each turn."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`source` is as it is after the visit."""

    source: Source
    outcome: Outcome


async def check_due(house: House) -> AsyncIterator[Checked]:
    """One after the other, until none is due."""
    while True:
        async with house.database.writing() as connection:
            claimed = await claim_due(connection, house.clock(), LEASE)
        if claimed is None:
            return
        yield await _check(house, claimed)


async def check_source(house: House, source_id: int) -> Checked:
    """Now, whether it is due or not. Raises NotHere, and Stale where somebody is at it."""
    async with house.database.writing() as connection:
        if await load_source(connection, source_id) is None:
            raise NotHere("no_such_source", id=source_id)
        claimed = await claim(connection, source_id, house.clock(), LEASE)
    if claimed is None:
        raise Stale("source_under_way", id=source_id)
    return await _check(house, claimed)


async def _check(house: House, claimed: Source) -> Checked:
    """A refusal is an outcome; what nobody foresaw is one too, and then raised for whoever keeps the log."""
    try:
        visit, surprise = await _visited(house, claimed), None
    except FestumError as refusal:
        visit, surprise = _failed(claimed, Outcome(f"error.{refusal.key}", refusal.values)), None
    except Exception as error:
        visit, surprise = _failed(claimed, Outcome("error.inside")), error
    except BaseException:
        await asyncio.shield(_release(house, claimed))
        raise
    now = house.clock()
    visit = replace(visit, checked_at=now)
    due_at = next_due(now, claimed.every_hours, visit.failures)
    async with house.database.writing() as connection:
        await finish(connection, claimed, visit, due_at)
    if surprise is not None:
        raise surprise
    assert visit.outcome is not None
    return Checked(replace(claimed, visit=visit, due_at=due_at, lease_until=None), visit.outcome)


def _failed(claimed: Source, outcome: Outcome) -> Visit:
    return replace(claimed.visit, outcome=outcome, failures=claimed.visit.failures + 1)


async def _release(house: House, claimed: Source) -> None:
    with suppress(Exception):
        async with house.database.writing() as connection:
            await release(connection, claimed)


async def _visited(house: House, source: Source) -> Visit:
    before = source.visit
    async with house.unit() as unit:
        editions = await load_editions(unit.connection)
    edition = source.beside.edition or current_edition(editions.values())
    if edition is None:
        raise NotReady("no_edition_published")
    # Last year's bytes are new to this year's edition.
    known = before if _edition_seen(before) == edition else replace(before, etag="", last_modified="", digest="")
    fetched = await house.fetcher.fetch(
        source.url,
        most_bytes=MOST_BYTES,
        seconds=SECONDS,
        accept=ACCEPT,
        etag=known.etag,
        last_modified=known.last_modified,
    )
    digest = known.digest if fetched.unchanged else sha256(fetched.content).hexdigest()
    seen = Visit(
        etag=fetched.etag or (known.etag if fetched.unchanged else ""),
        last_modified=fetched.last_modified or (known.last_modified if fetched.unchanged else ""),
        digest=digest,
        upload_id=before.upload_id,
        outcome=Outcome(NOTHING_NEW, {"edition": edition}),
    )
    if fetched.unchanged or digest == known.digest:
        return _still(before, seen)
    return await _imported(house, source, fetched, seen, edition)


def _still(before: Visit, seen: Visit) -> Visit:
    """What waits for a person goes on waiting, and is said again."""
    waits = before.outcome is not None and before.outcome.key in WAITING
    return replace(seen, outcome=before.outcome) if waits else seen


WAITING = frozenset({"source.asks", "source.brakes"})


def _edition_seen(visit: Visit) -> object:
    return None if visit.outcome is None else visit.outcome.values.get("edition")


async def _imported(house: House, source: Source, fetched: Fetched, seen: Visit, edition: int) -> Visit:
    """Nobody has agreed to one plan rather than another: when it changed meanwhile, the new one is applied."""
    for attempt in range(TURNS):
        try:
            return await _taken(house, source, fetched, seen, edition)
        except Stale as stale:
            if stale.key != "plan_changed" or attempt == TURNS - 1:
                raise
    raise AssertionError("the last attempt returned or raised")


async def _taken(house: House, source: Source, fetched: Fetched, seen: Visit, edition: int) -> Visit:
    holder = Holder(f"source {source.id}", source.partner)
    said = source.beside
    defaults = Defaults(edition, source.partner, said.insee_code, said.languages, said.mapping, said.sheet)
    sending = Sending(fetched.content, fetched.file_name, defaults, source.mode, source.url)
    planned = await plan_upload(house, sending, holder)
    if source.visit.upload_id is not None:  # what still waited there is overtaken by this
        with suppress(NotHere, Stale, Unfit):
            await discard_upload(house, source.visit.upload_id, holder)
    upload, plan = planned.upload, planned.proposal.plan
    seen = replace(seen, upload_id=upload.id)
    if upload.stopped:
        stops = sum(row.stops for row in plan.rows)
        return replace(seen, outcome=Outcome("source.asks", _values(upload.id, edition, rows=stops)))
    if upload.brake is not None:
        values = _values(upload.id, edition, withdrawn=upload.brake.withdrawn, of=upload.brake.of)
        return replace(seen, outcome=Outcome("source.brakes", values))
    if not plan.revisions:
        await discard_upload(house, upload.id, holder)
        return replace(seen, upload_id=None)
    return await _applied(house, planned, holder, seen, edition)


async def _applied(house: House, planned: Planned, holder: Holder, seen: Visit, edition: int) -> Visit:
    """Raises what applying raises; then the next visit begins anew."""
    try:
        upload = await apply_upload(house, planned.upload.id, holder, Consent({}), proposal=planned.proposal)
    except FestumError:
        with suppress(FestumError):
            await discard_upload(house, planned.upload.id, holder)
        raise
    counts = upload.counts or {}
    verdicts = ("create", "update", "moved", *(("missing",) if upload.mode is Mode.REPLACE else ()))
    touched = sum(counts.get(verdict, 0) for verdict in verdicts)
    return replace(seen, outcome=Outcome("source.applied", _values(upload.id, edition, rows=touched)))


def _values(upload_id: int, edition: int, **more: int) -> dict[str, str | int]:
    return {"id": upload_id, "edition": edition, **more}
