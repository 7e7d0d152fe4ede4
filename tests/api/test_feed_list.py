"""The formats of a selection for programs: every one of the table, each address answering with its kind."""

import httpx
import pytest

from festum.feeds.formats import FORMATS
from tests.api.calendars import vevents
from tests.small import BALL


async def test_the_list_is_the_table_with_addresses(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/api/v1/feeds?departement=34&utm_source=x")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == {
        "items": [
            {
                "extension": form.extension,
                "media_type": form.media_type,
                "grain": form.grain,
                "label": form.label,
                "address": f"https://agenda.example/feeds/total-festum-herault.{form.extension}?departement=34",
            }
            for form in FORMATS.values()
        ],
        "name": "Total Festum · Hérault",
        "occurrences": (await reader.get("/api/v1/occurrences?departement=34")).json()["total"],
        "revision": (await reader.get("/api/v1/occurrences")).json()["revision"],
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lang=oc&partner=amics",
        "from=2018-06-23&to=2018-06-23&cancelled=mark",
        "q=feu%20de%20la%20saint-jean",
        "near=lodeve&radius_km=30&lang=ca,oc&cancelled=hide",
        "language=not-stated",
        "edition=all&from=today",
    ],
)
async def test_every_address_answers_with_its_kind_and_the_same_selection(
    reader: httpx.AsyncClient, query: str
) -> None:
    listed = (await reader.get(f"/api/v1/feeds?{query}")).json()
    given = {item["extension"]: await reader.get(item["address"]) for item in listed["items"]}
    assert {
        extension: (a.status_code, a.headers["content-type"].partition(";")[0]) for extension, a in given.items()
    } == {extension: (200, form.media_type) for extension, form in FORMATS.items()}
    asked = await reader.get(f"/feeds/any-name.ics?{query}")
    assert list(vevents(given["ics"].content)) == list(vevents(asked.content))
    assert len(vevents(asked.content)) == listed["occurrences"]


async def test_a_partner_is_called_by_name(reader: httpx.AsyncClient) -> None:
    listed = (await reader.get("/api/v1/feeds?partner=amics&lang=oc")).json()
    assert listed["name"] == "Total Festum · Los Amics"
    assert listed["items"][0]["address"] == (
        "https://agenda.example/feeds/total-festum-los-amics.ics?partner=amics&lang=oc"
    )


@pytest.mark.parametrize("query", ["departement=99", "departament=34", "limit=5", "cursor=x", "sort=date", "lang=de"])
async def test_what_is_no_filter_is_refused(reader: httpx.AsyncClient, query: str) -> None:
    answer = await reader.get(f"/api/v1/feeds?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


async def test_what_is_hidden_is_not_counted(editor: httpx.AsyncClient) -> None:
    """A cancelled date and a deleted one: neither counts as something the feed would hold to show."""
    before = (await editor.get("/api/v1/feeds?cancelled=hide")).json()["occurrences"]
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"status": "cancelled"})
    counts = [(await editor.get(f"/api/v1/feeds?cancelled={way}")).json()["occurrences"] for way in ("keep", "hide")]
    assert counts == [8, before - 1]
    await editor.delete(f"/api/v1/occurrences/{BALL}")
    counts = [(await editor.get(f"/api/v1/feeds?cancelled={way}")).json()["occurrences"] for way in ("keep", "hide")]
    assert counts == [7, before - 1]


async def test_an_unchanged_list_is_not_sent_again(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/api/v1/feeds?departement=34")
    again = await reader.get("/api/v1/feeds?departement=34", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
