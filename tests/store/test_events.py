"""Loading whole events, by every way they are asked for."""

from festum.actions.house import House
from festum.domain.event import Event
from festum.store.events import load_event, load_event_of, load_events_at, load_programme, load_venues
from tests.store.small import events_by_key


def keys(events: tuple[Event, ...]) -> list[str]:
    return sorted(event.event_key for event in events)


async def test_an_event_is_found_by_its_id_and_by_any_of_its_dates(small: House) -> None:
    dos = (await events_by_key(small))["dos"]
    async with small.database.reading() as connection:
        found = [
            await load_event(connection, small.gazetteer, dos.id),
            *[await load_event_of(connection, small.gazetteer, o.uid) for o in dos.occurrences],
            await load_event(connection, small.gazetteer, "nobody"),
            await load_event_of(connection, small.gazetteer, "nobody"),
        ]
    assert found == [dos, dos, dos, None, None]


async def test_a_programme_is_that_of_its_partners_in_its_edition(small: House) -> None:
    async with small.database.reading() as connection:
        found = {
            (year, partners): keys(await load_programme(connection, small.gazetteer, year, partners))
            for year, partners in ((2018, ("mairie",)), (2018, ("mairie", "cercle")), (2017, ("cercle",)), (2019, ()))
        }
    assert found == {
        (2018, ("mairie",)): ["expo", "fuoc"],
        (2018, ("mairie", "cercle")): ["bal", "cant", "dos", "expo", "fuoc", "sens"],
        (2017, ("cercle",)): [],
        (2019, ()): [],
    }


async def test_events_at_a_venue_come_whole_and_from_every_edition(small: House) -> None:
    events = await events_by_key(small)
    halle = events["bal"].occurrences[0].venue
    assert halle is not None
    async with small.database.reading() as connection:
        found = await load_events_at(connection, small.gazetteer, [halle.venue_key])
    assert {event.event_key: event for event in found} == {key: events[key] for key in ("bal", "dos", "futur")}


async def test_any_number_of_venues_may_be_asked_about(small: House) -> None:
    events = await events_by_key(small)
    venue = events["sens"].occurrences[0].venue, events["bal"].occurrences[0].venue
    assert venue[0] is None
    assert venue[1] is not None
    many = [f"nowhere {n}" for n in range(70_000)] + [venue[1].venue_key]  # more than either database takes at once
    async with small.database.reading() as connection:
        assert keys(await load_events_at(connection, small.gazetteer, many)) == ["bal", "dos", "futur"]
        assert await load_venues(connection, small.gazetteer, many) == {venue[1].venue_key: venue[1]}
