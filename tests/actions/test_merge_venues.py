"""Two spellings of one place: dates move under the ids they have, uploads mean the place that is kept, and back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from festum.actions.find_duplicates import find_duplicates
from festum.actions.house import House, Unit
from festum.actions.import_file import Defaults, apply_import, plan_import
from festum.actions.list_venues import find_venue
from festum.actions.merge_venues import MergeShown, list_merges, merge_venues, undo_merge
from festum.actions.pin_venue import set_pin
from festum.actions.revise import delete_occurrence, revise_occurrence
from festum.actions.settle import bury_tombstones
from festum.domain.event import State
from festum.domain.geocoding import GeocodingState
from festum.domain.holder import Holder
from festum.domain.near_duplicates import NearDuplicate
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.errors import FestumError, NotHere, NotYours, Stale, Unfit
from tests.actions.uploading import ADMIN, CERCLE, MAIRIE, applied, rows_of, sent, undone
from tests.actions.venue_numbers import CAPITOLE_KEY, HALLE_KEY, PLACE_KEY, TOULOUSE_KEY, number_of, told
from tests.conftest import TestClock, load_csv
from tests.proposed import leave_in_doubt
from tests.small import on_sqlite
from tests.store.small import BAL, ROWS, Row, csv_of, dump, events_by_key, revision_of

HALLES_KEY = "les halles|place du marche|34142"
HALLES: Row = {
    **BAL, "event_key": "mercat", "title": "Mercat", "start": "2018-06-24T10:00", "end": "", "venue": "Les Halles",
    "address": "Place du Marché",
}  # fmt: skip
OLD: Row = {**HALLES, "edition": "2017", "event_key": "ancian", "title": "Ancian", "start": "2017-06-24T10:00"}
POINT = Point(43.7331, 3.3172)

Verb = Callable[[Unit], Awaitable[MergeShown]]


@pytest.fixture
async def two(small: House, clock: TestClock) -> House:
    """The small programme with three dates at a second spelling of the hall: in two editions, one of them deleted."""
    await load_csv(small, csv_of([HALLES, {**HALLES, "event_key": "lec", "title": "Lectura"}, OLD]))
    await small.change(lambda unit: _deleted(unit, "lec"))
    clock.advance(hours=1)
    return small


async def _deleted(unit: Unit, key: str) -> None:
    await delete_occurrence(unit, (await events_by_key(unit.house))[key].occurrences[0].uid, ADMIN)


async def merged(house: House, key: str = HALLES_KEY, into: str = HALLE_KEY, holder: Holder = ADMIN) -> MergeShown:
    numbers = await number_of(house, key), await number_of(house, into)
    return await house.change(lambda unit: merge_venues(unit, *numbers, holder))


async def parted(house: House, merge: MergeShown, holder: Holder = ADMIN) -> MergeShown:
    return await house.change(lambda unit: undo_merge(unit, merge.merge.id, holder))


async def venue(house: House, key: str) -> Venue:
    number = await number_of(house, key)
    async with house.unit() as unit:
        return (await find_venue(unit, number, ADMIN)).venue


async def refusal(house: House, verb: Verb) -> tuple[object, ...]:
    before = await dump(house)
    with pytest.raises(FestumError) as refused:
        await house.change(verb)
    assert await dump(house) == before
    return type(refused.value), refused.value.key, refused.value.values


async def test_all_dates_move_under_the_ids_they_have_and_subscribers_are_told(two: House, clock: TestClock) -> None:
    before, revision = await events_by_key(two), await revision_of(two)
    shown = await merged(two)
    after, moved = await events_by_key(two), ("mercat", "lec", "ancian")
    assert (await revision_of(two)).number == revision.number + 1
    hall = before["bal"].occurrences[0].venue
    for key in moved:
        (was,) = before[key].occurrences
        told_of = replace(was, venue=hall, sequence=was.sequence + 1, modified=clock())
        assert after[key] == replace(before[key], occurrences=(told_of,), version=before[key].version + 1)
    assert after["lec"].occurrences[0].state is State.TOMBSTONE
    assert {key for key in before if before[key] != after[key]} == set(moved)
    uids = tuple(sorted(before[key].occurrences[0].uid for key in moved))
    assert (shown.merge.occurrences, shown.merge.actor, shown.merge.at) == (uids, "admin", clock())
    assert (shown.merged.name, shown.into, shown.merge.undone_at) == ("Les Halles", hall, None)
    async with two.unit() as unit:
        assert (await list_merges(unit, ADMIN)).items == (shown,)


async def test_the_same_file_again_means_the_place_that_is_kept(two: House) -> None:
    await merged(two)
    before = await dump(two)
    upload = await sent(two, HALLES, OLD)
    assert [(row.verdict, [p.key for p in row.problems]) for row in (await rows_of(two, upload))[:2]] == [
        ("unchanged", ["venue_merged"])
    ] * 2
    await load_csv(two, csv_of([HALLES, OLD, *ROWS]))
    after = await dump(two)
    assert {name for name in before if before[name] != after[name] and "upload" not in name} == set()


async def test_a_point_told_of_the_former_spelling_does_not_move_the_place(two: House) -> None:
    await merged(two)
    before = await venue(two, HALLE_KEY)
    await applied(two, {**HALLES, "start": "2018-06-24T11:00", "latitude": "43.7", "longitude": "3.3"})
    assert await venue(two, HALLE_KEY) == before
    assert (await told(two))["mercat"][:2] == (HALLE_KEY, 2)


async def test_a_new_date_at_the_former_spelling_is_at_the_place(two: House) -> None:
    await merged(two)
    await applied(two, {**HALLES, "event_key": "nou", "title": "Nòu"})
    assert (await told(two))["nou"][:2] == (HALLE_KEY, 0)


async def test_an_editor_who_names_the_former_spelling_means_the_place(two: House) -> None:
    await merged(two)
    sens = (await events_by_key(two))["sens"].occurrences[0]
    hall = await venue(two, HALLE_KEY)
    halls = await venue(two, HALLES_KEY)
    given = await two.change(lambda unit: revise_occurrence(unit, sens.uid, ADMIN, lambda o: replace(o, venue=halls)))
    assert given.occurrences[0].venue == hall
    pinned = replace(halls, point=POINT, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)
    given = await two.change(lambda unit: revise_occurrence(unit, sens.uid, ADMIN, lambda o: replace(o, venue=pinned)))
    there = replace(hall, point=POINT, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)
    assert given.occurrences[0].venue == there == await venue(two, HALLE_KEY)


async def test_undone_the_dates_go_back_and_uploads_mean_the_other_again(two: House, clock: TestClock) -> None:
    before = await told(two)
    shown = await merged(two)
    clock.advance(hours=1)
    undo = await parted(two, shown)
    after = {name: (key, sequence) for name, (key, sequence, _) in (await told(two)).items()}
    moved = {"mercat", "lec", "ancian"}
    assert after == {name: (key, n + 2 * (name in moved)) for name, (key, n, _) in before.items()}
    assert (undo.merge, undo.merged.name) == (replace(shown.merge, undone_at=clock()), "Les Halles")
    revision = await revision_of(two)
    await load_csv(two, csv_of([HALLES, OLD, *ROWS]))
    assert await revision_of(two) == revision
    assert await refusal(two, lambda unit: undo_merge(unit, shown.merge.id, ADMIN)) == (
        Stale, "merge_undone", {"id": shown.merge.id},
    )  # fmt: skip
    again = await merged(two)
    assert again.merge.id != shown.merge.id


async def test_what_was_moved_on_since_stays_where_it_is(two: House) -> None:
    shown = await merged(two)
    mercat = (await events_by_key(two))["mercat"].occurrences[0]
    await two.change(lambda unit: revise_occurrence(unit, mercat.uid, ADMIN, lambda o: replace(o, venue=None)))
    await parted(two, shown)
    assert {name: key for name, (key, _, _) in (await told(two)).items() if name in {"mercat", "ancian"}} == {
        "mercat": "",
        "ancian": HALLES_KEY,
    }


async def test_the_better_point_is_kept_and_given_back_with_an_undo(two: House) -> None:
    number = await number_of(two, HALLES_KEY)
    await two.change(lambda unit: set_pin(unit, number, POINT, CERCLE))
    before, halls = await venue(two, HALLE_KEY), await venue(two, HALLES_KEY)
    shown = await merged(two)
    kept = replace(before, point=POINT, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)
    assert (shown.into, await venue(two, HALLE_KEY)) == (kept, kept)
    events = await events_by_key(two)
    assert [events[key].occurrences[0].venue for key in ("bal", "mercat", "futur")] == [kept] * 3
    assert [events[key].occurrences[0].sequence for key in ("bal", "mercat")] == [0, 1]  # for the one a finer point
    async with two.unit() as unit:
        geocoding = await find_venue(unit, await number_of(two, HALLE_KEY), ADMIN)
    assert (geocoding.state, geocoding.by) == (GeocodingState.PINNED, "admin")
    assert (await parted(two, shown)).into == before
    events = await events_by_key(two)
    assert [events[key].occurrences[0].venue for key in ("bal", "mercat")] == [before, halls]
    assert [events[key].occurrences[0].sequence for key in ("bal", "mercat")] == [0, 2]


@pytest.mark.parametrize("theirs", [Point(43.7, 3.3), POINT])
async def test_a_point_as_good_as_the_other_stays_and_outlives_an_undo(two: House, theirs: Point) -> None:
    numbers = [(await number_of(two, HALLES_KEY), theirs), (await number_of(two, HALLE_KEY), POINT)]
    for number, point in numbers:
        await two.change(lambda unit, number=number, point=point: set_pin(unit, number, point, ADMIN))  # type: ignore[misc]
    before = await venue(two, HALLE_KEY)
    shown = await merged(two)
    await parted(two, shown)
    assert shown.into == await venue(two, HALLE_KEY) == before
    assert (before.point, (await venue(two, HALLES_KEY)).point) == (POINT, theirs)


async def test_what_was_deleted_long_ago_stays_where_it_was(two: House, clock: TestClock) -> None:
    clock.advance(days=31)
    await two.change(bury_tombstones)
    before = (await events_by_key(two))["lec"]
    await parted(two, await merged(two))
    assert before.occurrences[0].state is State.GONE
    assert (await events_by_key(two))["lec"] == before


async def test_a_venue_without_a_date_is_merged_for_what_is_to_come(small: House) -> None:
    await load_csv(small, csv_of([HALLES]))
    uid = (await events_by_key(small))["mercat"].occurrences[0].uid
    await small.change(lambda unit: revise_occurrence(unit, uid, ADMIN, lambda o: replace(o, venue=None)))
    revision = await revision_of(small)
    shown = await merged(small)
    assert (shown.merge.occurrences, await revision_of(small)) == ((), revision)
    await applied(small, {**HALLES, "event_key": "nou", "title": "Nòu"})
    assert (await told(small))["nou"][0] == HALLE_KEY


async def test_merges_follow_one_another_and_are_undone_in_turn(two: House) -> None:
    await load_csv(two, csv_of([{**HALLES, "event_key": "tres", "title": "Tres", "venue": "La Halla", "address": ""}]))
    halla = "la halla||34142"
    first = await merged(two, HALLES_KEY, halla)
    second = await merged(two, halla, HALLE_KEY)
    assert {(await told(two))[name][0] for name in ("mercat", "tres", "bal")} == {HALLE_KEY}
    revision = await revision_of(two)
    await load_csv(two, csv_of([HALLES, OLD]))
    assert await revision_of(two) == revision
    assert [
        await refusal(two, lambda unit: undo_merge(unit, first.merge.id, ADMIN)),
        await refusal(two, await merging(two, halla, HALLE_KEY)),
        await refusal(two, await merging(two, HALLE_KEY, HALLES_KEY)),
    ] == [
        (Stale, "already_merged", {"venue": "La Halla", "into": "Halle"}),
        (Stale, "already_merged", {"venue": "La Halla", "into": "Halle"}),
        (Stale, "already_merged", {"venue": "Les Halles", "into": "Halle"}),
    ]
    await parted(two, second)
    await parted(two, first)
    assert [(await told(two))[name][0] for name in ("mercat", "tres", "bal")] == [HALLES_KEY, halla, HALLE_KEY]
    async with two.unit() as unit:
        newest, older = (await list_merges(unit, ADMIN, limit=1)), await list_merges(unit, ADMIN, 1, second.merge.id)
    assert [one.merge.id for one in (*newest.items, *older.items)] == [second.merge.id, first.merge.id]
    assert (newest.next, older.next) == (second.merge.id, None)


async def merging(house: House, key: str, into: str, holder: Holder = ADMIN) -> Verb:
    numbers = await number_of(house, key), await number_of(house, into)
    return lambda unit: merge_venues(unit, *numbers, holder)


async def test_what_cannot_be_one_place_is_not_merged(two: House) -> None:
    number = await number_of(two, HALLE_KEY)
    assert [
        await refusal(two, await merging(two, HALLE_KEY, HALLE_KEY)),
        await refusal(two, await merging(two, PLACE_KEY, HALLE_KEY)),
        await refusal(two, await merging(two, TOULOUSE_KEY, CAPITOLE_KEY)),
        await refusal(two, await merging(two, CAPITOLE_KEY, TOULOUSE_KEY)),
        await refusal(two, lambda unit: merge_venues(unit, 4711, number, ADMIN)),
        await refusal(two, lambda unit: merge_venues(unit, number, 10**12, ADMIN)),
        await refusal(two, lambda unit: undo_merge(unit, 4711, ADMIN)),
        await refusal(two, lambda unit: undo_merge(unit, 10**12, ADMIN)),
    ] == [
        (Unfit, "merge_itself", {}),
        (Unfit, "merge_other_commune", {}),
        (Unfit, "place_without_name", {}),
        (Unfit, "place_without_name", {}),
        (NotHere, "no_such_venue", {}),
        (NotHere, "no_such_venue", {}),
        (NotHere, "no_such_merge", {"id": "4711"}),
        (NotHere, "no_such_merge", {"id": "1000000000000"}),
    ]


async def test_a_bare_pin_is_merged_into_the_place_it_stands_for(two: House) -> None:
    bare = {**HALLES, "event_key": "ponch", "title": "Ponch", "venue": "", "address": "", "latitude": "43.7331",
            "longitude": "3.3172"}  # fmt: skip
    await load_csv(two, csv_of([bare]))
    await merged(two, "||34142@43.73310,3.31720")
    assert (await told(two))["ponch"][:2] == (HALLE_KEY, 1)
    assert (await venue(two, HALLE_KEY)).point == POINT
    revision = await revision_of(two)
    await load_csv(two, csv_of([bare]))
    assert await revision_of(two) == revision


async def test_a_partner_merges_its_own_venues_and_sees_its_own_merges(two: House) -> None:
    await load_csv(two, csv_of([{**HALLES, "partner": "mairie", "event_key": "vesin"}]))
    shared = await refusal(two, await merging(two, HALLES_KEY, HALLE_KEY, CERCLE))
    assert shared == (NotYours, "venue_shared", {"partner": "mairie"})
    await two.change(lambda unit: _deleted(unit, "vesin"))
    shown = await merged(two, holder=CERCLE)
    assert (await told(two))["vesin"][0] == HALLE_KEY
    async with two.unit() as unit:
        assert (await list_merges(unit, CERCLE)).items == (shown,)
        assert (await list_merges(unit, MAIRIE)).items == ()
    theirs = await refusal(two, lambda unit: undo_merge(unit, shown.merge.id, MAIRIE))
    assert theirs == (NotYours, "not_your_programme", {"partner": "mairie"})
    await parted(two, shown, CERCLE)


async def test_an_upload_from_before_the_merge_is_undone_but_for_what_the_merge_moved(small: House) -> None:
    upload = await applied(small, HALLES, {**BAL, "event_key": "autre", "title": "Autre"})
    await merged(small)
    undo = await undone(small, upload)
    assert [(left.title) for left in undo.left] == ["Mercat"]
    assert {name: at for name, (at, *_) in (await told(small)).items() if name in {"mercat", "autre"}} == {
        "mercat": HALLE_KEY,
        "autre": HALLE_KEY,
    }
    assert (await events_by_key(small))["autre"].live == ()


@on_sqlite
async def test_a_plan_made_before_the_merge_is_refused(two: House) -> None:
    async with two.unit() as unit:
        proposal = await plan_import(
            unit, csv_of([{**HALLES, "event_key": "nou", "title": "Nòu"}]), "f.csv", Defaults()
        )
    await merged(two)
    before = await dump(two)
    with pytest.raises(Stale) as refused:
        async with two.unit() as unit:
            await apply_import(unit, proposal, "late")
    assert (refused.value.key, refused.value.values) == ("venue_changed_meanwhile", {"venue": "Halle"})
    assert await dump(two) == before


async def test_near_duplicates_are_offered_with_the_one_to_keep(two: House) -> None:
    number, other = await number_of(two, HALLE_KEY), await number_of(two, HALLES_KEY)
    async with two.unit() as unit:
        assert await find_duplicates(unit, ADMIN) == ()
    near = Point(POINT.latitude + 0.0005, POINT.longitude)
    await two.change(lambda unit: set_pin(unit, number, POINT, ADMIN))
    await two.change(lambda unit: set_pin(unit, other, near, ADMIN))
    async with two.unit() as unit:
        (found,) = await find_duplicates(unit, ADMIN)
        assert await find_duplicates(unit, CERCLE) == (found,)
        assert await find_duplicates(unit, MAIRIE) == ()
    assert (found.keep_id, found.give_up_id, found.events) == (other, number, (2, 3))
    assert found.pair == NearDuplicate(*sorted((number, other)), likeness=found.pair.likeness, metres=56)
    await leave_in_doubt(two, await number_of(two, PLACE_KEY))
    await merged(two, HALLE_KEY, HALLES_KEY)
    async with two.unit() as unit:
        assert await find_duplicates(unit, ADMIN) == ()
