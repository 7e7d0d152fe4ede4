"""Events as a list: each once, with those of its dates that were asked for, where the first of them stands."""

import httpx
import pytest

from tests.api.test_occurrence_lists import pages
from tests.small import event, on_sqlite

LIST = "/api/v1/events"
BAL, FEU, PASSEJADA = event("amics", "bal"), event("amics", "feu"), event("amics", "passejada")
SARDANA, MOSTRA, CONCERT = event("biblioteca", "sardana"), event("biblioteca", "mostra"), event("biblioteca", "concert")
FESTA, ANTAN = event("mostra", "festa"), event("amics", "bal", 2017)
IN_ORDER = [PASSEJADA, CONCERT, MOSTRA, FEU, BAL, FESTA, SARDANA]


async def test_each_event_is_told_once_where_the_first_of_its_dates_stands(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get(LIST)).json()
    assert [(item["event_id"], len(item["occurrences"])) for item in answer["items"]] == [
        (event_id, 2 if event_id == BAL else 1) for event_id in IN_ORDER
    ]
    assert (answer["total"], answer["next"], answer["revision"], "facets" in answer) == (7, None, 6, False)


async def test_an_item_is_the_event_itself_when_all_its_dates_match(visitor: httpx.AsyncClient) -> None:
    for lang in ("", "?lang=oc", "?lang=en,ca"):
        for item in (await visitor.get(f"{LIST}{lang}")).json()["items"]:
            assert item == (await visitor.get(f"{LIST}/{item['event_id']}{lang}")).json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("departement=34", {FEU: 1, BAL: 2}),
        ("category=dance", {BAL: 2}),
        ("from=2018-06-24", {MOSTRA: 1, FESTA: 1, SARDANA: 1}),
        ("to=2018-06-10", {PASSEJADA: 1, CONCERT: 1}),
        ("free=yes", {BAL: 2}),
        ("status=full,cancelled", {CONCERT: 1, FESTA: 1}),
        ("edition=2017", {ANTAN: 1}),
        ("edition=all&partner=amics", {ANTAN: 1, PASSEJADA: 1, FEU: 1, BAL: 2}),
        ("q=bal", {BAL: 2}),
        ("near=34142&radius_km=1", {BAL: 2}),
        ("departement=48", {}),
    ],
)
async def test_each_filter_selects(reader: httpx.AsyncClient, query: str, found: dict[str, int]) -> None:
    answer = (await reader.get(f"{LIST}?{query}")).json()
    assert {item["event_id"]: len(item["occurrences"]) for item in answer["items"]} == found
    assert answer["total"] == len(found)
    dates = (await reader.get(f"/api/v1/occurrences?{query}")).json()["total"]
    assert dates == sum(found.values())


@pytest.mark.parametrize(
    "query", ["", "sort=date&edition=all&", "q=bal&edition=all&", "near=34142&radius_km=300&sort=distance&"]
)
async def test_pages_of_any_length_are_everything_once_in_order(visitor: httpx.AsyncClient, query: str) -> None:
    whole = (await visitor.get(f"{LIST}?{query}limit=200")).json()
    for limit in (1, 2, 3, 7, 8):
        found = await pages(visitor, f"{LIST}?{query}limit={limit}")
        assert [item for page in found for item in page["items"]] == whole["items"]
        assert {(page["total"], page["revision"]) for page in found} == {(whole["total"], 6)}
        assert all(len(page["items"]) == limit for page in found[:-1])


@on_sqlite
async def test_dates_and_events_of_the_demonstration_are_the_same_rows(client: httpx.AsyncClient) -> None:
    for query in ("", "language=oc&from=2018-06-20", "q=sant joan&sort=date"):
        dates = [i for page in await pages(client, f"/api/v1/occurrences?limit=200&{query}") for i in page["items"]]
        events = [i for page in await pages(client, f"{LIST}?limit=37&{query}") for i in page["items"]]
        assert sorted(o["id"] for item in events for o in item["occurrences"]) == sorted(item["id"] for item in dates)
        assert [item["event_id"] for item in events] == list(dict.fromkeys(item["event_id"] for item in dates))
        starts = [[o["day"] for o in item["occurrences"]] for item in events]
        assert starts == [sorted(days) for days in starts]


async def test_a_cursor_of_dates_is_a_place_among_events_too(reader: httpx.AsyncClient) -> None:
    """It names a place in the order, and both lists run in the same one."""
    dates = (await reader.get("/api/v1/occurrences?limit=3")).json()
    rest = (await reader.get(f"{LIST}?cursor={dates['next']}")).json()
    assert [item["event_id"] for item in rest["items"]] == IN_ORDER[3:]
