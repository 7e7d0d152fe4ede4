"""How a venue's point came about: enrolled with the venue, decided, given back, shown."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from festum.actions.house import House
from festum.domain.geocoding import Doubt, Geocoding, GeocodingState
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.store import tables as t
from festum.store.geocoding_claims import settle
from festum.store.geocoding_tables import geocodings
from festum.store.geocodings import (
    Wanted,
    enrol,
    load_geocoding,
    note_points,
    set_pinned,
    set_published,
    set_waiting,
    unpublished,
    unpublished_since,
)
from festum.store.rows import venue_columns
from tests.conftest import load_csv
from tests.store.geocoded import (
    BAN,
    CAPITOLE,
    HALLE,
    JUDGED,
    MARKET,
    NOW,
    PLACE,
    TOULOUSE,
    VENUES,
    answered,
    by_name,
    claimed_by,
    decided,
)  # fmt: skip
from tests.store.small import BAL, csv_of, revision_of

S = GeocodingState
DAY = timedelta(days=1)


async def load_one(house: House, venue_id: int) -> Geocoding | None:
    async with house.database.reading() as connection:
        return await load_geocoding(connection, house.gazetteer, venue_id)


async def id_of(house: House, name: str) -> int:
    return (await by_name(house))[name].venue_id


async def noted(house: House, name: str, provenance: Provenance | None) -> Geocoding:
    """As it is after its point became somebody else's."""
    venue_id = await id_of(house, name)
    async with house.database.writing() as connection:
        await note_points(connection, {venue_id: provenance}, NOW + DAY)
    return (await by_name(house))[name]


async def states(house: House, wanted: Wanted = Wanted()) -> dict[str, str]:  # noqa: B008 - frozen
    return {name: geocoding.state.value for name, geocoding in (await by_name(house, wanted)).items()}


async def test_venues_of_an_upload_wait_from_its_moment_on(small: House) -> None:
    found = await by_name(small)
    halle = found[HALLE]
    commune = small.gazetteer.commune("34142")
    assert commune is not None
    venue = Venue("Halle", "", "34700", commune, commune.point, Precision.COMMUNE, Provenance.GAZETTEER)
    assert halle == Geocoding(halle.venue_id, venue, S.WAITING, due_at=(await revision_of(small)).at)
    assert (found.keys(), {one.state for one in found.values()}) == (VENUES, {S.WAITING})
    assert await load_one(small, halle.venue_id) == halle
    assert await load_one(small, 9999) is None


async def test_venue_that_comes_with_a_pin_is_decided(small: House) -> None:
    pinned = {**BAL, "event_key": "nou", "venue": "Parc", "latitude": "43.73", "longitude": "3.31"}
    await load_csv(small, csv_of([pinned]))
    parc = (await by_name(small))["Parc"]
    assert (parc.state, parc.venue.point, parc.venue.provenance) == (S.PINNED, Point(43.73, 3.31), Provenance.HUMAN)


async def test_known_venue_an_upload_pins_waits_no_more(small: House) -> None:
    (halle,) = [one for one in await claimed_by(small) if one.geocoding.venue.name == HALLE]
    await load_csv(small, csv_of([{**BAL, "latitude": "43.73", "longitude": "3.31"}]))
    async with small.database.claiming() as connection:
        assert not await settle(connection, halle, answered(halle, S.FOUND), NOW, alone=False)
    assert await states(small) == {HALLE: "pinned", PLACE: "waiting", TOULOUSE: "waiting", CAPITOLE: "waiting"}


async def test_many_venues_are_enrolled_at_once(small: House) -> None:
    def bare(number: int) -> Venue:
        return Venue(f"v{number}", "", "", None, None, None, None)

    async with small.database.writing() as connection:
        made = t.venues.insert().returning(t.venues.c.id)
        ids = (await connection.execute(made, [venue_columns(bare(number)) for number in range(2500)])).scalars().all()
        await enrol(connection, ids, NOW)
        rows = (await connection.execute(select(geocodings.c.state).where(geocodings.c.venue_id.in_(ids)))).scalars()
    assert list(rows) == ["waiting"] * 2500


async def test_pin_wins_over_what_was_found_and_keeps_it_to_go_back_to(small: House) -> None:
    await decided(small, {HALLE: S.FOUND})
    before = (await by_name(small))[HALLE]
    pinned = await noted(small, HALLE, Provenance.HUMAN)
    assert pinned == replace(before, state=S.PINNED)
    # Given back to what was found: it is the venue's point already.
    assert await noted(small, HALLE, BAN) == replace(before, published=True)


async def test_pin_given_back_to_the_commune_leaves_what_was_found_to_be_published(small: House) -> None:
    await decided(small, {HALLE: S.FOUND}, published=True)
    before = (await by_name(small))[HALLE]
    async with small.database.claiming() as connection:
        await set_pinned(connection, before.venue_id, "an editor", "Behind the church", NOW + DAY)
    assert await noted(small, HALLE, Provenance.GAZETTEER) == replace(before, published=False, due_at=NOW + DAY)


async def test_pin_given_back_where_nothing_was_found_is_asked_about_anew(small: House) -> None:
    await decided(small, {HALLE: S.REVIEW})
    halle = await noted(small, HALLE, Provenance.HUMAN)
    assert (halle.state, halle.candidates) == (S.PINNED, JUDGED)
    again = Geocoding(halle.venue_id, halle.venue, S.WAITING, due_at=NOW + DAY)
    assert await noted(small, HALLE, Provenance.GAZETTEER) == again


@pytest.mark.parametrize("state", [S.FOUND, S.REVIEW, S.NOTHING])
async def test_point_from_a_machine_changes_nothing_where_no_person_decided(small: House, state: S) -> None:
    await decided(small, {HALLE: state})
    before = (await by_name(small))[HALLE]
    assert await noted(small, HALLE, BAN) == before


async def test_persons_decision_says_whose_it_is_and_since_when(small: House) -> None:
    await decided(small, {HALLE: S.REVIEW})
    before = (await by_name(small))[HALLE]
    async with small.database.claiming() as connection:
        await set_pinned(connection, before.venue_id, "an editor", MARKET.label, NOW + DAY)
    assert (await by_name(small))[HALLE] == replace(
        before, state=S.PINNED, by="an editor", label=MARKET.label, due_at=NOW + DAY
    )


async def shown_unpublished(house: House, limit: int = 10) -> list[str]:
    async with house.database.reading() as connection:
        return [one.venue.name for one in await unpublished(connection, house.gazetteer, limit)]


async def test_found_ones_are_published_in_the_order_they_were_found(small: House) -> None:
    for one in await claimed_by(small):
        name = one.geocoding.venue.name
        state, at = {
            HALLE: (S.FOUND, NOW),
            PLACE: (S.FOUND, NOW - DAY),
            CAPITOLE: (S.REVIEW, NOW - 2 * DAY),
            TOULOUSE: (S.NOTHING, NOW - 2 * DAY),
        }[name]
        async with small.database.claiming() as connection:
            assert await settle(connection, one, answered(one, state, at), NOW, alone=False)
    everything = await by_name(small)
    async with small.database.reading() as connection:
        assert await unpublished(connection, small.gazetteer, 10) == [everything[PLACE], everything[HALLE]]
        assert await unpublished_since(connection) == (2, NOW - DAY)
    assert await shown_unpublished(small, 1) == [PLACE]
    async with small.database.writing() as connection:
        await set_published(connection, [everything[PLACE].venue_id, everything[CAPITOLE].venue_id])
        assert await unpublished_since(connection) == (1, NOW)
    assert await shown_unpublished(small) == [HALLE]
    assert {name: one.published for name, one in (await by_name(small)).items()} == {
        HALLE: False, PLACE: True, CAPITOLE: False, TOULOUSE: False,
    }  # fmt: skip
    async with small.database.writing() as connection:
        await set_published(connection, [everything[HALLE].venue_id])
        assert await unpublished_since(connection) == (0, None)


async def leave(house: House, *names: str) -> None:
    """Their dates are nowhere from now on, as if merged away."""
    ids = [await id_of(house, name) for name in names]
    async with house.database.writing() as connection:
        await connection.execute(t.occurrences.update().where(t.occurrences.c.venue_id.in_(ids)).values(venue_id=None))


async def test_found_one_where_no_date_is_any_more_has_nobody_to_be_told(small: House) -> None:
    await decided(small, {HALLE: S.FOUND, PLACE: S.FOUND})
    await leave(small, HALLE)
    assert await shown_unpublished(small) == [PLACE]
    async with small.database.reading() as connection:
        assert await unpublished_since(connection) == (1, NOW)


async def asked_anew(house: House, which: Iterable[str] | None) -> int:
    ids = None if which is None else [await id_of(house, name) for name in which]
    async with house.database.claiming() as connection:
        return await set_waiting(connection, ids, NOW + DAY)


async def test_one_that_is_asked_anew_keeps_what_was_found_and_nothing_else(small: House) -> None:
    await decided(small, {HALLE: S.FOUND, PLACE: S.REVIEW})
    halle = (await by_name(small))[HALLE]
    assert await asked_anew(small, [HALLE, HALLE]) == 1
    assert (await by_name(small))[HALLE] == Geocoding(
        halle.venue_id, halle.venue, S.WAITING, due_at=NOW + DAY, found=halle.found, published=halle.published
    )
    assert halle.found is not None
    assert await states(small) == {HALLE: "waiting", PLACE: "review", TOULOUSE: "waiting", CAPITOLE: "waiting"}
    assert await asked_anew(small, []) == 0


async def test_all_are_asked_anew_but_those_a_person_pinned(small: House) -> None:
    await decided(small, {HALLE: S.FOUND, PLACE: S.REVIEW, TOULOUSE: S.UNASKABLE, CAPITOLE: S.NOTHING})
    await load_csv(small, csv_of([{**BAL, "latitude": "43.73", "longitude": "3.31"}]))
    assert await asked_anew(small, None) == 3
    assert await states(small) == {HALLE: "pinned", PLACE: "waiting", TOULOUSE: "waiting", CAPITOLE: "waiting"}
    assert await asked_anew(small, [HALLE, PLACE]) == 1
    assert (await states(small))[HALLE] == "pinned"


@pytest.mark.parametrize(
    "wanted, found",
    [
        (Wanted(), VENUES),
        (Wanted(states=(S.REVIEW,)), {HALLE}),
        (Wanted(states=(S.REVIEW, S.NOTHING)), {HALLE, PLACE}),
        (Wanted(departement="31"), {TOULOUSE, CAPITOLE}),
        (Wanted(departement="99"), set()),
        (Wanted(partner="cercle"), {HALLE, TOULOUSE, CAPITOLE}),
        (Wanted(partner="mairie"), {PLACE}),
        (Wanted(partner="nobody"), set()),
        (Wanted(states=(S.WAITING,), departement="31", partner="cercle"), {TOULOUSE, CAPITOLE}),
    ],
)
async def test_wanted_are_found_by_state_place_and_partner(small: House, wanted: Wanted, found: set[str]) -> None:
    await decided(small, {HALLE: S.REVIEW, PLACE: S.NOTHING})
    assert set(await by_name(small, wanted)) == found


async def test_wanted_come_page_by_page_in_the_order_of_their_ids(small: House) -> None:
    ids = [one.venue_id for one in (await by_name(small)).values()]
    assert ids == sorted(ids)
    pages = [await by_name(small, Wanted(after=after, limit=2)) for after in (0, ids[1], ids[3])]
    assert [[one.venue_id for one in page.values()] for page in pages] == [ids[:2], ids[2:], []]


async def test_venue_that_others_are_at_too_is_no_partners_alone(small: House) -> None:
    theirs = {**BAL, "partner": "mairie", "event_key": "autre"}
    await load_csv(small, csv_of([theirs]))
    assert set(await by_name(small, Wanted(partner="cercle"))) == {TOULOUSE, CAPITOLE}
    assert set(await by_name(small, Wanted(partner="mairie"))) == {PLACE}


async def test_venue_all_of_whose_dates_were_deleted_is_not_shown(small: House) -> None:
    halle = await id_of(small, HALLE)
    async with small.database.writing() as connection:
        there = t.occurrences.c.venue_id == halle
        await connection.execute(t.occurrences.update().where(there).values(state="tombstone"))
    assert set(await by_name(small)) == VENUES - {HALLE}
    assert await load_one(small, halle) is not None


async def test_doubt_is_the_outcomes(small: House) -> None:
    await decided(small, {HALLE: S.NOTHING}, doubt=Doubt.NO_ANSWER, candidates=())
    halle = (await by_name(small))[HALLE]
    assert (halle.state, halle.doubt, halle.candidates, halle.found) == (S.NOTHING, Doubt.NO_ANSWER, (), None)
