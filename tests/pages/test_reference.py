"""The OpenAPI document as a reader goes through it: pure, from a small document."""

from typing import Any

import pytest

from festum.app import openapi_document
from festum.pages.asking import Asking, body_example
from festum.pages.reference import Answer, Chapter, Model, Operation, reference_of
from festum.pages.schema_words import Field, Word, example_of, limits_of, type_of, values_of
from festum.settings import Settings

REFUSED = {
    "description": "Refused",
    "content": {
        "application/problem+json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}
    },
}
DOCUMENT: dict[str, Any] = {
    "info": {"title": "festum", "version": "1", "description": "An agenda"},
    "tags": [{"name": "Empty"}, {"name": "Balls", "description": "Dancing"}],
    "paths": {
        "/balls": {
            "get": {
                "tags": ["Balls"],
                "summary": "All",
                "parameters": [
                    {
                        "name": "language",
                        "in": "query",
                        "description": "Spoken",
                        "schema": {"type": "array", "items": {"type": "string", "enum": ["oc", "ca"]}},
                        "example": ["oc", "ca"],
                    },
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 9}},
                    {"name": "q", "in": "query", "schema": {"type": "string"}, "example": "bal"},
                ],
                "responses": {
                    "400": REFUSED,
                    "200": {
                        "description": "Them",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ball"}}},
                    },
                },
            },
        },
        "/balls/{id}": {
            "delete": {"security": [{"key": []}], "responses": {"204": {"description": "Gone"}}},
            "get": {
                "tags": ["Balls"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {"description": "A file", "content": {"text/csv": {"schema": {"type": "string"}}}}
                },
            },
            "patch": {
                "tags": ["Balls"],
                "security": [{"key": []}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ball"}}},
                },
                "responses": {"200": {"description": "Done"}},
            },
        },
    },
    "components": {
        "schemas": {
            "Ball": {
                "description": "A ball",
                "required": ["title"],
                "properties": {
                    "title": {"type": "string", "description": "Its `name`", "examples": ["L'aubèrja"]},
                    "friends": {"type": "array", "items": {"$ref": "#/components/schemas/Ball"}},
                },
            }
        }
    },
}
TITLE = Field("title", (Word("string"),), "Its `name`", True, (), "", "L'aubèrja")
FRIENDS = Field("friends", (Word("list of "), Word("Ball", "model-Ball")), "", False, (), "", "")
BALL = (Word("Ball", "model-Ball"),)
PROBLEM = (Word("Problem", "model-Problem"),)
REFERENCE = reference_of(DOCUMENT, "https://agenda.example", {"id": "a b"})


def test_operations_stand_in_the_chapters_of_their_tags() -> None:
    assert [(c.anchor, c.name, c.said, [o.anchor for o in c.operations]) for c in REFERENCE.chapters] == [
        ("chapter-balls", "Balls", "Dancing", ["get-balls", "get-balls-id", "patch-balls-id"]),
        ("chapter-festum", "festum", "", ["delete-balls-id"]),
    ]
    assert (REFERENCE.version, REFERENCE.said) == ("1", "An agenda")


def test_an_operation_is_told_whole() -> None:
    assert REFERENCE.chapters[0].operations[0] == Operation(
        anchor="get-balls",
        method="GET",
        path="/balls",
        summary="All",
        said="",
        secured=False,
        parameters=(
            Field("language", (Word("list of "), Word("string")), "Spoken", False, ("oc", "ca"), "", "oc,ca"),
            Field("limit", (Word("integer"),), "", False, (), "1 to 9", ""),
            Field("q", (Word("string"),), "", False, (), "", "bal"),
        ),
        body=None,
        answers=(
            Answer("200", "Them", ("application/json",), BALL, (TITLE, FRIENDS)),
            Answer("400", "Refused", ("application/problem+json",), PROBLEM, ()),
        ),
        asking=Asking('curl "https://agenda.example/balls?language=oc,ca&limit=5"', "/balls?language=oc,ca&limit=5"),
    )


def test_what_writes_is_shown_with_key_and_body_and_without_a_link() -> None:
    deleting, patching = REFERENCE.chapters[1].operations[0], REFERENCE.chapters[0].operations[2]
    assert (deleting.secured, deleting.asking) == (
        True,
        Asking('curl -X DELETE "https://agenda.example/balls/a%20b" \\\n  -H "Authorization: Bearer $KEY"', ""),
    )
    assert patching.body == Answer("", "", ("application/json",), BALL, (TITLE, FRIENDS))
    assert patching.asking.curl.splitlines()[2:] == [
        '  -H "Content-Type: application/json" \\',
        """  -d '{"title": "L'"'"'aubèrja"}'""",
    ]


def test_what_is_read_with_a_key_is_shown_with_it_and_without_a_link() -> None:
    secret = {"security": [{"key": []}], "responses": {"200": {"description": "Mine"}}}
    document = DOCUMENT | {"paths": {"/mine": {"get": secret}}}
    operation = reference_of(document, "https://agenda.example", {}).chapters[-1].operations[0]
    with_key = 'curl "https://agenda.example/mine" \\\n  -H "Authorization: Bearer $KEY"'
    assert (operation.secured, operation.asking) == (True, Asking(with_key, ""))


def test_form_is_shown_with_the_file_it_takes() -> None:
    form = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    content = {"multipart/form-data": {"schema": form}, "application/json": {"schema": {"type": "object"}}}
    sending = {"requestBody": {"content": content}, "responses": {"201": {"description": "Made"}}}
    document = DOCUMENT | {"paths": {"/mine": {"post": sending}}}
    operation = reference_of(document, "https://agenda.example", {}).chapters[-1].operations[0]
    assert operation.asking.curl == 'curl -X POST "https://agenda.example/mine" \\\n  -F file=@FILE'


def test_what_no_example_exists_of_has_a_line_with_a_name_to_fill_in_and_no_link() -> None:
    chapter: Chapter = reference_of(DOCUMENT, "https://agenda.example", {}).chapters[0]
    assert chapter.operations[1].asking == Asking('curl "https://agenda.example/balls/$ID"', "")


def test_models_are_told_with_their_fields_and_the_refusal_gets_a_name() -> None:
    detail = Field("detail", (Word("string"),), "", False, (), "", "")
    assert REFERENCE.models == (
        Model("model-Ball", "Ball", "A ball", (TITLE, FRIENDS)),
        Model("model-Problem", "Problem", "RFC 9457: every refusal", (detail,)),
    )


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": ["string", "null"]}, "string or null"),
        ({"oneOf": [{"type": "number"}, {"type": "null"}]}, "number or null"),
        ({"anyOf": [{"$ref": "#/x/A"}, {"$ref": "#/x/B"}]}, "A or B"),
        ({"type": "object", "additionalProperties": {"type": "array", "items": {}}}, "object of list of any value"),
        ({"type": "object"}, "object"),
        ({"type": "array"}, "list of any value"),
        ({}, "any value"),
    ],
)  # fmt: skip
def test_a_type_is_said_in_words(schema: dict[str, Any], said: str) -> None:
    assert "".join(word.text for word in type_of(schema)) == said


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"minimum": 1, "maximum": 200, "default": 50}, "1 to 200; 50 if not given"),
        ({"minimum": 0}, "from 0"),
        ({"maximum": 90}, "to 90"),
        ({"maxLength": 300, "minLength": 1, "default": None}, "at most 300 characters"),
        ({"type": "array", "maxItems": 3, "items": {"description": "each once"}}, "at most 3; each once"),
        ({}, ""),
    ],
)
def test_limits_are_said_in_words(schema: dict[str, Any], said: str) -> None:
    assert limits_of(schema) == said


def test_values_of_a_closed_list_are_found_wherever_it_stands() -> None:
    for schema in ({"enum": ["a"]}, {"type": "array", "items": {"enum": ["a"]}}, {"oneOf": [{}, {"enum": ["a"]}]}):
        assert values_of(schema) == ("a",)
    assert values_of({"type": "string"}) == ()


def test_examples_are_written_as_one_types_them() -> None:
    written = [example_of({"example": one}) for one in ("oc", ["oc", "ca"], 5, {"fr": "é"}, [1])]
    assert written == ["oc", "oc,ca", "5", '{"fr": "é"}', "[1]"]
    assert (example_of({"examples": ["a", "b"]}), example_of({"examples": []}), example_of({})) == ("a", "", "")


def test_a_body_shows_what_is_required_or_else_a_little() -> None:
    some = {name: {"examples": [name.upper()]} for name in "abc"}
    assert body_example({"properties": some, "required": ["c"]}) == {"c": "C"}
    assert body_example({"properties": {"x": {}, **some}}) == {"a": "A", "b": "B"}


def test_every_type_of_our_own_document_leads_to_a_model_that_is_told() -> None:
    reference = reference_of(openapi_document(Settings()), "https://agenda.example", {})
    told = {model.anchor for model in reference.models}
    operations = [o for chapter in reference.chapters for o in chapter.operations]
    fields = [f for m in reference.models for f in m.fields] + [f for o in operations for f in o.parameters]
    types = [f.type for f in fields] + [a.type for o in operations for a in o.answers]
    assert {word.anchor for one in types for word in one} - {""} <= told
    assert len({o.anchor for o in operations}) == len(operations)
