"""How the house is laid out: files in their places, small, each saying what it is for."""

import ast
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from festum.domain.columns import COLUMNS
from festum.feeds.formats import FORMATS
from festum.importers.dialects import IMPORTERS
from festum.store.filters import FILTERS
from tests.house.tables import ROOT

PACKAGE = ROOT / "festum"
MODULES = sorted(PACKAGE.rglob("*.py"))
OURS = sorted(p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".html", ".css", ".js", ".toml"})

TOP = (
    "pyproject.toml", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".importlinter.toml",
    ".ci/run", "requirements/run.txt", "requirements/dev.txt", "data/events.csv", "data/archive.csv",
    "data/editions.csv", "data/partners.csv", "docs/decisions", "bench/__init__.py", "tests/conftest.py",
    "festum/api/__init__.py", "festum/importers/__init__.py",
)  # fmt: skip

MOST_LINES = 400
SHEDS = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "shared", "core", "base"}

# What each contract keeps in, and so need not name as a source; `cli` and `app` stand above all rooms.
HOMES = {
    "sqlalchemy": {"store"},
    "litestar": {"api", "pages"},
    "icalendar": {"feeds", "importers"},
    "recurring_ical_events": {"importers"},
    "dateutil": {"importers"},
    "nh3": {"importers"},
    "python_calamine": {"importers"},
    "geopy": {"geocoding"},
    "aiohttp": {"geocoding"},
    "xlsxwriter": {"feeds"},
    "httpx": {"fetching"},
    "PIL": {"fetching"},
}
LEAVES = {"locale"}
"""Rooms that only read files of ours: `test_leaf_imports_nothing_but_python` keeps every library out of them."""


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", TOP)
def test_place_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_continuous_integration_runs_what_the_readme_says_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "make check", "make test"]
    assert script.read_text("utf-8").startswith("#!/usr/bin/env bash\n")
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("path", OURS, ids=relative)
def test_file_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_no_module_is_a_shed() -> None:
    names = {part for path in MODULES for part in (*path.relative_to(PACKAGE).parent.parts, path.stem)}
    assert names & SHEDS == set()


@pytest.mark.parametrize("path", [p for p in MODULES if p.read_bytes().strip()], ids=relative)
def test_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_import_stands_at_the_top(path: Path) -> None:
    functions = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, FUNCTIONS)]
    hidden = [n.lineno for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert hidden == []


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@pytest.mark.parametrize(
    ("table", "own_name"),
    [(FORMATS, "extension"), (IMPORTERS, "name"), (FILTERS, "name"), (COLUMNS, "name")],
    ids=["FORMATS", "IMPORTERS", "FILTERS", "COLUMNS"],
)
def test_key_of_a_table_is_the_name_of_its_member(table: Mapping[str, object], own_name: str) -> None:
    assert table
    assert {key: getattr(member, own_name) for key, member in table.items()} == {key: key for key in table}


# --- the contracts ---------------------------------------------------------------------------------------------------


def contracts() -> list[dict[str, object]]:
    return tomllib.loads((ROOT / ".importlinter.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def rooms() -> set[str]:
    """Rooms a contract must keep something out of: all but the two that stand above."""
    return {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()} - {"cli"}


@pytest.mark.parametrize("library", HOMES)
def test_contract_of_a_library_names_every_room_but_its_homes(library: str) -> None:
    sources = next(c["source_modules"] for c in contracts() if c.get("forbidden_modules") == [library])
    assert isinstance(sources, list)
    named = {name.removeprefix("festum.") for name in sources}
    assert rooms() - HOMES[library] - LEAVES <= named
    assert named <= rooms() - HOMES[library], "a room is named that is not there, or that is the library's own"


def test_every_room_is_a_source_of_some_contract() -> None:
    sources = {str(name) for c in contracts() for name in c.get("source_modules", ())}  # type: ignore[attr-defined]
    assert {f"festum.{room}" for room in rooms()} <= sources


def test_layers_are_exhaustive() -> None:
    layers = next(c for c in contracts() if c["type"] == "layers")
    assert layers["exhaustive"] is True
    assert layers["containers"] == ["festum"]


@pytest.mark.parametrize("path", [p for leaf in LEAVES for p in sorted((PACKAGE / leaf).rglob("*.py"))], ids=relative)
def test_leaf_imports_nothing_but_python(path: Path) -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert {name.split(".")[0] for name in imported} <= {"collections", "functools", "hashlib", "pathlib", "tomllib"}


# --- the decisions ---------------------------------------------------------------------------------------------------

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("path", DECISIONS, ids=relative)
def test_decision_has_its_four_headings(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence", "Set aside"]
    assert re.match(rf"# {path.name[:4]} \S", text)
    assert len(text.splitlines()) <= 60, "a decision is one page"


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]
