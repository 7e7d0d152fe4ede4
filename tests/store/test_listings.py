"""Pages and feeds: the same order everywhere, nothing lost or told twice between two pages."""

from datetime import date, datetime

import pytest

from festum.actions.house import House
from festum.actions.revise import delete_occurrence
from festum.domain.holder import Holder
from festum.store.filters import conditions
from festum.store.listings import Page, choose, event_selection, instant_of, listings_by_uid, page_of_listings
from festum.store.ordering import Place
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, events_by_key, names_by_uid, query

ADMIN = Holder("test", None)
IN_ORDER = ["dos1", "expo", "fuoc", "bal", "cant", "sens", "dos2"]


async def page(house: House, limit: int | None, after: Place | None = None) -> Page:
    async with house.database.reading() as connection:
        return await page_of_listings(connection, house.gazetteer, conditions(query(), 2018), limit, after)


async def walk(house: House, limit: int) -> list[list[str]]:
    names = await names_by_uid(house)
    pages: list[list[str]] = []
    after = None
    while len(pages) <= len(IN_ORDER):
        found = await page(house, limit, after)
        assert found.total == len(IN_ORDER)
        pages.append([names[listing.occurrence.uid] for listing in found.listings])
        if found.next is None:
            return pages
        after = found.next
    raise AssertionError(f"no end: {pages}")


async def test_pages_put_together_are_the_whole_list_in_order(small: House) -> None:
    walked = {limit: await walk(small, limit) for limit in (1, 2, 3, 6, 7, 8)}
    assert walked == {n: [IN_ORDER[start : start + n] for start in range(0, 7, n)] for n in (1, 2, 3, 6, 7, 8)}
    assert [listing.details.titles.get("fr") for listing in (await page(small, None)).listings] == [
        "Deux dates", "Exposition", "Feu de la Saint-Jean", "Bal de la Saint-Jean", "Cantèra de nuit", "Sans rien",
        "Deux dates",
    ]  # fmt: skip


async def test_a_place_names_the_last_one_shown(small: House) -> None:
    first = await page(small, 5)
    assert first.next == Place(
        None, date(2018, 6, 23), datetime.fromisoformat("2018-06-24T00:30"), first.listings[-1].occurrence.uid
    )


async def test_pages_stay_in_step_when_something_is_added_or_deleted_before_the_cursor(small: House) -> None:
    first = await page(small, 4)
    early = {**BAL, "event_key": "abans", "start": "2018-05-20T10:00", "end": ""}
    await load_csv(small, csv_of([early]))
    after_insert = await page(small, 4, first.next)
    events = await events_by_key(small)
    async with small.unit() as unit:
        await delete_occurrence(unit, events["expo"].occurrences[0].uid, ADMIN)
    async with small.unit() as unit:  # the very one the cursor names
        await delete_occurrence(unit, events["bal"].occurrences[0].uid, ADMIN)
    after_delete = await page(small, 4, first.next)
    names = await names_by_uid(small)
    assert [
        ([names[one.occurrence.uid] for one in found.listings], found.total)
        for found in (first, after_insert, after_delete)
    ] == [(["dos1", "expo", "fuoc", "bal"], 7), (["cant", "sens", "dos2"], 8), (["cant", "sens", "dos2"], 6)]


async def test_occurrences_of_one_moment_are_ordered_by_their_uid_and_paged_apart(small: House) -> None:
    await load_csv(small, csv_of([{**BAL, "event_key": f"bal-{n}"} for n in range(9)]))
    whole = [one.occurrence.uid for one in (await page(small, None)).listings]
    singly, after = [], None
    for _ in whole:
        found = await page(small, 1, after)
        singly += [one.occurrence.uid for one in found.listings]
        after = found.next
    assert (singly, after) == (whole, None)
    same_moment = [
        one.occurrence.uid for one in (await page(small, None)).listings if one.details.categories == ("baleti",)
    ]
    assert len(same_moment) == 10
    assert same_moment == sorted(same_moment)


FEED = ["dos1", "expo", "fuoc", "bal", "cant", "sens", "dos2"]


@pytest.mark.parametrize(
    ("deleted_too", "cancelled_too", "chosen"),
    [
        (True, True, FEED),
        (True, False, ["dos1", "expo", "bal", "cant", "dos2"]),
        (False, True, [name for name in FEED if name != "sens"]),
        (False, False, ["dos1", "expo", "bal", "cant", "dos2"]),
    ],
)
async def test_a_feed_chooses_the_live_and_if_asked_what_is_cancelled_or_was_deleted(
    small: House, deleted_too: bool, cancelled_too: bool, chosen: list[str]
) -> None:
    names = await names_by_uid(small)
    uids = {name: uid for uid, name in names.items()}
    async with small.unit() as unit:
        await delete_occurrence(unit, uids["sens"], ADMIN)
    async with small.database.reading() as connection:
        found = await choose(
            connection, conditions(query(), 2018), deleted_too=deleted_too, cancelled_too=cancelled_too
        )
    assert [names[one.uid] for one in found] == chosen
    assert {names[one.uid] for one in found if one.cancelled} == set(chosen) & {"fuoc", "sens"}
    events = {o.uid: (e.id, o.modified) for e in (await events_by_key(small)).values() for o in e.occurrences}
    assert [(one.event_id, instant_of(one.stamp)) for one in found] == [events[one.uid] for one in found]


async def test_an_event_is_selected_whatever_its_edition(small: House) -> None:
    events = await events_by_key(small)
    names = await names_by_uid(small)
    async with small.database.reading() as connection:
        found = {
            key: [
                names[one.uid]
                for one in await choose(
                    connection, event_selection(events[key].id), deleted_too=True, cancelled_too=True
                )
            ]
            for key in ("dos", "vielh", "futur")
        }
    assert found == {"dos": ["dos1", "dos2"], "vielh": ["vielh"], "futur": ["futur"]}


async def test_listings_by_uid_are_the_very_listings_of_a_page_in_any_number(small: House) -> None:
    whole = {one.occurrence.uid: one for one in (await page(small, None)).listings}
    async with small.database.reading() as connection:
        found = await listings_by_uid(connection, small.gazetteer, [*whole, *(f"unknown-{n}" for n in range(3000))])
    assert found == whole
