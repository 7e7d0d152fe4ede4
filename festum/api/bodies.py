"""What may be sent, for the document: pydantic's own description of it, which the framework's leaves half of out.

The framework loses that no other field is taken, how long the texts of a list may be, and what a word must be one of.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from festum.api.corrections import EventPatch, OccurrencePatch
from festum.api.import_schemas import ImportChange, ImportConsent, ImportNew
from festum.api.selection_schemas import SelectionEdit, SelectionNew
from festum.api.venue_schemas import VenueChoice, VenuePin, VenueTarget

BODIES: tuple[type[BaseModel], ...] = (
    OccurrencePatch, EventPatch, SelectionNew, SelectionEdit, ImportNew, ImportChange, ImportConsent,
    VenuePin, VenueChoice, VenueTarget,
)  # fmt: skip

NEVER_EMPTIED = {(OccurrencePatch, "start"), (EventPatch, "title")}
"""Replaced, but never taken away: a date has a start and an event a title."""


def body_schemas() -> dict[str, dict[str, Any]]:
    """By the name of the model."""
    return {model.__name__: _schema_of(model) for model in BODIES}


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    properties = {
        name: _told(described, nullable=(model, name) not in NEVER_EMPTIED)
        for name, described in schema["properties"].items()
    }
    return schema | {"properties": properties}


def _told(described: Mapping[str, Any], *, nullable: bool) -> dict[str, Any]:
    """Without pydantic's title, which repeats the name, and its default, which says null where nothing is meant."""
    told = {key: value for key, value in described.items() if key not in {"title", "default"}}
    if nullable or "anyOf" not in told:
        return told
    only: dict[str, Any] = next(one for one in told.pop("anyOf") if one != {"type": "null"})
    return only | {"minLength": 1} | told
