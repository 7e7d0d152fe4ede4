"""The OpenAPI document: whole, true to the filters, and every example in it answers 200."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx

from festum.actions.describe import describe_filters
from festum.app import openapi_document
from festum.domain.vocabulary import SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.feeds.formats import FORMATS
from festum.settings import Settings
from tests.small import BALL, event, on_sqlite

DOCUMENT: dict[str, Any] = json.loads(json.dumps(openapi_document(Settings())))
METHODS = {"get", "patch", "delete", "post", "put"}
OPERATIONS = [(path, method, o) for path, item in DOCUMENT["paths"].items() for method, o in item.items()]
FILTERED = (
    "/feeds/{file}",
    "/feeds/{filter_name}/{value}/{file}",
    "/api/v1/occurrences",
    "/api/v1/events",
    "/api/v1/languages",
    "/api/v1/categories",
    "/api/v1/editions",
    "/api/v1/departements",
    "/api/v1/communes",
    "/api/v1/partners",
    "/api/v1/feeds",
)
ON_REQUEST = {"facets", "distance_km"}
"""Fields that are there when they were asked for."""

IN_PATH = {
    "file": "total-festum.ics",
    "filter_name": "departement",
    "value": "34",
    "uid": BALL,
    "event_id": event("amics", "bal"),
    "name": event("amics", "bal"),
}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def parameters(operation: dict[str, Any], where: str) -> dict[str, Any]:
    return {p["name"]: p for p in operation.get("parameters", ()) if p["in"] == where}


async def test_the_document_is_served_and_printed_alike(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/openapi.json")
    assert (answer.status_code, answer.json()) == (200, DOCUMENT)
    assert (await reader.get("/openapi.json")).json() == DOCUMENT


def test_the_document_has_the_structure_of_openapi_3_1() -> None:
    assert (DOCUMENT["openapi"], DOCUMENT["info"]["title"], DOCUMENT["info"]["version"]) == ("3.1.0", "festum", "0.1.0")
    assert DOCUMENT["info"]["license"] == {"name": "MIT", "identifier": "MIT"}
    schemes = DOCUMENT["components"]["securitySchemes"]
    assert {name: (its["type"], its["scheme"]) for name, its in schemes.items()} == {
        "key": ("http", "bearer"),
        "edit_token": ("http", "bearer"),
    }
    assert len({o["operationId"] for *_, o in OPERATIONS}) == len(OPERATIONS) > 12
    for path, method, operation in OPERATIONS:
        assert path.startswith("/")
        assert method in METHODS
        assert operation["summary"]
        assert set(parameters(operation, "path")) == set(re.findall(r"{(\w+)}", path))
        assert all(p["required"] for p in parameters(operation, "path").values())
        every = [(p["in"], p["name"]) for p in operation.get("parameters", ())]
        assert len(every) == len(set(every))
        assert operation["responses"], path
        for code, answer in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d", code)
            assert answer["description"]
            for content in answer.get("content", {}).values():
                assert content["schema"]


def test_every_reference_leads_somewhere_and_every_schema_is_used() -> None:
    references = {node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node}
    assert references == {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}


def test_every_filter_is_documented_on_every_list_and_feed() -> None:
    filters = {note.name: note for note in describe_filters()}
    for path in FILTERED:
        documented = parameters(DOCUMENT["paths"][path]["get"], "query")
        for name, note in filters.items():
            shape = {"type": "array", "items": note.schema, "minItems": 1} if note.plural else note.schema
            style = {"style": "form", "explode": False} if note.plural else {}
            assert documented[name] == {
                "name": name,
                "in": "query",
                "required": False,
                "description": note.help,
                "schema": shape,
                "example": [note.example] if note.plural else note.example,
                **style,
            }
    others = {
        path for path, item in DOCUMENT["paths"].items() if "departement" in parameters(item.get("get", {}), "query")
    }
    assert others == {*FILTERED, "/api/v1/venues"}  # where it is one of few


def test_what_is_understood_beside_the_filters_is_documented_where_it_is() -> None:
    filters = {note.name for note in describe_filters()}
    beside = {
        (path, method): sorted(set(parameters(operation, "query")) - filters) for path, method, operation in OPERATIONS
    }
    event_path, date_path = "/api/v1/events/{event_id}", "/api/v1/occurrences/{uid}"
    assert beside == {
        ("/health", "get"): [],
        ("/feeds/{file}", "get"): ["cancelled", "lang"],
        ("/feeds/{filter_name}/{value}/{file}", "get"): ["cancelled", "lang"],
        ("/events/{name}", "get"): ["cancelled", "lang"],
        ("/api/v1/feeds", "get"): ["cancelled", "lang"],
        **{(f"/api/v1/{name}", "get"): ["cursor", "facets", "lang", "limit", "sort"] for name in
           ("occurrences", "events")},
        **{(f"/api/v1/{name}", "get"): ["cursor", "lang", "limit"] for name in ("languages", "categories")},
        ("/api/v1/changes", "get"): ["cursor", "lang", "limit", "since"],
        **{(f"/api/v1/{name}", "get"): ["cursor", "limit"] for name in
           ("editions", "departements", "communes", "partners")},
        ("/feeds/s/{token}/{file}", "get"): ["cancelled", "lang"],
        ("/api/v1/selections", "post"): ["lang"],
        **{("/api/v1/selections/{token}", method): ["lang"] for method in ("get", "put", "delete")},
        **{(path, method): ["lang"] for path in (event_path, date_path) for method in ("get", "patch", "delete")},
        **{(path, method): ["lang"] for path, method, _ in OPERATIONS if "imports" in path},
        ("/api/v1/imports", "get"): ["before", "lang", "limit"],
        ("/api/v1/imports/{import_id}/rows", "get"): ["after", "lang", "limit", "verdict"],
        **{(path, method): ["lang"] for path, method, _ in OPERATIONS if "venue" in path},
        ("/api/v1/venues", "get"): ["after", "lang", "limit", "state"],
        ("/api/v1/venue-merges", "get"): ["before", "lang", "limit"],
        ("/api/v1/whereabouts", "get"): ["lang", "latitude", "longitude"],
    }  # fmt: skip


def test_errors_are_documented_in_the_shape_they_come_in() -> None:
    for path, method, operation in OPERATIONS:
        for code, answer in operation["responses"].items():
            if code >= "400":
                page = ["text/html"] if path == "/events/{name}" else []
                assert list(answer["content"]) == ["application/problem+json", *page], (path, method, code)
        if method != "get" and not any(part in path for part in ("selections", "imports", "venue")):
            assert operation["security"] == [{"key": []}]
            assert {"400", "401", "403", "404", "409", "410", "413", "422"} <= operation["responses"].keys()
    made, one = DOCUMENT["paths"]["/api/v1/selections"], DOCUMENT["paths"]["/api/v1/selections/{token}"]
    assert ("security" in made["post"], sorted(made["post"]["responses"])) == (
        False,
        ["201", "400", "413", "422", "429"],
    )
    assert ("security" in one["get"], sorted(one["get"]["responses"])) == (False, ["200", "400", "404", "410"])
    for method, success in (("put", "200"), ("delete", "204")):
        assert one[method]["security"] == [{"edit_token": []}]
        assert sorted(one[method]["responses"]) == [success, "400", "401", "404", "409", "410", "413", "422"]
    assert "410" in DOCUMENT["paths"]["/api/v1/events/{event_id}"]["get"]["responses"]
    media_types = {f.media_type for f in FORMATS.values()}
    assert set(DOCUMENT["paths"]["/feeds/{file}"]["get"]["responses"]["200"]["content"]) == media_types
    assert set(DOCUMENT["paths"]["/events/{name}"]["get"]["responses"]["200"]["content"]) == {"text/html", *media_types}


def test_what_may_be_sent_is_documented_to_the_last_word() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    bodies = {name: schemas[name] for name in ("EventPatch", "OccurrencePatch", "SelectionNew", "SelectionEdit")}
    assert [body["additionalProperties"] for body in bodies.values()] == [False] * 4
    event, date = bodies["EventPatch"]["properties"], bodies["OccurrencePatch"]["properties"]
    null = {"type": "null"}
    assert date["status"] == {
        "anyOf": [{"type": "string", "enum": list(STATUSES), "maxLength": 10_000}, null],
        "description": "confirmed, cancelled, postponed or full",
        "examples": ["cancelled"],
    }
    assert event["languages"]["anyOf"] == [
        {
            "type": "array",
            "items": {"type": "string", "enum": list(SPOKEN_LANGUAGES), "maxLength": 10_000},
            "maxItems": 20,
        },
        null,
    ]
    assert event["titles"]["anyOf"] == [
        {
            "type": "object",
            "propertyNames": {"enum": list(TEXT_LANGUAGES), "maxLength": 10_000},
            "additionalProperties": {"anyOf": [{"type": "string", "maxLength": 300}, null]},
        },
        null,
    ]
    said = "In the programme's own language (French)"
    assert event["title"] == {"type": "string", "minLength": 1, "maxLength": 300, "description": said}
    assert ("anyOf" in date["start"], date["start"]["minLength"]) == (False, 1)
    assert bodies["SelectionNew"]["properties"]["occurrences"]["uniqueItems"] is True


def test_what_an_address_is_made_of_is_documented() -> None:
    name = parameters(DOCUMENT["paths"]["/events/{name}"]["get"], "path")["name"]["schema"]
    file = parameters(DOCUMENT["paths"]["/feeds/{file}"]["get"], "path")["file"]["schema"]
    filtered = parameters(DOCUMENT["paths"]["/feeds/{filter_name}/{value}/{file}"]["get"], "path")
    for extension in FORMATS:
        assert re.search(file["pattern"], f"total-festum.{extension}")
        assert re.search(name["pattern"], f"{BALL}.{extension}")
    assert re.search(name["pattern"], BALL)
    assert not any(re.search(one["pattern"], f"{BALL}.exe") for one in (name, file))
    assert filtered["filter_name"]["schema"] == {"type": "string", "enum": [note.name for note in describe_filters()]}


def test_headers_are_documented_where_they_are_sent() -> None:
    headers = {
        (method, code): sorted(name for name, header in answer["headers"].items() if header["required"])
        for path, method, operation in OPERATIONS
        for code, answer in operation["responses"].items()
        if answer.get("headers")
    }
    assert headers == {
        ("get", "200"): ["Cache-Control", "ETag"],
        ("post", "201"): ["Location"],
        ("post", "202"): ["Location"],
        ("post", "429"): [],
        **{(method, "401"): ["WWW-Authenticate"] for method in ("get", "post", "patch", "put", "delete")},
    }


@on_sqlite
async def test_every_route_answers_200_on_its_examples(client: httpx.AsyncClient) -> None:
    """Each example of each parameter by itself, then all of them together."""
    one = (await client.get("/api/v1/occurrences?limit=1")).json()["items"][0]
    in_path = IN_PATH | {"uid": one["id"], "event_id": one["event_id"], "name": one["event_id"]}
    for path, method, operation in OPERATIONS:
        # Those with a token are asked for in test_selections.py, those with a key in test_imports.py, test_venues.py.
        if method != "get" or "{token}" in path or "security" in operation:
            continue
        address = re.sub(r"{(\w+)}", lambda found: in_path[found[1]], path)
        examples = {name: p["example"] for name, p in parameters(operation, "query").items() if "example" in p}
        written = {name: quote(",".join(e) if isinstance(e, list) else e) for name, e in examples.items()}
        queries = [f"{name}={value}" for name, value in written.items()]
        together = ["near=34142&radius_km=20" if query == "radius_km=20" else query for query in queries]
        needed = any(p["required"] for p in parameters(operation, "query").values())
        for query in ("&".join(queries),) if needed else ("", *together, "&".join(queries)):
            answer = await client.get(f"{address}?{query}")
            kinds = operation["responses"]["200"]["content"]
            if path.startswith("/events/") and "cancelled" in query:
                continue
            assert (answer.status_code, answer.headers["content-type"].split(";")[0] in kinds) == (200, True), (
                answer.url
            )


async def test_answers_hold_exactly_the_fields_documented(reader: httpx.AsyncClient) -> None:
    schemas = DOCUMENT["components"]["schemas"]

    def resolved(schema: dict[str, Any]) -> dict[str, Any]:
        return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    for path, method, operation in OPERATIONS:
        content = operation["responses"].get("200", {}).get("content", {})
        if method != "get" or list(content) != ["application/json"] or path == "/health" or "{token}" in path:
            continue
        if any(part in path for part in ("imports", "venue", "whereabouts")):
            continue  # held against their models in test_imports.py and test_venues.py
        schema = resolved(content["application/json"]["schema"])
        body = (await reader.get(re.sub(r"{(\w+)}", lambda found: IN_PATH[found[1]], path))).json()
        assert body.keys() == schema["properties"].keys() - ON_REQUEST, path
        if "items" in body:
            item = resolved(schema["properties"]["items"]["items"])
            assert all(each.keys() == item["properties"].keys() - ON_REQUEST for each in body["items"]), path
