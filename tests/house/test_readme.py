"""What the README tables is what the code offers, and the other way round: whole rows, in the same order."""

import json
import re
import shlex

import pytest

from festum.api.corrections import EventPatch, OccurrencePatch
from festum.api.schemas import CommuneCount, EditionCount, OccurrenceOut
from festum.cli.main import parser
from festum.domain.columns import COLUMNS
from festum.domain.gazetteer import ATTRIBUTION, load_gazetteer
from festum.domain.identity import occurrence_uid
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.importers.dialects import read
from festum.importers.reading import Defaults
from festum.locale.catalogue import LANGUAGES
from tests.house import tables

TABLES = {
    "## Commands": tables.commands,
    "## Settings": tables.settings,
    "## Filters": tables.filters,
    "### Other parameters": tables.others,
    "## CSV columns": tables.columns,
    "### Categories": tables.categories,
    "### Spoken languages": tables.spoken_languages,
    "### Flags": tables.flags,
    "### Statuses": tables.statuses,
    "## Formats": tables.formats,
    "## Errors": tables.errors,
}

API = (tables.ROOT / "docs" / "api.md").read_text("utf-8")


@pytest.mark.parametrize("heading", TABLES)
def test_readme_table_says_what_the_code_offers(heading: str) -> None:
    assert tables.rows_of(tables.README, heading) == TABLES[heading]()


def test_table_of_a_missing_heading_is_noticed() -> None:
    with pytest.raises(AssertionError, match="no heading '## Weather'"):
        tables.rows_of(tables.README, "## Weather")


def test_addresses_in_the_readme_are_the_routes() -> None:
    typed = [row[0].strip("`").split(" ") for row in tables.rows_of(tables.README, "## Addresses")]
    found = [(method, re.sub(r"\{[^}]*\}(\.ics)?", "{}", path)) for method, path in typed]
    assert sorted(found) == sorted(tables.addresses())


def test_rooms_in_the_readme_are_the_rooms() -> None:
    package = tables.ROOT / "festum"
    rooms = {p.stem for p in package.iterdir() if (p / "__init__.py").exists() or p.suffix == ".py"}
    told = [row[0].strip("`") for row in tables.rows_of(tables.README, "## The house")]
    assert sorted(told) == sorted(room for room in rooms if not room.startswith("__"))


def test_commands_shown_in_the_readme_are_understood() -> None:
    """Every `festum …` of a code block is a command line that parses; a typing error in the docs ends here."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", tables.README, re.DOTALL))
    shown = re.findall(r"\.venv/bin/festum ([^\n)]+)", blocks)
    assert len(shown) >= 3
    for line in shown:
        parser().parse_args(shlex.split(line))


def test_sheet_shown_in_the_readme_is_understood_whole() -> None:
    sheet = re.search(r"<<'END'\n(.*?)\nEND", tables.README, re.DOTALL)
    assert sheet is not None
    reading = read(sheet[1].encode(), load_gazetteer(), Defaults())
    where = {d.venue.commune.name for d in reading.drafts if d.venue and d.venue.commune}
    told = [(d.line, d.event_key, d.refused) for d in reading.drafts]
    assert told == [(3, "foc", False), (4, "bal", False), (5, "cors", False), (5, "cors", False)]
    assert where == {"Lodève"}


def test_date_corrected_in_the_readme_is_the_one_uploaded_there() -> None:
    uid = occurrence_uid(2018, "lenga-e-cacalas", "foc", "1")
    assert f"/api/v1/occurrences/{uid} " in tables.README
    assert f"/api/v1/occurrences/{uid}" in API


def test_template_holds_all_columns_and_no_row() -> None:
    template = (tables.ROOT / "docs" / "template.csv").read_text("utf-8")
    assert template == ",".join(COLUMNS) + "\n"


def test_attribution_of_the_gazetteer_is_displayed() -> None:
    assert f"> {ATTRIBUTION}\n" in tables.README


def test_text_languages_named_are_the_catalogues() -> None:
    assert f"(`lang=`: {', '.join(TEXT_LANGUAGES)})" in " ".join(tables.README.split())
    assert set(TEXT_LANGUAGES) == set(LANGUAGES)


def test_answers_shown_in_the_tour_have_the_fields_of_today() -> None:
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", API, re.DOTALL)]
    lists = [answer for answer in shown if "items" in answer]
    assert [set(answer["items"][0]) for answer in lists] == [
        {name for name, field in model.model_fields.items() if field.is_required()}
        for model in (OccurrenceOut, CommuneCount, EditionCount)
    ]
    assert all(set(answer) == {"items", "total", "next", "revision"} for answer in lists)


@pytest.mark.parametrize(("kind", "patch"), [("occurrences", OccurrencePatch), ("events", EventPatch)])
def test_fields_of_a_correction_are_all_named(kind: str, patch: type[OccurrencePatch] | type[EventPatch]) -> None:
    rows = dict(tables.rows_of(API, "## Corrections"))
    assert rows[f"`/api/v1/{kind}/{{id}}`"] == ", ".join(f"`{name}`" for name in patch.model_fields)
