"""Every format of the table, with an address that holds exactly what was chosen; in four languages."""

import re

import httpx
import pytest

from festum.actions.ask import CANCELLED_WAYS
from festum.actions.describe import describe_filters
from festum.feeds.formats import FORMATS
from festum.locale.catalogue import LANGUAGES, say
from tests.api.calendars import vevents
from tests.pages.nesting import nested_wrongly
from tests.pages.reading import Page, dates_of


async def show(client: httpx.AsyncClient, address: str) -> Page:
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), address
    return Page(answer.text)


def addresses(page: Page) -> list[str]:
    return [e.attributes["href"] for e in page.all("a", class_="address") if "li" in e.inside]


QUERIES = (
    "",
    "departement=34",
    "departement=34,66&language=oc&lang=oc",
    "from=today&to=2018-06-30",
    "near=lodeve&radius_km=50&cancelled=mark",
    "q=bal%20%26%20f%C3%AAte&lang=ca,oc",
    "partner=amics,mostra&cancelled=hide&lang=en",
    "departement=48",
)


@pytest.mark.parametrize("query", QUERIES)
async def test_every_format_has_an_address_that_answers_in_it(reader: httpx.AsyncClient, query: str) -> None:
    page = await show(reader, f"/feeds?{query}")
    assert [e.attributes["id"] for e in page.all("li") if "id" in e.attributes] == list(FORMATS)
    shown = addresses(page)
    assert len(shown) == len(FORMATS)
    for address, form in zip(shown, FORMATS.values(), strict=True):
        answer = await reader.get(address)
        kind = answer.headers["content-type"].partition(";")[0]
        assert (answer.status_code, kind) == (200, form.media_type), address


@pytest.mark.parametrize("query", QUERIES)
async def test_the_calendar_holds_what_the_page_says_it_holds(reader: httpx.AsyncClient, query: str) -> None:
    page = await show(reader, f"/feeds?{query}")
    number = next(a for a in page.all("a") if "dd" in a.inside)
    calendar = (await reader.get(addresses(page)[0])).content
    uids = list(vevents(calendar))
    assert len(uids) == int(number.text)
    seen = dates_of(await show(reader, number.attributes["href"]))
    assert [uid for uid in seen if uid in uids] == uids
    assert seen == uids or "cancelled=hide" in query
    name = page.words("dd")[0]
    assert f"X-WR-CALNAME:{name}" in calendar.decode().replace("\r\n ", "").replace("\\,", ",")


async def test_an_empty_field_of_the_form_is_no_filter(reader: httpx.AsyncClient) -> None:
    blank = "departement=34&language=&category=&from=&to=&cancelled=keep&lang=fr"
    assert addresses(await show(reader, f"/feeds?{blank}")) == addresses(await show(reader, "/feeds?departement=34"))
    assert addresses(await show(reader, "/feeds"))[0] == "https://agenda.example/feeds/total-festum.ics"


async def test_an_address_is_short_readable_and_says_only_what_was_chosen(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/feeds?lang=oc&cancelled=mark&departement=34&from=today&utm_source=x")
    path, _, query = addresses(page)[0].partition("?")
    assert re.fullmatch(r"https://agenda\.example/feeds/total-festum-[a-z-]+\.ics", path)
    assert query == "departement=34&from=today&lang=oc&cancelled=mark"
    every = ",".join(f"{n:02}" for n in (9, 11, 12, 30, 31, 32, 34, 46, 48, 65, 66, 81, 82))
    long = addresses(await show(reader, f"/feeds?departement={every}"))[0]
    assert len(long.partition("?")[0]) < 120
    assert (await reader.get(long)).status_code == 200


async def test_the_form_keeps_what_was_chosen(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/feeds?departement=34&from=today&partner=amics&cancelled=hide&lang=ca,oc")
    chosen = [e.attributes["value"] for e in page.all("option") if "selected" in e.attributes]
    typed = {e.attributes["name"]: (e.attributes["type"], e.attributes["value"]) for e in page.all("input")}
    assert chosen == ["34", "hide", "ca,oc"]
    assert typed == {"partner": ("hidden", "amics"), "from": ("text", "today"), "to": ("date", "")}
    assert page.one("form").attributes["action"] == "/feeds"
    links = [e.attributes["href"] for e in page.all("a") if "hreflang" in e.attributes]
    query = "departement=34&from=today&partner=amics&cancelled=hide"
    assert links == [f"?{query}&lang={language}" for language in LANGUAGES]


async def test_google_is_given_the_address_that_keeps_cancelled_dates_visible(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/feeds?departement=34&cancelled=hide")
    google = next(e for e in page.all("a", class_="address") if "td" in e.inside)
    assert google.text == google.attributes["href"]
    assert google.text.partition("?")[2] == "departement=34&cancelled=mark"
    assert (await reader.get(google.text)).status_code == 200
    clients = [e.text for e in page.all("th", scope="row") if "details" not in e.inside]
    assert clients == [say("fr", f"client.{c}") for c in ("google", "apple", "outlook", "thunderbird", "icsx5")]


async def test_every_filter_is_told_with_an_example(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/feeds?lang=en")
    text = " ".join(page.one("details").text.split())
    for note in describe_filters():
        assert " ".join(note.help.replace("`", "").split()) in text
        assert f"{note.name}={note.example}" in text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_speaks_four_languages(reader: httpx.AsyncClient, language: str) -> None:
    page = await show(reader, f"/feeds?lang={language}")
    assert page.one("html").attributes["lang"] == language
    assert page.words("h1") == [say(language, "feeds.title")]
    for extension, form in FORMATS.items():
        text = page.one("li", id=extension).text
        assert say(language, f"format.{extension}") in text
        assert say(language, f"format.{form.grain}") in text
    ways = [e.text for e in page.all("option") if e.attributes["value"] in CANCELLED_WAYS]
    assert ways == [say(language, f"feeds.{way}") for way in CANCELLED_WAYS]
    assert nested_wrongly(page) == []


async def test_a_long_selection_is_said_to_be_long(reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("festum.pages.feeds.MANY", 3)
    warned = [
        (await show(reader, f"/feeds?{q}")).words("p", class_="note") for q in ("to=2018-12-01", "departement=48")
    ]
    assert warned == [[say("fr", "feeds.large")], []]


async def test_the_programme_leads_here_with_its_filters(reader: httpx.AsyncClient) -> None:
    programme = await show(reader, "/?departement=34&category=baleti&lang=oc")
    more = programme.one("a", class_="more")
    assert (more.text, more.attributes["href"]) == (
        say("oc", "feeds.more"),
        "/feeds?category=baleti&departement=34&lang=oc",
    )
    page = await show(reader, more.attributes["href"])
    alternates = {e.attributes["type"]: e.attributes["href"] for e in programme.all("link", rel="alternate")}
    assert alternates == {
        FORMATS[extension].media_type: address
        for extension, address in zip(FORMATS, addresses(page), strict=True)
        if extension in {"ics", "atom"}
    }
    assert page.all("a", href="/?category=baleti&departement=34&lang=oc")


async def test_the_page_for_people_leads_to_the_list_for_programs(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/feeds?departement=34&lang=oc")
    listed = (await reader.get("/api/v1/feeds?departement=34&lang=oc")).json()
    assert page.one("a", href="/api/v1/feeds?departement=34&lang=oc")
    assert [item["address"] for item in listed["items"]] == addresses(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("departement=99", "« 99 » n'est pas une valeur de « departement »."),
        ("departament=34", "Le paramètre « departament » n'existe pas. Vouliez-vous dire « departement » ?"),
        ("cancelled=maybe", "« maybe » n'est pas une valeur de « cancelled »."),
        ("limit=5", "Le paramètre « limit » n'existe pas."),
    ],
)
async def test_a_wrong_filter_is_refused_by_a_page(reader: httpx.AsyncClient, query: str, sentence: str) -> None:
    for path in ("/feeds", "/feeds/"):
        answer = await reader.get(f"{path}?{query}")
        page = Page(answer.text)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
        assert page.words("p", role="alert")[0].startswith(sentence)


async def test_an_unchanged_page_is_not_sent_again(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/feeds?departement=34&lang=oc")
    again = await reader.get("/feeds?lang=oc&departement=34", headers={"if-none-match": first.headers["etag"]})
    other = await reader.get("/feeds?departement=66", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    assert first.headers["cache-control"].startswith("public")
