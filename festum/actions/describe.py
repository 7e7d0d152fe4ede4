"""What can be asked, described from the one table of filters: for documents, forms and help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from festum.feeds.formats import FORMATS
from festum.store.filters import FILTERS


@dataclass(frozen=True, slots=True)
class FilterNote:
    """`schema` is the JSON Schema of one value."""

    name: str
    help: str
    example: str
    plural: bool
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "minLength": 1})


def describe_filters() -> tuple[FilterNote, ...]:
    return tuple(FilterNote(f.name, f.help, f.example, f.plural, f.schema) for f in FILTERS.values())


def describe_formats() -> tuple[tuple[str, str, str], ...]:
    """(extension, media type, label)"""
    return tuple((f.extension, f.media_type, f.label) for f in FORMATS.values())
