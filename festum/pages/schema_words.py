"""A JSON Schema in words a reader understands: of what type a value is, what it may be, an example of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a type; the name of a model leads to it by its `anchor`."""

    text: str
    anchor: str = ""


Type = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a property of a model. `said` is its meaning, `limits` what it must keep to."""

    name: str
    type: Type
    said: str
    required: bool
    values: tuple[str, ...]
    limits: str
    example: str


def model_anchor(name: str) -> str:
    return f"model-{name}"


def name_of(reference: str) -> str:
    """`#/components/schemas/EventOut` -> EventOut"""
    return reference.rpartition("/")[2]


def type_of(schema: Schema) -> Type:
    if "$ref" in schema:
        name = name_of(schema["$ref"])
        return (Word(name, model_anchor(name)),)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return _joined([type_of(choice) for choice in choices])
    kinds = schema.get("type", "any value")
    if isinstance(kinds, list):
        return _joined([type_of({**schema, "type": kind}) for kind in kinds])
    if kinds == "array":
        return (Word("list of "), *type_of(schema.get("items", {})))
    inner = schema.get("additionalProperties")
    if kinds == "object" and isinstance(inner, Mapping):
        return (Word("object of "), *type_of(inner))
    return (Word(str(schema["format"] if kinds == "string" and "format" in schema else kinds)),)


def _joined(types: list[Type]) -> Type:
    words = list(types[0])
    for one in types[1:]:
        words += [Word(" or "), *one]
    return tuple(words)


def values_of(schema: Schema) -> tuple[str, ...]:
    """Of a closed list, of a value itself or of those in a list."""
    if "enum" in schema:
        return tuple(str(value) for value in schema["enum"])
    inner = [*schema.get("oneOf", ()), *schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    return next((found for one in inner if (found := values_of(one))), ())


def limits_of(schema: Schema) -> str:
    """As `1 to 200; 50 if not given`; what any text has anyway (not to be empty) is not told."""
    said = []
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None or most is not None:
        said.append(
            f"{least} to {most}" if None not in (least, most) else f"from {least}" if most is None else f"to {most}"
        )
    if "maxLength" in schema:
        said.append(f"at most {schema['maxLength']} characters")
    if "maxItems" in schema:
        said.append(f"at most {schema['maxItems']}")
    if "default" in schema and schema["default"] is not None:
        said.append(f"{_written(schema['default'])} if not given")
    inner = schema.get("items", {})
    if "description" in inner:
        said.append(inner["description"])
    return "; ".join(said)


def example_of(described: Schema) -> str:
    """As it would be typed: of a parameter, which has `example`, or of a property, which has `examples`."""
    if "example" in described:
        return _written(described["example"])
    return _written(described["examples"][0]) if described.get("examples") else ""


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    return json.dumps(value, ensure_ascii=False)


def field_of(name: str, described: Schema, schema: Schema, *, required: bool) -> Field:
    """`described` says what it means, `schema` what it is; of a property these are one."""
    return Field(
        name=name,
        type=type_of(schema),
        said=described.get("description") or "",
        required=required,
        values=values_of(schema),
        limits=limits_of(schema),
        example=example_of(described) or example_of(schema),
    )


def fields_of(schema: Schema) -> tuple[Field, ...]:
    required = schema.get("required", ())
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return tuple(field_of(name, one, one, required=name in required) for name, one in properties.items())
