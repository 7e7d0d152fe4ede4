"""A person who asked for a page is refused by a page; nothing a page needs comes from anywhere else."""

import re

import httpx
import pytest

from festum.feeds.formats import FORMATS
from tests.pages.reading import Page
from tests.small import event

BALL_EVENT = event("amics", "bal")


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/?departament=34", 400, "Le paramètre « departament » n'existe pas. Vouliez-vous dire « departement » ?"),
        ("/?departement=99", 400, "« 99 » n'est pas une valeur de « departement »."),
        ("/?from=demain", 400, "« demain » n'est pas une date pour « from ». Écrivez par exemple 2018-06-23."),
        ("/?limit=5", 400, "Le paramètre « limit » n'existe pas."),
        ("/?departement=99&lang=en", 400, "“99” is not a value of “departement”."),
        ("/events/none", 404, "Il n'y a pas d'événement none."),
        (f"/events/{BALL_EVENT}?departement=34", 400, "Le paramètre « departement » n'existe pas."),
        (f"/events/{BALL_EVENT}.html", 404, "Le format « html » n'existe pas. Formats : ics, jcal, atom,"),
        ("/events/", 404, "Il n'y a rien à cette adresse."),
    ],
)
async def test_a_person_is_refused_by_a_page(
    reader: httpx.AsyncClient, address: str, status: int, sentence: str
) -> None:
    answer = await reader.get(address)
    page = Page(answer.text)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert page.words("p", role="alert")[0].startswith(sentence)
    assert page.one("html").attributes == {"lang": "en" if "lang=en" in address else "fr"}
    assert page.all("a", href="/")


async def test_a_program_is_refused_by_a_problem(reader: httpx.AsyncClient) -> None:
    files = [f"/events/none.{extension}" for extension in FORMATS]
    for address in (*files, "/feeds/a.ics?x=1", "/api/v1/events/none", "/nothing", "/style.cs"):
        assert (await reader.get(address)).headers["content-type"] == "application/problem+json"


async def test_a_page_that_cannot_be_written_to_says_what_it_can(reader: httpx.AsyncClient) -> None:
    for address in ("/", f"/events/{BALL_EVENT}"):
        answer = await reader.post(address)
        assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


PAGES = (
    "/",
    "/?lang=oc&departement=34",
    f"/events/{BALL_EVENT}",
    "/feeds?departement=34&lang=ca,oc&cancelled=mark",
    "/docs?lang=oc",
    "/?departement=99",
    "/events/none",
    "/feeds?departement=99",
    "/docs?departement=34",
)


@pytest.mark.parametrize("address", PAGES)
async def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(
    reader: httpx.AsyncClient, address: str
) -> None:
    page = Page((await reader.get(address)).text)
    loaded = [e for e in page.elements if e.tag in {"script", "img", "iframe", "object", "embed", "video", "audio"}]
    assert loaded == page.all("style") == page.all("base") == []
    links = {e.attributes["rel"]: e.attributes["href"] for e in page.all("link") if e.attributes["rel"] != "alternate"}
    assert links == {"stylesheet": "/style.css", "icon": "/favicon.svg"}
    for element in page.elements:
        assert not any(name.startswith("on") or name in {"style", "srcset"} for name in element.attributes)
        assert not element.attributes.get("href", "").startswith("javascript:")
        assert "src" not in element.attributes
    css = (await reader.get("/style.css")).text
    assert re.findall(r"@import|url\(", css) == []


@pytest.mark.parametrize("address", PAGES)
async def test_a_page_can_be_read_without_seeing_it(reader: httpx.AsyncClient, address: str) -> None:
    page = Page((await reader.get(address)).text)
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert all(e.text.strip() for e in page.all("a")), "a link says where it leads"
    assert all("label" in e.inside for e in (*page.all("select"), *page.all("input", type="date")))
    for element in page.elements:
        for name in ("aria-labelledby", "for"):
            assert element.attributes.get(name, ids[0] if ids else "") in [*ids, ""]
    skip = page.one("a", class_="skip").attributes["href"]
    assert page.one("main").attributes["id"] == skip.lstrip("#")


async def test_every_link_of_ours_leads_somewhere(reader: httpx.AsyncClient) -> None:
    page = Page((await reader.get("/?lang=oc")).text)
    ours = {e.attributes["href"] for e in page.all("a")} | {e.attributes["href"] for e in page.all("link")}
    followed = 0
    for link in ours:
        if link.startswith(("/", "?", "https://agenda.example")):
            assert (await reader.get(link if not link.startswith("?") else f"/{link}")).status_code == 200, link
            followed += 1
    assert followed > 12


async def test_the_stylesheet_icon_and_robots_are_ours(reader: httpx.AsyncClient) -> None:
    css, icon, robots = [await reader.get(f"/{name}") for name in ("style.css", "favicon.svg", "robots.txt")]
    assert [answer.status_code for answer in (css, icon, robots)] == [200, 200, 200]
    assert css.text.count("{") == css.text.count("}") > 20
    assert icon.text.startswith("<svg ")
    assert robots.text == "User-agent: *\nAllow: /\n"
