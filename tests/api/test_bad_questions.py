"""Questions that cannot be understood: each answered with what is wrong and what to write instead."""

import asyncio
import base64
import html
import json
import time

import httpx
import pytest

from festum.actions.house import House
from festum.actions.retire_category import retire_category
from festum.feeds.formats import FORMATS

LIST = "/api/v1/occurrences"
KNOWN = (
    "edition, departement, commune, epci, partner, language, category, from, to, free, q, near, radius_km, "
    "accessible, status"
)


def word(*words: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(words).encode()).decode().rstrip("=")


def problem(key: str, detail: str, **values: str | int) -> dict[str, object]:
    return {
        "type": f"about:blank#{key}",
        "title": "Bad Request",
        "status": 400,
        "detail": detail,
        "key": key,
        "values": values,
    }


LIMIT = problem("limit_range", "« limit » va de 1 à 200.", least=1, most=200)
CURSOR = problem("bad_cursor", "Ce curseur n'est pas valable ici : reprenez la liste depuis le début.")

LIST_ONLY: list[tuple[str, dict[str, object]]] = [
    *((f"limit={limit}", LIMIT) for limit in ("0", "201", "-1", "abc", "9" * 4000, "1.5", "٣", "1e2")),
    ("limit=5&limit=6", problem("given_twice", "« limit » ne prend qu'une valeur.", name="limit")),
    (
        "limit=",
        problem("empty_value", "« limit » est vide : donnez une valeur, ou retirez le paramètre.", name="limit"),
    ),
    *(
        (f"cursor={cursor}", CURSOR)
        for cursor in (
            "x",
            "%C3%A9",
            word("a"),
            word("2018-06-23", "2018-06-23T21:00:00"),
            word("yesterday", "2018-06-23T21:00:00", "x"),
            word("2018-06-23", "21:00", "x"),
            word(1, 2, 3),
            word("2018-06-23", "2018-06-23T21:00:00", "\x00"),
            word("2018-06-23", "2018-06-23T21:00:00", "\ud800"),
            base64.urlsafe_b64encode(b"{}").decode(),
            base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("="),
        )
    ),
]
SORTING: list[tuple[str, dict[str, object]]] = [
    (
        "sort=relevance",
        problem("sort_without", "Le tri « relevance » demande aussi « q ».", sort="relevance", needed="q"),
    ),
    (
        "sort=distance&q=bal",
        problem("sort_without", "Le tri « distance » demande aussi « near ».", sort="distance", needed="near"),
    ),
    ("sort=place", problem("unknown_value", "« place » n'est pas une valeur de « sort ».", name="sort", value="place")),
    (
        "sort=distnce&near=34142",
        problem(
            "unknown_value_near",
            "« distnce » n'est pas une valeur de « sort ». Vouliez-vous dire « distance » ?",
            name="sort",
            value="distnce",
            nearest="distance",
        ),
    ),
    ("sort=", problem("empty_value", "« sort » est vide : donnez une valeur, ou retirez le paramètre.", name="sort")),
    ("sort=date&sort=date", problem("given_twice", "« sort » ne prend qu'une valeur.", name="sort")),
    (
        "facets=category,departements",
        problem(
            "unknown_value_near",
            "« departements » n'est pas une valeur de « facets ». Vouliez-vous dire « departement » ?",
            name="facets",
            value="departements",
            nearest="departement",
        ),
    ),
    ("facets=q", problem("unknown_value", "« q » n'est pas une valeur de « facets ».", name="facets", value="q")),
    (
        "facets=status,",
        problem("empty_value", "« facets » est vide : donnez une valeur, ou retirez le paramètre.", name="facets"),
    ),
    # A place in one order is none in another; nor is a number no database holds.
    *(
        (f"{query}&cursor={cursor}", CURSOR)
        for query, cursor in (
            ("sort=date", word("relevance", "-8", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("sort=date", word("distance", "0.5", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("distance", "0.5", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("relevance", "-8.5", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("relevance", str(2**31), "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("relevance", str(-(2**31)), "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("q=bal", word("relevance", "9" * 5000, "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("near=34142&sort=distance", word("relevance", "-8", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("near=34142&sort=distance", word("distance", "nan", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("near=34142&sort=distance", word("distance", "inf", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("near=34142&sort=distance", word("distance", "4.1", "2018-06-23", "2018-06-23T21:00:00", "x")),
            ("near=34142&sort=distance", word("2018-06-23", "2018-06-23T21:00:00", "x")),
        )
    ),
]
POINT = "n'est pas une position : écrivez latitude,longitude en degrés, par exemple 43.73,3.32."
RADIUS = problem("radius_range", "« radius_km » va de 1 à 300 (kilomètres).", name="radius_km", least=1, most=300)
LONG = problem("query_too_long", "La question dépasse 8000 octets.", most=8000)
ANYWHERE: list[tuple[str, dict[str, object]]] = [
    (
        "radius_km=20",
        problem("radius_without_near", "« radius_km » demande aussi « near » : autour de quoi ?"),
    ),
    *((f"near=34142&radius_km={km}", RADIUS) for km in ("0", "0.9", "301", "300.001", "-5", "1e2", "abc", "nan", "٣")),
    *(
        (f"near={point}", problem("point_range", f"« {point} » {POINT}", name="near", value=point))
        for point in ("91,3", "-90.1,3", "43.6,181", "43.6,-200")
    ),
    (
        "near=43.6",
        problem("unknown_value", "« 43.6 » n'est pas une valeur de « near ».", name="near", value="43.6"),
    ),
    (
        "near=lodev",
        problem(
            "unknown_value_near",
            "« lodev » n'est pas une valeur de « near ». Vouliez-vous dire « Lodève » ?",
            name="near",
            value="lodev",
            nearest="Lodève",
        ),
    ),
    ("near=34142&near=34172", problem("given_twice", "« near » ne prend qu'une valeur.", name="near")),
    ("q=...!", problem("no_words", "Il n'y a pas de mot à chercher dans « ...! ».", name="q", value="...!")),
    ("q=%E2%80%8B", problem("no_words", "Il n'y a pas de mot à chercher dans «  ».", name="q", value="")),
    ("q=+", problem("empty_value", "« q » est vide : donnez une valeur, ou retirez le paramètre.", name="q")),
    ("q=bal&q=bal", problem("given_twice", "« q » ne prend qu'une valeur.", name="q")),
    (
        "q=" + "ò" * 201,
        problem("text_too_long", "« q » est plus long que 200 caractères.", name="q", most=200),
    ),
    (
        "accessible=no",
        problem("unknown_value", "« no » n'est pas une valeur de « accessible ».", name="accessible", value="no"),
    ),
    (
        "language=de",
        problem("unknown_value", "« de » n'est pas une valeur de « language ».", name="language", value="de"),
    ),
    (
        "epci=200017342",
        problem("unknown_value", "« 200017342 » n'est pas une valeur de « epci ».", name="epci", value="200017342"),
    ),
    (
        "departament=34",
        problem(
            "unknown_filter_near",
            "Le paramètre « departament » n'existe pas. Vouliez-vous dire « departement » ?",
            name="departament",
            nearest="departement",
        ),
    ),
    (
        "departement=hérolt",
        problem(
            "unknown_value_near",
            "« hérolt » n'est pas une valeur de « departement ». Vouliez-vous dire « Hérault » ?",
            name="departement",
            value="hérolt",
            nearest="Hérault",
        ),
    ),
    (
        "departement=75",
        problem("unknown_value", "« 75 » n'est pas une valeur de « departement ».", name="departement", value="75"),
    ),
    (
        "edition=208",
        problem(
            "unknown_value_near",
            "« 208 » n'est pas une valeur de « edition ». Vouliez-vous dire « 2018 » ?",
            name="edition",
            value="208",
            nearest="2018",
        ),
    ),
    (
        "language=occitan",
        problem("unknown_value", "« occitan » n'est pas une valeur de « language ».", name="language", value="occitan"),
    ),
    (
        "category=sardane",
        problem(
            "unknown_value_near",
            "« sardane » n'est pas une valeur de « category ». Vouliez-vous dire « sardana » ?",
            name="category",
            value="sardane",
            nearest="sardana",
        ),
    ),
    (
        "partner=amic",
        problem(
            "unknown_value_near",
            "« amic » n'est pas une valeur de « partner ». Vouliez-vous dire « amics » ?",
            name="partner",
            value="amic",
            nearest="amics",
        ),
    ),
    (
        "from=23/06/2018",
        problem(
            "invalid_date",
            "« 23/06/2018 » n'est pas une date pour « from ». Écrivez par exemple 2018-06-23.",
            name="from",
            value="23/06/2018",
        ),
    ),
    (
        "to=2018-02-30",
        problem(
            "invalid_date",
            "« 2018-02-30 » n'est pas une date pour « to ». Écrivez par exemple 2018-06-23.",
            name="to",
            value="2018-02-30",
        ),
    ),
    (
        "from=2018-06-24&to=2018-06-23",
        problem(
            "backwards",
            "« from » (2018-06-24) est après « to » (2018-06-23).",
            start="2018-06-24",
            end="2018-06-23",
        ),
    ),
    ("from=today&from=tomorrow", problem("given_twice", "« from » ne prend qu'une valeur.", name="from")),
    (
        "departement=34,,66",
        problem(
            "empty_value",
            "« departement » est vide : donnez une valeur, ou retirez le paramètre.",
            name="departement",
        ),
    ),
    (f"commune={'34142,' * 1500}34142", LONG),
    (f"commune=++34142{',34142' * 1331}", LONG),  # 8001 bytes
    ("q=" + "%C3%B2" * 4001, LONG),  # a byte counts, not a letter
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "refusal"), [*LIST_ONLY, *ANYWHERE], ids=lambda v: v[:24] if isinstance(v, str) else ""
)
async def test_a_list_refuses_it_in_words(reader: httpx.AsyncClient, query: str, refusal: dict[str, object]) -> None:
    answer = await reader.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.json()) == (400, refusal)


@pytest.mark.parametrize(("query", "refusal"), SORTING, ids=lambda v: v[:40] if isinstance(v, str) else "")
async def test_an_order_or_a_facet_is_refused_in_words(
    reader: httpx.AsyncClient, query: str, refusal: dict[str, object]
) -> None:
    for address in (LIST, "/api/v1/events"):
        answer = await reader.get(f"{address}?{query}")
        assert (answer.status_code, answer.json()) == (400, refusal), address


async def test_an_order_is_asked_of_lists_alone(reader: httpx.AsyncClient) -> None:
    for address in ("/feeds/a.ics", "/api/v1/partners", "/api/v1/categories", "/api/v1/changes"):
        for name in ("sort=date", "facets=status"):
            answer = await reader.get(f"{address}?{name}")
            assert (answer.status_code, answer.json()["values"]["name"]) == (400, name.partition("=")[0])


async def test_feeds_and_counts_refuse_alike(reader: httpx.AsyncClient) -> None:
    for query, refusal in ANYWHERE:
        for address in ("/feeds/a.ics", "/api/v1/departements", "/api/v1/editions"):
            answer = await reader.get(f"{address}?{query}")
            assert (answer.status_code, answer.json()) == (400, refusal), address
    for query, refusal in LIST_ONLY:
        answer = await reader.get(f"/api/v1/partners?{query}")
        if "cursor" not in query or answer.status_code != 200:
            assert (answer.status_code, answer.json()) == (400, refusal)


async def test_a_name_like_no_filter_is_told_all_of_them(reader: httpx.AsyncClient) -> None:
    known = {
        LIST: f"{KNOWN}, lang, limit, cursor, sort, facets",
        "/api/v1/partners": f"{KNOWN}, limit, cursor",
        "/feeds/a.ics": f"{KNOWN}, lang, cancelled",
    }
    for address, names in known.items():
        answer = await reader.get(f"{address}?xyzzy=1")
        detail = f"Le paramètre « xyzzy » n'existe pas. Paramètres possibles : {names}."
        assert answer.json() == problem("unknown_filter", detail, name="xyzzy", known=names)


async def test_a_homonym_is_asked_back_with_its_codes(reader: httpx.AsyncClient) -> None:
    several = await reader.get(f"{LIST}?commune=Villeneuve")
    codes = several.json()["values"]["nearest"].split("), ")
    assert (several.status_code, several.json()["key"]) == (400, "ambiguous_commune")
    assert len(codes) > 1
    for code in codes:
        assert (await reader.get(f"{LIST}?commune={code.partition(' ')[0]}")).status_code == 200


@pytest.mark.parametrize(
    ("lang", "detail"),
    [
        ("fr", "« 75 » n'est pas une valeur de « departement »."),
        ("oc", "« 75 » es pas una valor de « departement »."),
        ("ca", "«75» no és un valor de «departement»."),
        ("en", "“75” is not a value of “departement”."),
        ("en,oc", "“75” is not a value of “departement”."),
    ],
)
async def test_a_refusal_is_in_the_language_asked_for(reader: httpx.AsyncClient, lang: str, detail: str) -> None:
    assert (await reader.get(f"/feeds/a.ics?departement=75&lang={lang}")).json()["detail"] == detail


@pytest.mark.parametrize("address", [LIST, "/feeds/a.ics", "/"])
async def test_an_unknown_text_language_is_refused(reader: httpx.AsyncClient, address: str) -> None:
    answer = await reader.get(f"{address}?lang=de")
    assert (answer.status_code, "« de » n'est pas une valeur de « lang »" in html.unescape(answer.text)) == (400, True)


FOLLOWING: list[tuple[str, dict[str, object]]] = [
    *(
        (
            f"since={since}",
            problem(
                "since_range",
                f"« {since} » n'est pas une révision : écrivez le nombre reçu la dernière fois, ou 0.",
                value=since,
            ),
        )
        for since in ("-1", "abc", "1.5", "٣", "0x1", "9" * 10)
    ),
    (
        "since=7",
        problem(
            "since_later",
            "La révision 7 n'existe pas encore ici (dernière : 6) : recommencez à 0.",
            since=7,
            revision=6,
        ),
    ),
    (
        "since=",
        problem("empty_value", "« since » est vide : donnez une valeur, ou retirez le paramètre.", name="since"),
    ),
    ("since=1&since=1", problem("given_twice", "« since » ne prend qu'une valeur.", name="since")),
    (
        "departement=34",
        problem(
            "unknown_filter",
            "Le paramètre « departement » n'existe pas. Paramètres possibles : since, lang, limit, cursor.",
            name="departement",
            known="since, lang, limit, cursor",
        ),
    ),
    ("limit=201", LIMIT),
    ("limit=" + "9" * 4000, LIMIT),
    *(
        (f"cursor={cursor}", CURSOR)
        for cursor in (
            "x",
            word("a"),
            word("1", "x"),
            word("1", "1", "x", "y"),
            word(1, 1, "x"),
            word("-1", "1", "x"),
            word("1", "-1", "x"),
            word("1", "9" * 10, "x"),
        )
    ),
    ("lang=de", problem("unknown_value", "« de » n'est pas une valeur de « lang ».", name="lang", value="de")),
]


@pytest.mark.parametrize(("query", "refusal"), FOLLOWING, ids=lambda v: v[:24] if isinstance(v, str) else "")
async def test_what_cannot_be_followed_is_refused_in_words(
    reader: httpx.AsyncClient, query: str, refusal: dict[str, object]
) -> None:
    answer = await reader.get(f"/api/v1/changes?{query}")
    assert (answer.status_code, answer.json()) == (400, refusal)


async def test_a_question_of_eight_thousand_bytes_is_the_longest(reader: httpx.AsyncClient) -> None:
    for blanks, status in (("", 200), ("+", 200), ("++", 400)):
        query = f"commune={blanks}34142{',34142' * 1331}"
        assert len(query) == 7999 + len(blanks)
        for address in (LIST, "/api/v1/events", "/feeds/a.csv", "/api/v1/categories"):
            assert (await reader.get(f"{address}?{query}")).status_code == status, (address, len(query))


async def test_a_retired_category_is_no_fault_and_finds_nothing(small: House, visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(f"{LIST}?category=sardana")).json()["total"] == 1
    assert await small.change(lambda unit: retire_category(unit, "sardana", "test")) == 1
    told = time.monotonic()
    while (await visitor.get(f"{LIST}?category=sardana")).json()["total"]:
        assert time.monotonic() - told < 1, "the other process did not see it within a second"
        await asyncio.sleep(0.02)
    for address in (LIST, "/api/v1/events", "/api/v1/departements", "/api/v1/categories"):
        answer = await visitor.get(f"{address}?category=sardana")
        assert (answer.status_code, answer.json()["items"], answer.json()["total"]) == (200, [], 0), address
    feed = await visitor.get("/feeds/category/sardana/sardanes.ics")
    assert (feed.status_code, feed.content.count(b"BEGIN:VEVENT")) == (200, 0)
    wrong = (await visitor.get(f"{LIST}?category=sardane")).json()
    assert wrong["values"]["nearest"] == "sardana"


KINDS = (
    LIST,
    f"{LIST}?q=bal&facets=category,language&limit=2",
    f"{LIST}?near=34142&sort=distance",
    "/api/v1/events",
    "/api/v1/events?facets=edition&limit=1",
    "/api/v1/editions",
    "/api/v1/departements",
    "/api/v1/communes",
    "/api/v1/partners",
    "/api/v1/languages?lang=oc",
    "/api/v1/categories?lang=en",
    "/api/v1/changes",
    "/api/v1/changes?since=3&limit=1",
    "/api/v1/feeds?departement=34",
    *(f"/feeds/a.{extension}" for extension in FORMATS),
    *(f"{address}?{query}" for address in (LIST, "/api/v1/events", "/feeds/a.json") for query in ("x=1", "q=-")),
    "/api/v1/changes?since=x",
    "/feeds/a.doc",
)


@pytest.mark.parametrize("address", KINDS)
async def test_head_is_get_without_its_body(reader: httpx.AsyncClient, address: str) -> None:
    head, get = await reader.head(address), await reader.get(address)
    assert (head.status_code, dict(head.headers), head.content) == (get.status_code, dict(get.headers), b"")
    assert get.headers["content-length"] == str(len(get.content))
    assert get.headers["access-control-allow-origin"] == "*"
