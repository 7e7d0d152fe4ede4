"""What is on, page by page: everything once, in order, and each item whole."""

from itertools import pairwise
from typing import Any

import httpx
import pytest

from tests.small import BALL, BALL_LATE, CONCERT, FEAST, FIRE, IN_ORDER, SARDANA, SHOW, WALK, event

LIST = "/api/v1/occurrences"


async def pages(client: httpx.AsyncClient, address: str) -> list[dict[str, Any]]:
    """Every page, by following `next` as it was given."""
    found = [(await client.get(address)).json()]
    joiner = "&" if "?" in address else "?"
    while found[-1]["next"] is not None:
        answer = await client.get(f"{address}{joiner}cursor={found[-1]['next']}")
        assert answer.status_code == 200, answer.text
        found.append(answer.json())
    return found


async def test_an_item_says_all_there_is_to_say(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get(f"{LIST}?from=2018-06-23&to=2018-06-23&category=baleti&limit=1")).json()
    ball = event("amics", "bal")
    item = {
        "id": BALL,
        "start": "2018-06-23T21:00",
        "end": "2018-06-23T23:30",
        "all_day": False,
        "time_text": "",
        "day": "2018-06-23",
        "status": "confirmed",
        "notice": "",
        "previous_start": None,
        "venue": {
            "name": "Halle",
            "address": "1 place du Marché",
            "postcode": "34700",
            "commune": {"insee_code": "34142", "name": "Lodève", "departement": "34", "epci": "200017341"},
            "point": {"latitude": 43.73235, "longitude": 3.31708},
            "precision": "commune",
            "provenance": "gazetteer",
        },
        "sequence": 0,
        "modified": "2018-05-02T09:00:00Z",
        "event_id": ball,
        "edition": 2018,
        "title": "Grand bal",
        "title_language": "fr",
        "titles": {"fr": "Grand bal", "oc": "Grand balèti", "en": "The ball"},
        "description": "Au son du hautbois.",
        "description_language": "fr",
        "descriptions": {"fr": "Au son du hautbois."},
        "languages": ["oc-lengadoc", "fr"],
        "categories": ["baleti", "dance"],
        "flags": ["children", "bar"],
        "free": True,
        "admission": "free",
        "price": "gratuit",
        "booking": "",
        "access": "",
        "url": "https://amics.example/bal",
        "image": "",
        "partner": {"key": "amics", "name": "Los Amics", "synthetic": False},
        "organisers": ["Comitat"],
        "source": "",
        "synthetic": False,
        "page": f"https://agenda.example/events/{ball}",
        "ics": f"https://agenda.example/events/{ball}.ics",
    }
    assert answer == {"items": [item], "total": 2, "next": answer["next"], "revision": 6}
    assert (await visitor.get(f"{LIST}/{BALL}")).json() == item
    late = {"id": BALL_LATE, "start": "2018-06-24T00:30", "end": "2018-06-24T02:00"}
    whole = (await visitor.get(f"/api/v1/events/{ball}")).json()
    date_fields = ("id", "start", "end", "all_day", "time_text", "day", "status", "notice", "venue", "sequence",
        "previous_start")  # fmt: skip
    dates = {name: item[name] for name in (*date_fields, "modified")}
    said = {name: value for name, value in item.items() if name not in dates}
    assert whole == {**said, "occurrences": [dates, {**dates, **late}]}


async def test_whole_days_are_written_as_dates_and_three_valued_answers_stay_so(visitor: httpx.AsyncClient) -> None:
    items = {item["id"]: item for item in (await visitor.get(LIST)).json()["items"]}
    names = ("start", "end", "all_day", "time_text", "free", "admission", "languages", "synthetic", "status")
    assert {uid: tuple(items[uid][name] for name in names) for uid in (SHOW, FIRE, CONCERT, SARDANA, FEAST)} == {
        SHOW: ("2018-06-20", "2018-06-30", True, "", None, "not-stated", ["ca", "fr"], False, "confirmed"),
        FIRE: ("2018-06-23", None, True, "à la nuit tombée", None, "not-stated", [], False, "confirmed"),
        CONCERT: ("2018-06-10T20:30", "2018-06-10T22:30", False, "", False, "paid", ["oc"], False, "cancelled"),
        SARDANA: ("2018-07-01T17:00", "2018-07-01T19:00", False, "", None, "donation", ["ca"], False, "confirmed"),
        FEAST: ("2018-06-30T15:00", "2018-06-30T18:00", False, "", None, "not-stated", ["oc-gascon"], True, "full"),
    }
    assert items[WALK]["venue"] == {
        "name": "Au bout du chemin",
        "address": "",
        "postcode": "",
        "commune": None,
        "point": None,
        "precision": None,
        "provenance": None,
    }


async def test_all_pages_give_everything_once_in_order_whatever_their_length(visitor: httpx.AsyncClient) -> None:
    for limit in (1, 2, 3, 7, 8, 9, 200):
        found = await pages(visitor, f"{LIST}?limit={limit}")
        assert [item["id"] for page in found for item in page["items"]] == list(IN_ORDER)
        assert {(page["total"], page["revision"], *sorted(page)) for page in found} == {
            (8, 6, "items", "next", "revision", "total")
        }
        assert [len(page["items"]) for page in found[:-1]] == [limit] * (len(found) - 1)
        assert found[-1]["items"]


async def test_all_pages_of_the_demonstration_give_every_row_once(client: httpx.AsyncClient) -> None:
    found = await pages(client, f"{LIST}?limit=37")
    items = [item for page in found for item in page["items"]]
    assert (len(items), len({item["id"] for item in items}), found[0]["total"]) == (500, 500, 500)
    assert all(one["day"] <= other["day"] for one, other in pairwise(items))
    assert len(found) == -(-500 // 37)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", IN_ORDER),
        ("departement=34", (FIRE, BALL, BALL_LATE)),
        ("departement=Hérault", (FIRE, BALL, BALL_LATE)),
        ("departement=herault,31", (FIRE, BALL, BALL_LATE, FEAST)),
        ("commune=34142", (BALL, BALL_LATE)),
        ("commune=Lodève&commune=perpignan", (CONCERT, SHOW, BALL, BALL_LATE, SARDANA)),
        ("epci=200017341", (BALL, BALL_LATE)),
        ("partner=biblioteca", (CONCERT, SHOW, SARDANA)),
        ("language=oc", (WALK, CONCERT, BALL, BALL_LATE, FEAST)),
        ("language=oc-gascon", (FEAST,)),
        ("language=not-stated", (FIRE,)),
        ("language=not-stated,oc-lengadoc", (FIRE, BALL, BALL_LATE)),
        ("category=dance,bonfire", (FIRE, BALL, BALL_LATE)),
        ("category=not-stated", ()),
        ("from=2018-06-30", (SHOW, FEAST, SARDANA)),
        ("to=2018-06-10", (WALK, CONCERT)),
        ("from=2018-06-24&to=2018-06-24", (SHOW,)),
        ("free=yes", (BALL, BALL_LATE)),
        ("free=no,donation", (CONCERT, SARDANA)),
        ("free=not-stated", (WALK, SHOW, FIRE, FEAST)),
        ("status=cancelled,full", (CONCERT, FEAST)),
        ("edition=2017", None),
        ("edition=all&partner=biblioteca", (CONCERT, SHOW, SARDANA)),
        ("departement=34&language=ca", ()),
        ("departement=66&category=sardana&language=ca&status=confirmed", (SARDANA,)),
    ],
)
async def test_each_filter_selects(reader: httpx.AsyncClient, query: str, found: tuple[str, ...] | None) -> None:
    answer = (await reader.get(f"{LIST}?{query}")).json()
    feed = (await reader.get(f"/feeds/a.ics?{query}")).text
    if found is None:
        assert [(item["title"], item["edition"]) for item in answer["items"]] == [("Bal d'antan", 2017)]
        return
    assert [item["id"] for item in answer["items"]] == list(found)
    assert (answer["total"], answer["next"]) == (len(found), None)
    assert [line[4:] for line in feed.splitlines() if line.startswith("UID:")] == list(found)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("", ("fr", "Grand bal", "Sardanes")),
        ("oc", ("oc", "Grand balèti", "Sardanes")),
        ("ca", ("fr", "Grand bal", "Sardanes a la plaça")),
        ("ca,oc", ("oc", "Grand balèti", "Sardanes a la plaça")),
        ("en,ca", ("en", "The ball", "Sardanes a la plaça")),
    ],
)
async def test_titles_are_in_the_first_language_asked_for_that_has_one(
    reader: httpx.AsyncClient, lang: str, title: tuple[str, str, str]
) -> None:
    query = f"?lang={lang}" if lang else ""
    listed = {item["id"]: item for item in (await reader.get(LIST + query)).json()["items"]}
    for item in (listed[BALL], (await reader.get(f"{LIST}/{BALL}{query}")).json()):
        assert (item["title_language"], item["title"]) == title[:2]
    whole = (await reader.get(f"/api/v1/events/{event('amics', 'bal')}{query}")).json()
    assert (whole["title_language"], whole["title"], listed[SARDANA]["title"]) == title
