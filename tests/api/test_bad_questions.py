"""Questions that cannot be understood: each answered with what is wrong and what to write instead."""

import base64
import html
import json

import httpx
import pytest

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
ANYWHERE: list[tuple[str, dict[str, object]]] = [
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
    (f"commune={'34142,' * 1500}34142", problem("query_too_long", "La question dépasse 8000 octets.", most=8000)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "refusal"), [*LIST_ONLY, *ANYWHERE], ids=lambda v: v[:24] if isinstance(v, str) else ""
)
async def test_a_list_refuses_it_in_words(reader: httpx.AsyncClient, query: str, refusal: dict[str, object]) -> None:
    answer = await reader.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.json()) == (400, refusal)


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
