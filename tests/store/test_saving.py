"""Saving: all of a publication or none of it, and never over what somebody else has changed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from festum.actions.house import House
from festum.domain.event import Details, Event, Occurrence, State
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.plan import Revision
from festum.domain.stamp import stamped
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Stale
from festum.store import tables as t
from festum.store.events import load_venues
from festum.store.saving import Signature, save
from tests.store.small import dump, events_by_key

NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)
SIGNED = Signature("somebody", "test", NOW, 99)
NOON = When(datetime.fromisoformat("2018-06-23T12:00"))


def titled(event: Event, title: str) -> Revision:
    after = replace(event, details=replace(event.details, titles=Texts.of({"fr": title})))
    return Revision(event, stamped(event, after, NOW))


def pinned(event: Event, latitude: float) -> Event:
    def moved(venue: Venue | None) -> Venue | None:
        point = Point(latitude, 3.3)
        return venue and replace(venue, point=point, precision=Precision.HOUSENUMBER, provenance=Provenance.HUMAN)

    return replace(event, occurrences=tuple(replace(o, venue=moved(o.venue)) for o in event.occurrences))


async def written(house: House, revisions: Sequence[Revision], seen: Mapping[str, Venue]) -> None:
    async with house.database.writing() as connection:
        await save(connection, house.gazetteer, revisions, seen, SIGNED)


async def venues_of(house: House, event: Event) -> dict[str, Venue]:
    keys = [o.venue.venue_key for o in event.occurrences if o.venue]
    async with house.database.reading() as connection:
        return await load_venues(connection, house.gazetteer, keys)


async def test_what_is_saved_is_what_is_loaded(small: House) -> None:
    venue = Venue("Lieu", "1 rue", "34700", small.gazetteer.commune("34142"), None, None, None)
    fresh = Event(
        "id-1", 2018, "cercle", "nou",
        Details(Texts.of({"oc": "Nòu"}), languages=("oc", "ca"), categories=("walk", "baleti")),
        (Occurrence("uid-2", "b", NOON, venue), Occurrence("uid-1", "a", NOON), Occurrence("uid-3", "c", NOON, venue)),
    )  # fmt: skip
    revision = Revision(None, stamped(None, fresh, NOW))
    await written(small, [revision], {})
    assert (await events_by_key(small))["nou"] == revision.after


async def test_an_event_changed_meanwhile_is_not_written_over(small: House) -> None:
    events = await events_by_key(small)
    await written(small, [titled(events["bal"], "Somebody else's")], await venues_of(small, events["bal"]))
    before = await dump(small)
    both = [titled(events["sens"], "Mine"), titled(events["bal"], "Mine too")]
    with pytest.raises(Stale) as refusal:
        await written(small, both, await venues_of(small, events["bal"]))
    assert (refusal.value.key, refusal.value.values) == ("event_changed_meanwhile", {"event": events["bal"].id})
    assert await dump(small) == before


async def test_an_event_created_meanwhile_is_not_created_again(small: House) -> None:
    fresh = Event("id-1", 2018, "cercle", "nou", Details(Texts.of({"fr": "Nouveau"})))
    revision = Revision(None, stamped(None, fresh, NOW))
    await written(small, [revision], {})
    before = await dump(small)
    with pytest.raises(Stale):
        await written(small, [revision], {})
    assert await dump(small) == before


async def test_an_event_gone_meanwhile_does_not_come_back(small: House) -> None:
    unknown = Event("id-1", 2018, "cercle", "nou", Details(Texts.of({"fr": "Nouveau"})), version=3)
    with pytest.raises(Stale):
        await written(small, [titled(unknown, "Mine")], {})


async def test_a_venue_changed_meanwhile_is_not_written_over(small: House) -> None:
    events = await events_by_key(small)
    seen = await venues_of(small, events["bal"])
    async with small.database.writing() as connection:
        await connection.execute(t.venues.update().where(t.venues.c.name == "Halle").values(latitude=43.9))
    before = await dump(small)
    # Events are written before occurrences: what was written before the refusal must go with it.
    for revision in (titled(events["bal"], "Mine"), Revision(events["bal"], pinned(events["bal"], 43.7))):
        with pytest.raises(Stale) as refusal:
            await written(small, [titled(events["sens"], "Mine"), revision], seen)
        assert (refusal.value.key, refusal.value.values) == ("venue_changed_meanwhile", {"venue": "Halle"})
    assert await dump(small) == before


async def test_a_venue_created_meanwhile_is_looked_at_first(small: House) -> None:
    events = await events_by_key(small)
    halle = events["bal"].occurrences[0].venue
    new = Event("id-1", 2018, "mairie", "nou", Details(Texts.of({"fr": "N"})), (Occurrence("u", "1", NOON, halle),))
    before = await dump(small)
    with pytest.raises(Stale):  # it was decided on while nobody had heard of that hall
        await written(small, [Revision(None, stamped(None, new, NOW))], {})
    assert await dump(small) == before


async def test_an_event_that_came_to_a_venue_meanwhile_would_not_be_told_of_its_pin(small: House) -> None:
    events = await events_by_key(small)
    alone = pinned(events["bal"], 43.7)
    before = await dump(small)
    with pytest.raises(Stale) as refusal:  # "dos" is at the same hall, and is not among what is saved
        await written(
            small, [Revision(events["bal"], stamped(events["bal"], alone, NOW))], await venues_of(small, alone)
        )
    assert (refusal.value.key, refusal.value.values) == ("venue_changed_meanwhile", {"venue": "Halle"})
    assert await dump(small) == before


async def test_the_words_of_an_event_are_those_it_has_now(small: House) -> None:
    bal = (await events_by_key(small))["bal"]
    details = replace(bal.details, languages=("ca",), categories=(), flags=("meal", "bar"))
    after = stamped(bal, replace(bal, details=details), NOW)
    await written(small, [Revision(bal, after)], await venues_of(small, bal))
    query = select(t.event_words.c.list, t.event_words.c.word).where(t.event_words.c.event_id == bal.id)
    async with small.database.reading() as connection:
        words = sorted(tuple(row) for row in await connection.execute(query))
    assert words == [("flag", "bar"), ("flag", "meal"), ("language", "ca")]


async def test_an_occurrence_nobody_changed_is_not_written(small: House) -> None:
    dos = (await events_by_key(small))["dos"]
    moved = replace(dos.occurrences[1], notice="Salle du fond")
    after = stamped(dos, replace(dos, occurrences=(dos.occurrences[0], moved)), NOW)
    async with small.database.writing() as connection:  # as burying does: no new version of the event
        first = t.occurrences.c.uid == dos.occurrences[0].uid
        await connection.execute(t.occurrences.update().where(first).values(state="gone"))
    await written(small, [Revision(dos, after)], await venues_of(small, dos))
    stored = (await events_by_key(small))["dos"]
    assert stored == replace(after, occurrences=(replace(dos.occurrences[0], state=State.GONE), after.occurrences[1]))
    assert [(o.sequence, o.modified == NOW) for o in stored.occurrences] == [(0, False), (1, True)]


async def test_more_than_one_chunk_is_saved_whole(small: House) -> None:
    commune = small.gazetteer.commune("34142")
    events = [
        Event(
            f"id-{n}", 2018, "cercle", f"many-{n}", Details(Texts.of({"fr": f"{n}"}), categories=("walk",)),
            (Occurrence(f"uid-{n}", "1", NOON, Venue(f"Lieu {n}", "", "", commune, None, None, None)),),
        )
        for n in range(2345)
    ]  # fmt: skip
    revisions = [Revision(None, stamped(None, event, NOW)) for event in events]
    await written(small, revisions, {})
    stored = await events_by_key(small)
    assert [stored[event.event_key] for event in events] == [revision.after for revision in revisions]
