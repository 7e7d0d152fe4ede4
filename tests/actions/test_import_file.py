"""Uploads: a plan moves nothing, a file sent twice changes nothing, a plan gone stale is refused."""

from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import select

from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, apply_import, plan_import
from festum.actions.revise import delete_event, delete_occurrence, revise_event, revise_occurrence
from festum.domain.event import Event, State
from festum.domain.holder import Holder
from festum.errors import NotHere, Unreadable
from festum.store import tables as t
from tests.conftest import DATA, TestClock, load_csv
from tests.store.small import BAL, ROWS, Row, csv_of, dump, events_by_key, revision_of

ADMIN = Holder("test", None)
NOTHING_SAID = Defaults()
SENS = next(row for row in ROWS if row["event_key"] == "sens")


async def planned(house: House, *rows: Row, defaults: Defaults = NOTHING_SAID) -> Proposal:
    async with house.unit() as unit:
        return await plan_import(unit, csv_of(rows), "file.csv", defaults)


async def applied(house: House, *rows: Row, defaults: Defaults = NOTHING_SAID) -> Proposal:
    """Whatever the plan says: the good rows."""
    async with house.unit() as unit:
        proposal = await plan_import(unit, csv_of(rows), "file.csv", defaults)
        await apply_import(unit, proposal, "partner")
    return proposal


def verdicts(proposal: Proposal) -> list[tuple[int | None, str]]:
    return [(row.line, str(row.verdict)) for row in proposal.plan.rows]


async def test_a_plan_changes_nothing(small: House) -> None:
    before = await dump(small)
    proposal = await planned(small, {**BAL, "title": "Autre"}, {**BAL, "event_key": "nou"})
    assert (await dump(small), proposal.plan.counts) == (before, {"create": 1, "update": 1, "missing": 4})


async def test_the_same_file_twice_changes_no_byte_of_any_table(small: House, clock: TestClock) -> None:
    before = await dump(small)
    clock.advance(hours=1)
    proposal = await applied(small, *ROWS)
    assert (proposal.plan.counts, await dump(small)) == ({"unchanged": len(ROWS)}, before)


async def test_the_same_file_without_keys_twice_changes_nothing(small: House, clock: TestClock) -> None:
    nameless = [{k: v for k, v in row.items() if not k.endswith("_key")} for row in ROWS]
    await applied(small, *nameless)
    before = await dump(small)
    clock.advance(hours=1)
    await applied(small, *nameless)
    await applied(small, *reversed(nameless))
    assert await dump(small) == before


async def test_the_whole_programme_twice_changes_nothing(demonstration: House, clock: TestClock) -> None:
    before = await dump(demonstration)
    assert len(before["occurrences"]) == 500
    clock.advance(hours=1)
    await load_csv(demonstration, (DATA / "events.csv").read_bytes())
    assert await dump(demonstration) == before


async def test_an_upload_leaves_its_record(small: House, clock: TestClock) -> None:
    clock.advance(hours=1)
    row = {**BAL, "title": "Autre"}
    await applied(small, row)
    async with small.database.reading() as connection:
        record = (await connection.execute(select(t.imports).order_by(t.imports.c.id.desc()))).first()
    stamp = await revision_of(small)
    assert record is not None
    assert tuple(record)[1:] == (
        clock(), "partner", "file.csv", sha256(csv_of([row])).hexdigest(), {"update": 1, "missing": 4}, stamp.number
    )  # fmt: skip


BAD = [
    ({**BAL, "start": "tomorrow"}, "refused"),
    ({**BAL, "commune": "Nulle-Part", "insee_code": ""}, "refused"),
    ({**BAL, "commune": "Barjac", "insee_code": ""}, "ask"),
    ({**BAL, "edition": "2031"}, "refused"),
    ({**BAL, "partner": "cerlce"}, "refused"),
    ({**BAL, "languages": "oc|klingon"}, "refused"),
    ({**SENS, "title": "Encore"}, "duplicate"),
]


@pytest.mark.parametrize(("bad", "verdict"), BAD)
async def test_a_row_that_is_not_good_stops_the_file_and_partial_leaves_it_out(
    small: House, bad: Row, verdict: str
) -> None:
    before = await events_by_key(small)
    good = {**SENS, "title": "Bon"}
    stopped = await planned(small, good, bad)
    assert (stopped.plan.stopped, verdicts(stopped)[:2]) == (True, [(2, "update"), (3, verdict)])
    assert await events_by_key(small) == before
    await applied(small, good, bad)
    after = await events_by_key(small)
    assert [key for key in after if after[key] != before[key]] == ["sens"]
    assert after["sens"].details.titles.get("fr") == "Bon"


async def test_nothing_readable_or_unknown_defaults_are_refused(small: House) -> None:
    async with small.unit() as unit:
        for content in (b"", b"\x00\x01", b"nom;prenom\nx;y\n"):
            with pytest.raises(Unreadable):
                await plan_import(unit, content, "x.csv", Defaults())
        for defaults, key in ((Defaults(2031), "no_such_edition"), (Defaults(None, "nobody"), "no_such_partner")):
            with pytest.raises(NotHere) as refusal:
                await plan_import(unit, csv_of([BAL]), "x.csv", defaults)
            assert refusal.value.key == key


async def test_defaults_fill_empty_cells_and_a_partner_uploads_for_itself_alone(small: House) -> None:
    bare = {k: v for k, v in BAL.items() if k not in ("edition", "partner")}
    other = {**bare, "edition": "2017", "partner": "mairie", "event_key": "autre"}
    proposal = await planned(small, bare, other, defaults=Defaults(2018, "cercle"))
    assert verdicts(proposal)[:2] == [(2, "unchanged"), (3, "refused")]
    assert [p.key for p in proposal.plan.rows[1].problems if p.level == "error"] == ["partner_not_yours"]


MOVES = [
    ({"start": "2018-06-23T22:00"}, "update"),
    ({"start": "2018-06-24T21:00", "end": ""}, "moved"),
    ({"venue": "Salle"}, "moved"),
    ({"status": "cancelled"}, "update"),
    ({"notice": "Sous la halle"}, "update"),
    ({"title_oc": "Lo balèti"}, "update"),
    ({"price": "5 €"}, "update"),
]


@pytest.mark.parametrize(("change", "verdict"), MOVES)
async def test_a_change_keeps_the_identity_and_raises_the_sequence_there_and_back(
    small: House, clock: TestClock, change: Row, verdict: str
) -> None:
    before = (await events_by_key(small))["bal"]
    for sequence, row in ((1, {**BAL, **change}), (2, BAL)):
        clock.advance(hours=1)
        proposal = await applied(small, row)
        after = (await events_by_key(small))["bal"]
        assert verdicts(proposal)[0] == (2, verdict)
        assert [(o.uid, o.sequence, o.modified) for o in after.occurrences] == [
            (before.occurrences[0].uid, sequence, clock())
        ]
    assert (after.details, after.version) == (before.details, 3)
    assert (
        replace(after.occurrences[0], sequence=0, modified=before.occurrences[0].modified, previous_start=None)
        == before.occurrences[0]
    )


async def test_what_a_file_leaves_out_is_reported_and_left_alone(small: House) -> None:
    before = await dump(small)
    proposal = await applied(small, BAL)
    assert (proposal.plan.counts, await dump(small)) == ({"unchanged": 1, "missing": 4}, before)


async def test_what_an_editor_deleted_does_not_come_back_with_the_file(small: House) -> None:
    events = await events_by_key(small)
    async with small.unit() as unit:
        await delete_event(unit, events["bal"].id, ADMIN)
    async with small.unit() as unit:
        await delete_occurrence(unit, events["dos"].occurrences[0].uid, ADMIN)
    before = await dump(small)
    proposal = await applied(
        small, *[{**row, "title": "Autre"} for row in ROWS if row["event_key"] == "bal"], *ROWS[1:]
    )
    assert verdicts(proposal)[0] == (2, "ignored")
    assert (proposal.plan.counts, await dump(small)) == ({"unchanged": 7, "ignored": 2}, before)
    states = [o.state for o in (await events_by_key(small))["dos"].occurrences]
    assert states == [State.TOMBSTONE, State.LIVE]


async def test_what_an_editor_corrected_survives_the_next_upload(small: House, clock: TestClock) -> None:
    bal = (await events_by_key(small))["bal"]

    def correct(event: Event) -> Event:
        return replace(event, details=replace(event.details, price="5 €", booking="Sur place"))

    async with small.unit() as unit:
        await revise_event(unit, bal.id, ADMIN, correct)
    async with small.unit() as unit:
        await revise_occurrence(unit, bal.occurrences[0].uid, ADMIN, lambda o: replace(o, notice="Sous la halle"))
    corrected = (await events_by_key(small))["bal"]
    clock.advance(hours=1)
    proposal = await applied(small, {**BAL, "notice": "Dehors", "access": "Plain-pied"})
    after = (await events_by_key(small))["bal"]
    assert (after.details, after.occurrences[0].notice) == (
        replace(corrected.details, access="Plain-pied"),
        "Sous la halle",
    )
    assert {p.column for p in proposal.plan.rows[0].problems if p.key == "field_locked"} == {
        "price",
        "booking",
        "notice",
    }
    before = await dump(small)
    await applied(small, {**BAL, "notice": "Dehors", "access": "Plain-pied"})
    assert await dump(small) == before


async def test_a_corrected_price_and_what_was_read_from_it_are_locked_together(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    paid = replace(bal.details, price="gratuit pour tous")  # free before, free after
    async with small.unit() as unit:
        await revise_event(unit, bal.id, ADMIN, lambda event: replace(event, details=paid))
    await applied(small, {**BAL, "price": "10 €"})
    after = (await events_by_key(small))["bal"].details
    assert (after.price, after.admission) == ("gratuit pour tous", "free")


async def test_progress_is_told_from_the_first_row_to_the_last(small: House) -> None:
    told: list[tuple[str, int, int]] = []
    async with small.unit() as unit:
        proposal = await plan_import(
            unit,
            csv_of([{**BAL, "event_key": f"e{n}"} for n in range(250)]),
            "x",
            Defaults(),
            lambda *x: told.append(x),
        )
        await apply_import(unit, proposal, "partner", lambda *x: told.append(x))
    assert told == [
        ("read", 0, 1), ("read", 250, 250), ("compare", 0, 250), ("compare", 250, 250),
        ("draw", 200, 250), ("draw", 250, 250), ("store", 250, 250),
    ]  # fmt: skip
