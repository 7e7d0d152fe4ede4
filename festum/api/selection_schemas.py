"""Visitors' own programmes as the API takes and gives them. No field can hold a word of the visitor's."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from festum.actions.describe import describe_formats
from festum.actions.make_selection import MOST_DATES
from festum.api.schemas import Schema
from festum.domain.selection import Selection

FILE_NAME = "mon-programme"
"""Of the feeds' addresses as they are handed out; any other word does."""

Uid = Annotated[str, Field(max_length=36, json_schema_extra={"format": "uuid"})]
EXAMPLE = "2f4ab8a2-5ee4-5e0c-8b4e-3a8a5f0b8c11"


def _each_once(schema: dict[str, Any]) -> None:
    """For the document alone; judged, with the one that is there twice named, by `actions.selectable`."""
    schema["properties"]["occurrences"]["uniqueItems"] = True


PROGRAMME = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_each_once)


class SelectionNew(BaseModel):
    """Dates to put together."""

    model_config = PROGRAMME

    occurrences: list[Uid] = Field(
        min_length=1, max_length=MOST_DATES, description="Ids of occurrences, each once", examples=[[EXAMPLE]]
    )


class SelectionEdit(BaseModel):
    """Dates in place of those before."""

    model_config = PROGRAMME

    occurrences: list[Uid] = Field(
        max_length=MOST_DATES, description="Ids of occurrences, each once; may be none", examples=[[EXAMPLE]]
    )


class SelectionOut(Schema):
    """A programme a visitor put together; whoever knows its token can read it."""

    token: str = Field(description="Part of its addresses, and all one must know to read it")
    occurrences: list[str] = Field(description="Ids, in the order they were given", examples=[[EXAMPLE]])
    ends_on: date = Field(description="From that day on its feeds are empty", examples=["2019-07-08"])
    feeds: dict[str, str] = Field(
        description="Its address in every format, by extension",
        examples=[{"ics": "https://agenda.example/feeds/s/TOKEN/mon-programme.ics"}],
    )
    webcal: str = Field(description="The calendar's address as a link that opens one")

    @classmethod
    def of(cls, token: str, selection: Selection, base_url: str, query: str, **more: Any) -> Self:
        """`query` is what the feeds' addresses end with."""
        feeds = {
            extension: f"{base_url}/feeds/s/{token}/{FILE_NAME}.{extension}{query}"
            for extension, _, _ in describe_formats()
        }
        return cls(
            token=token,
            occurrences=list(selection.occurrences),
            ends_on=selection.ends_on,
            feeds=feeds,
            webcal="webcal://" + feeds["ics"].partition("://")[2],
            **more,
        )


class SelectionMade(SelectionOut):
    """With the token that may change it, which is not shown again."""

    edit_token: str = Field(description="To be sent as `Authorization: Bearer …` with PUT and DELETE")
