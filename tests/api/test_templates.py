"""What a partner begins with, over HTTP: for everybody, like any public answer."""

import io

import httpx
import pytest
from frictionless import Resource, Schema
from python_calamine import CalamineWorkbook

from festum.actions.house import House
from festum.domain.columns import COLUMNS
from festum.feeds.table_schema import table_schema
from tests.api.importing import refused, send

ADDRESS = "/api/v1/imports"


@pytest.mark.parametrize(
    ("name", "media_type", "file_name"),
    [
        ("template.csv", "text/csv", "festum.csv"),
        ("template.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "festum.xlsx"),
        ("schema.json", "application/json", None),
    ],
)
async def test_it_is_a_public_answer(
    reader: httpx.AsyncClient, name: str, media_type: str, file_name: str | None
) -> None:
    answer = await reader.get(f"{ADDRESS}/{name}")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"].startswith("public")
    disposition = f"attachment; filename=\"{file_name}\"; filename*=UTF-8''{file_name}" if file_name else None
    assert answer.headers.get("content-disposition") == disposition
    again = await reader.get(f"{ADDRESS}/{name}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await reader.get(f"{ADDRESS}/{name}?edition=2018")).status_code == 400


async def test_template_speaks_the_language_of_its_reader(reader: httpx.AsyncClient) -> None:
    for language, second in (("fr", "Explications"), ("oc", "Explicacions"), ("en", "Explanations")):
        answer = await reader.get(f"{ADDRESS}/template.xlsx?lang={language}")
        assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names[1] == second
    assert (await reader.get(f"{ADDRESS}/schema.json?lang=ca")).json() == table_schema("ca")


async def test_programme_as_it_is_exported_is_valid(reader: httpx.AsyncClient) -> None:
    schema = Schema.from_descriptor((await reader.get(f"{ADDRESS}/schema.json")).json())
    exported = (await reader.get("/feeds/programme.csv?edition=all")).content
    assert exported.count(b"\r\n") > 8
    assert Resource(exported, format="csv", schema=schema).validate().valid


async def test_empty_template_holds_nothing_to_import_and_a_filled_one_what_was_filled_in(
    amics: httpx.AsyncClient, small: House
) -> None:
    for name in ("template.csv", "template.xlsx"):
        empty = (await amics.get(f"{ADDRESS}/{name}")).content
        answer = await send(amics, empty, name)
        assert [row["line"] for row in answer.json().get("rows", ()) if row["line"] is not None] == []
    cells = {"title": "Balèti", "start": "2018-06-23T21:00", "postcode": "34700", "commune": "Lodève"}
    header = (await amics.get(f"{ADDRESS}/template.csv")).content
    filled = header + ",".join(cells.get(name, "") for name in COLUMNS).encode()
    made = (await send(amics, filled, edition="2018")).json()
    assert (made["counts"], made["kind"]) == ({"create": 1, "missing": 4}, "festum-csv")


async def test_only_what_is_offered_is_there(reader: httpx.AsyncClient) -> None:
    assert refused(await reader.get(f"{ADDRESS}/template.ods")) == (404, "no_such_page")
