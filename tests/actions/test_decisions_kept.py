"""What a person decided of a venue outlives uploads, their undoing, merges and theirs, and being asked anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from festum.actions.house import House
from festum.actions.import_file import Defaults, apply_import, plan_import
from festum.actions.list_venues import find_venue
from festum.actions.merge_venues import MergeShown, merge_venues, undo_merge
from festum.actions.pin_venue import accept_candidate, ask_again, release_pin, set_pin
from festum.actions.publish_refinements import publish_found
from festum.actions.restore import restore_event
from festum.actions.revise import revise_occurrence
from festum.domain.event import Occurrence
from festum.domain.geocoding import Geocoding, GeocodingState
from festum.domain.place import Point, Precision, Provenance
from festum.errors import Stale
from tests.actions.uploading import ADMIN, MAIRIE, applied, undone
from tests.actions.venue_numbers import HALLE_KEY, number_of, told
from tests.conftest import load_csv
from tests.proposed import leave_found, leave_in_doubt
from tests.small import on_sqlite
from tests.store.small import BAL, Row, csv_of, events_by_key, revision_of

HALLES_KEY = "les halles|place du marche|34142"
HALLES: Row = {
    **BAL, "event_key": "mercat", "title": "Mercat", "start": "2018-06-24T10:00", "end": "", "venue": "Les Halles",
    "address": "Place du Marché",
}  # fmt: skip
HERE, THERE = Point(43.7331, 3.3172), Point(43.7, 3.3)
FILE_PIN = {"latitude": "43.7331", "longitude": "3.3172"}
OTHER_PIN = {"latitude": "43.7", "longitude": "3.3"}


async def at(house: House, key: str = HALLE_KEY) -> Geocoding:
    number = await number_of(house, key)
    async with house.unit() as unit:
        return await find_venue(unit, number, ADMIN)


async def standing(house: House, key: str = HALLE_KEY) -> tuple[object, ...]:
    now = await at(house, key)
    return now.venue.point, now.venue.precision, now.venue.provenance, now.state, now.by, now.label


async def pinned(house: House, point: Point = HERE, key: str = HALLE_KEY) -> None:
    number = await number_of(house, key)
    await house.change(lambda unit: set_pin(unit, number, point, ADMIN))


async def merged(house: House) -> MergeShown:
    numbers = await number_of(house, HALLES_KEY), await number_of(house, HALLE_KEY)
    return await house.change(lambda unit: merge_venues(unit, *numbers, ADMIN))


async def parted(house: House, merge: MergeShown) -> None:
    await house.change(lambda unit: undo_merge(unit, merge.merge.id, ADMIN))


async def asked_again(house: House) -> None:
    number = await number_of(house, HALLE_KEY)
    await house.change(lambda unit: ask_again(unit, number, ADMIN))


async def test_undoing_a_merge_gives_back_the_decision_it_overruled(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    number = await number_of(small, HALLE_KEY)
    await leave_in_doubt(small, number)
    await small.change(lambda unit: accept_candidate(unit, number, 1, ADMIN))
    await pinned(small, HERE, HALLES_KEY)
    before = await standing(small)
    merge = await merged(small)
    assert (await standing(small))[:3] == (HERE, Precision.HOUSENUMBER, Provenance.HUMAN) != before[:3]
    await parted(small, merge)
    assert await standing(small) == before


@on_sqlite
async def test_undoing_a_merge_leaves_the_point_the_place_had_of_its_own(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    for key in (HALLE_KEY, HALLES_KEY):
        await leave_found(small, await number_of(small, key))
    await publish_found(small)
    before = (await at(small)).venue
    merge = await merged(small)
    await asked_again(small)
    await parted(small, merge)
    assert (await at(small)).venue == before


@on_sqlite
async def test_a_point_that_was_found_holds_while_it_is_asked_anew(small: House) -> None:
    await leave_found(small, await number_of(small, HALLE_KEY))
    await publish_found(small)
    before = await at(small)
    await asked_again(small)
    await pinned(small)
    number = await number_of(small, HALLE_KEY)
    await small.change(lambda unit: release_pin(unit, number, ADMIN))
    after = await at(small)
    assert (after.venue, after.state, after.published) == (before.venue, GeocodingState.FOUND, True)


def to_a_pin(point: Point) -> Callable[[Occurrence], Occurrence]:
    def rewrite(o: Occurrence) -> Occurrence:
        assert o.venue is not None
        by_hand = replace(o.venue, point=point, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)
        return replace(o, venue=by_hand)

    return rewrite


async def test_a_pin_that_came_with_a_correction_is_moved_by_no_upload(small: House) -> None:
    theirs = {**BAL, "event_key": "vesin", "partner": "mairie", "title": "Vesin"}
    await load_csv(small, csv_of([theirs]))
    bal = (await events_by_key(small))["bal"].occurrences[0]
    await small.change(lambda unit: revise_occurrence(unit, bal.uid, ADMIN, to_a_pin(HERE)))
    before = await standing(small)
    await applied(small, {**theirs, **OTHER_PIN}, holder=MAIRIE)
    assert await standing(small) == before
    assert before == (HERE, Precision.HOUSENUMBER, Provenance.HUMAN, GeocodingState.PINNED, "admin", "")


@on_sqlite
async def test_undoing_an_upload_leaves_the_pin_a_person_confirmed(small: House) -> None:
    upload = await applied(small, {**BAL, **FILE_PIN})
    await pinned(small)
    before = await standing(small)
    await undone(small, upload)
    assert await standing(small) == before


@on_sqlite
async def test_a_plan_that_would_move_a_pin_confirmed_since_is_refused(small: House) -> None:
    await applied(small, {**BAL, **FILE_PIN})
    async with small.unit() as unit:
        proposal = await plan_import(unit, csv_of([{**BAL, **OTHER_PIN}]), "f.csv", Defaults())
    await pinned(small)
    before = await standing(small)
    with pytest.raises(Stale) as refused:
        async with small.unit() as unit:
            await apply_import(unit, proposal, "late")
    assert (refused.value.key, refused.value.values) == ("venue_changed_meanwhile", {"venue": "Halle"})
    assert await standing(small) == before


@on_sqlite
async def test_a_plan_made_while_two_were_one_is_refused_after_they_are_two_again(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    merge = await merged(small)
    async with small.unit() as unit:
        proposal = await plan_import(
            unit, csv_of([{**HALLES, "event_key": "nou", "title": "Nòu"}]), "f.csv", Defaults()
        )
    await parted(small, merge)
    with pytest.raises(Stale):
        async with small.unit() as unit:
            await apply_import(unit, proposal, "late")
    assert "nou" not in await told(small)


async def test_what_is_restored_is_at_the_place_its_own_was_merged_into(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    event = (await events_by_key(small))["mercat"]
    await merged(small)
    await small.change(lambda unit: restore_event(unit, event.id, 1, ADMIN))
    assert (await told(small))["mercat"][0] == HALLE_KEY


async def test_undoing_an_upload_leads_to_the_place_its_own_was_merged_into(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    upload = await applied(small, {**HALLES, "venue": "Plaça", "address": ""})
    await merged(small)
    await undone(small, upload)
    assert (await told(small))["mercat"][0] == HALLE_KEY
    revision = await revision_of(small)
    await load_csv(small, csv_of([HALLES]))
    assert await revision_of(small) == revision
