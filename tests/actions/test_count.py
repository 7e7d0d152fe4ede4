"""Counted lists and their pages, and what a health check is told."""

import pytest

from festum.actions.ask import ask
from festum.actions.count import COUNTING, CountPage, Health, count, health, partners_by_key, published_editions
from festum.actions.house import House
from festum.domain.event import Partner
from festum.errors import Malformed
from festum.store.programme import save_partners
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, revision_of


async def counted(
    house: House, group: str, every: list[str] | None = None, **parameters: str
) -> tuple[CountPage, list[tuple[str, int, int]]]:
    async with house.unit() as unit:
        page = await count(unit, await ask(unit, list(parameters.items()), COUNTING), group, every)
    return page, [(c.key, c.occurrences, c.events) for c in page.counts]


async def test_groups_are_counted_under_the_same_filters_as_the_lists(small: House) -> None:
    found = {group: (await counted(small, group))[1] for group in ("departement", "commune", "partner", "edition")}
    assert found == {
        "departement": [("31", 2, 2), ("34", 2, 2), ("66", 2, 2)],
        "commune": [("31555", 2, 2), ("34142", 2, 2), ("66136", 2, 2)],
        "partner": [("cercle", 5, 4), ("mairie", 2, 2)],
        "edition": [("2018", 7, 6)],
    }
    assert (await counted(small, "departement", language="ca"))[1] == [("31", 1, 1), ("34", 1, 1), ("66", 1, 1)]


async def test_every_named_group_is_counted_be_it_zero_and_in_every_edition_unless_one_is_asked(small: House) -> None:
    years = ["2017", "2018"]
    assert (await counted(small, "edition", years))[1] == [("2017", 1, 1), ("2018", 7, 6)]
    assert (await counted(small, "edition", years, edition="2018"))[1] == [("2017", 0, 0), ("2018", 7, 6)]
    assert (await counted(small, "edition", years, departement="34"))[1] == [("2017", 0, 0), ("2018", 2, 2)]


KEYS = ["a", "a-b", "a1", "ab", "b"]


async def test_pages_put_together_are_all_groups_once(small: House) -> None:
    async with small.database.writing() as connection:
        await save_partners(connection, [Partner(key, key) for key in KEYS])
    await load_csv(small, csv_of([{**BAL, "partner": key} for key in KEYS]))
    found: list[str] = []
    totals: set[tuple[int, int]] = set()
    parameters = {"limit": "2"}
    for _ in range(10):
        page, counts = await counted(small, "partner", None, **parameters)
        found += [key for key, *_ in counts]
        totals.add((page.total, page.revision))
        if page.next is None:
            break
        parameters["cursor"] = page.next
    assert (found, totals) == ([*KEYS, "cercle", "mairie"], {(7, (await revision_of(small)).number)})


async def test_a_cursor_of_another_list_is_refused(small: House) -> None:
    for cursor in ("broken", "WyJhIiwiYiJd"):  # the second names two words
        with pytest.raises(Malformed) as refusal:
            await counted(small, "partner", cursor=cursor)
        assert refusal.value.key == "bad_cursor"


async def test_a_cursor_behind_the_last_group_is_an_empty_page(small: House) -> None:
    page, counts = await counted(small, "partner", cursor="WyJ6eiJd")
    assert (counts, page.total, page.next) == ([], 2, None)


async def test_the_frame_is_told_to_the_public(small: House) -> None:
    async with small.unit() as unit:
        assert list(await published_editions(unit)) == [2017, 2018]
        assert list(await partners_by_key(unit)) == ["cercle", "mairie"]


async def test_health_is_ready_once_something_is_published(small: House) -> None:
    async with small.unit() as unit:
        found = await health(unit)
    counts = {"editions": 2, "partners": 2, "events": 7, "occurrences": 8}
    assert (found, found.ready) == (Health((await revision_of(small)).number, counts), True)
    assert not Health(1, {**counts, "editions": 0}).ready
