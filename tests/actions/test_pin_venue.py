"""A person decides where a venue is: told at once without a new SEQUENCE, kept against files, and given back."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from festum.actions.house import House, Unit
from festum.actions.list_venues import VenueShown, find_venue, list_venues, show_venue
from festum.actions.pin_venue import accept_candidate, ask_again, release_pin, set_pin
from festum.actions.publish_refinements import publish_found
from festum.actions.revise import delete_event
from festum.domain.geocoding import Geocoding, GeocodingState
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance
from festum.errors import FestumError, NotHere, NotYours, Unfit
from festum.store import tables as t
from tests.actions.uploading import ADMIN, CERCLE, MAIRIE, applied, rows_of, sent
from tests.actions.venue_numbers import CAPITOLE_KEY, HALLE_KEY, PLACE_KEY, TOULOUSE_KEY, number_of, told
from tests.conftest import TestClock, load_csv
from tests.proposed import HALL, IN_DOUBT, leave_found, leave_in_doubt
from tests.small import on_sqlite
from tests.store.small import BAL, ROWS, csv_of, dump, events_by_key, revision_of

HERE, FAR_AWAY = Point(43.7331, 3.3172), Point(43.6108, 3.8767)
PINNED = (HERE, Precision.HOUSENUMBER, Provenance.HUMAN)

Verb = Callable[[Unit, int, Holder], Awaitable[object]]


def pin(point: Point = HERE) -> Verb:
    return lambda unit, number, who: set_pin(unit, number, point, who)


async def changed(house: House, verb: Verb, key: str = HALLE_KEY, holder: Holder = ADMIN) -> object:
    number = await number_of(house, key)
    return await house.change(lambda unit: verb(unit, number, holder))


async def halle(house: House) -> Geocoding:
    number = await number_of(house, HALLE_KEY)
    async with house.unit() as unit:
        return await find_venue(unit, number, ADMIN)


async def where(house: House) -> tuple[object, ...]:
    venue = (await halle(house)).venue
    return venue.point, venue.precision, venue.provenance


async def refusal(house: House, verb: Verb, key: str = HALLE_KEY, holder: Holder = ADMIN) -> tuple[object, ...]:
    before = await dump(house)
    with pytest.raises(FestumError) as refused:
        await changed(house, verb, key, holder)
    assert await dump(house) == before
    return type(refused.value), refused.value.key, refused.value.values


async def test_a_pin_is_told_to_all_dates_there_without_a_new_sequence(small: House, clock: TestClock) -> None:
    revision, before = await revision_of(small), await told(small)
    clock.advance(hours=1)
    pinned = await changed(small, pin())
    geocoding = await halle(small)
    assert (pinned.shown, pinned.far) == (VenueShown(geocoding, 3), False)  # type: ignore[attr-defined]
    assert [commune.name for commune, _ in pinned.whereabouts.communes][:1] == ["Lodève"]  # type: ignore[attr-defined]
    assert (geocoding.state, geocoding.by, await where(small)) == (GeocodingState.PINNED, "admin", PINNED)
    assert (await revision_of(small)).number == revision.number + 1
    there = {"bal", "dos1", "futur"}
    assert await told(small) == {
        name: (key, sequence, "10:00" if name in there else at) for name, (key, sequence, at) in before.items()
    }


async def test_a_pin_far_from_its_commune_is_taken_and_said_to_be_far(small: House) -> None:
    pinned = await changed(small, pin(FAR_AWAY))
    assert (pinned.far, round(pinned.distance_km)) == (True, 47)  # type: ignore[attr-defined]
    assert pinned.whereabouts.communes[0][0].name == "Montpellier"  # type: ignore[attr-defined]
    assert (await where(small))[0] == FAR_AWAY


async def test_a_pin_that_cannot_be_meant_is_refused(small: House) -> None:
    turned_round = Point(HERE.longitude, HERE.latitude)
    assert await refusal(small, pin(turned_round)) == (
        Unfit, "pin_too_far", {"commune": "Lodève", "km": 5993, "most": 1000},
    )  # fmt: skip


@on_sqlite
async def test_a_point_nobody_is_sure_of_any_more_can_be_given_up(small: House) -> None:
    number = await number_of(small, HALLE_KEY)
    await leave_found(small, number)
    await publish_found(small)
    before = await where(small)
    await changed(small, ask_again)
    await leave_in_doubt(small, number)
    assert await where(small) == before
    await changed(small, release_pin)
    given_up = await halle(small)
    assert (await where(small))[1:] == (Precision.COMMUNE, Provenance.GAZETTEER)
    assert (given_up.state, given_up.found, len(given_up.candidates) > 0) == (GeocodingState.REVIEW, None, True)


async def test_every_version_says_who_decided_what(small: House) -> None:
    await leave_in_doubt(small, await number_of(small, HALLE_KEY))
    await changed(small, lambda unit, number, who: accept_candidate(unit, number, 1, who), holder=CERCLE)
    await changed(small, pin())
    await changed(small, release_pin)
    bal = (await events_by_key(small))["bal"]
    query = select(t.versions.c.actor, t.versions.c.action).where(t.versions.c.event_id == bal.id)
    async with small.database.reading() as connection:
        rows = [tuple(row) for row in await connection.execute(query.order_by(t.versions.c.version))]
    assert rows == [("test", "import"), ("cercle", "accept"), ("admin", "pin"), ("admin", "release")]


async def test_an_accepted_candidate_is_a_person_s_decision_with_its_precision(small: House) -> None:
    await leave_in_doubt(small, await number_of(small, HALLE_KEY))
    shown = await changed(small, lambda unit, number, who: accept_candidate(unit, number, 1, who))
    geocoding = await halle(small)
    assert shown == VenueShown(geocoding, 3)
    assert await where(small) == (HALL.point, HALL.precision, Provenance.HUMAN)
    assert (geocoding.state, geocoding.by, geocoding.label) == (GeocodingState.PINNED, "admin", HALL.label)
    assert geocoding.candidates == IN_DOUBT


@pytest.mark.parametrize("number", [0, 3, -1, 10**30])
@on_sqlite
async def test_a_candidate_that_is_not_there_is_refused(small: House, number: int) -> None:
    await leave_in_doubt(small, await number_of(small, HALLE_KEY))
    refused = await refusal(small, lambda unit, of, who: accept_candidate(unit, of, number, who))
    assert refused == (NotHere, "no_such_candidate", {"number": str(number)[:20], "known": 2})


async def test_a_pin_outlives_files_with_and_without_points_of_their_own(small: House) -> None:
    """The file's own is left, and said to be; the rest of the row counts."""
    await changed(small, pin())
    before = await revision_of(small)
    await load_csv(small, csv_of(ROWS))
    assert (await revision_of(small), await where(small)) == (before, PINNED)
    with_point = {**BAL, "latitude": "43.7", "longitude": "3.3"}
    upload = await sent(small, with_point)
    assert [(row.verdict, [p.key for p in row.problems]) for row in (await rows_of(small, upload))[:1]] == [
        ("unchanged", ["pin_left"])
    ]
    await applied(small, {**with_point, "title": "Grand bal"})
    assert await where(small) == PINNED
    assert (await events_by_key(small))["bal"].details.titles.get("fr") == "Grand bal"


async def test_a_file_s_pin_places_what_no_editor_did_and_again_after_a_release(small: House) -> None:
    with_point = {**BAL, "latitude": "43.7", "longitude": "3.3"}
    theirs = (Point(43.7, 3.3), Precision.HOUSENUMBER, Provenance.HUMAN)
    await applied(small, with_point)
    assert (await where(small), (await halle(small)).by) == (theirs, "")
    await changed(small, pin())
    await applied(small, with_point)
    assert await where(small) == PINNED
    await changed(small, release_pin)
    await applied(small, with_point)
    assert await where(small) == theirs


async def test_a_release_goes_back_to_what_was_found(small: House, clock: TestClock) -> None:
    await leave_found(small, await number_of(small, HALLE_KEY))
    await changed(small, pin())
    clock.advance(hours=1)
    shown = await changed(small, release_pin)
    geocoding = await halle(small)
    assert shown == VenueShown(geocoding, 3)
    assert await where(small) == (HALL.point, HALL.precision, Provenance.BAN)
    assert (geocoding.state, geocoding.published, geocoding.by, geocoding.label, geocoding.found) == (
        GeocodingState.FOUND, True, "", HALL.label, HALL,
    )  # fmt: skip
    assert (await told(small))["bal"] == (HALLE_KEY, 0, "10:00")


async def test_a_release_of_what_nobody_found_is_asked_about_anew_from_the_commune_s_point(small: House) -> None:
    commune = (await halle(small)).venue.commune
    assert commune is not None
    await changed(small, pin())
    await changed(small, release_pin)
    geocoding = await halle(small)
    assert await where(small) == (commune.point, Precision.COMMUNE, Provenance.GAZETTEER)
    assert (geocoding.state, geocoding.step, geocoding.asks, geocoding.by) == (GeocodingState.WAITING, 0, None, "")


async def test_asking_again_forgets_what_was_proposed_and_changes_nothing_public(small: House) -> None:
    await leave_in_doubt(small, await number_of(small, HALLE_KEY))
    revision = await revision_of(small)
    shown = await changed(small, ask_again)
    assert isinstance(shown, VenueShown)
    assert (shown.geocoding.state, shown.geocoding.candidates) == (GeocodingState.WAITING, ())
    assert await revision_of(small) == revision


async def test_what_cannot_be_decided_is_refused_as_such(small: House) -> None:
    await load_csv(small, csv_of([{**ROWS[4], "commune": "Lodève", "latitude": "43.7", "longitude": "3.3"}]))
    bare = "||34142@43.70000,3.30000"
    assert [
        await refusal(small, release_pin),
        await refusal(small, pin(), TOULOUSE_KEY),
        await refusal(small, pin(), bare),
        await refusal(small, release_pin, bare),
        await refusal(small, lambda unit, _, who: set_pin(unit, 10**12, HERE, who)),
        await refusal(small, lambda unit, _, who: show_venue(unit, 4711, who)),
    ] == [
        (Unfit, "not_pinned", {}),
        *[(Unfit, "place_without_name", {})] * 3,
        *[(NotHere, "no_such_venue", {})] * 2,
    ]
    await changed(small, pin())
    assert await refusal(small, ask_again) == (Unfit, "venue_pinned", {})


async def test_a_partner_decides_of_venues_that_only_its_own_dates_are_at(small: House) -> None:
    assert await refusal(small, pin(), PLACE_KEY, CERCLE) == (NotYours, "not_your_programme", {"partner": "cercle"})
    await load_csv(small, csv_of([{**BAL, "partner": "mairie", "event_key": "vesin"}]))
    shared = NotYours, "venue_shared", {"partner": "mairie"}
    for verb in (pin(), release_pin, ask_again, show_venue):
        assert await refusal(small, verb, HALLE_KEY, CERCLE) == shared
    await small.change(lambda unit: _delete(unit, "vesin", MAIRIE))
    await changed(small, pin(), HALLE_KEY, CERCLE)  # a tombstone is no date there
    assert await where(small) == PINNED


async def _delete(unit: Unit, key: str, holder: Holder) -> None:
    await delete_event(unit, (await events_by_key(unit.house))[key].id, holder)


async def test_the_queue_holds_what_waits_for_a_person_page_by_page(small: House) -> None:
    everything = tuple(GeocodingState)
    numbers = sorted([await number_of(small, key) for key in (HALLE_KEY, PLACE_KEY, CAPITOLE_KEY, TOULOUSE_KEY)])
    await leave_in_doubt(small, await number_of(small, HALLE_KEY))
    async with small.unit() as unit:
        queue = await list_venues(unit, ADMIN)
        first = await list_venues(unit, ADMIN, everything, limit=3)
        last = await list_venues(unit, ADMIN, everything, limit=3, after=first.next or 0)
        there = await list_venues(unit, ADMIN, everything, "66")
        theirs = await list_venues(unit, MAIRIE, everything)
    assert [(one.geocoding.venue.name, one.events) for one in queue.items] == [("Halle", 3)]
    assert [one.geocoding.venue_id for one in (*first.items, *last.items)] == numbers
    assert (queue.next, first.next, last.next) == (None, numbers[2], None)
    assert [one.geocoding.venue.name for one in there.items] == ["Place"]
    assert [one.geocoding.venue.name for one in theirs.items] == ["Place"]
