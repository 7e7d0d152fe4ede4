"""The programme as a page: what is on it, in four languages, under any filter, with its calendar's address."""

import re

import httpx
import pytest

from festum.locale.catalogue import LANGUAGES
from tests.api.calendars import said, vevents
from tests.pages.reading import Page, dates_of
from tests.small import BALL, CONCERT, FEAST, FIRE, IN_ORDER, SARDANA, SHOW, WALK, event

WORDS = {
    "fr": ("Le programme 2018", "8 rendez-vous, 4 communes, 3 partenaires", "samedi 23 juin 2018", "annulé"),
    "oc": ("Lo programa 2018", "8 rendètz-vos, 4 comunas, 3 partenaris", "dissabte 23 de junh de 2018", "anullat"),
    "ca": ("El programa 2018", "8 actes, 4 municipis, 3 socis", "dissabte 23 de juny de 2018", "anul·lat"),
    "en": ("The programme 2018", "8 dates, 4 communes, 3 partners", "Saturday 23 June 2018", "cancelled"),
}


async def show(client: httpx.AsyncClient, address: str, status: int = 200) -> Page:
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), address
    return Page(answer.text)


async def test_the_programme_is_shown_day_by_day(visitor: httpx.AsyncClient) -> None:
    page = await show(visitor, "/")
    assert dates_of(page) == list(IN_ORDER)
    days = [e.attributes["datetime"] for e in page.all("time")]
    assert days == ["2018-05-26", "2018-06-10", "2018-06-20", "2018-06-23", "2018-06-30", "2018-07-01"]
    hours = {uid: " ".join(page.one("li", id=uid).text.split()) for uid in (FIRE, BALL, SHOW, WALK)}
    assert hours == {
        FIRE: "à la nuit tombée Feu de la Saint-Jean Montpellier (34) feu de la Saint-Jean",
        BALL: "21:00 - 23:30 Grand bal Halle, Lodève (34) balètidanseoccitan languedocienfrançaisgratuit",
        SHOW: "journée ou horaire non préciséjusqu'au samedi 30 juin 2018 Exposition "
        "Médiathèque, Perpignan (66) expositioncatalanfrançais",
        WALK: "10:00 Balade sans commune Au bout du chemin baladeoccitan",
    }
    links = {e.attributes["href"] for e in page.all("a") if e.attributes["href"].startswith("/events/")}
    assert f"/events/{event('amics', 'bal')}" in links
    assert len(links) == 7


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_speaks_the_language_asked_for(reader: httpx.AsyncClient, language: str) -> None:
    title, count, day, cancelled = WORDS[language]
    page = await show(reader, f"/?lang={language}")
    assert page.one("html").attributes == {"lang": language}
    assert page.words("h1") == [title]
    assert page.words("title") == [f"{title} – Total Festum"]
    assert page.words("p", class_="count") == [count]
    assert page.words("time", datetime="2018-06-23") == [day]
    assert page.words("strong", class_="status")[0] == cancelled
    chosen = [e.attributes["lang"] for e in page.all("a") if e.attributes.get("aria-current") == "true"]
    assert chosen == [language]
    feed = page.one("a", class_="address").attributes["href"]
    assert feed == "https://agenda.example/feeds/total-festum.ics" + ("" if language == "fr" else f"?lang={language}")


async def test_without_a_language_the_page_is_french_and_titles_say_theirs(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/")).content == (await reader.get("/?lang=fr")).content
    page = await show(reader, "/?lang=ca")
    titles = {e.text: e.attributes.get("lang") for e in page.all("a") if "h3" in e.inside}
    assert titles["Sardanes a la plaça"] is None
    assert titles["Grand bal"] == "fr"


FILTERS = [
    ("", IN_ORDER),
    ("departement=34", (FIRE, *IN_ORDER[4:6])),
    ("departement=34&language=&category=&from=&to=", (FIRE, *IN_ORDER[4:6])),
    ("departement=&language=ca&category=&from=2018-06-30&to=2018-07-31", (SHOW, SARDANA)),
    ("category=games&lang=oc", (FEAST,)),
    ("status=cancelled", (CONCERT,)),
    ("departement=48", ()),
    ("commune=Lod%C3%A8ve&partner=amics&free=yes&utm_source=lettre", IN_ORDER[4:6]),
    ("edition=all&category=baleti", None),
]


@pytest.mark.parametrize(("query", "shown"), FILTERS)
async def test_the_feed_on_the_page_holds_what_the_page_shows(
    reader: httpx.AsyncClient, query: str, shown: tuple[str, ...] | None
) -> None:
    page = await show(reader, f"/?{query}")
    address = page.one("a", class_="address").attributes["href"]
    assert address == page.one("link", type="text/calendar").attributes["href"]
    assert page.all("a", href=address.replace("https://", "webcal://"))
    feed = await reader.get(address)
    assert (feed.status_code, list(vevents(feed.content))) == (200, dates_of(page))
    assert shown is None or dates_of(page) == list(shown)
    titles = {e.attributes["id"]: e for e in page.all("li") if "id" in e.attributes}
    for uid, block in vevents(feed.content).items():
        title = said(block, "SUMMARY").rpartition(":")[2].strip()
        assert title in titles[uid].text


@pytest.mark.parametrize("lang", ["oc,ca", "ca,oc,fr", "en,fr,oc,ca"])
async def test_the_feed_falls_back_through_the_same_languages_as_the_page(reader: httpx.AsyncClient, lang: str) -> None:
    page = await show(reader, f"/?lang={lang}")
    blocks = vevents((await reader.get(page.one("a", class_="address").attributes["href"])).content)
    titles = [e.text for e in page.all("a") if "h3" in e.inside]
    plain = [said(block, "SUMMARY").removeprefix("LANGUAGE=").partition(":") for block in blocks.values()]
    feed_titles = [(rest if mark and len(first) == 2 else first + mark + rest) for first, mark, rest in plain]
    assert [title.rpartition(" : ")[2] for title in feed_titles] == titles


async def test_the_form_keeps_what_was_chosen(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/?departement=34&language=oc&from=2018-06-01&to=2018-06-30&partner=amics&lang=oc")
    chosen = [(e.attributes["value"]) for e in page.all("option") if "selected" in e.attributes]
    typed = {e.attributes["name"]: e.attributes["value"] for e in page.all("input")}
    assert chosen == ["34", "oc"]
    assert typed == {"lang": "oc", "partner": "amics", "from": "2018-06-01", "to": "2018-06-30"}
    assert (page.one("form").attributes["method"], page.one("form").attributes["action"]) == ("get", "/")


async def test_every_choice_of_the_form_is_a_question_that_is_understood(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/")
    for select in page.all("select"):
        values = re.findall(r'<option value="([^"]*)"', page.content.split(f'name="{select.attributes["name"]}"')[1])
        values = values[: values.index("", 1)] if "" in values[1:] else values
        for value in values:
            answer = await reader.get(f"/?{select.attributes['name']}={value}")
            assert answer.status_code == 200, (select.attributes["name"], value)


async def test_a_language_link_keeps_the_filters(reader: httpx.AsyncClient) -> None:
    page = await show(reader, "/?departement=34&category=baleti,bonfire")
    links = [e.attributes["href"] for e in page.all("a") if "hreflang" in e.attributes]
    assert links == [f"?category=baleti,bonfire&departement=34&lang={language}" for language in LANGUAGES]
    for link in links:
        assert dates_of(await show(reader, f"/{link}")) == [FIRE, *IN_ORDER[4:6]]


async def test_nothing_found_and_made_up_dates_are_said_so(reader: httpx.AsyncClient) -> None:
    nothing, real, all_of_it = [await show(reader, f"/{q}") for q in ("?departement=48", "?departement=34", "")]
    made_up = "Une partie de ce programme est inventée pour la démonstration ; ces rendez-vous sont marqués."
    notes = [page.words("p", class_="note") for page in (nothing, real, all_of_it)]
    assert notes == [["Aucun rendez-vous ne correspond à cette recherche."], [], [made_up]]
    assert all_of_it.words("span", class_="synthetic") == ["démonstration"]
    assert "démonstration" in all_of_it.one("li", id=FEAST).text


async def test_the_whole_demonstration_is_on_one_page(client: httpx.AsyncClient) -> None:
    page = await show(client, "/")
    assert (len(dates_of(page)), len(set(dates_of(page)))) == (500, 500)
    assert page.words("p", class_="count") == ["500 rendez-vous, 124 communes, 78 partenaires"]
    assert all(
        0 < page.content.count(f'datetime="{day}"') < 3 for day in {e.attributes["datetime"] for e in page.all("time")}
    )
