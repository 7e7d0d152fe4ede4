"""Publishing: stamps, bytes, venues shared by several events."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from festum.actions.house import House
from festum.actions.import_file import Defaults, apply_import, plan_import
from festum.actions.publish import publish
from festum.actions.revise import revise_occurrence
from festum.domain.event import Occurrence
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.plan import Revision
from festum.errors import Stale
from festum.store import tables as t
from festum.store.revision import read_revision
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, HALLE, ROWS, csv_of, dump, events_by_key, names_by_uid, revision_of

ADMIN = Holder("test", None)
PIN = {"latitude": "43.733100", "longitude": "3.317200"}
PINNED = Point(43.7331, 3.3172)
DOS_1 = next(row for row in ROWS if row["event_key"] == "dos")


async def bodies(house: House) -> dict[str, bytes]:
    names = await names_by_uid(house)
    f = t.fragments.c
    async with house.database.reading() as connection:
        return {names[row.uid]: row.body for row in await connection.execute(select(f.uid, f.body))}


async def test_nothing_to_change_is_no_revision(small: House) -> None:
    before = await dump(small)
    bal = (await events_by_key(small))["bal"]
    async with small.unit() as unit:
        assert await publish(unit, [Revision(bal, bal)], actor="test", action="test") is None
        assert await publish(unit, [], actor="test", action="test") is None
    assert await dump(small) == before


async def test_a_change_raises_the_sequence_of_every_date_and_draws_them_again(small: House, clock: TestClock) -> None:
    before, drawn = await events_by_key(small), await bodies(small)
    clock.advance(hours=1)
    await load_csv(small, csv_of([{**DOS_1, "title": "Deux dates !"}]))
    after, redrawn = await events_by_key(small), await bodies(small)
    assert [(o.sequence, o.modified) for o in after["dos"].occurrences] == [(1, clock())] * 2
    assert {name for name in drawn if drawn[name] != redrawn[name]} == {"dos1", "dos2"}
    assert {key for key in before if before[key] != after[key]} == {"dos"}
    assert b"SUMMARY:Deux dates !" in redrawn["dos2"]


async def test_a_date_changed_alone_leaves_the_others_as_they_were_told(small: House, clock: TestClock) -> None:
    before = (await events_by_key(small))["dos"]
    clock.advance(hours=1)
    await load_csv(small, csv_of([{**DOS_1, "start": "2018-06-01T11:00"}]))
    after = (await events_by_key(small))["dos"]
    assert after.occurrences[1] == before.occurrences[1]
    assert (after.occurrences[0].sequence, after.occurrences[0].modified) == (1, clock())


async def test_a_pin_reaches_every_event_at_that_venue_without_a_new_sequence(small: House, clock: TestClock) -> None:
    before, drawn = await events_by_key(small), await bodies(small)
    clock.advance(hours=1)
    await load_csv(small, csv_of([{**BAL, **PIN}]))
    after, redrawn = await events_by_key(small), await bodies(small)
    moved = {
        key: [(o.sequence, o.modified, o.venue and o.venue.point) for o in after[key].occurrences]
        for key in after
        if before[key] != after[key]
    }
    second = after["dos"].occurrences[1]
    assert second == before["dos"].occurrences[1]
    assert moved == {
        "bal": [(0, clock(), PINNED)],
        "futur": [(0, clock(), PINNED)],
        "dos": [(0, clock(), PINNED), (0, second.modified, second.venue and second.venue.point)],
    }
    assert {name for name in drawn if drawn[name] != redrawn[name]} == {"bal", "dos1", "futur"}
    assert all(b"GEO:43.733100;3.317200" in redrawn[name] for name in ("bal", "dos1", "futur"))


TWICE = [{**DOS_1, "occurrence_key": n, "start": f"2018-06-0{n}T10:00"} for n in "123"]


async def test_a_pin_given_with_one_date_reaches_the_dates_of_the_event_the_file_leaves_out(
    small: House, clock: TestClock
) -> None:
    await load_csv(small, csv_of([{**row, **HALLE} for row in TWICE]))
    for line in (0, 1, 2):  # whichever it is
        clock.advance(hours=1)
        point = {"latitude": f"43.7{line + 1}", "longitude": "3.3"}
        partial = csv_of([{**TWICE[line], **HALLE, **point}])
        async with small.database.writing() as connection:  # a point of lesser rank: the file's wins
            await connection.execute(t.venues.update().where(t.venues.c.name == "Halle").values(provenance="gazetteer"))
        await load_csv(small, partial)
        dos = (await events_by_key(small))["dos"]
        assert {o.venue and o.venue.point for o in dos.occurrences} == {Point(float(point["latitude"]), 3.3)}
        assert {o.modified for o in dos.occurrences} == {clock()}
        before = await dump(small)
        await load_csv(small, partial)
        assert await dump(small) == before


async def test_an_editor_who_pins_one_date_pins_the_venue_of_all(small: House, clock: TestClock) -> None:
    await load_csv(small, csv_of([{**row, **HALLE} for row in TWICE]))
    clock.advance(hours=1)
    dos = (await events_by_key(small))["dos"]

    def pin(occurrence: Occurrence) -> Occurrence:
        assert occurrence.venue is not None
        point = {"point": PINNED, "precision": Precision.HOUSENUMBER, "provenance": Provenance.HUMAN}
        return replace(occurrence, venue=replace(occurrence.venue, **point))  # type: ignore[arg-type]

    async with small.unit() as unit:
        await revise_occurrence(unit, dos.occurrences[0].uid, ADMIN, pin)
    events = await events_by_key(small)
    stored = {key: [(o.venue and o.venue.point, o.modified) for o in events[key].occurrences] for key in ("dos", "bal")}
    assert stored == {"dos": [(PINNED, clock())] * 3, "bal": [(PINNED, clock())]}
    assert [b"GEO:43.733100;3.317200" in body for name, body in (await bodies(small)).items() if "dos" in name] == [
        True
    ] * 3


async def test_an_event_that_comes_to_a_venue_while_it_is_pinned_makes_the_pin_be_decided_again(small: House) -> None:
    newcomer = csv_of([{**BAL, "event_key": "nouvenut", "title": "Nouvenguda"}])
    tries = 0

    async def pin(unit) -> None:  # type: ignore[no-untyped-def]
        nonlocal tries
        tries += 1
        proposal = await plan_import(unit, csv_of([{**BAL, **PIN}]), "pin.csv", Defaults())
        if tries == 1:
            await load_csv(small, newcomer)
        await apply_import(unit, proposal, "test")

    await small.change(pin)
    nouvenut = (await events_by_key(small))["nouvenut"]
    assert (tries, nouvenut.occurrences[0].venue and nouvenut.occurrences[0].venue.point) == (2, PINNED)
    assert b"GEO:43.733100;3.317200" in (await bodies(small))["nouvenut"]


async def test_the_stamps_of_a_write_never_pass_the_second_of_its_revision(small: House) -> None:
    for number in range(3):  # all in one second of the clock
        await load_csv(small, csv_of([{**BAL, "title": f"Bal {number}"}]))
    bal, revision = (await events_by_key(small))["bal"], await revision_of(small)
    assert bal.occurrences[0].modified is not None
    assert bal.occurrences[0].sequence == 3
    assert bal.occurrences[0].modified <= revision.at


async def test_every_stored_fragment_is_of_the_state_that_is_stored(small: House, clock: TestClock) -> None:
    for change in ({"title": "Autre"}, PIN, {"start": "2018-06-23T20:00"}, {"status": "cancelled"}, {"venue": "Salle"}):
        clock.advance(minutes=1)
        await load_csv(small, csv_of([{**BAL, **change}]))
    o, f = t.occurrences.c, t.fragments.c
    query = select(o.uid, o.modified, f.modified.label("drawn")).select_from(t.occurrences.join(t.fragments))
    async with small.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    assert len(rows) == len(ROWS)
    assert [row for row in rows if row.modified != row.drawn] == []


async def test_a_venue_renamed_by_an_editor_is_told_to_the_neighbours_with_a_new_sequence(
    small: House, clock: TestClock
) -> None:
    events = await events_by_key(small)
    clock.advance(hours=1)

    def respell(occurrence: Occurrence) -> Occurrence:
        assert isinstance(occurrence.venue, Venue)
        return replace(occurrence, venue=replace(occurrence.venue, name="La Halle".replace("La ", "").upper()))

    async with small.unit() as unit:
        await revise_occurrence(unit, events["bal"].occurrences[0].uid, ADMIN, respell)
    after = await events_by_key(small)
    assert {
        key: [(o.sequence, o.modified == clock()) for o in after[key].occurrences]
        for key in after
        if after[key] != events[key]
    } == {"bal": [(1, True)], "futur": [(1, True)], "dos": [(1, True), (0, False)]}
    assert timedelta(0) == clock() - (after["bal"].occurrences[0].modified or clock())


async def test_somebody_else_s_change_refuses_the_whole_publication(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    await load_csv(small, csv_of([{**BAL, "title": "Quicker"}]))
    before = await dump(small)
    changed = Revision(bal, replace(bal, details=replace(bal.details, price="9 €")))
    with pytest.raises(Stale) as refusal:
        async with small.unit() as unit:
            await publish(unit, [changed], actor="test", action="test")
    assert refusal.value.values == {"event": bal.id}
    assert await dump(small) == before


async def test_a_partner_renamed_while_its_event_was_drawn_has_it_decided_again(small: House) -> None:
    async with small.unit() as unit:
        bal = (await events_by_key(small))["bal"]
        changed = Revision(bal, replace(bal, details=replace(bal.details, price="9 €")))
        await read_revision(unit.connection)  # from here on the unit sees this snapshot
        async with small.unit() as other:
            connection = await other.take_pen()
            await connection.execute(t.partners.update().where(t.partners.c.key == "cercle").values(name="Lo Cercle"))
        before = await dump(small)
        with pytest.raises(Stale) as refusal:
            await publish(unit, [changed], actor="test", action="test")
    assert (refusal.value.key, refusal.value.values) == ("partner_changed_meanwhile", {"partner": "cercle"})
    assert await dump(small) == before
