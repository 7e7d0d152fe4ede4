"""Venues asked about, one question after the other: what is found, what is left to a person, and what is asked once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from festum.actions.geocode_asking import Round
from festum.actions.geocode_claims import LEAD, Taken, take
from festum.actions.geocode_venues import geocode_all, geocode_some
from festum.actions.house import House
from festum.actions.pin_venue import set_pin
from festum.domain.geocoding import Candidate, Doubt, GeocodingState
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance
from festum.geocoding.geocoder import Manners
from festum.store.geocoding_claims import release
from festum.store.geocodings import Wanted, load_geocodings, set_waiting
from tests.actions.scripted import (
    BAN,
    LODEVE,
    NOMINATIM,
    Scripted,
    by_name,
    for_ever,
    house_asking,
    load_streets,
    only_streets,
    round_with,
    rounds,
    street,
    streets,
)
from tests.conftest import TestClock, load_csv
from tests.small import on_sqlite
from tests.store.geocoded import CAPITOLE, HALLE, PLACE, TOULOUSE
from tests.store.small import csv_of

FOUND, REVIEW, NOTHING, UNASKABLE, WAITING, PINNED = (
    GeocodingState.FOUND, GeocodingState.REVIEW, GeocodingState.NOTHING, GeocodingState.UNASKABLE,
    GeocodingState.WAITING, GeocodingState.PINNED,
)  # fmt: skip
FOCH, AVENUE = street("Rue Foch"), street("Avenue Foch")


async def states(house: House) -> dict[str, GeocodingState]:
    return {name: one.state for name, one in (await by_name(house)).items()}


async def test_accepted_candidate_is_found_and_not_public_yet(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(AVENUE, FOCH)]})
    house = house_asking(small, clock, ban)
    before = (await by_name(house))["Rue Foch"]
    await round_with(house, clock, ban)
    after = (await by_name(house))["Rue Foch"]
    assert [(one.candidate, one.doubt) for one in after.candidates] == [(FOCH, None), (AVENUE, Doubt.OTHER_NAME)]
    assert after == replace(
        before,
        state=FOUND,
        due_at=clock(),
        provider=BAN,
        query="Rue Foch",
        score=0.9,
        label="Rue Foch 34700 Lodève",
        asked_at=clock(),
        candidates=after.candidates,
        found=FOCH,
    )


async def test_doubtful_answers_lead_on_until_a_person_has_all_of_them(small: House, clock: TestClock) -> None:
    await load_streets(small, "Salle Foch", address="12 rue Foch")
    low = street("Rue Foch", 0.3)
    other = street("Foch", provider=NOMINATIM, point=LODEVE)
    far = replace(street("Salle Foch", provider=NOMINATIM), insee_code="34172", commune="Montpellier")
    ban = Scripted(BAN, {"12 Rue Foch": [(low, AVENUE)], "Salle Foch": [(low,)]})
    nominatim = Scripted(NOMINATIM, {"12 Rue Foch": [()], "Salle Foch": [(far, other)]})
    house = house_asking(small, clock, ban, nominatim)
    told = [await rounds(house, clock, one) for one in (ban, nominatim)]
    asked = [one for one in ban.asked if "Foch" in one], [one for one in nominatim.asked if "Foch" in one]
    assert asked == (["12 Rue Foch", "Salle Foch"], ["12 Rue Foch", "Salle Foch"])
    venue = (await by_name(house))["Salle Foch"]
    assert (venue.state, venue.doubt, venue.provider, venue.query) == (REVIEW, Doubt.LOW_SCORE, NOMINATIM, "Salle Foch")
    assert [(one.candidate, one.doubt) for one in venue.candidates] == [
        (low, Doubt.LOW_SCORE),
        (AVENUE, Doubt.OTHER_NAME),
        (other, Doubt.OTHER_NAME),
        (far, Doubt.OTHER_COMMUNE),
    ]
    assert (venue.asks, venue.step, venue.found, venue.published) == (None, 0, None, False)
    assert [done.provider for done in told[0]] == [BAN] * len(told[0])


async def test_what_the_first_geocoder_does_not_know_the_next_one_may(small: House, clock: TestClock) -> None:
    hall = street("Halle", provider=NOMINATIM)
    ban, nominatim = Scripted(BAN), Scripted(NOMINATIM, {"Halle": [(hall,)]})
    house = house_asking(small, clock, ban, nominatim)
    assert await rounds(house, clock, nominatim) == []  # it is not its turn
    await rounds(house, clock, ban)
    known = await by_name(house)
    assert [(known[name].state, known[name].asks) for name in (HALLE, CAPITOLE)] == [(WAITING, NOMINATIM)] * 2
    await rounds(house, clock, nominatim)
    known = await by_name(house)
    assert (known[HALLE].state, known[HALLE].found) == (FOUND, hall)
    assert (known[CAPITOLE].state, known[CAPITOLE].doubt) == (NOTHING, Doubt.NOTHING)
    assert (known[TOULOUSE].state, known[TOULOUSE].doubt) == (UNASKABLE, None)


async def test_answer_that_is_kept_is_not_asked_for_again(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(FOCH,)]})
    house = house_asking(small, clock, ban)
    await rounds(house, clock, ban)
    asked, before = list(ban.asked), await by_name(house)
    assert sorted(asked) == ["Capitole", "Halle", "Place", "Rue Foch"]
    for days, anew in (
        (13, []),
        (2, ["Capitole", "Halle", "Place"]),
        (170, ["Capitole", "Halle", "Place", "Rue Foch"]),
    ):
        clock.advance(days=days)
        async with house.database.claiming() as connection:
            await set_waiting(connection, None, clock())
        await rounds(house, clock, ban)
        assert sorted(ban.asked) == sorted([*asked, *anew])
        asked += anew
        assert await states(house) == {name: one.state for name, one in before.items()}


@on_sqlite
async def test_answers_asked_for_afresh_are(small: House, clock: TestClock) -> None:
    ban = Scripted(BAN)
    house = replace(house_asking(small, clock, ban), instant=small.instant)
    told: list[Round] = []
    await geocode_all(house, told.append)
    async with house.database.claiming() as connection:
        await set_waiting(connection, None, clock())
    await geocode_all(house, told.append, fresh=True)
    assert sorted(ban.asked) == ["Capitole", "Capitole", "Halle", "Halle", "Place", "Place"]
    assert sum(done.questions for done in told) == 6
    assert sum(len(done.outcomes) for done in told) == 8  # the one without a name too


async def test_one_question_of_two_venues_is_asked_once(small: House, clock: TestClock) -> None:
    await load_streets(small, "Cercle", "Casino", address="Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(FOCH,)]})
    house = house_asking(small, clock, ban)
    await rounds(house, clock, ban)
    assert ban.asked.count("Rue Foch") == 1
    known = await by_name(house)
    assert [(known[name].state, known[name].found) for name in ("Cercle", "Casino")] == [(FOUND, FOCH)] * 2


async def test_question_somebody_is_at_is_waited_for(small: House, clock: TestClock) -> None:
    await load_streets(small, "Cercle", "Casino", address="Rue Foch")
    answering = asyncio.Event()

    async def later() -> Sequence[Candidate]:
        await answering.wait()
        return (FOCH,)

    ban = Scripted(BAN, {"Rue Foch": [later]}, Manners(1))  # one venue a round
    house = house_asking(small, clock, ban)
    for _ in range(4):  # the small programme's
        await round_with(house, clock, ban)
    clock.advance(seconds=1)
    first = asyncio.create_task(geocode_some(house, ban))
    while "Rue Foch" not in ban.asked:
        await asyncio.sleep(0.01)
    assert (await round_with(house, clock, ban)).idle  # the other venue is put off
    answering.set()
    assert [one.venue.name for one in (await first).outcomes] == ["Cercle"]
    assert [one.venue.name for one in (await round_with(house, clock, ban)).outcomes] == ["Casino"]
    assert ban.asked.count("Rue Foch") == 1


async def test_turns_follow_one_another_whoever_takes_them(small: House, clock: TestClock) -> None:
    await only_streets(small, clock, *(f"Rue {n} Mai" for n in range(1, 9)))
    ban = Scripted(BAN, manners=Manners(5))
    house = house_asking(small, clock, ban)
    start = clock.advance(seconds=1)
    first, second, third = [await take(house, ban) for _ in range(3)]
    assert third == Taken(wait_until=start + LEAD + timedelta(seconds=0.5))
    clock.now += timedelta(seconds=0.6)
    fourth = await take(house, ban)
    turns = [
        [(one.turn - start - LEAD) / timedelta(seconds=0.2) for one in some.to_ask] for some in (first, second, fourth)
    ]
    assert turns == [[0, 1, 2, 3], [4], [5, 6]]  # about a second ahead, and no further


async def test_no_transaction_is_open_while_an_answer_is_waited_for(small: House, clock: TestClock) -> None:
    open_then: list[int] = []

    async def look() -> Sequence[Candidate]:
        open_then.append(small.database.engine.pool.checkedout())  # type: ignore[attr-defined]
        return ()

    ban = Scripted(BAN, {"Halle": [look], "Capitole": [look]})
    await rounds(house_asking(small, clock, ban), clock, ban)
    assert open_then == [0, 0]


async def test_stopped_it_keeps_what_was_answered_and_gives_the_rest_back(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    ban = Scripted(BAN, {"Rue Foch": [(FOCH,)], "Halle": [for_ever], "Place": [for_ever], "Capitole": [for_ever]})
    house = house_asking(small, clock, ban)
    clock.advance(seconds=1)
    asking = asyncio.create_task(geocode_some(house, ban))
    while len(ban.asked) < 4:
        await asyncio.sleep(0.01)
    asking.cancel()
    async with asyncio.timeout(2):
        await asyncio.gather(asking, return_exceptions=True)
    assert asking.cancelled()
    assert await states(house) == {
        "Rue Foch": FOUND, HALLE: WAITING, PLACE: WAITING, CAPITOLE: WAITING, TOULOUSE: UNASKABLE
    }  # fmt: skip
    ban.says.clear()
    again = await round_with(house, clock, ban)  # at once: no lease is left
    assert sorted(one.venue.name for one in again.outcomes) == [CAPITOLE, HALLE, PLACE]


async def test_stopped_between_claim_and_question_it_gives_all_back(small: House, clock: TestClock) -> None:
    ban = Scripted(BAN)
    house = house_asking(small, clock, ban)
    clock.advance(seconds=1)
    for _ in range(4):
        asking = asyncio.create_task(geocode_some(house, ban))
        await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert asking.cancelled()
        clock.advance(seconds=1)
    assert ban.asked == []
    assert len((await round_with(house, clock, ban)).outcomes) == 3


async def test_persons_decision_meanwhile_is_not_written_over(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    venue_id = (await by_name(small))["Rue Foch"].venue_id

    async def pinned_meanwhile() -> Sequence[Candidate]:
        await small.change(lambda unit: set_pin(unit, venue_id, LODEVE, Holder("Maria", None)))
        return (FOCH,)

    ban = Scripted(BAN, {"Rue Foch": [pinned_meanwhile]})
    house = house_asking(small, clock, ban)
    await round_with(house, clock, ban)
    venue = (await by_name(house))["Rue Foch"]
    assert (venue.state, venue.by, venue.found, venue.venue.provenance) == (PINNED, "Maria", None, Provenance.HUMAN)


async def test_lease_that_ran_out_leaves_the_venue_to_whoever_has_it_now(small: House, clock: TestClock) -> None:
    await load_streets(small, "Rue Foch")
    taken_from_us: list[Taken] = []

    async def very_late() -> Sequence[Candidate]:
        clock.advance(minutes=5)
        taken_from_us.append(await take(house, ban))
        return (FOCH,)

    ban = Scripted(BAN, {"Rue Foch": [very_late, ()]})
    house = house_asking(small, clock, ban)
    done = await round_with(house, clock, ban)
    assert "Rue Foch" in [one.question.text for one in taken_from_us[0].to_ask]
    assert "Rue Foch" not in [one.venue.name for one in done.outcomes]
    assert (await states(house))["Rue Foch"] is WAITING
    async with house.database.claiming() as connection:
        await release(connection, [venue for one in taken_from_us[0].to_ask for venue in one.venues])
    await rounds(house, clock, ban)
    assert (await by_name(house))["Rue Foch"].found == FOCH  # the answer was kept
    assert ban.asked.count("Rue Foch") == 1


@on_sqlite
async def test_one_answer_is_judged_by_each_venues_own_former_commune(small: House, clock: TestClock) -> None:
    villages = ("Saint-Cyprien-sur-Dourdou", "Grand-Vabre", "")
    halls = {
        village: replace(
            street("Salle des Fêtes", point=point), kind="locality", precision=Precision.LOCALITY,
            insee_code="12218", postcode="12320", commune="Conques-en-Rouergue", old_commune=village,
        )
        for village, point in zip(villages, (Point(44.5493, 2.4102), Point(44.6232, 2.3560)), strict=False)
    }  # fmt: skip
    rows = [
        {**streets("Salle des fêtes", address=village)[0], "event_key": f"v{n}", "title": f"V{n}",
         "insee_code": "12218", "commune": "Conques-en-Rouergue"}
        for n, village in enumerate(villages)
    ]  # fmt: skip
    await load_csv(small, csv_of(rows))
    ban = Scripted(BAN, {"Salle des fêtes": [tuple(halls.values())]})
    await rounds(house_asking(small, clock, ban), clock, ban)
    async with small.database.reading() as connection:
        found = await load_geocodings(connection, small.gazetteer, Wanted())
    ends = {one.venue.address: (one.state, one.found) for one in found if one.venue.name == "Salle des fêtes"}
    assert ends == {
        "Saint-Cyprien-sur-Dourdou": (FOUND, halls["Saint-Cyprien-sur-Dourdou"]),
        "Grand-Vabre": (FOUND, halls["Grand-Vabre"]),
        "": (REVIEW, None),
    }
    assert ban.asked.count("Salle des fêtes") == 1
