"""Sending a file over HTTP: what is taken, what is answered, who may."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from festum.actions.house import House
from festum.api.import_schemas import ImportList, ImportOut
from tests.api.importing import FILE, HEADER, ROW, refused, send
from tests.conftest import TestClock, client_of, key_for
from tests.fetching.serving import said, serving
from tests.small import on_sqlite

JSON = {"content-type": "application/json"}
PASTED = "title\tstart\tcommune\nBalèti nòu\t2018-06-23T21:00\tLodève\n"


async def paste(client: httpx.AsyncClient, **fields: Any) -> httpx.Response:
    return await client.post("/api/v1/imports", json={"text": PASTED, "edition": 2018} | fields)


def faults(answer: httpx.Response) -> list[tuple[str, str, str]]:
    """(field, key, what was found) of each of a 422."""
    assert refused(answer) == (422, "unfit"), answer.text
    return [(one["column"], one["key"], one["value"]) for one in answer.json()["problems"]]


async def test_file_becomes_a_plan_and_nothing_is_public(amics: httpx.AsyncClient) -> None:
    answer = await send(amics)
    made = answer.json()
    assert answer.status_code == 201, answer.text
    assert ImportOut.model_validate_json(answer.content).state == "planned"
    address = f"https://agenda.example/api/v1/imports/{made['id']}"
    assert answer.headers["location"] == address
    assert answer.headers["cache-control"] == "no-store"
    assert made["links"] == {
        "self": address,
        "rows": f"{address}/rows",
        "report_csv": f"{address}/report.csv",
        "report_xlsx": f"{address}/report.xlsx",
        "apply": f"{address}/apply",
        "undo": f"{address}/undo",
        "progress": f"{address}/progress",
    }
    told = (
        "partner",
        "by",
        "edition",
        "mode",
        "file_name",
        "size",
        "source",
        "stopped",
        "brake",
        "failure",
        "left",
        "next",
    )
    assert {name: made[name] for name in told} == {
        "partner": "amics", "by": "amics", "edition": 2018, "mode": "merge", "file_name": "été.csv", "size": len(FILE),
        "source": None, "stopped": False, "brake": None, "failure": None, "left": [], "next": None,
    }  # fmt: skip
    assert made["counts"] == {"create": 1, "missing": 4}
    first = made["rows"][0]
    assert first["draft"] == {
        "title": "Balèti nòu",
        "occurrences": [{"start": "2018-06-23T21:00", "end": None, "all_day": False}],
        "venue": None,
        "commune": {"insee": "34142", "name": "Lodève"},
        "languages": [],
        "free": None,
        "price": None,
    }
    assert (first["line"], first["verdict"], first["title"], first["changes"]) == (2, "create", "Balèti nòu", [])
    assert [row["line"] for row in made["rows"][1:]] == [None] * 4
    assert (await amics.get(f"/api/v1/occurrences/{first['uids'][0]}")).status_code == 404
    assert (await amics.get(address)).json() == made


async def test_pasted_table_is_a_file_too(amics: httpx.AsyncClient) -> None:
    made = (await paste(amics, languages=["oc"], mode="replace")).json()
    assert (made["file_name"], made["mode"], made["counts"]["create"]) == ("paste", "replace", 1)
    assert made["rows"][0]["draft"]["title"] == "Balèti nòu"
    form = await amics.post("/api/v1/imports", files={"file": (None, PASTED)}, data={"edition": "2018"})
    assert (form.status_code, form.json()["file_name"], form.json()["rows"][0]["uids"]) == (
        201, "paste", made["rows"][0]["uids"],
    )  # fmt: skip


async def test_what_is_said_beside_a_file_fills_what_it_leaves_empty(amics: httpx.AsyncClient) -> None:
    content = "Quoi;Date\r\nVeillée;2018-06-22\r\n".encode()
    mapping = {"Quoi": "title"}
    form = await send(
        amics, content, edition="2018", commune="lodeve", languages="oc, fr", mapping=json.dumps(mapping), sheet=""
    )
    assert form.status_code == 201, form.text
    row = form.json()["rows"][0]
    assert (row["draft"]["commune"], row["draft"]["languages"]) == ({"insee": "34142", "name": "Lodève"}, ["oc", "fr"])
    pasted = await amics.post(
        "/api/v1/imports",
        json={
            "text": content.decode(),
            "edition": 2018,
            "commune": "34142",
            "languages": ["oc", "fr"],
            "mapping": mapping,
        },
    )
    assert pasted.json()["rows"][0] == row
    assert [(one["label"], one["column"], one["how"]) for one in form.json()["headings"]] == [
        ("Quoi", "title", "mapping"), ("Date", "date", "table"),
    ]  # fmt: skip


async def test_address_is_fetched(small: House, database_url: str, clock: TestClock) -> None:
    key = await key_for(small, "amics")
    answers = {"/a/programme.csv": said(FILE, content_type="text/csv")}
    async with client_of(database_url, clock, fetch_private=True) as client, serving(answers) as server:
        address = server.address("/a/programme.csv")
        made = await client.post("/api/v1/imports", json={"url": address}, headers=key)
        assert made.status_code == 201, made.text
        assert (made.json()["source"], made.json()["file_name"]) == (address, "programme.csv")
        gone = await client.post("/api/v1/imports", json={"url": server.address("/none.csv")}, headers=key)
        assert refused(gone) == (422, "address_status")


async def test_private_address_is_not_fetched(amics: httpx.AsyncClient) -> None:
    async with serving({"/p.csv": said(FILE)}) as server:
        answer = await amics.post("/api/v1/imports", json={"url": server.address("/p.csv")})
        assert (refused(answer), server.asked) == ((422, "address_private"), [])


async def test_administrator_sends_for_any_partner_and_a_partner_for_itself_alone(
    amics: httpx.AsyncClient, small: House
) -> None:
    admin = await key_for(small, None)
    form = {"files": {"file": ("f.csv", FILE)}}
    named = await amics.post("/api/v1/imports", **form, data={"partner": "amics"}, headers=admin)
    assert (named.status_code, named.json()["partner"], named.json()["by"]) == (201, "amics", "admin")
    itself = await amics.post("/api/v1/imports", **form, headers=admin)
    assert (itself.status_code, itself.json()["partner"]) == (201, None)
    assert refused(await send(amics, partner="biblioteca")) == (403, "not_your_programme")
    unknown = await amics.post("/api/v1/imports", **form, data={"partner": "nobody"}, headers=admin)
    assert refused(unknown) == (404, "no_such_partner")
    assert refused(await send(amics, edition="1999")) == (404, "no_such_edition")


async def test_without_a_key_nothing_is_read(amics: httpx.AsyncClient) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(3):
            read += 1
            yield b"x" * 1000

    headers = {"content-type": "multipart/form-data; boundary=b"}
    for authorization, key in (("", "no_key"), ("Bearer festum_wrong", "bad_key")):
        headers["authorization"] = authorization
        answer = await amics.post("/api/v1/imports", content=body(), headers=headers)
        assert refused(answer) == (401, key)
        assert answer.headers["www-authenticate"] == 'Bearer realm="festum"'
    assert read == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""), ("GET", "/1"), ("GET", "/1/rows"), ("PATCH", "/1"), ("POST", "/1/apply"), ("POST", "/1/undo"),
        ("DELETE", "/1"), ("GET", "/1/report.csv"), ("GET", "/1/report.xlsx"), ("GET", "/1/progress"),
    ],
)  # fmt: skip
async def test_every_address_asks_for_a_key_and_another_partners_import_is_not_there(
    amics: httpx.AsyncClient, small: House, method: str, path: str
) -> None:
    assert (await send(amics)).json()["id"] == 1
    address = f"/api/v1/imports{path}"
    assert refused(await amics.request(method, address, headers={"authorization": ""})) == (401, "no_key")
    body = {"json": {}} if method == "PATCH" else {}
    other = await amics.request(method, address, headers=await key_for(small, "biblioteca"), **body)
    if path:
        assert refused(other) == (404, "no_such_import")
        for number in (999, 0, 10**30):
            nowhere = await amics.request(method, f"/api/v1/imports/{number}{path[2:]}", **body)
            assert refused(nowhere) == (404, "no_such_import"), number
    else:
        assert other.json() == {"items": [], "next": None}


async def test_history_is_newest_first_and_paged(amics: httpx.AsyncClient) -> None:
    ids = [(await send(amics)).json()["id"] for _ in range(3)]
    first = (await amics.get("/api/v1/imports?limit=2")).json()
    assert ImportList.model_validate_json(json.dumps(first))
    assert ([one["id"] for one in first["items"]], first["next"]) == ([ids[2], ids[1]], ids[1])
    last = (await amics.get(f"/api/v1/imports?limit=2&before={first['next']}")).json()
    assert ([one["id"] for one in last["items"]], last["next"]) == ([ids[0]], None)


async def test_rows_are_asked_for_by_verdict_and_page(amics: httpx.AsyncClient) -> None:
    rows = "".join(ROW.replace("nouveau", f"k{n}").replace("Balèti", f"Balèti {n}") for n in range(5))
    made = (await send(amics, (HEADER + rows + ROW.replace("2018-06-23T21:00", "demain")).encode())).json()
    path = f"/api/v1/imports/{made['id']}/rows"
    whole = (await amics.get(path)).json()
    assert (whole["items"], whole["next"]) == (made["rows"], None)
    bad = (await amics.get(f"{path}?verdict=refused,missing")).json()
    assert {row["verdict"] for row in bad["items"]} == {"refused", "missing"}
    seen, after = [], ""
    while after is not None:
        page = (await amics.get(f"{path}?limit=3{after}")).json()
        assert len(page["items"]) <= 3
        seen += page["items"]
        after = None if page["next"] is None else f"&after={page['next']}"
    assert seen == made["rows"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("verdict=perhaps", "unknown_value"), ("after=x", "bad_cursor"), ("after=-1", "bad_cursor"),
        ("limit=0", "limit_range"), ("lang=de", "unknown_value"), ("page=2", "unknown_filter"),
    ],
)  # fmt: skip
async def test_question_badly_put_is_told_so(amics: httpx.AsyncClient, query: str, key: str) -> None:
    made = (await send(amics)).json()
    answer = await amics.get(f"/api/v1/imports/{made['id']}/rows?{query}")
    assert (answer.status_code, answer.json()["key"].removesuffix("_near")) == (400, key)


async def test_texts_are_in_the_language_asked_for(amics: httpx.AsyncClient) -> None:
    broken = (HEADER + ROW.replace("2018-06-23T21:00", "")).encode()
    texts = {
        language: (
            await amics.post(f"/api/v1/imports?lang={language}", files={"file": ("f.csv", broken)})
        ).json()["rows"][0]["messages"][0]["text"]
        for language in ("fr", "oc", "ca", "en")
    }  # fmt: skip
    assert len(set(texts.values())) == 4
    assert texts["en"] == "the cell is empty; it is needed"


# --- what is not taken -----------------------------------------------------------------------------------------------


async def test_nothing_sent_and_too_much_at_once_are_told(amics: httpx.AsyncClient) -> None:
    address = "/api/v1/imports"
    assert refused(await amics.post(address, json={})) == (400, "nothing_sent")
    assert refused(await amics.post(address)) == (400, "nothing_sent")
    assert refused(await amics.post(address, json={"url": "https://a.example", "text": "a"})) == (400, "sent_twice")
    two = [("file", ("a.csv", FILE)), ("file", ("b.csv", FILE))]
    assert refused(await amics.post(address, files=two)) == (400, "sent_twice")
    assert refused(await send(amics, url="https://a.example")) == (400, "sent_twice")
    assert refused(await amics.post(address, files={"other": ("a.csv", FILE)})) == (400, "nothing_sent")


@pytest.mark.parametrize(
    ("content_type", "body", "key"),
    [
        ("application/json", b"{", "not_json"),
        ("application/json", b"[]", "not_json"),
        ("application/json", b'{"text": "\\ud800"}', "not_json"),
        ("application/json", b'{"a":' * 5000, "not_json"),
        ("text/csv", FILE, "not_json"),
        ("multipart/form-data", b"", "not_a_form"),
        ("multipart/form-data; boundary=b", b"", "not_a_form"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disp", "not_a_form"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="edition"\r\n\r\n\xff\xfe\r\n--b\r\n'
            b'Content-Disposition: form-data; name="file"\r\n\r\na\r\n--b--\r\n',
            "not_a_form",
        ),
    ],
)
async def test_body_that_cannot_be_read_is_told_so(
    amics: httpx.AsyncClient, content_type: str, body: bytes, key: str
) -> None:
    answer = await amics.post("/api/v1/imports", content=body, headers={"content-type": content_type})
    assert refused(answer) == (400, key)


HEAP = "[" + "[]," * 400_000 + "[]]"


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"json": {"text": "x" * 1_200_000}}, (422, "unreadable_cell")),
        ({"content": f'{{"text": "title", "mapping": {HEAP}}}'.encode()}, (413, "too_large")),
        ({"content": f'{{"text": {HEAP}}}'.encode()}, (413, "too_large")),
        ({"content": HEAP.encode()}, (400, "not_json")),
        ({"content": b'{"text": "' + b"x" * 1_200_000}, (400, "not_json")),
        ({"files": {"file": ("f.csv", FILE)}, "data": {"mapping": HEAP}}, (413, "too_large")),
    ],
    ids=["text", "beside", "no text", "no object", "cut", "form"],
)
async def test_little_may_be_said_beside_a_table(
    amics: httpx.AsyncClient, sent: dict[str, Any], answer: tuple[int, str]
) -> None:
    """A hundred megabytes of empty lists would be five gigabytes in memory."""
    assert refused(await amics.post("/api/v1/imports", headers=JSON if "content" in sent else {}, **sent)) == answer


async def test_fields_that_cannot_be_taken_are_named(amics: httpx.AsyncClient) -> None:
    form = await send(
        amics, edition="MMXVIII", mode="replase", commune="Mirepoix", languages="oc,klingon", mapping="{", foo="1"
    )
    # A mapping that is no JSON is told first: what is in it is not known.
    assert faults(form) == [("mapping", "mapping_unreadable", "{")]
    told = faults(await send(amics, edition="MMXVIII", foo="1"))
    assert told == [("edition", "field_wrong", "MMXVIII"), ("foo", "field_unknown", "foo")]
    judged = faults(await send(amics, mode="replase", commune="Mirepoix", languages="oc,klingon"))
    assert judged == [
        ("commune", "commune_ambiguous", "Mirepoix"),
        ("languages", "word_unknown", "klingon"),
        ("mode", "word_unknown", "replase"),
    ]
    assert faults(await paste(amics, commune="Atlantide-les-Flots")) == [
        ("commune", "commune_unknown", "Atlantide-les-Flots")
    ]
    assert faults(await paste(amics, edition="2018", mapping={"a": 1})) == [
        ("edition", "field_wrong", "2018"), ("mapping.a", "field_wrong", "1"),
    ]  # fmt: skip
    twice = await amics.post(
        "/api/v1/imports", files=[("file", ("f.csv", FILE)), ("edition", (None, "2018")), ("edition", (None, "2017"))]
    )
    assert faults(twice) == [("edition", "too_many", "2")]


@pytest.mark.parametrize(
    ("content", "key"), [(b"", "unreadable_empty"), (b"\x89PNG\r\n\x1a\n" + bytes(100), "unreadable_picture")]
)
async def test_file_in_which_nothing_can_be_read_is_refused_and_not_kept(
    amics: httpx.AsyncClient, content: bytes, key: str
) -> None:
    assert refused(await send(amics, content)) == (422, key)
    assert (await amics.get("/api/v1/imports")).json()["items"] == []


@on_sqlite
async def test_body_larger_than_any_file_is_not_taken(amics: httpx.AsyncClient) -> None:
    async def streamed() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="f.csv"\r\n\r\n'
        for _ in range(102):
            yield b"a" * 1_000_000

    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert refused(await amics.post("/api/v1/imports", content=streamed(), headers=headers)) == (413, "too_large")
    announced = headers | {"content-length": "200000000"}
    assert refused(await amics.post("/api/v1/imports", content=b"--b", headers=announced)) == (413, "too_large")
    assert refused(await send(amics, b"a" * 100_000_001)) == (413, "too_large")
    # Elsewhere a megabyte is the most.
    assert refused(await amics.patch("/api/v1/imports/1", content=b" " * 1_000_001)) == (413, "too_large")


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("programme.xlsx", "programme.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Nòra\\fèsta.csv", "fèsta.csv"),
        ("a/b\\..", "programme"),
        ("nul\x00l.csv", "null.csv"),
        ("gpj.\u202evsc", "gpj.vsc"),
        ("é" * 400 + ".xlsx", "é" * 250 + ".xlsx"),
        ("<b>|?*.csv", "b .csv"),
    ],
    ids=["plain", "up", "windows", "nothing", "nul", "reordered", "long", "signs"],
)
async def test_name_of_a_file_is_no_path(amics: httpx.AsyncClient, given: str, kept: str) -> None:
    disposition = b'Content-Disposition: form-data; name="file"; filename="' + given.encode() + b'"'
    body = b"--b\r\n" + disposition + b"\r\n\r\n" + FILE + b"\r\n--b--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await amics.post("/api/v1/imports", content=body, headers=headers)
    assert (answer.status_code, answer.json().get("file_name")) == (201, kept), answer.text
