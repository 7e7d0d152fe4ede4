"""Two spellings that are one place: where an upload's venue is now."""

from datetime import timedelta

from festum.actions.house import House
from festum.domain.place import Venue
from festum.store.venue_merges import (
    VenueMerge,
    load_merge,
    load_merged,
    load_merges,
    save_merge,
    set_merge_undone,
)
from tests.store.geocoded import CAPITOLE, HALLE, NOW, PLACE, TOULOUSE, by_name

DAY = timedelta(days=1)


async def merge(house: House, merged: str, into: str) -> int:
    found = await by_name(house)
    async with house.database.writing() as connection:
        return await save_merge(
            connection, found[merged].venue_id, found[into].venue_id, ["uid-2", "uid-1"], "an editor", NOW
        )


async def undo(house: House, number: int) -> bool:
    async with house.database.writing() as connection:
        return await set_merge_undone(connection, number, NOW + DAY)


async def meant(house: House) -> dict[str, str]:
    """Which venue an upload means by each of them, where it is another."""
    venues: list[Venue] = [one.venue for one in (await by_name(house)).values()]
    names = {venue.venue_key: venue.name for venue in venues}
    async with house.database.reading() as connection:
        found = await load_merged(connection, house.gazetteer, [*names, "no such venue"])
    assert all(venue in venues for venue in found.values())
    return {names[key]: venue.name for key, venue in found.items()}


async def test_merge_is_found_as_it_was_saved(small: House) -> None:
    number = await merge(small, CAPITOLE, TOULOUSE)
    ids = await by_name(small)
    async with small.database.reading() as connection:
        assert await load_merge(connection, number) == VenueMerge(
            number, ids[CAPITOLE].venue_id, ids[TOULOUSE].venue_id, NOW, "an editor", ("uid-2", "uid-1"), None
        )
        assert await load_merge(connection, number + 1) is None


async def test_merged_venue_is_the_one_it_was_merged_into_until_that_is_undone(small: House) -> None:
    assert await meant(small) == {}
    number = await merge(small, CAPITOLE, TOULOUSE)
    assert await meant(small) == {CAPITOLE: TOULOUSE}
    assert [await undo(small, number), await undo(small, number)] == [True, False]
    assert await meant(small) == {}
    async with small.database.reading() as connection:
        found = await load_merge(connection, number)
    assert found is not None and found.undone_at == NOW + DAY


async def test_venue_merged_again_and_again_is_the_last_one(small: House) -> None:
    await merge(small, CAPITOLE, TOULOUSE)
    second = await merge(small, TOULOUSE, PLACE)
    await merge(small, PLACE, HALLE)
    assert await meant(small) == {CAPITOLE: HALLE, TOULOUSE: HALLE, PLACE: HALLE}
    assert await undo(small, second)
    assert await meant(small) == {CAPITOLE: TOULOUSE, PLACE: HALLE}


async def test_venue_merged_elsewhere_after_an_undo_is_there(small: House) -> None:
    assert await undo(small, await merge(small, CAPITOLE, TOULOUSE))
    await merge(small, CAPITOLE, HALLE)
    assert await meant(small) == {CAPITOLE: HALLE}


async def test_ring_of_merges_does_not_turn_for_ever(small: House) -> None:
    await merge(small, CAPITOLE, TOULOUSE)
    await merge(small, TOULOUSE, CAPITOLE)
    assert await meant(small) == {CAPITOLE: TOULOUSE, TOULOUSE: CAPITOLE}


async def test_merges_are_listed_newest_first_page_by_page(small: House) -> None:
    numbers = [
        await merge(small, CAPITOLE, TOULOUSE),
        await merge(small, TOULOUSE, PLACE),
        await merge(small, PLACE, HALLE),
    ]
    assert await undo(small, numbers[1])
    async with small.database.reading() as connection:
        pages = [await load_merges(connection, 2), await load_merges(connection, 2, numbers[1])]
    assert [[one.id for one in page] for page in pages] == [[numbers[2], numbers[1]], [numbers[0]]]
