"""Counts beside a list: what choosing a value would find, in the reader's language, most found first."""

import httpx
import pytest

from festum.actions.ask import FACETS
from tests.api.test_occurrence_lists import pages
from tests.small import on_sqlite

LISTS = ("/api/v1/occurrences", "/api/v1/events")


def value(key: str, name: str, occurrences: int, events: int) -> dict[str, object]:
    return {"value": key, "name": name, "occurrences": occurrences, "events": events}


async def test_facets_are_whole(visitor: httpx.AsyncClient) -> None:
    expected = {
        "edition": [value("2018", "2018", 8, 7), value("2017", "2017", 1, 1)],
        "departement": [
            value("34", "Hérault", 3, 2),
            value("66", "Pyrénées-Orientales", 3, 3),
            value("31", "Haute-Garonne", 1, 1),
            value("not-stated", "commune non indiquée", 1, 1),
        ],
        "partner": [
            value("amics", "Los Amics", 4, 3),
            value("biblioteca", "Bibliotèca de Perpinhan", 3, 3),
            value("mostra", "Mòstra de démonstration", 1, 1),
        ],
        "language": [
            value("oc", "occitan", 5, 4),
            value("fr", "français", 3, 2),
            value("ca", "catalan", 2, 2),
            value("oc-lengadoc", "occitan languedocien", 2, 1),
            value("not-stated", "langue non précisée", 1, 1),
            value("oc-gascon", "occitan gascon", 1, 1),
        ],
        "free": [
            value("not-stated", "tarif non précisé", 4, 4),
            value("yes", "gratuit", 2, 1),
            value("donation", "participation libre", 1, 1),
            value("no", "payant", 1, 1),
        ],
        "status": [
            value("confirmed", "confirmé", 6, 5),
            value("cancelled", "annulé", 1, 1),
            value("full", "complet", 1, 1),
        ],
        "accessible": [value("not-stated", "accessibilité non indiquée", 8, 7)],
    }
    for address in LISTS:
        answer = (await visitor.get(f"{address}?facets={','.join(expected)}&limit=1")).json()
        assert answer["facets"] == expected
        assert list(answer["facets"]) == [name for name in FACETS if name in expected]


async def test_a_facet_speaks_the_language_asked_for(reader: httpx.AsyncClient) -> None:
    told = {
        lang: [
            one["name"] for one in (await reader.get(f"{LISTS[0]}?facets=free&lang={lang}")).json()["facets"]["free"]
        ]
        for lang in ("oc", "ca", "en", "en,oc")
    }
    assert told["en"] == told["en,oc"] == ["price not stated", "free", "free contribution", "paid"]
    assert len({tuple(names) for names in told.values()}) == 3


async def test_what_was_chosen_leaves_the_other_values_of_its_filter_in_sight(reader: httpx.AsyncClient) -> None:
    answer = (await reader.get(f"{LISTS[0]}?departement=34&language=oc&facets=departement,language")).json()
    assert (answer["total"], answer["facets"]) == (
        2,
        {
            "departement": [
                value("34", "Hérault", 2, 1),
                value("31", "Haute-Garonne", 1, 1),
                value("66", "Pyrénées-Orientales", 1, 1),
                value("not-stated", "commune non indiquée", 1, 1),
            ],
            "language": [
                value("fr", "français", 2, 1),
                value("oc", "occitan", 2, 1),
                value("oc-lengadoc", "occitan languedocien", 2, 1),
                value("not-stated", "langue non précisée", 1, 1),
            ],
        },
    )


async def test_no_match_has_empty_facets_and_no_facets_asked_have_none(reader: httpx.AsyncClient) -> None:
    none = (await reader.get(f"{LISTS[0]}?q=rien&facets=category,status")).json()
    assert (none["items"], none["facets"]) == ([], {"category": [], "status": []})
    assert "facets" not in (await reader.get(LISTS[0])).json()


@pytest.mark.parametrize("address", LISTS)
async def test_facets_are_the_same_on_every_page_and_in_every_spelling(reader: httpx.AsyncClient, address: str) -> None:
    found = await pages(reader, f"{address}?facets=category,status&limit=2")
    assert all(page["facets"] == found[0]["facets"] for page in found)
    spelt = [await reader.get(f"{address}?{query}") for query in
        ("facets=status,category", "facets=category,status", "facets=category&facets=status", "facets=STATUS,category"
        )]  # fmt: skip
    assert {(answer.content, answer.headers["etag"]) for answer in spelt} == {
        (spelt[0].content, spelt[0].headers["etag"])
    }


@on_sqlite
async def test_each_facet_leads_to_as_many_as_it_promises(client: httpx.AsyncClient) -> None:
    """Of the demonstration: every value of every filter, by the address a form would make of it."""
    base = {"language": "oc", "from": "2018-06-20"}
    query = "&".join(f"{name}={value}" for name, value in base.items())
    answer = (await client.get(f"{LISTS[0]}?{query}&facets={','.join(FACETS)}&limit=1")).json()
    wrong = []
    for name, values in answer["facets"].items():
        assert values == sorted(values, key=lambda one: (-one["occurrences"], one["value"]))
        for one in values[:: 1 + len(values) // 12]:
            chosen = {**base, name: one["value"]}
            address = "&".join(f"{key}={value}" for key, value in chosen.items())
            found = [(await client.get(f"{each}?{address}&limit=1")).json()["total"] for each in LISTS]
            if found != [one["occurrences"], one["events"]]:
                wrong.append((name, one, found))
    assert wrong == []
