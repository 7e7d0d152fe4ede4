"""A plan made before somebody else's change is refused whole, whoever was quicker."""

from dataclasses import replace

import pytest

from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, apply_import, plan_import
from festum.actions.revise import revise_occurrence
from festum.domain.event import Occurrence
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance
from festum.errors import Stale
from tests.store.small import BAL, HALLE, ROWS, Row, csv_of, dump, events_by_key

ADMIN = Holder("test", None)
SENS = next(row for row in ROWS if row["event_key"] == "sens")


async def planned(house: House, *rows: Row) -> Proposal:
    async with house.unit() as unit:
        return await plan_import(unit, csv_of(rows), "file.csv", Defaults())


async def applied(house: House, *rows: Row) -> None:
    async with house.unit() as unit:
        await apply_import(unit, await plan_import(unit, csv_of(rows), "file.csv", Defaults()), "partner")


async def test_a_plan_gone_stale_is_refused_whole(small: House) -> None:
    proposal = await planned(small, {**SENS, "title": "Mien"}, {**BAL, "title": "Mien"})
    await applied(small, {**BAL, "title": "Plus vite"})
    before = await dump(small)
    with pytest.raises(Stale):
        async with small.unit() as unit:
            await apply_import(unit, proposal, "late")
    assert await dump(small) == before


@pytest.mark.parametrize("known", [True, False])
async def test_a_plan_made_before_a_venue_was_pinned_is_refused(small: House, known: bool) -> None:
    """Else the plan's older point would be written over a human's."""
    venue = HALLE if known else {**HALLE, "venue": "Salle nouvelle"}
    proposal = await planned(small, {**SENS, "event_key": "nou", **venue})
    if known:

        def pin(o: Occurrence) -> Occurrence:
            assert o.venue is not None
            at = replace(o.venue, point=Point(43.7, 3.3), precision=Precision.STREET, provenance=Provenance.HUMAN)
            return replace(o, venue=at)

        async with small.unit() as unit:
            await revise_occurrence(unit, (await events_by_key(small))["bal"].occurrences[0].uid, ADMIN, pin)
    else:
        await applied(small, {**BAL, "event_key": "autre", **venue, "latitude": "43.7", "longitude": "3.3"})
    before = await dump(small)
    with pytest.raises(Stale) as refusal:
        async with small.unit() as unit:
            await apply_import(unit, proposal, "late")
    assert refusal.value.key == "venue_changed_meanwhile"
    assert await dump(small) == before


async def test_a_plan_may_be_applied_once(small: House) -> None:
    proposal = await planned(small, {**BAL, "event_key": "nou", "title": "Autre"})
    async with small.unit() as unit:
        assert await apply_import(unit, proposal, "partner") is not None
    with pytest.raises(Stale):
        async with small.unit() as unit:
            await apply_import(unit, proposal, "partner")
