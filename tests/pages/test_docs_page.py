"""The API's documentation as a page: all of the OpenAPI document is on it, and its examples can be opened."""

import httpx
import pytest

from festum.app import openapi_document
from festum.locale.catalogue import LANGUAGES, say
from festum.settings import Settings
from tests.pages.nesting import nested_wrongly
from tests.pages.reading import Page
from tests.small import BALL, event

DOCUMENT = openapi_document(Settings())
OPERATIONS = [(method, path, o) for path, item in DOCUMENT["paths"].items() for method, o in item.items()]
SCHEMAS = DOCUMENT["components"]["schemas"]


async def show(client: httpx.AsyncClient, query: str = "") -> Page:
    answer = await client.get(f"/docs{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return Page(answer.text)


def words(text: str) -> str:
    return " ".join(text.split())


async def test_every_operation_is_on_the_page_with_all_it_takes_and_answers(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "?lang=en")
    articles = {tuple(a.text.split()[:2]): a for a in page.all("article", class_="operation")}
    assert len(articles) == len(OPERATIONS)
    for method, path, operation in OPERATIONS:
        article = words(articles[method.upper(), path].text)
        for said in (operation["summary"], operation.get("description", "")):
            assert words(said.replace("`", "")) in article, path
        for parameter in operation.get("parameters", ()):
            assert f" {parameter['name']} " in article, (path, parameter["name"])
            assert words(parameter.get("description", "").replace("`", "")) in article
        for code, answer in operation["responses"].items():
            assert f"{code} {words(answer['description'].replace('`', ''))}" in article
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        shapes = [a.get("content", {}).get("application/json") for a in operation["responses"].values()]
        for shape in filter(None, [body, *shapes]):
            named = shape["schema"].get("$ref", "").rpartition("/")[2]
            for name in SCHEMAS[named]["properties"] if named else ():
                assert f" {name} " in article, (path, name)


async def test_every_model_is_on_the_page_and_every_anchor_leads_somewhere(reader: httpx.AsyncClient) -> None:
    page = await show(reader)
    ids = {e.attributes["id"] for e in page.elements if "id" in e.attributes}
    assert {f"model-{name}" for name in SCHEMAS} <= ids
    assert "model-Problem" in ids
    inside = {e.attributes["href"][1:] for e in page.all("a") if e.attributes["href"].startswith("#")}
    assert inside <= ids
    listed = [e.attributes["href"][1:] for e in page.all("a") if "nav" in e.inside and "#" in e.attributes["href"]]
    headings = [e.attributes["id"] for e in page.elements if e.tag in {"h2", "h3"} and "section" in e.inside]
    assert [h for h in headings if not h.startswith("model-")] == listed


async def test_every_example_can_be_opened(reader: httpx.AsyncClient) -> None:
    page = await show(reader)
    examples = [e.attributes["href"] for e in page.all("a", class_="open")]
    without = {path for method, path, o in OPERATIONS if method == "get" and ("{token}" in path or "security" in o)}
    assert len(examples) == len([1 for method, *_ in OPERATIONS if method == "get"]) - len(without) > 10
    for address in examples:
        answer = await reader.get(address)
        assert answer.status_code == 200, address
        assert f'"https://agenda.example{address}"' in page.one("main").text


async def test_the_examples_are_of_the_programme_as_it_is(reader: httpx.AsyncClient) -> None:
    main = (await show(reader)).one("main").text
    first = (await reader.get("/api/v1/occurrences?limit=1")).json()["items"][0]
    assert f"/api/v1/occurrences/{first['id']}" in main
    assert f"/api/v1/events/{first['event_id']}" in main
    assert BALL not in main
    assert event("amics", "secret", 2019) not in main


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_speaks_four_languages_and_marks_what_it_does_not_translate(
    reader: httpx.AsyncClient, language: str
) -> None:
    page = await show(reader, f"?lang={language}")
    assert page.one("html").attributes["lang"] == language
    assert page.words("h1") == [f"{say(language, 'docs.title')} {DOCUMENT['info']['version']}"]
    foreign = [e for e in page.all("p", lang="en") if "article" in e.inside]
    assert (foreign == []) == (language == "en")
    assert nested_wrongly(page) == []


async def test_an_unchanged_page_is_not_sent_again(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/docs?lang=ca")
    again = await reader.get("/docs?lang=ca", headers={"if-none-match": first.headers["etag"]})
    other = await reader.get("/docs?lang=oc", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    assert first.headers["cache-control"].startswith("public")


async def test_a_filter_is_none_of_this_page(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/docs?departement=34")
    page = Page(answer.text)
    assert (answer.status_code, page.words("p", role="alert")[0][:48]) == (
        400,
        "Le paramètre « departement » n'existe pas. Param",
    )
    assert (await reader.get("/docs/")).status_code == 200


async def test_every_page_leads_to_it(reader: httpx.AsyncClient) -> None:
    for address in ("/?lang=oc", "/feeds?lang=oc", "/docs?lang=oc", "/events/none?lang=oc"):
        page = Page((await reader.get(address)).text)
        links = [e.attributes["href"] for e in page.all("a") if "footer" in e.inside]
        assert links == ["/feeds?lang=oc", "/docs?lang=oc"]
