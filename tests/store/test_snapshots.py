"""A snapshot is the whole event: what is built from it again equals what is stored."""

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from festum.actions.house import House
from festum.actions.revise import delete_occurrence, revise_event, revise_occurrence
from festum.domain.event import Details, Event, Occurrence
from festum.domain.gazetteer import Gazetteer
from festum.domain.holder import Holder
from festum.store import tables as t
from festum.store.snapshots import event_of, load_version, snapshot
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, events_by_key

ADMIN = Holder("test", None)
FULL = {
    **BAL, "event_key": "ple", "occurrence_key": "1", "title_ca": "Ple", "title_en": "Full",
    "description": "Deux\nlignes",
    "description_oc": "Doas", "time_text": "à la nuit tombée", "address": "1 rue Neuve", "postcode": "34700",
    "latitude": "43,7331", "longitude": "3.3172", "organiser": "Calandreta|Mairie", "booking": "04 00 00 00 00",
    "access": "plain-pied", "url": "https://a.example/x", "image": "https://a.example/x.jpg", "notice": "Attention",
    "status": "full", "source": "synthetic", "flags": "children|meal",
}  # fmt: skip


def rebuilt(row: Any, gazetteer: Gazetteer) -> Event:
    return event_of(row.snapshot, gazetteer, row.event_id, row.version)


def later(occurrence: Occurrence) -> Occurrence:
    when = replace(occurrence.when, start=occurrence.when.start + timedelta(minutes=5))
    return replace(occurrence, notice="Corrected", status="postponed", when=when)


async def latest_versions(house: House) -> dict[str, Event]:
    async with house.database.reading() as connection:
        rows = (await connection.execute(select(t.versions).order_by(t.versions.c.version))).all()
    return {event.event_key: event for event in (rebuilt(row, house.gazetteer) for row in rows)}


async def test_the_latest_version_of_every_event_is_the_event(small: House) -> None:
    await load_csv(small, csv_of([FULL, {**FULL, "occurrence_key": "2", "start": "2018-06-24", "end": "2018-06-26"}]))
    events = await events_by_key(small)
    uids = [o.uid for o in events["ple"].occurrences]
    async with small.unit() as unit:
        await revise_event(unit, events["ple"].id, ADMIN, lambda e: replace(e, details=replace(e.details, price="5 €")))
    async with small.unit() as unit:
        await revise_occurrence(unit, uids[0], ADMIN, later)
    async with small.unit() as unit:
        await delete_occurrence(unit, uids[1], ADMIN)
    stored = await events_by_key(small)
    assert await latest_versions(small) == stored
    full = stored["ple"]
    untold = {f.name for f in fields(Details) if not getattr(full.details, f.name)}
    untold |= {f.name for f in fields(Occurrence) if not any(getattr(o, f.name) for o in full.occurrences)}
    assert untold == set()  # nothing is compared while it is empty


async def test_every_version_is_kept_with_who_when_and_why(small: House) -> None:
    events = await events_by_key(small)
    async with small.unit() as unit:
        await revise_event(unit, events["bal"].id, ADMIN, lambda e: replace(e, details=replace(e.details, price="5 €")))
    query = select(t.versions).where(t.versions.c.event_id == events["bal"].id).order_by(t.versions.c.version)
    async with small.database.reading() as connection:
        rows = (await connection.execute(query)).all()
        state = (await connection.execute(select(t.state))).one()
    assert [(row.version, row.actor, row.action, row.import_id) for row in rows] == [
        (1, "test", "import", 1),
        (2, "test", "revise", None),
    ]
    assert (rows[1].revision, rows[1].at) == (state.revision, state.revised_at)
    assert [rebuilt(row, small.gazetteer).details.price for row in rows] == ["gratuit", "5 €"]


async def test_a_snapshot_is_plain_json(small: House) -> None:
    for event in (await events_by_key(small)).values():
        assert json.loads(json.dumps(snapshot(event))) == snapshot(event)


async def test_a_version_is_loaded_as_it_was_and_one_that_never_was_is_none(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    async with small.unit() as unit:
        await revise_event(unit, bal.id, ADMIN, lambda e: replace(e, details=replace(e.details, price="5 €")))
    async with small.database.reading() as connection:
        found = [await load_version(connection, small.gazetteer, bal.id, version) for version in (1, 3)]
        assert await load_version(connection, small.gazetteer, "no-such", 1) is None
    assert found == [bal, None]


async def test_a_snapshot_of_the_first_release_is_still_read(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    kept = snapshot(bal)
    for one in kept["occurrences"]:
        del one["previous_start"]
    assert event_of(kept, small.gazetteer, bal.id, bal.version) == bal
