"""Searching by words: four languages meet, the best find comes first, and one question has one answer."""

import httpx
import pytest

from tests.api.test_occurrence_lists import pages
from tests.small import BALL, BALL_LATE, CONCERT, FEAST, FIRE, SARDANA, SHOW, WALK, on_sqlite

LIST = "/api/v1/occurrences"


@pytest.mark.parametrize(
    ("words", "uids"),
    [
        ("feu de la Saint-Jean", (FIRE,)),
        ("fuòc de Sant Joan", (FIRE,)),
        ("foc de sant joan", (FIRE,)),
        ("huec", (FIRE,)),
        ("bonfire", (FIRE,)),
        ("bal", (BALL, BALL_LATE)),
        ("baleti", (BALL, BALL_LATE)),
        ("balade", (WALK,)),
        ("passejada", (WALK,)),
        ("sardana", (SARDANA,)),
        ("lodève", (BALL, BALL_LATE)),
        ("grand bal lodeva", (BALL, BALL_LATE)),
        ("amics", (WALK, FIRE, BALL, BALL_LATE)),
        ("comitat", (BALL, BALL_LATE)),
        ("exposicion", (SHOW,)),
        ("concert annulé", (CONCERT,)),
        ("hautbois", (BALL, BALL_LATE)),
        ("jeux", (FEAST,)),
        ("<script>", (FEAST,)),
        ("bal perpignan", ()),
        ("%", None),
        ("x' OR '1'='1", ()),
        ("feu*", (FIRE,)),
    ],
)
async def test_words_find(reader: httpx.AsyncClient, words: str, uids: tuple[str, ...] | None) -> None:
    answer = await reader.get(LIST, params={"q": words})
    if uids is None:
        assert (answer.status_code, answer.json()["key"]) == (400, "no_words")
        return
    assert (answer.status_code, {item["id"] for item in answer.json()["items"]}) == (200, set(uids))
    feed = await reader.get("/feeds/a.json", params={"q": words})
    assert [item["id"] for item in feed.json()["items"]] == list(uids)  # in the order of dates


async def test_the_best_find_comes_first_unless_another_order_is_asked(visitor: httpx.AsyncClient) -> None:
    # « Place de la Loge » is a place of two, « a la plaça » stands in a title.
    by_rank = [item["id"] for item in (await visitor.get(f"{LIST}?q=place")).json()["items"]]
    assert by_rank == [item["id"] for item in (await visitor.get(f"{LIST}?q=place&sort=relevance")).json()["items"]]
    by_date = [item["id"] for item in (await visitor.get(f"{LIST}?q=place&sort=date")).json()["items"]]
    assert by_rank[0] == SARDANA
    assert set(by_rank) == set(by_date) >= {SARDANA, CONCERT}
    assert by_date.index(CONCERT) < by_date.index(SARDANA)


@on_sqlite
async def test_the_demonstration_is_searched_page_by_page_in_one_order(client: httpx.AsyncClient) -> None:
    for words in ("sant joan", "bal", "occitan", "atelier"):
        whole = (await client.get(f"{LIST}?q={words}&limit=200")).json()
        found = await pages(client, f"{LIST}?q={words}&limit=7")
        items = [item["id"] for page in found for item in page["items"]]
        assert len(items) == len(set(items)) == whole["total"] > 3
        assert items[:200] == [item["id"] for item in whole["items"]]


async def test_a_feed_of_words_is_called_by_them(reader: httpx.AsyncClient) -> None:
    names = {
        lang: (await reader.get(f"/feeds/a.json?q=Fu%C3%B2c++de+Sant+Joan&lang={lang}")).json()["name"]
        for lang in ("fr", "oc", "ca", "en")
    }
    assert names == {
        "fr": "Total Festum · « Fuòc de Sant Joan »",
        "oc": "Total Festum · « Fuòc de Sant Joan »",
        "ca": "Total Festum · « Fuòc de Sant Joan »",
        "en": "Total Festum · “Fuòc de Sant Joan”",
    }


async def test_a_comma_is_no_separator_of_words(reader: httpx.AsyncClient) -> None:
    both = await reader.get(f"{LIST}?q=bal,halle")
    assert {item["id"] for item in both.json()["items"]} == {BALL, BALL_LATE}


async def test_two_texts_are_one_too_many_whatever_was_asked_before(reader: httpx.AsyncClient) -> None:
    assert (await reader.get(f"{LIST}?q=bal,lodeve")).status_code == 200
    assert (await reader.get(f"{LIST}?q=bal&q=lodeve")).json()["key"] == "given_twice"
