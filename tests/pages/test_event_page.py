"""One event as a page: whole, escaped, with its calendar; gone when it was deleted."""

import httpx

from tests.pages.reading import Page, dates_of
from tests.small import BALL, BALL_LATE, FEAST, event

BALL_EVENT, FEAST_EVENT = event("amics", "bal"), event("mostra", "festa")


async def test_an_event_is_shown_with_all_its_dates(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get(f"/events/{BALL_EVENT}")
    page = Page(answer.text)
    assert (answer.status_code, page.words("h1"), page.words("title")) == (
        200,
        ["Grand bal"],
        ["Grand bal – Total Festum"],
    )
    assert dates_of(page) == [BALL, BALL_LATE]
    assert [" ".join(page.one("li", id=uid).text.split()) for uid in (BALL, BALL_LATE)] == [
        "samedi 23 juin 201821:00 - 23:30 Halle, 1 place du Marché, 34700 Lodève lieu à la commune près",
        "samedi 23 juin 201800:30 - 02:00 Halle, 1 place du Marché, 34700 Lodève lieu à la commune près",
    ]
    assert page.words("p", class_="text") == ["Au son du hautbois."]
    facts = [e.text for e in page.all("span")]
    assert facts == ["balèti", "danse", "occitan languedocien", "français", "enfants et familles", "buvette"]
    assert page.words("ul", class_="plain") == [
        "Organisation : Los Amics, Comitat Tarif : gratuithttps://amics.example/bal"
    ]
    calendar = f"https://agenda.example/events/{BALL_EVENT}.ics"
    assert {e.attributes["href"] for e in page.elements if e.attributes.get("href", "").endswith(".ics")} == {calendar}
    assert (await visitor.get(calendar)).text.count("BEGIN:VEVENT") == 2


async def test_the_page_speaks_the_language_asked_for(visitor: httpx.AsyncClient) -> None:
    seen = {}
    for language in ("fr", "oc", "ca", "en"):
        page = Page((await visitor.get(f"/events/{BALL_EVENT}?lang={language}")).text)
        title = page.one("h1")
        seen[language] = (page.one("html").attributes["lang"], title.text, title.attributes.get("lang"))
        calendar = await visitor.get(page.one("a", class_="button").attributes["href"])
        assert (calendar.status_code, f"//{language.upper()}\r\n" in calendar.text) == (200, True)
    assert seen == {
        "fr": ("fr", "Grand bal", None),
        "oc": ("oc", "Grand balèti", None),
        "ca": ("ca", "Grand bal", "fr"),
        "en": ("en", "The ball", None),
    }


async def test_what_people_write_is_text_and_never_markup(visitor: httpx.AsyncClient) -> None:
    for address in ("/", f"/events/{FEAST_EVENT}", "/?partner=mostra"):
        page = Page((await visitor.get(address)).text)
        shown = page.one("li", id=FEAST).text
        assert "<img src=x onerror=alert(2)>" in shown
        assert "<script>alert(1)</script>" in page.one("main").text
        assert page.all("script") == page.all("img") == page.all("b") == []
    assert "Danse & <b>jeux</b>" in Page((await visitor.get(f"/events/{FEAST_EVENT}")).text).one("main").text


async def test_a_question_is_shown_back_escaped(visitor: httpx.AsyncClient) -> None:
    for query in ('departement="><script>alert(3)</script>', "<script>=1", "from='><img src=x>", "lang=<script>"):
        answer = await visitor.get(f"/?{query}")
        page = Page(answer.text)
        assert answer.status_code == 400
        assert page.all("script") == page.all("img") == []


async def test_a_made_up_event_says_so(visitor: httpx.AsyncClient) -> None:
    page = Page((await visitor.get(f"/events/{FEAST_EVENT}")).text)
    assert page.words("p", class_="note") == ["Donnée de démonstration : rendez-vous inventé."]
    assert page.words("strong", class_="status") == ["complet"]
    assert "synthetic" not in page.one("main").text
    real = Page((await visitor.get(f"/events/{BALL_EVENT}")).text)
    assert real.words("p", class_="note") == []


async def test_a_deleted_event_is_a_page_that_says_so(editor: httpx.AsyncClient) -> None:
    await editor.delete(f"/api/v1/events/{BALL_EVENT}")
    answer = await editor.get(f"/events/{BALL_EVENT}?lang=oc")
    page = Page(answer.text)
    assert (answer.status_code, answer.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert page.words("p", role="alert") == ["Aqueste eveniment es estat suprimit."]
    assert page.one("html").attributes == {"lang": "oc"}
    assert (await editor.get("/")).text.count(BALL_EVENT) == 0


async def test_a_correction_is_on_the_page_at_once(editor: httpx.AsyncClient) -> None:
    await editor.get(f"/events/{BALL_EVENT}")
    await editor.patch(f"/api/v1/occurrences/{BALL}", json={"status": "cancelled", "notice": "Orage."})
    page = Page((await editor.get(f"/events/{BALL_EVENT}")).text)
    assert page.words("p", class_="notice") == ["Orage."]
    assert (page.words("strong", class_="status"), page.words("li", class_="occurrence cancelled") != []) == (
        ["annulé"],
        True,
    )
