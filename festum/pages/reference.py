"""The OpenAPI document as a reader goes through it: chapters, operations, answers, models. Pure: a dictionary in,
values out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from festum.pages.asking import Asking, asking_of
from festum.pages.schema_words import (
    Field,
    Schema,
    Type,
    Word,
    field_of,
    fields_of,
    model_anchor,
    name_of,
    type_of,
)

METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM = "application/problem+json"
PROBLEM_MODEL = "Problem"
"""What a refusal is called here; the document repeats its shape in each answer instead of naming it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`fields` are those of a model or of what a page of it holds; none where the answer is no JSON of ours."""

    status: str
    said: str
    media_types: tuple[str, ...]
    type: Type
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    said: str
    secured: bool
    parameters: tuple[Field, ...]
    body: Answer | None
    answers: tuple[Answer, ...]
    asking: Asking


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    name: str
    said: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Model:
    anchor: str
    name: str
    said: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    version: str
    said: str
    chapters: tuple[Chapter, ...]
    models: tuple[Model, ...]


def reference_of(document: Mapping[str, Any], base_url: str, values: Mapping[str, str]) -> Reference:
    """`values` fill the paths of the examples: what exists, by the name of its parameter."""
    schemas: Mapping[str, Schema] = document.get("components", {}).get("schemas", {})
    by_tag: dict[str, list[Operation]] = {tag["name"]: [] for tag in document.get("tags", ())}
    said = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                made = _operation(path, method, item[method], schemas, base_url, values)
                tag = (item[method].get("tags") or [document["info"]["title"]])[0]
                by_tag.setdefault(tag, []).append(made)
    chapters = tuple(
        Chapter(f"chapter-{_anchor(tag)}", tag, said.get(tag, ""), tuple(operations))
        for tag, operations in by_tag.items()
        if operations
    )
    models = [Model(model_anchor(n), n, s.get("description") or "", fields_of(s)) for n, s in sorted(schemas.items())]
    problem = _problem_shape(document)
    if problem is not None:
        models.append(Model(model_anchor(PROBLEM_MODEL), PROBLEM_MODEL, "RFC 9457: every refusal", fields_of(problem)))
    info = document["info"]
    return Reference(info["version"], info.get("description") or "", chapters, tuple(models))


def _operation(
    path: str,
    method: str,
    operation: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    base_url: str,
    values: Mapping[str, str],
) -> Operation:
    return Operation(
        anchor=_anchor(f"{method} {path}"),
        method=method.upper(),
        path=path,
        summary=operation.get("summary") or "",
        said=operation.get("description") or "",
        secured=bool(operation.get("security")),
        parameters=tuple(
            field_of(p["name"], p, p["schema"], required=bool(p.get("required")))
            for p in operation.get("parameters", ())
        ),
        body=_answer("", operation["requestBody"], schemas) if "requestBody" in operation else None,
        answers=tuple(_answer(code, answer, schemas) for code, answer in sorted(operation["responses"].items())),
        asking=asking_of(path, method, operation, schemas, base_url, values),
    )


def _answer(status: str, answer: Mapping[str, Any], schemas: Mapping[str, Schema]) -> Answer:
    content: Mapping[str, Any] = answer.get("content") or {}
    said = answer.get("description") or ""
    shapes = {kind: one.get("schema") or {} for kind, one in content.items()}
    if PROBLEM in shapes:
        return Answer(status, said, tuple(shapes), (Word(PROBLEM_MODEL, model_anchor(PROBLEM_MODEL)),), ())
    named = next((one for one in shapes.values() if "$ref" in one), None)
    if named is None:
        return Answer(status, said, tuple(shapes), (), ())
    return Answer(status, said, tuple(shapes), type_of(named), fields_of(schemas[name_of(named["$ref"])]))


def _problem_shape(document: Mapping[str, Any]) -> Schema | None:
    for item in document["paths"].values():
        for operation in item.values():
            for answer in operation.get("responses", {}).values():
                if found := (answer.get("content") or {}).get(PROBLEM):
                    shape: Schema = found["schema"]
                    return shape
    return None


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
