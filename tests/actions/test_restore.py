"""Restoring an earlier version: what was said then is said again, as a new change."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from festum.actions.house import House
from festum.actions.restore import restore_event
from festum.actions.revise import delete_event, delete_occurrence, revise_event, revise_occurrence
from festum.actions.settle import bury_tombstones
from festum.domain.event import Event, Occurrence, State
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance
from festum.domain.texts import Texts
from festum.errors import FestumError, NotHere, NotYours
from festum.store import tables as t
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, ROWS, csv_of, dump, events_by_key, revision_of

ADMIN, CERCLE, MAIRIE = Holder("admin", None), Holder("cercle", "cercle"), Holder("mairie", "mairie")
DOS_1, DOS_2 = (row for row in ROWS if row["event_key"] == "dos")
PINNED = Point(43.7331, 3.3172)


async def event(house: House, key: str) -> Event:
    return (await events_by_key(house))[key]


async def restored(house: House, key: str, version: int, holder: Holder = ADMIN) -> Event:
    event_id = (await event(house, key)).id
    given = await house.change(lambda unit: restore_event(unit, event_id, version, holder))
    assert given == await event(house, key)
    return given


async def said(house: House, key: str, rewrite: Callable[[Event], Event]) -> None:
    event_id = (await event(house, key)).id
    await house.change(lambda unit: revise_event(unit, event_id, ADMIN, rewrite))


async def redated(house: House, key: str, rewrite: Callable[[Occurrence], Occurrence], position: int = 0) -> None:
    uid = (await event(house, key)).occurrences[position].uid
    await house.change(lambda unit: revise_occurrence(unit, uid, ADMIN, rewrite))


async def delete(house: House, key: str) -> None:
    event_id = (await event(house, key)).id
    await house.change(lambda unit: delete_event(unit, event_id, ADMIN))


def titled(text: str) -> Callable[[Event], Event]:
    return lambda event: replace(event, details=replace(event.details, titles=Texts.of({"fr": text})))


async def test_what_was_said_then_is_said_again_as_a_new_change(small: House, clock: TestClock) -> None:
    before = await event(small, "bal")
    await said(small, "bal", titled("Autre"))
    await redated(
        small, "bal", lambda o: replace(o, status="cancelled", notice="Pluie", when=replace(o.when, time_text="tard"))
    )
    clock.advance(hours=1)
    known = await revision_of(small)
    after = await restored(small, "bal", 1)
    assert after == replace(
        before,
        occurrences=(replace(before.occurrences[0], sequence=3, modified=clock(), locks=("notice", "status", "when")),),
        version=4,
        locks=("titles",),
    )
    assert (await revision_of(small)).number == known.number + 1
    async with small.database.reading() as connection:
        v = t.versions.c
        kept = (
            await connection.execute(
                select(v.actor, v.action, v.revision).where(v.event_id == before.id, v.version == 4)
            )
        ).one()
    assert tuple(kept) == ("admin", "restore", known.number + 1)


async def test_a_restoration_can_be_undone_like_any_change(small: House) -> None:
    await said(small, "bal", titled("Autre"))
    await restored(small, "bal", 1)
    back = await restored(small, "bal", 2)
    assert (back.details.titles.get("fr"), back.version, back.occurrences[0].sequence) == ("Autre", 4, 3)


async def test_what_stands_already_is_no_change(small: House) -> None:
    before = await dump(small)
    assert (await restored(small, "bal", 1)).version == 1
    assert await dump(small) == before


async def test_a_deleted_event_comes_back_with_its_dates(small: House, clock: TestClock) -> None:
    before = await event(small, "dos")
    await delete(small, "dos")
    clock.advance(hours=1)
    after = await restored(small, "dos", 1)
    assert after.live == tuple(replace(o, sequence=2, modified=clock(), locks=("status",)) for o in before.occurrences)
    assert after.details == before.details


async def test_an_event_long_gone_comes_back_too(small: House, clock: TestClock) -> None:
    await delete(small, "bal")
    clock.advance(days=31)
    await small.change(bury_tombstones)
    assert (await event(small, "bal")).occurrences[0].state is State.GONE
    after = await restored(small, "bal", 1)
    assert [(o.state, o.status, o.sequence, o.modified) for o in after.occurrences] == [
        (State.LIVE, "confirmed", 2, clock())
    ]


async def test_dates_added_since_are_deleted_and_told_so(small: House, clock: TestClock) -> None:
    await load_csv(small, csv_of([{**BAL, "occurrence_key": "2", "start": "2018-06-30T21:00", "end": ""}]))
    added = await event(small, "bal")
    assert len(added.live) == 2
    clock.advance(hours=1)
    after = await restored(small, "bal", 1)
    assert [(o.state, o.status, o.sequence) for o in after.occurrences] == [
        (State.LIVE, "confirmed", 0),
        (State.TOMBSTONE, "cancelled", 1),
    ]
    assert after.occurrences[1].modified == clock()
    # And stay buried, told once, when the same is restored again.
    clock.advance(hours=1)
    assert await restored(small, "bal", 1) == after


async def test_what_was_deleted_then_is_deleted_again_and_told_whatever_became_of_it(
    small: House, clock: TestClock
) -> None:
    uid = (await event(small, "dos")).occurrences[0].uid
    await small.change(lambda unit: delete_occurrence(unit, uid, ADMIN))  # version 2
    clock.advance(days=31)
    await small.change(bury_tombstones)
    await said(small, "dos", titled("Une date"))  # version 3, in which that date is gone
    await restored(small, "dos", 1)
    assert len((await event(small, "dos")).live) == 2
    clock.advance(hours=1)
    for version in (2, 3):
        after = await restored(small, "dos", version)
        first = after.occurrences[0]
        # Subscribers hold it again: it may not vanish without a word.
        assert (first.state, first.status, first.modified) == (State.TOMBSTONE, "cancelled", clock()), version
        await restored(small, "dos", 1)
        clock.advance(hours=1)


async def test_what_is_gone_stays_gone_where_it_was_deleted_then(small: House, clock: TestClock) -> None:
    uid = (await event(small, "dos")).occurrences[0].uid
    await small.change(lambda unit: delete_occurrence(unit, uid, ADMIN))
    await said(small, "dos", titled("Autre"))
    clock.advance(days=31)
    await small.change(bury_tombstones)
    gone = (await event(small, "dos")).occurrences[0]
    after = await restored(small, "dos", 2)
    assert (after.occurrences[0], gone.state, after.details.titles.get("fr")) == (gone, State.GONE, "Deux dates")


async def test_a_better_point_of_its_venue_is_not_undone_with_an_events_text(small: House, clock: TestClock) -> None:
    await said(small, "bal", titled("Autre"))
    await redated(
        small,
        "dos",
        lambda o: replace(
            o,
            venue=o.venue
            and replace(o.venue, point=PINNED, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN),
        ),
    )
    after = await restored(small, "bal", 1)
    venue = after.occurrences[0].venue
    assert venue is not None
    assert (venue.point, venue.provenance, after.details.titles.get("fr")) == (
        PINNED, Provenance.HUMAN, "Bal de la Saint-Jean"
    )  # fmt: skip


async def test_a_date_comes_back_to_the_venue_it_was_moved_from(small: House) -> None:
    before = await event(small, "bal")
    await redated(small, "bal", lambda o: replace(o, venue=None))
    after = await restored(small, "bal", 1)
    assert (after.occurrences[0].venue, after.occurrences[0].locks) == (before.occurrences[0].venue, ("venue",))


async def test_a_start_that_moved_is_told_by_the_one_before(small: House) -> None:
    before = await event(small, "bal")
    early = before.occurrences[0].when.start
    await redated(small, "bal", lambda o: replace(o, when=replace(o.when, start=o.when.start.replace(hour=19))))
    after = await restored(small, "bal", 1)
    assert after.occurrences[0].when.start == early
    assert after.occurrences[0].previous_start == early.replace(hour=19)


async def test_what_was_restored_is_locked_against_the_next_upload(small: House) -> None:
    await load_csv(small, csv_of([{**BAL, "title": "Faux"}]))
    await restored(small, "bal", 1)
    await load_csv(small, csv_of([{**BAL, "title": "Faux", "price": "5 €"}]))
    after = await event(small, "bal")
    assert (after.details.titles.get("fr"), after.details.price, after.locks) == (
        "Bal de la Saint-Jean", "5 €", ("titles",)
    )  # fmt: skip


REFUSED: list[tuple[str, int, Holder, type[FestumError], str]] = [
    ("bal", 2, ADMIN, NotHere, "no_such_version"),
    ("bal", 0, ADMIN, NotHere, "no_such_version"),
    ("bal", 1, MAIRIE, NotYours, "not_your_programme"),
    ("bal", 9, MAIRIE, NotYours, "not_your_programme"),
]


@pytest.mark.parametrize(("key", "version", "holder", "kind", "said"), REFUSED)
async def test_what_never_was_and_what_is_another_s_is_refused(
    small: House, key: str, version: int, holder: Holder, kind: type[FestumError], said: str
) -> None:
    before = await dump(small)
    with pytest.raises(FestumError) as refusal:
        await restored(small, key, version, holder)
    assert (type(refusal.value), refusal.value.key) == (kind, said)
    assert await dump(small) == before


async def test_no_event_is_restored_that_never_was(small: House) -> None:
    with pytest.raises(NotHere) as refusal:
        await small.change(lambda unit: restore_event(unit, "none", 1, ADMIN))
    assert refusal.value.key == "no_such_event"


async def test_its_own_partner_restores_it(small: House) -> None:
    await said(small, "bal", titled("Autre"))
    assert (await restored(small, "bal", 1, CERCLE)).details.titles.get("fr") == "Bal de la Saint-Jean"


async def test_a_version_kept_by_an_older_release_is_read(small: House) -> None:
    """It knew no `previous_start` yet."""
    bal = await event(small, "bal")
    async with small.database.writing() as connection:
        v = t.versions.c
        mine = (v.event_id == bal.id) & (v.version == 1)
        kept = (await connection.execute(select(v.snapshot).where(mine))).scalar_one()
        for one in kept["occurrences"]:
            del one["previous_start"]
        await connection.execute(update(t.versions).where(mine).values(snapshot=kept))
    await said(small, "bal", titled("Autre"))
    assert (await restored(small, "bal", 1)).details == bal.details
