"""From a plan to what is public and back, over HTTP."""

import httpx
import pytest

from festum.actions.house import House
from festum.api.import_schemas import ImportOut
from tests.api.importing import FILE, HEADER, ROW, planned, refused, send
from tests.conftest import key_for, load_csv
from tests.small import BALL, event

BROKEN = "2018,amics,cassat,1,Sens data,,Lodève\r\n"


def at(number: int, what: str = "") -> str:
    return f"/api/v1/imports/{number}{what}"


async def titles(client: httpx.AsyncClient) -> list[str]:
    """Of what the public sees of the partner."""
    found = await client.get("/api/v1/occurrences?partner=amics")
    return [item["title"] for item in found.json()["items"]]


async def test_plan_is_applied_seen_and_undone(amics: httpx.AsyncClient) -> None:
    before = await titles(amics)
    made = await planned(amics)
    uid = made["rows"][0]["uids"][0]
    applied = await amics.post(at(made["id"], "/apply"), json={})
    assert applied.status_code == 200, applied.text
    assert ImportOut.model_validate_json(applied.content).state == "applied"
    assert applied.json()["applied_at"] == "2018-05-02T10:00:00Z"
    assert sorted(await titles(amics)) == sorted([*before, "Balèti nòu"])
    assert (await amics.get(f"/api/v1/occurrences/{uid}")).status_code == 200
    assert (await planned(amics))["counts"] == {"unchanged": 1, "missing": 4}

    assert refused(await amics.post(at(made["id"], "/apply"))) == (409, "already_applied")
    assert refused(await amics.delete(at(made["id"]))) == (409, "already_applied")
    undone = await amics.post(at(made["id"], "/undo"))
    assert (undone.status_code, undone.json()["state"], undone.json()["left"]) == (200, "undone", [])
    assert await titles(amics) == before
    assert (await amics.get(f"/api/v1/occurrences/{uid}")).status_code == 410
    assert refused(await amics.post(at(made["id"], "/undo"))) == (409, "already_undone")


async def test_body_of_consent_may_be_left_out(amics: httpx.AsyncClient) -> None:
    made = await planned(amics)
    assert (await amics.post(at(made["id"], "/apply"))).json()["state"] == "applied"


async def test_undo_names_what_it_leaves(amics: httpx.AsyncClient, small: House) -> None:
    made = await planned(amics)
    await amics.post(at(made["id"], "/apply"))
    edited = event("amics", "nouveau")
    assert (await amics.patch(f"/api/v1/events/{edited}", json={"price": "5 €"})).status_code == 200
    undone = (await amics.post(at(made["id"], "/undo"))).json()
    assert undone["left"] == [{"event_id": edited, "title": "Balèti nòu"}]
    assert "Balèti nòu" in await titles(amics)


async def test_rows_that_stop_a_plan_are_left_out_when_that_is_said(amics: httpx.AsyncClient) -> None:
    made = await planned(amics, (HEADER + ROW + BROKEN).encode())
    assert (made["stopped"], made["counts"]["refused"]) == (True, 1)
    stopped = await amics.post(at(made["id"], "/apply"))
    assert refused(stopped) == (422, "plan_stops")
    assert [problem["key"] for problem in stopped.json()["problems"]] == ["required"]
    assert (await amics.get(at(made["id"]))).json()["state"] == "planned"
    applied = await amics.post(at(made["id"], "/apply"), json={"partial": True})
    assert (applied.status_code, applied.json()["state"]) == (200, "applied")


async def test_question_is_answered_by_its_line(amics: httpx.AsyncClient) -> None:
    made = await planned(amics, (HEADER + ROW.replace("Lodève", "Mirepoix")).encode())
    assert made["rows"][0]["verdict"] == "ask"
    assert made["rows"][0]["messages"][0]["key"] == "commune_ambiguous"
    applied = await amics.post(at(made["id"], "/apply"), json={"accept": {"2": "32258"}})
    assert applied.status_code == 200, applied.text
    found = (await amics.get("/api/v1/occurrences?commune=32258")).json()["items"]
    assert [date["title"] for date in found] == ["Balèti nòu"]


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ({"2": "perhaps"}, ("accept.2", "answer_unknown", "perhaps")),
        ({"2": "99999"}, ("accept.2", "answer_unknown", "99999")),
        ({"two": "yes"}, ("accept.two", "line_unreadable", "two")),
        ({"-1": "yes"}, ("accept.-1", "line_unreadable", "-1")),
        ({"2": 1}, ("accept.2", "field_wrong", "1")),
    ],
)
async def test_answer_that_is_none_is_named(
    amics: httpx.AsyncClient, accept: dict[str, object], found: tuple[str, str, str]
) -> None:
    made = await planned(amics)
    answer = await amics.post(at(made["id"], "/apply"), json={"accept": accept})
    assert refused(answer) == (422, "unfit")
    assert [(one["column"], one["key"], one["value"]) for one in answer.json()["problems"]] == [found]
    assert refused(await amics.post(at(made["id"], "/apply"), json={"force": True})) == (422, "unfit")
    assert refused(await amics.post(at(made["id"], "/apply"), content=b"[")) == (400, "not_json")


async def test_plan_gone_stale_is_answered_with_the_new_one(amics: httpx.AsyncClient, small: House) -> None:
    made = await planned(amics)
    await load_csv(small, FILE)  # somebody else brought the very same
    stale = await amics.post(at(made["id"], "/apply?lang=en"))
    assert refused(stale) == (409, "plan_changed")
    plan = stale.json()["plan"]
    assert ImportOut.model_validate(plan, strict=False).state == "planned"
    assert plan["counts"] == {"unchanged": 1, "missing": 4}
    assert plan["fingerprint"] != made["fingerprint"]
    assert (await amics.get(at(made["id"], "?lang=en"))).json() == plan
    assert (await amics.post(at(made["id"], "/apply"))).json()["state"] == "applied"


async def test_brake_holds_until_it_is_said_that_it_is_meant(amics: httpx.AsyncClient, small: House) -> None:
    rows = "".join(ROW.replace("nouveau", f"k{n}").replace("Balèti", f"Balèti {n}") for n in range(10))
    first = await planned(amics, (HEADER + rows).encode())
    assert (await amics.post(at(first["id"], "/apply"))).status_code == 200
    fewer = await planned(amics, FILE, mode="replace")
    assert (fewer["brake"], fewer["mode"]) == ({"withdrawn": 14, "of": 14}, "replace")
    braked = await amics.post(at(fewer["id"], "/apply"))
    assert refused(braked) == (422, "brake")
    assert braked.json()["values"] == {"withdrawn": 14, "of": 14}
    assert (await amics.post(at(fewer["id"], "/apply"), json={"withdraw": True})).status_code == 200
    assert await titles(amics) == ["Balèti nòu"]
    assert (await amics.get(f"/api/v1/occurrences/{BALL}")).status_code == 410


async def test_plan_that_names_no_partner_cannot_be_applied_to_nobody(amics: httpx.AsyncClient, small: House) -> None:
    admin = await key_for(small, None)
    content = b"title,start,commune\r\nBal,2018-06-23T21:00,Lod\xc3\xa8ve\r\n"
    dry = await amics.post(
        "/api/v1/imports", files={"file": ("f.csv", content)}, data={"edition": "2018"}, headers=admin
    )
    assert dry.status_code == 201, dry.text
    assert refused(await amics.post(at(dry.json()["id"], "/apply"), headers=admin)) == (422, "partner_needed")


async def test_discarded_plan_is_gone(amics: httpx.AsyncClient) -> None:
    made = await planned(amics)
    answer = await amics.delete(at(made["id"]))
    assert (answer.status_code, answer.content) == (204, b"")
    for method, path in (("GET", ""), ("POST", "/apply"), ("DELETE", ""), ("GET", "/rows")):
        assert refused(await amics.request(method, at(made["id"], path))) == (404, "no_such_import")
    assert (await amics.get("/api/v1/imports")).json()["items"] == []


async def test_same_file_is_read_otherwise(amics: httpx.AsyncClient) -> None:
    content = "Quoi;Date;Commune;Note\r\nVeillée;2018-06-22;Lodève;Entrée libre\r\n".encode()
    made = await planned(amics, content, edition="2018")
    assert [one["label"] for one in made["headings"] if one["how"] == "unknown"] == []
    other = await amics.patch(at(made["id"]), json={"mapping": {"Note": "price"}, "languages": ["oc"]})
    assert other.status_code == 200, other.text
    plan = other.json()
    assert (plan["id"], plan["state"], plan["mode"]) == (made["id"], "planned", "merge")
    assert (plan["rows"][0]["draft"]["price"], plan["rows"][0]["draft"]["languages"]) == ("Entrée libre", ["oc"])
    again = (await amics.patch(at(made["id"]), json={"mode": "replace"})).json()
    assert (again["mode"], again["rows"][0]) == ("replace", plan["rows"][0])
    assert (await amics.patch(at(made["id"]), json={})).json() == again
    assert refused(await amics.patch(at(made["id"]), json={"edition": 1999})) == (404, "no_such_edition")
    assert refused(await amics.patch(at(made["id"]))) == (400, "not_json")
    assert refused(await amics.patch(at(made["id"]), json={"partner": "biblioteca"})) == (422, "unfit")
    assert (await amics.post(at(made["id"], "/apply"), json={"withdraw": True})).status_code == 200
    assert refused(await amics.patch(at(made["id"]), json={})) == (409, "already_applied")


async def test_report_is_the_partners_own_file_with_what_is_said_of_it(amics: httpx.AsyncClient) -> None:
    made = (await send(amics, (HEADER + ROW + BROKEN).encode(), "Fèsta/Juin 2018.csv")).json()
    report = await amics.get(at(made["id"], "/report.csv?lang=en"))
    assert report.status_code == 200
    assert report.headers["content-type"].startswith("text/csv")
    disposition = "attachment; filename=\"juin-2018-festum.csv\"; filename*=UTF-8''Juin%202018-festum.csv"
    assert report.headers["content-disposition"] == disposition
    assert report.headers["cache-control"] == "no-store"
    lines = report.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(ROW.strip())
    assert "the cell is empty" in lines[2]
    sheet = await amics.get(at(made["id"], "/report.xlsx"))
    assert sheet.content[:2] == b"PK"
    assert sheet.headers["content-type"].endswith("spreadsheetml.sheet")
    assert refused(await amics.get(at(made["id"], "/report.pdf"))) == (404, "no_such_page")


async def test_imports_are_no_public_answers(amics: httpx.AsyncClient) -> None:
    made = await planned(amics)
    for path in ("/api/v1/imports", at(made["id"]), at(made["id"], "/rows"), at(made["id"], "/report.csv")):
        answer = await amics.get(path)
        head = await amics.head(path)
        assert answer.headers["cache-control"] == "no-store", path
        assert not {"etag", "last-modified", "access-control-allow-origin"} & answer.headers.keys(), path
        assert (head.status_code, head.content) == (200, b"")
    preflight = await amics.options("/api/v1/imports", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in preflight.headers


async def test_methods_of_an_address_are_told(amics: httpx.AsyncClient) -> None:
    for path, methods in (
        ("/api/v1/imports", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/api/v1/imports/1", {"GET", "HEAD", "PATCH", "DELETE", "OPTIONS"}),
        ("/api/v1/imports/1/apply", {"POST", "OPTIONS"}),
        ("/health", {"GET", "HEAD", "OPTIONS"}),
    ):
        told = await amics.options(path)
        assert (told.status_code, set(told.headers["allow"].split(", "))) == (204, methods)
        assert set((await amics.put(path)).headers["allow"].split(", ")) == methods
    assert (await amics.options("/api/v1/imports/1/nothing")).status_code == 404
