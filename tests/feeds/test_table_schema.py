"""The Table Schema, held against what its public validator makes of it."""

from typing import Any

import pytest
from frictionless import Resource, Schema

from festum.domain.columns import COLUMNS
from festum.feeds.format import Drawing, Head
from festum.feeds.formats import FORMATS
from festum.feeds.table_schema import table_schema
from festum.locale.catalogue import LANGUAGES
from tests.feeds.listings import BASE, FR, FULL, dated, with_occurrence, with_venue

HEAD = Head("Total Festum", "", BASE, BASE, FR, BASE, "")
HEADER = ",".join(COLUMNS)


def judged(content: bytes, *, partial: bool = False) -> list[tuple[str, Any, Any]]:
    """(kind, column, row) of each fault; `partial` where not every column is there."""
    schema = Schema.from_descriptor(table_schema("fr"))
    report = Resource(content, format="csv", schema=schema).validate()
    found = [tuple(fault) for fault in report.flatten(["type", "fieldName", "rowNumber"])]
    return [fault for fault in found if not (partial and fault[0] == "missing-label")]


def row(**cells: str) -> bytes:
    return (HEADER + "\r\n" + ",".join(cells.get(name, "") for name in COLUMNS) + "\r\n").encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_schema_is_one_to_its_public_validator_and_names_every_column(language: str) -> None:
    made = table_schema(language)
    assert [field.name for field in Schema.from_descriptor(made).fields] == list(COLUMNS)
    assert all(field["title"] and field["description"] for field in made["fields"])


def test_what_is_exported_is_valid() -> None:
    form = FORMATS["csv"]
    listings = (
        FULL,
        dated("2018-06-23", all_day=True),
        with_venue(name="", postcode="09300"),
        with_occurrence(status="cancelled", venue=None),
    )
    content = form.join(HEAD, [form.draw([one], Drawing(FR, "keep", BASE)) for one in listings])
    assert judged(content) == []


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("title", "", "constraint-error"),
        ("title", "b" * 301, "constraint-error"),
        ("start", "23/06/2018", "constraint-error"),
        ("edition", "douze", "type-error"),
        ("all_day", "perhaps", "type-error"),
        ("insee_code", "3417", "constraint-error"),
        ("latitude", "91", "constraint-error"),
        ("longitude", "est", "type-error"),
        ("languages", "oc|klingon", "constraint-error"),
        ("categories", "bal", "constraint-error"),
        ("flags", "|", "constraint-error"),
        ("status", "annulé", "constraint-error"),
        ("provenance", "me", "constraint-error"),
        ("url", "festa", "type-error"),
    ],
)
def test_cell_that_will_not_be_taken_is_reported_at_its_place(column: str, cell: str, kind: str) -> None:
    good = {"title": "Balèti", "start": "2018-06-23T21:00"}
    assert judged(row(**good)) == []
    assert judged(row(**{**good, column: cell})) == [(kind, column, 2)]
