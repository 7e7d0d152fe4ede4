"""Pages in every order: everything once, whatever their length, and good under writes between two of them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from festum.actions.cursors import place_of, write_place
from festum.actions.house import House
from festum.actions.revise import delete_event, revise_occurrence
from festum.domain.holder import Holder
from festum.domain.query import Query
from festum.store.filters import conditions
from festum.store.listings import page_of_events, page_of_listings
from festum.store.ordering import Place, order_of
from tests.conftest import load_csv
from tests.store.small import Row, csv_of, events_by_key

ADMIN = Holder("test", None)

# Four finds in the title, three by category, two in the text, at four distances and without any: equal leads abound.
FAIR: tuple[Row, ...] = tuple(
    {
        "edition": "2018", "partner": "cercle", "event_key": f"f{n:02}", "title": title, "categories": category,
        "description": text, "start": f"2018-06-{day:02}T18:00", "commune": commune,
    }
    for n, (title, category, text, day, commune) in enumerate(
        (
            ("Marché", "", "", 10, "Lodève"),
            ("Marché", "", "", 10, "Lodève"),
            ("Marché", "market", "", 9, "Toulouse"),
            ("Marché du soir", "", "", 11, ""),
            ("Étals", "market", "", 10, "Perpignan"),
            ("Étals", "market", "", 8, "Perpignan"),
            ("Étals", "market", "Le marché.", 12, "Montpellier"),
            ("Veillée", "", "Après le marché.", 7, "Montpellier"),
            ("Veillée", "", "Après le marché.", 13, "Lodève"),
        )
    )
)  # fmt: skip
# Of one event at three distances, on four days not in their order.
TOUR: tuple[Row, ...] = tuple(
    {
        "edition": "2018", "partner": "mairie", "event_key": "tour", "occurrence_key": str(n), "title": "Marché rond",
        "start": f"2018-06-{day:02}T10:00", "commune": commune,
    }
    for n, (day, commune) in enumerate(((14, "Lodève"), (6, "Toulouse"), (12, "Montpellier"), (9, "Lodève")))
)  # fmt: skip

EARLY: Row = {
    "edition": "2018", "partner": "cercle", "event_key": "abans", "title": "Marché", "venue": "Place du marché",
    "start": "2018-06-01T18:00", "commune": "Lodève",
}  # fmt: skip
"""First in every order."""
LATE: Row = {
    "edition": "2018", "partner": "cercle", "event_key": "apres", "title": "Veillée", "description": "Le marché.",
    "start": "2018-06-30T18:00", "commune": "Toulouse",
}  # fmt: skip
"""Last in every order."""

ASKED: dict[str, Query] = {
    "date": Query.of({"q": ("marché",)}),
    "relevance": Query.of({"q": ("marché",)}),
    "distance": Query.of({"q": ("marché",), "near": ("34142",), "radius_km": ("300",)}),
}
LENGTHS = (1, 2, 3, 5, 9, 10, 11, 12, 13, 14)

IN_ORDER = {
    ("date", "events"): ["tour", "f07", "f05", "f02", "f00 f01 f04", "f03", "f06", "f08"],
    ("relevance", "events"): ["tour", "f02", "f00 f01", "f03", "f05", "f04", "f06", "f07", "f08"],
    # Nobody knows where f03 is.
    ("distance", "events"): ["tour", "f00 f01", "f08", "f07", "f06", "f05", "f04", "f02"],
    ("date", "occurrences"): [
        "tour1", "f07", "f05", "tour3", "f02", "f00 f01 f04", "f03", "tour2", "f06", "f08", "tour0",
    ],
    ("relevance", "occurrences"): [
        "tour1", "tour3", "f02", "f00 f01", "f03", "tour2", "tour0", "f05", "f04", "f06", "f07", "f08",
    ],
    ("distance", "occurrences"): [
        "tour3", "f00 f01", "f08", "tour0", "f07", "tour2", "f06", "f05", "f04", "tour1", "f02",
    ],
}  # fmt: skip
"""Those together are equal but for their UIDs."""

Told = tuple[list[str], int, Place | None]
Lister = Callable[[House, str, int, Place | None], Awaitable[Told]]


async def occurrences(house: House, sort: str, limit: int, after: Place | None) -> Told:
    asked = ASKED[sort]
    async with house.database.reading() as connection:
        page = await page_of_listings(
            connection, house.gazetteer, conditions(asked, 2018), limit, after, order_of(sort, asked)
        )
    names = [
        one.event_key + (one.occurrence.occurrence_key if one.event_key == "tour" else "") for one in page.listings
    ]
    return names, page.total, page.next


async def events(house: House, sort: str, limit: int, after: Place | None) -> Told:
    asked = ASKED[sort]
    async with house.database.reading() as connection:
        page = await page_of_events(
            connection, house.gazetteer, conditions(asked, 2018), limit, after, order_of(sort, asked)
        )
    for dates in page.events:
        days = [one.occurrence.when.start for one in dates]
        assert (days, len({one.event_id for one in dates})) == (sorted(days), 1)
    return [dates[0].event_key for dates in page.events], page.total, page.next


LISTERS: dict[str, Lister] = {"occurrences": occurrences, "events": events}
every_list = pytest.mark.parametrize("kind", LISTERS)
every_order = pytest.mark.parametrize("sort", ASKED)


async def walked(
    house: House, kind: str, sort: str, limit: int, after: Place | None = None
) -> tuple[list[str], set[int]]:
    """All pages from there on, by cursors as they are written into an address, and the totals they told."""
    found: list[str] = []
    totals = set()
    for _ in range(100):
        names, total, place = await LISTERS[kind](house, sort, limit, after)
        found += names
        totals.add(total)
        if place is None:
            return found, totals
        assert len(names) == limit
        after = place_of(write_place(place, sort), sort)
        assert after == place
    raise AssertionError("no end")


@pytest.fixture
async def fair(small: House) -> House:
    await load_csv(small, csv_of((*FAIR, *TOUR)))
    return small


async def in_order(house: House, kind: str, sort: str) -> list[str]:
    """With those that are equal in the order of their UIDs."""
    uids = {key: event.occurrences[0].uid for key, event in (await events_by_key(house)).items()}
    groups = [group.split() for group in IN_ORDER[sort, kind]]
    return [key for group in groups for key in sorted(group, key=lambda key: uids.get(key, ""))]


@every_list
@every_order
async def test_pages_of_any_length_are_everything_once_in_order(fair: House, sort: str, kind: str) -> None:
    expected = await in_order(fair, kind, sort)
    assert {limit: await walked(fair, kind, sort, limit) for limit in LENGTHS} == {
        limit: (expected, {len(expected)}) for limit in LENGTHS
    }


async def delete(house: House, *names: str) -> None:
    known = await events_by_key(house)
    for key in dict.fromkeys(name if name[0] == "f" else "tour" for name in names):
        event_id = known[key].id
        await house.change(lambda unit, event_id=event_id: delete_event(unit, event_id, ADMIN))  # type: ignore[misc]


@every_list
@every_order
async def test_a_cursor_stays_good_when_something_comes_or_goes_before_and_after_it(
    fair: House, sort: str, kind: str
) -> None:
    whole = await in_order(fair, kind, sort)
    first, total, place = await LISTERS[kind](fair, sort, 4, None)
    assert (first, total) == (whole[:4], len(whole))
    assert place is not None
    # Both come at once, one where the reader has been and one where he is going to.
    await load_csv(fair, csv_of([EARLY, LATE]))
    assert await walked(fair, kind, sort, 2, place) == ([*whole[4:], "apres"], {len(whole) + 2})
    # The very one the cursor names goes, one before it, and one after it; but for the tour, which is everywhere.
    going = [name for name in (whole[3], whole[1], whole[6]) if name[0] == "f"]
    await delete(fair, *going)
    left = [name for name in whole[4:] if name not in going]
    assert await walked(fair, kind, sort, 2, place) == ([*left, "apres"], {len(whole) + 2 - len(going)})
    await delete(fair, "tour0")
    left = [name for name in left if name[0] == "f"]
    assert (await walked(fair, kind, sort, 3, place))[0] == [*left, "apres"]


@every_list
async def test_what_moves_across_a_cursor_is_told_where_it_is_now(fair: House, kind: str) -> None:
    """Told again when it moved on, not told when it moved back: and never anything else lost or repeated."""
    whole = await in_order(fair, kind, "date")
    first, _, place = await LISTERS[kind](fair, "date", 5, None)
    known = await events_by_key(fair)
    for key, day in (("f07", 28), ("f06", 2)):
        occurrence = known[key].occurrences[0]
        when = replace(occurrence.when, start=occurrence.when.start.replace(day=day))
        await fair.change(
            lambda unit, uid=occurrence.uid, when=when: revise_occurrence(  # type: ignore[misc]
                unit, uid, ADMIN, lambda o: replace(o, when=when)
            )
        )
    rest, totals = await walked(fair, kind, "date", 2, place)
    assert (first, rest, totals) == (whole[:5], [*(n for n in whole[5:] if n != "f06"), "f07"], {len(whole)})


@every_list
async def test_what_is_found_better_or_worse_meanwhile_leaves_the_others_in_step(fair: House, kind: str) -> None:
    whole = await in_order(fair, kind, "relevance")
    first, _, place = await LISTERS[kind](fair, "relevance", 3, None)
    await load_csv(
        fair,
        csv_of([{**FAIR[8], "title": "Marché du matin"}, {**FAIR[2], "title": "Étals", "categories": "market"}]),
    )
    rest, totals = await walked(fair, kind, "relevance", 2, place)
    others = [name for name in rest if name not in ("f02", "f08")]
    assert (first, others, totals) == (whole[:3], [n for n in whole[3:] if n not in ("f02", "f08")], {len(whole)})


def test_an_order_is_asked_of_a_query_that_fits_it() -> None:
    names = {sort: order_of(sort, asked) for sort, asked in ASKED.items()}
    assert {sort: (order.name, len(order.columns)) for sort, order in names.items()} == {
        "date": ("date", 3),
        "relevance": ("relevance", 4),
        "distance": ("distance", 4),
    }
