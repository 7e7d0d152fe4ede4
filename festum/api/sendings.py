"""What is sent to be imported: a file in a form, an address, or a pasted table, and what is said beside it.

Read by hand and not by the framework, so that nobody without a key makes us read 100 MB.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from pydantic import BaseModel, ValidationError

from festum.actions.import_file import MOST_BYTES
from festum.api.file_names import plain_name
from festum.api.forms import MEDIA_TYPE, Part, read_form
from festum.api.import_schemas import ImportNew
from festum.api.problems import wrong_field
from festum.errors import Malformed, Problem, Unfit

MOST_BODY_BYTES = MOST_BYTES + 1_000_000
"""Of a form: the file, and what stands around it."""

MOST_BESIDE_BYTES = 1_000_000
"""Of what is said beside a file or a pasted table: small values written as JSON take fifty times their length."""

PASTED = "paste"
"""What a pasted table is called: it has no name of its own."""

Body = TypeVar("Body", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sent:
    """`content` is None where it is still to be fetched from `said.url`."""

    content: bytes | None
    file_name: str
    said: ImportNew


async def read_sent(request: Request[Any, Any, Any]) -> Sent:
    """Raises Malformed for what is no form and no JSON, Unfit naming each field that cannot be taken."""
    if request.content_type[0] == MEDIA_TYPE:
        return _of_form(await read_form(request))
    body = await request.body()
    if len(body) > MOST_BESIDE_BYTES:
        _require_mostly_text(body)
    said = await read_body(request, ImportNew) if body else ImportNew()
    if (said.url is None) == (said.text is None):
        raise Malformed("nothing_sent" if said.url is None else "sent_twice")
    if said.text is None:
        return Sent(None, "", said)
    return Sent(said.text.encode(), PASTED, said)


async def read_body(request: Request[Any, Any, Any], model: type[Body]) -> Body:
    """A JSON object; raises Malformed for anything else, Unfit naming each field that cannot be taken."""
    try:
        return model.model_validate_json(await request.body(), strict=True)
    except ValidationError as error:
        raise _refusal(error, model) from None


class _Table(msgspec.Struct):
    """A pasted table, found without making anything of what stands beside it."""

    text: msgspec.Raw = msgspec.Raw()


def _require_mostly_text(body: bytes) -> None:
    """Raises RequestEntityTooLarge where what is large is not the table."""
    try:
        text = bytes(msgspec.json.decode(body, type=_Table).text)
    except (msgspec.MsgspecError, RecursionError):
        raise Malformed("not_json") from None
    if not text.startswith(b'"') or len(body) - len(text) > MOST_BESIDE_BYTES:
        raise RequestEntityTooLarge


def _of_form(parts: Sequence[Part]) -> Sent:
    """A browser sends the field of a file that was not chosen all the same, empty and without a name."""
    files = [part for part in parts if part.name == "file" and (part.file_name != "" or part.content)]
    if not files:
        raise Malformed("nothing_sent")
    if len(files) > 1:
        raise Malformed("sent_twice")
    said = _said([part for part in parts if part.name != "file"])
    name, content = files[0].file_name, files[0].content
    if len(content) > MOST_BYTES:
        raise RequestEntityTooLarge
    return Sent(content, PASTED if name is None else plain_name(name), said)


def _said(parts: Sequence[Part]) -> ImportNew:
    """A form knows texts only. An empty field was left empty; a list is repeated, or written with commas."""
    fields: dict[str, Any] = {}
    problems = [Problem("error", "field_unknown", p.name, p.name, "file") for p in parts if p.file_name is not None]
    given: dict[str, list[str]] = {}
    for part in parts:
        if len(part.content) > MOST_BESIDE_BYTES:
            raise RequestEntityTooLarge
        if part.file_name is None and part.text.strip():
            given.setdefault(part.name, []).append(part.text.strip())
    for name, texts in given.items():
        if name == "languages":
            fields[name] = [word.strip() for text in texts for word in text.split(",") if word.strip()]
        elif len(texts) > 1:
            problems.append(Problem("error", "too_many", name, str(len(texts)), "1"))
        else:
            fields[name] = _value(name, texts[0], problems)
    if problems:
        raise Unfit("unfit", tuple(problems))
    if fields.keys() & {"url", "text"}:
        raise Malformed("sent_twice")
    try:
        return ImportNew.model_validate(fields, strict=True)
    except ValidationError as error:
        raise _refusal(error, ImportNew) from None


def _value(name: str, text: str, problems: list[Problem]) -> Any:
    if name == "edition" and text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    if name == "mapping":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            problems.append(Problem("error", "mapping_unreadable", name, text[:200]))
    return text


def _refusal(error: ValidationError, model: type[BaseModel]) -> Malformed | Unfit:
    """Each field that cannot be taken, named; what has no fields at all is no JSON object."""
    found = error.errors(include_url=False)
    if not all(item["loc"] for item in found):
        return Malformed("not_json")
    known = list(model.model_fields)
    return Unfit("unfit", tuple(wrong_field(item, known) for item in found))
