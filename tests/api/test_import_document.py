"""What the OpenAPI document says of imports."""

import json
from typing import Any

import pytest

from festum.app import openapi_document
from festum.domain.plan import Verdict
from festum.settings import Settings

DOCUMENT: dict[str, Any] = json.loads(json.dumps(openapi_document(Settings())))
PATHS = {path: item for path, item in DOCUMENT["paths"].items() if path.startswith("/api/v1/imports")}
ONE = "/api/v1/imports/{import_id}"
OFFERED = {f"/api/v1/imports/{name}" for name in ("template.csv", "template.xlsx", "schema.json")}


def test_every_operation_but_what_is_offered_to_all_asks_for_a_key() -> None:
    secured = {path for path, item in PATHS.items() for one in item.values() if one.get("security") == [{"key": []}]}
    assert PATHS.keys() - secured == OFFERED
    for path, item in PATHS.items():
        for method, operation in item.items():
            assert ("401" in operation["responses"]) == (path not in OFFERED), (method, path)
            assert operation["tags"] == ["Imports"]


def test_only_what_is_offered_to_all_is_told_to_be_kept() -> None:
    read = {path: item["get"]["responses"]["200"] for path, item in PATHS.items() if "get" in item}
    assert {path for path, answer in read.items() if "ETag" in answer.get("headers", ())} == OFFERED


@pytest.mark.parametrize(
    ("path", "method", "codes"),
    [
        ("/api/v1/imports", "post", ["201", "202", "400", "401", "403", "404", "413", "422"]),
        ("/api/v1/imports", "get", ["200", "400", "401"]),
        (ONE, "get", ["200", "400", "401", "404"]),
        (ONE, "patch", ["200", "400", "401", "404", "409", "413", "422"]),
        (ONE, "delete", ["204", "400", "401", "404", "409"]),
        (f"{ONE}/apply", "post", ["200", "400", "401", "404", "409", "413", "422"]),
        (f"{ONE}/undo", "post", ["200", "400", "401", "404", "409", "422"]),
        (f"{ONE}/report.csv", "get", ["200", "400", "401", "404", "422"]),
        (f"{ONE}/progress", "get", ["200", "400", "401", "404"]),
        ("/api/v1/imports/template.csv", "get", ["200", "400"]),
    ],
)
def test_every_answer_is_documented(path: str, method: str, codes: list[str]) -> None:
    assert sorted(PATHS[path][method]["responses"]) == codes


def test_file_may_be_sent_as_a_form_or_told_as_json() -> None:
    content = PATHS["/api/v1/imports"]["post"]["requestBody"]["content"]
    form = content["multipart/form-data"]["schema"]
    assert (form["required"], form["properties"]["file"]["format"]) == (["file"], "binary")
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/ImportNew"}
    new = DOCUMENT["components"]["schemas"]["ImportNew"]
    assert new["properties"].keys() - form["properties"].keys() == {"url", "text"}
    assert new["additionalProperties"] is False


def test_rows_are_asked_for_by_the_verdicts_there_are() -> None:
    parameters = {one["name"]: one for one in PATHS[f"{ONE}/rows"]["get"]["parameters"]}
    assert parameters["verdict"]["schema"]["items"]["enum"] == list(map(str, Verdict))
    assert parameters["import_id"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}


def test_what_is_no_json_is_told_by_its_media_type() -> None:
    told = {
        path.rpartition("/")[2]: list(PATHS[path]["get"]["responses"]["200"]["content"])
        for path in (f"{ONE}/report.csv", f"{ONE}/report.xlsx", f"{ONE}/progress")
    }
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert told == {"report.csv": ["text/csv"], "report.xlsx": [sheet], "progress": ["text/event-stream"]}
