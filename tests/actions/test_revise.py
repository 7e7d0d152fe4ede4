"""Corrections by hand: reach, locks, deletion; and a pin that no correction elsewhere may wipe out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from festum.actions.house import House
from festum.actions.revise import delete_event, delete_occurrence, revise_event, revise_occurrence
from festum.domain.event import Event, Occurrence, State
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.errors import FestumError, Gone, NotHere, NotYours
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, HALLE, csv_of, dump, events_by_key

ADMIN, CERCLE, MAIRIE = Holder("admin", None), Holder("cercle", "cercle"), Holder("mairie", "mairie")


def title(text: str) -> Callable[[Event], Event]:
    return lambda event: replace(event, details=replace(event.details, titles=Texts.of({"fr": text})))


async def revised(house: House, event: Event, rewrite: Callable[[Event], Event], holder: Holder = ADMIN) -> Event:
    return await house.change(lambda unit: revise_event(unit, event.id, holder, rewrite))


async def redated(
    house: House, occurrence: Occurrence, rewrite: Callable[[Occurrence], Occurrence], holder: Holder = ADMIN
) -> Event:
    return await house.change(lambda unit: revise_occurrence(unit, occurrence.uid, holder, rewrite))


async def test_a_correction_is_told_locked_and_given_back(small: House, clock: TestClock) -> None:
    bal = (await events_by_key(small))["bal"]
    clock.advance(hours=1)
    given = await revised(small, bal, title("Autre"), CERCLE)
    assert given == (await events_by_key(small))["bal"]
    assert given == replace(
        bal,
        details=replace(bal.details, titles=Texts.of({"fr": "Autre"})),
        occurrences=(replace(bal.occurrences[0], sequence=1, modified=clock()),),
        version=2,
        locks=("titles",),
    )


async def test_a_corrected_date_is_locked_by_itself(small: House, clock: TestClock) -> None:
    dos = (await events_by_key(small))["dos"]
    clock.advance(hours=1)
    given = await redated(small, dos.occurrences[1], lambda o: replace(o, status="full", notice="Complet"))
    corrected = replace(
        dos.occurrences[1], status="full", notice="Complet", sequence=1, modified=clock(), locks=("notice", "status")
    )
    assert given == replace(dos, occurrences=(dos.occurrences[0], corrected), version=2)


async def test_a_correction_that_corrects_nothing_changes_nothing(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    before = await dump(small)
    assert await revised(small, bal, lambda event: event) == bal
    assert await redated(small, bal.occurrences[0], lambda o: replace(o, notice="")) == bal
    assert await dump(small) == before


async def test_a_key_reaches_its_own_programme_and_no_other(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    uid, before = bal.occurrences[0].uid, await dump(small)
    for attempt in (
        lambda unit: revise_event(unit, bal.id, MAIRIE, title("Mien")),
        lambda unit: revise_occurrence(unit, uid, MAIRIE, lambda o: replace(o, notice="Mien")),
        lambda unit: delete_event(unit, bal.id, MAIRIE),
        lambda unit: delete_occurrence(unit, uid, MAIRIE),
    ):
        with pytest.raises(NotYours):
            await small.change(attempt)
    assert await dump(small) == before


async def test_deleting_leaves_a_cancelled_tombstone_and_a_gone_page(small: House, clock: TestClock) -> None:
    dos = (await events_by_key(small))["dos"]
    clock.advance(hours=1)
    await small.change(lambda unit: delete_occurrence(unit, dos.occurrences[0].uid, CERCLE))
    after = (await events_by_key(small))["dos"]
    assert [(o.state, o.status, o.sequence, o.modified == clock()) for o in after.occurrences] == [
        (State.TOMBSTONE, "cancelled", 1, True),
        (State.LIVE, "confirmed", 0, False),
    ]
    clock.advance(hours=1)
    await small.change(lambda unit: delete_event(unit, dos.id, CERCLE))
    after = (await events_by_key(small))["dos"]
    assert [(o.state, o.status, o.sequence, o.modified == clock()) for o in after.occurrences] == [
        (State.TOMBSTONE, "cancelled", 1, False),  # told an hour ago
        (State.TOMBSTONE, "cancelled", 1, True),
    ]


async def test_what_is_gone_or_never_was_is_refused_as_such(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    uid = bal.occurrences[0].uid
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))

    async def refusal(attempt: object) -> tuple[type[FestumError], str]:
        with pytest.raises(FestumError) as refused:
            await small.change(attempt)  # type: ignore[arg-type]
        return type(refused.value), refused.value.key

    assert [
        await refusal(lambda unit: revise_event(unit, bal.id, ADMIN, title("x"))),
        await refusal(lambda unit: delete_event(unit, bal.id, ADMIN)),
        await refusal(lambda unit: revise_occurrence(unit, uid, ADMIN, lambda o: o)),
        await refusal(lambda unit: delete_occurrence(unit, uid, ADMIN)),
        await refusal(lambda unit: delete_event(unit, "no-such", ADMIN)),
        await refusal(lambda unit: delete_occurrence(unit, "no-such", ADMIN)),
    ] == [
        (Gone, "deleted_event"),
        (Gone, "deleted_event"),
        (Gone, "deleted_occurrence"),
        (Gone, "deleted_occurrence"),
        (NotHere, "no_such_event"),
        (NotHere, "no_such_occurrence"),
    ]


def at(venue: Venue) -> Callable[[Occurrence], Occurrence]:
    return lambda occurrence: replace(occurrence, venue=venue)


async def pinned_halle(house: House) -> Venue:
    await load_csv(house, csv_of([{**BAL, "latitude": "43.7331", "longitude": "3.3172"}]))
    venue = (await events_by_key(house))["bal"].occurrences[0].venue
    assert venue is not None
    assert venue.provenance is Provenance.HUMAN
    return venue


async def test_moving_an_event_to_a_known_venue_takes_it_as_it_is_known(small: House) -> None:
    halle = await pinned_halle(small)
    commune = halle.commune
    assert commune is not None
    typed = Venue("HALLE", "", "", commune, commune.point, Precision.COMMUNE, Provenance.GAZETTEER)
    given = await redated(small, (await events_by_key(small))["sens"].occurrences[0], at(typed))
    events = await events_by_key(small)
    assert [given.occurrences[0].venue, events["sens"].occurrences[0].venue] == [halle, halle]
    assert [events[key].occurrences[0].venue for key in ("bal", "dos", "futur")] == [halle] * 3
    assert given.occurrences[0].locks == ("venue",)


async def test_an_editor_who_says_where_it_is_moves_the_pin(small: House) -> None:
    halle = await pinned_halle(small)
    better = replace(halle, point=Point(43.74, 3.32))
    await redated(small, (await events_by_key(small))["sens"].occurrences[0], at(better))
    events = await events_by_key(small)
    assert [events[key].occurrences[0].venue for key in ("sens", "bal", "dos", "futur")] == [better] * 4


async def test_an_editor_may_take_a_pin_away(small: House) -> None:
    halle = await pinned_halle(small)
    assert halle.commune is not None
    unpinned = replace(halle, point=halle.commune.point, precision=Precision.COMMUNE, provenance=Provenance.GAZETTEER)
    await redated(small, (await events_by_key(small))["bal"].occurrences[0], at(unpinned))
    events = await events_by_key(small)
    assert [events[key].occurrences[0].venue for key in ("bal", "dos", "futur")] == [unpinned] * 3


async def test_a_locked_venue_keeps_its_place_against_the_next_upload(small: House) -> None:
    sens = (await events_by_key(small))["sens"].occurrences[0]
    halle = (await events_by_key(small))["bal"].occurrences[0].venue
    assert halle is not None
    await redated(small, sens, at(halle))
    before = await dump(small)
    row = {
        "edition": "2018",
        "partner": "cercle",
        "event_key": "sens",
        "title": "Sans rien",
        "start": "2018-06-25T18:00",
    }
    await load_csv(small, csv_of([{**row, "status": "postponed", **HALLE, "venue": "Ailleurs"}]))
    assert await dump(small) == before


async def test_a_venue_shared_with_another_partner_is_not_one_partner_s_to_move(small: House) -> None:
    await load_csv(small, csv_of([{**BAL, "partner": "mairie", "event_key": "vesin"}]))
    bal = (await events_by_key(small))["bal"].occurrences[0]
    assert bal.venue is not None
    pinned = replace(bal.venue, point=Point(43.74, 3.32), precision=Precision.STREET, provenance=Provenance.HUMAN)
    before = await dump(small)
    with pytest.raises(NotYours) as refusal:
        await redated(small, bal, at(pinned), CERCLE)
    assert (refusal.value.key, refusal.value.values) == ("venue_shared", {"partner": "mairie"})
    assert await dump(small) == before
    await redated(small, bal, at(pinned), ADMIN)
    events = await events_by_key(small)
    assert [events[key].occurrences[0].venue for key in ("bal", "dos", "futur", "vesin")] == [pinned] * 4


async def test_a_partner_moves_a_venue_that_only_its_own_events_use(small: House) -> None:
    halle = await pinned_halle(small)
    better = replace(halle, point=Point(43.74, 3.32))
    await redated(small, (await events_by_key(small))["bal"].occurrences[0], at(better), CERCLE)
    assert (await events_by_key(small))["dos"].occurrences[0].venue == better
