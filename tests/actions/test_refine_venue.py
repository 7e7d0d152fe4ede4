"""A better point for a venue: who may move it, and what subscribers are told."""

from dataclasses import replace

import pytest

from festum.actions.house import House
from festum.actions.refine_venue import refine_venue
from festum.actions.revise import delete_event, revise_occurrence
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.errors import NotHere
from festum.store.events import load_venues
from tests.conftest import TestClock
from tests.store.small import dump, events_by_key, revision_of

ADMIN = Holder("test", None)
HERE, THERE = Point(43.7331, 3.3172), Point(43.7000, 3.3000)
KEY = "halle||34142"

Known = tuple[Point | None, Precision | None, Provenance | None]
HUMAN, BAN, NOMINATIM, GAZETTEER = Provenance
HOUSE, STREET, LOCALITY, COMMUNE = Precision


async def refined(house: House, precision: Precision, provenance: Provenance, point: Point = HERE) -> bool:
    return await house.change(lambda unit: refine_venue(unit, KEY, point, precision, provenance, "geocoder"))


async def known(house: House) -> Known:
    async with house.database.reading() as connection:
        venue = (await load_venues(connection, house.gazetteer, [KEY]))[KEY]
    return venue.point, venue.precision, venue.provenance


async def test_a_better_point_is_told_to_all_events_there_without_a_new_sequence(
    small: House, clock: TestClock
) -> None:
    before, revision = await events_by_key(small), await revision_of(small)
    clock.advance(hours=1)
    assert await refined(small, STREET, BAN) is True
    after = await events_by_key(small)
    assert {key for key in before if before[key] != after[key]} == {"bal", "dos", "futur"}
    bal = before["bal"]
    venue = bal.occurrences[0].venue
    assert venue is not None
    better = replace(venue, point=HERE, precision=STREET, provenance=BAN)
    assert after["bal"] == replace(
        bal, occurrences=(replace(bal.occurrences[0], venue=better, modified=clock()),), version=2
    )
    assert after["dos"].occurrences[1] == before["dos"].occurrences[1]  # elsewhere
    assert ((await revision_of(small)).number, await known(small)) == (revision.number + 1, (HERE, STREET, BAN))


LADDER: list[tuple[tuple[Precision, Provenance], tuple[Precision, Provenance], bool]] = [
    ((STREET, BAN), (HOUSE, BAN), True),
    ((STREET, BAN), (STREET, BAN), False),
    ((HOUSE, BAN), (STREET, BAN), False),
    ((STREET, BAN), (HOUSE, NOMINATIM), False),
    ((HOUSE, NOMINATIM), (LOCALITY, BAN), True),
    ((STREET, NOMINATIM), (HOUSE, NOMINATIM), True),
    ((COMMUNE, BAN), (HOUSE, GAZETTEER), False),
    ((COMMUNE, NOMINATIM), (COMMUNE, BAN), True),
    *[((rough, HUMAN), (HOUSE, machine), False) for rough in Precision for machine in (BAN, NOMINATIM, GAZETTEER)],
    ((COMMUNE, HUMAN), (HOUSE, HUMAN), True),
    ((HOUSE, BAN), (COMMUNE, HUMAN), True),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then", "moves"), LADDER)
async def test_who_may_move_a_point(
    small: House, first: tuple[Precision, Provenance], then: tuple[Precision, Provenance], moves: bool
) -> None:
    assert await refined(small, *first) is True  # the gazetteer's gives way to anybody
    before = await dump(small)
    assert await refined(small, *then, point=THERE) is moves
    assert await known(small) == ((THERE, *then) if moves else (HERE, *first))
    assert moves or await dump(small) == before


async def test_an_editors_pin_is_never_moved_by_a_machine(small: House) -> None:
    uid = (await events_by_key(small))["bal"].occurrences[0].uid

    def pinned(venue: Venue | None) -> Venue | None:
        return venue and replace(venue, point=THERE, precision=COMMUNE, provenance=HUMAN)

    await small.change(lambda unit: revise_occurrence(unit, uid, ADMIN, lambda o: replace(o, venue=pinned(o.venue))))
    assert await refined(small, HOUSE, BAN) is False
    assert await known(small) == (THERE, COMMUNE, HUMAN)


async def test_the_gazetteer_does_not_refine_itself(small: House) -> None:
    assert await refined(small, COMMUNE, GAZETTEER, THERE) is False
    assert (await known(small))[2] is GAZETTEER


async def test_a_venue_without_a_living_date_is_refined_and_told_where_its_tombstones_stand(
    small: House, clock: TestClock
) -> None:
    for key in ("bal", "dos", "futur"):
        event_id = (await events_by_key(small))[key].id
        await small.change(lambda unit, event_id=event_id: delete_event(unit, event_id, ADMIN))  # type: ignore[misc]
    before = {key: [(o.sequence, o.modified) for o in e.occurrences] for key, e in (await events_by_key(small)).items()}
    clock.advance(hours=1)
    assert await refined(small, HOUSE, BAN) is True
    after = {key: [(o.sequence, o.modified) for o in e.occurrences] for key, e in (await events_by_key(small)).items()}
    there = {"bal": [0], "dos": [0], "futur": [0]}  # the second date of "dos" is elsewhere
    told = {
        key: [(n, clock() if i in there.get(key, ()) else at) for i, (n, at) in enumerate(dates)]
        for key, dates in before.items()
    }
    assert (after, await known(small)) == (told, (HERE, HOUSE, BAN))


async def test_an_unknown_venue_is_refused(small: House) -> None:
    with pytest.raises(NotHere) as refusal:
        await small.change(lambda unit: refine_venue(unit, "none||34142", HERE, HOUSE, BAN, "geocoder"))
    assert refusal.value.key == "no_such_venue"
