"""Languages and categories that are heard of somewhere, with their names and how much of each there is."""

import httpx
import pytest

from tests.api.test_occurrence_lists import pages
from tests.small import on_sqlite

LISTS = {"languages": "language", "categories": "category"}


def item(value: str, name: str, occurrences: int, events: int, synthetic: bool = False) -> dict[str, object]:
    return {"value": value, "name": name, "occurrences": occurrences, "events": events, "synthetic": synthetic}


async def test_languages_are_counted_with_their_variants(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/api/v1/languages")).json() == {
        "items": [
            item("ca", "catalan", 2, 2),
            item("fr", "français", 3, 2),
            item("not-stated", "langue non précisée", 1, 1),
            item("oc", "occitan", 5, 4, synthetic=True),
            item("oc-gascon", "occitan gascon", 1, 1, synthetic=True),
            item("oc-lengadoc", "occitan languedocien", 2, 1),
        ],
        "total": 6,
        "next": None,
        "revision": 6,
    }


async def test_categories_are_counted_in_the_language_asked_for(visitor: httpx.AsyncClient) -> None:
    expected = {
        "baleti": (2, 1), "bonfire": (1, 1), "concert": (1, 1), "dance": (2, 1), "exhibition": (1, 1), "games": (1, 1),
        "sardana": (1, 1), "walk": (1, 1),
    }  # fmt: skip
    names = {}
    for lang in ("fr", "oc", "ca", "en"):
        answer = (await visitor.get(f"/api/v1/categories?lang={lang}")).json()
        assert {i["value"]: (i["occurrences"], i["events"]) for i in answer["items"]} == expected
        assert [i["value"] for i in answer["items"] if i["synthetic"]] == ["games"]
        names[lang] = {i["value"]: i["name"] for i in answer["items"]}
    assert {lang: called["walk"] for lang, called in names.items()} == {
        "fr": "balade", "oc": "passejada", "ca": "passejada", "en": "walk"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("departement=34", {"baleti": 2, "bonfire": 1, "dance": 2}),
        ("category=dance", {"baleti": 2, "dance": 2}),
        ("q=bal", {"baleti": 2, "dance": 2}),
        ("near=34142&radius_km=50", {"baleti": 2, "bonfire": 1, "dance": 2}),
        ("edition=2017", {"baleti": 1}),
        ("departement=48", {}),
        ("status=cancelled", {"concert": 1}),
    ],
)
async def test_counts_are_of_what_the_same_question_lists(
    reader: httpx.AsyncClient, query: str, values: dict[str, int]
) -> None:
    answer = (await reader.get(f"/api/v1/categories?{query}")).json()
    assert ({i["value"]: i["occurrences"] for i in answer["items"]}, answer["total"]) == (values, len(values))


@on_sqlite
async def test_each_leads_to_as_many_as_it_promises(client: httpx.AsyncClient) -> None:
    for name, filter_name in LISTS.items():
        for query in ("edition=2018", "departement=66,11", "from=2018-06-23&to=2018-06-24"):
            for one in (await client.get(f"/api/v1/{name}?limit=200&{query}")).json()["items"]:
                chosen = f"{query}&{filter_name}={one['value']}"
                dates = (await client.get(f"/api/v1/occurrences?limit=1&{chosen}")).json()["total"]
                events = (await client.get(f"/api/v1/events?limit=1&{chosen}")).json()["total"]
                assert (dates, events) == (one["occurrences"], one["events"]), (query, one)


async def test_they_are_paged_like_everything_else(visitor: httpx.AsyncClient) -> None:
    for name in LISTS:
        whole = (await visitor.get(f"/api/v1/{name}")).json()
        for limit in (1, 4, 5, 6, 200):
            found = await pages(visitor, f"/api/v1/{name}?limit={limit}")
            assert [i for page in found for i in page["items"]] == whole["items"]
            assert {page["total"] for page in found} == {whole["total"]}


async def test_a_list_that_names_nothing_asks_no_language(reader: httpx.AsyncClient) -> None:
    for name, status in (("languages", 200), ("categories", 200), ("partners", 400), ("editions", 400)):
        assert (await reader.get(f"/api/v1/{name}?lang=oc")).status_code == status
