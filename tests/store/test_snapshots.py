"""A snapshot is the whole event: what is built from it again equals what is stored."""

import json
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from festum.actions.house import House
from festum.actions.revise import delete_occurrence, revise_event, revise_occurrence
from festum.domain.admission import Admission
from festum.domain.event import Details, Event, Occurrence, State
from festum.domain.gazetteer import Gazetteer
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.store import tables as t
from festum.store.snapshots import snapshot
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
    kept = row.snapshot
    details = kept["details"]
    fields_of: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in details.items()
    }
    fields_of |= {name: Texts.of(details[name]) for name in ("titles", "descriptions")}
    fields_of["admission"] = Admission(details["admission"])
    return Event(
        id=row.event_id,
        edition=kept["edition"],
        partner=kept["partner"],
        event_key=kept["event_key"],
        details=Details(**fields_of),
        occurrences=tuple(occurrence(one, gazetteer) for one in kept["occurrences"]),
        version=row.version,
        locks=tuple(kept["locks"]),
    )


def occurrence(kept: dict[str, Any], gazetteer: Gazetteer) -> Occurrence:
    place = kept.pop("venue")
    when = When(
        datetime.fromisoformat(kept.pop("start")),
        datetime.fromisoformat(end) if (end := kept.pop("end")) else None,
        kept.pop("all_day"),
        kept.pop("time_text"),
    )
    venue = place and Venue(
        place["name"],
        place["address"],
        place["postcode"],
        gazetteer.commune(place["insee_code"]) if place["insee_code"] else None,
        Point(*place["point"]) if place["point"] else None,
        place["precision"] and Precision(place["precision"]),
        place["provenance"] and Provenance(place["provenance"]),
    )
    return Occurrence(
        **{
            **kept,
            "when": when,
            "venue": venue,
            "modified": datetime.fromisoformat(kept["modified"]),
            "state": State(kept["state"]),
            "locks": tuple(kept["locks"]),
        }
    )


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
        await revise_occurrence(unit, uids[0], ADMIN, lambda o: replace(o, notice="Corrected", status="postponed"))
    async with small.unit() as unit:
        await delete_occurrence(unit, uids[1], ADMIN)
    stored = await events_by_key(small)
    assert await latest_versions(small) == stored
    full = stored["ple"]
    untold = {f.name for f in fields(Details) if not getattr(full.details, f.name)}
    untold |= {f.name for o in full.occurrences[:1] for f in fields(Occurrence) if not getattr(o, f.name)}
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
