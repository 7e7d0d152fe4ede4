"""Editions, départements, communes and partners: each with as many as the list itself finds under the same filters."""

from typing import Any

import httpx

from tests.api.test_occurrence_lists import pages
from tests.small import on_sqlite

LISTS = {"departements": "code", "communes": "insee_code", "partners": "key", "editions": "year"}


async def test_each_count_is_whole(visitor: httpx.AsyncClient) -> None:
    answers = {name: (await visitor.get(f"/api/v1/{name}")).json() for name in LISTS}
    assert {(answer["next"], answer["revision"]) for answer in answers.values()} == {(None, 6)}
    assert {name: answer["total"] for name, answer in answers.items()} == {
        "departements": 3, "communes": 4, "partners": 3, "editions": 2,
    }  # fmt: skip
    assert answers["departements"]["items"] == [
        {"code": "31", "name": "Haute-Garonne", "occurrences": 1, "events": 1, "synthetic": True},
        {"code": "34", "name": "Hérault", "occurrences": 3, "events": 2, "synthetic": False},
        {"code": "66", "name": "Pyrénées-Orientales", "occurrences": 3, "events": 3, "synthetic": False},
    ]
    assert answers["communes"]["items"][1] == {
        "insee_code": "34142",
        "name": "Lodève",
        "departement": "34",
        "epci": "200017341",
        "epci_name": "CC Lodévois et Larzac",
        "point": {"latitude": 43.73235, "longitude": 3.31708},
        "occurrences": 2,
        "events": 1,
        "synthetic": False,
    }
    assert answers["partners"]["items"] == [
        {
            "key": "amics",
            "name": "Los Amics",
            "synthetic": False,
            "kind": "association",
            "url": "https://amics.example",
            "occurrences": 4,
            "events": 3,
        },
        {
            "key": "biblioteca",
            "name": "Bibliotèca de Perpinhan",
            "synthetic": False,
            "kind": "library",
            "url": "",
            "occurrences": 3,
            "events": 3,
        },
        {
            "key": "mostra",
            "name": "Mòstra de démonstration",
            "synthetic": True,
            "kind": "other",
            "url": "",
            "occurrences": 1,
            "events": 1,
        },
    ]
    assert answers["editions"]["items"] == [
        {
            "year": 2017,
            "number": 12,
            "starts_on": "2017-05-20",
            "ends_on": "2017-07-09",
            "current": False,
            "source": "",
            "occurrences": 1,
            "events": 1,
            "synthetic": False,
        },
        {
            "year": 2018,
            "number": 13,
            "starts_on": "2018-05-19",
            "ends_on": "2018-07-08",
            "current": True,
            "source": "https://example.org/2018",
            "occurrences": 8,
            "events": 7,
            "synthetic": True,
        },
    ]


async def test_an_edition_without_anything_under_the_filters_is_counted_as_none(visitor: httpx.AsyncClient) -> None:
    items = (await visitor.get("/api/v1/editions?category=sardana")).json()["items"]
    assert [(i["year"], i["occurrences"], i["events"]) for i in items] == [(2017, 0, 0), (2018, 1, 1)]
    only = (await visitor.get("/api/v1/editions?edition=2018")).json()["items"]
    assert [(i["year"], i["occurrences"]) for i in only] == [(2017, 0), (2018, 8)]


async def test_counts_agree_with_the_lists(client: httpx.AsyncClient) -> None:
    """Of the 500 rows: each département, commune and partner, and nobody else's."""
    for query in ("edition=all", "language=oc", "from=2018-06-20&to=2018-06-24", "free=yes,no"):
        await agree(client, query)


async def agree(client: httpx.AsyncClient, query: str) -> None:
    found = await pages(client, f"/api/v1/occurrences?limit=200&{query}")
    items = [item for page in found for item in page["items"]]

    def by(name: str, item: dict[str, Any]) -> str | None:
        commune = item["venue"] and item["venue"]["commune"]
        match name:
            case "partners":
                return str(item["partner"]["key"])
            case "departements":
                return commune and str(commune["departement"])
            case _:
                return commune and str(commune["insee_code"])

    for name in ("departements", "communes", "partners"):
        expected: dict[str, tuple[int, int]] = {}
        for key in {key for item in items if (key := by(name, item))}:
            there = [item for item in items if by(name, item) == key]
            expected[key] = (len(there), len({item["event_id"] for item in there}))
        counted = [i for page in await pages(client, f"/api/v1/{name}?limit=200&{query}") for i in page["items"]]
        assert {i[LISTS[name]]: (i["occurrences"], i["events"]) for i in counted} == expected
        assert [i[LISTS[name]] for i in counted] == sorted(expected)


@on_sqlite
async def test_each_departement_leads_to_as_many_as_it_promises(client: httpx.AsyncClient) -> None:
    for item in (await client.get("/api/v1/departements?language=oc")).json()["items"]:
        query = f"language=oc&departement={item['code']}"
        listed = (await client.get(f"/api/v1/occurrences?{query}&limit=1")).json()
        feed = (await client.get(f"/feeds/a.ics?{query}")).content
        assert (listed["total"], feed.count(b"BEGIN:VEVENT")) == (item["occurrences"], item["occurrences"])


async def test_counts_are_paged_like_everything_else(client: httpx.AsyncClient) -> None:
    for name, key in LISTS.items():
        whole = (await client.get(f"/api/v1/{name}?limit=200")).json()
        for limit in (5, 200) if name != "communes" else (50,):
            found = await pages(client, f"/api/v1/{name}?limit={limit}")
            assert [i for page in found for i in page["items"]] == whole["items"]
            assert {page["total"] for page in found} == {whole["total"]} == {len(whole["items"])}
            assert [i[key] for i in whole["items"]] == sorted(i[key] for i in whole["items"])


async def test_a_cursor_of_one_list_is_refused_by_another(visitor: httpx.AsyncClient) -> None:
    one = (await visitor.get("/api/v1/occurrences?limit=1")).json()["next"]
    other = (await visitor.get("/api/v1/partners?limit=1")).json()["next"]
    answers = [
        await visitor.get(f"/api/v1/partners?cursor={one}"),
        await visitor.get(f"/api/v1/occurrences?cursor={other}"),
    ]
    assert [(answer.status_code, answer.json()["key"]) for answer in answers] == [(400, "bad_cursor")] * 2
