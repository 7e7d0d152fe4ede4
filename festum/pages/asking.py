"""How an operation is asked, ready to be copied: a line of curl, and for reading an address to open."""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from festum.pages.schema_words import Schema, example_of, name_of

SHOWN = ("language", "since", "limit", "latitude", "longitude")
"""Parameters an example makes use of, of all it might: a question that is short and finds something."""

FEW = "5"
"""As `limit` of an example."""

_KEY = '-H "Authorization: Bearer $KEY"'

MOST_FIELDS = 2
"""How many fields of a body are shown where none is required."""


@dataclass(frozen=True, slots=True)
class Asking:
    """`address` is empty where no example exists: for what is secret, and for what writes."""

    curl: str
    address: str


def asking_of(
    path: str,
    method: str,
    operation: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    base_url: str,
    values: Mapping[str, str],
) -> Asking:
    names = re.findall(r"{(\w+)}", path)
    filled = re.sub(r"{(\w+)}", lambda m: quote(values[m[1]]) if m[1] in values else f"${m[1].upper()}", path)
    query = urlencode(
        {p["name"]: _value(p) for p in operation.get("parameters", ()) if p["in"] == "query" and p["name"] in SHOWN},
        safe=",",
    )
    if method != "get":
        return Asking(_writing(filled, method, operation, schemas, base_url), "")
    address = filled + (f"?{query}" if query else "")
    if operation.get("security"):
        return Asking(f'curl "{base_url}{address}" \\\n  {_KEY}', "")
    known = all(name in values for name in names)
    return Asking(f'curl "{base_url}{address}"', address if known else "")


def _value(parameter: Mapping[str, Any]) -> str:
    return FEW if parameter["name"] == "limit" else example_of(parameter)


def _writing(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Schema], base_url: str) -> str:
    parts = [f'curl -X {method.upper()} "{base_url}{path}"']
    if operation.get("security"):
        parts.append(_KEY)
    content: Mapping[str, Any] = (operation.get("requestBody") or {}).get("content") or {}
    for media_type, one in content.items():
        if media_type == "multipart/form-data":
            parts += [f"-F {name}=@FILE" for name in one["schema"]["required"]]
            break
        parts.append(f'-H "Content-Type: {media_type}"')
        schema: Schema = one.get("schema") or {}
        shape = schemas[name_of(schema["$ref"])] if "$ref" in schema else schema
        if shape.get("properties"):
            parts.append("-d " + shlex.quote(json.dumps(body_example(shape), ensure_ascii=False)))
        else:
            parts.append("--data-binary @FILE")
        break
    return " \\\n  ".join(parts)


def body_example(shape: Schema) -> dict[str, Any]:
    """What is required, or else a little of what may be sent."""
    required = list(shape.get("required", ()))
    shown = [(n, p["examples"][0]) for n, p in shape["properties"].items() if p.get("examples")]
    return {n: one for n, one in shown if n in required} if required else dict(shown[:MOST_FIELDS])
