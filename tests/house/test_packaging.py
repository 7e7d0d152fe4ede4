"""What is installed is what was locked, and what is shipped holds all it needs."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.house.tables import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DECLARED = [re.split(r"[\[<>=;! ]", d)[0] for d in PROJECT["project"]["dependencies"]]

IMPORTED_AS = {
    "pydantic-settings": "pydantic_settings",
    "pillow": "PIL",
    "python-calamine": "python_calamine",
    "python-dateutil": "dateutil",
    "recurring-ical-events": "recurring_ical_events",
}
"""Where a package is imported under another name than its own."""

CARRIED = {"markupsafe": "jinja2", "multipart": "litestar"}
"""Imported, and not declared because the package on the right cannot be installed without it."""


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """Release and hashes by package."""
    text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    return {
        found[1]: (found[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", found[3]))
        for found in re.finditer(r"^([a-z0-9.-]+)==(\S+)([^\n]*)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("package", DECLARED)
def test_dependency_is_pinned_with_hashes(package: str) -> None:
    for lock in ("run.txt", "dev.txt"):
        release, hashes = locked(lock)[package]
        assert re.match(r"\d", release)
        assert hashes


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_lock_holds_pins_with_hashes_only(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_locks_agree() -> None:
    """What is tested is what runs."""
    run, dev = locked("run.txt"), locked("dev.txt")
    assert {name: dev.get(name) for name in run} == run


def test_dependency_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert block is not None
    lines = block[1].splitlines()
    assert len(lines) == len(DECLARED)
    assert [line for line in lines if not re.search(r'",\s+# \S.{10,}$', line)] == []


def test_import_of_a_library_is_declared() -> None:
    imported = {
        name.split(".")[0]
        for path in (ROOT / "festum").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    foreign = imported - set(sys.stdlib_module_names) - {"festum"}
    assert foreign - {IMPORTED_AS.get(name, name) for name in DECLARED} <= CARRIED.keys()
    for name, by in CARRIED.items():
        assert by in DECLARED
        assert name in locked("run.txt")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in the wheel, built from a copy by the builder that `make install` uses."""
    tree: Path = tmp_path_factory.mktemp("wheel")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "festum", tree / "festum", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    build = "import flit_core.buildapi as b; print(b.build_wheel('.'))"
    made = subprocess.run([sys.executable, "-c", build], cwd=tree, capture_output=True, text=True, check=True)
    return set(zipfile.ZipFile(tree / made.stdout.split()[-1]).namelist())


def test_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    files = [p for p in (ROOT / "festum").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {name for name in wheel if name.startswith("festum/")} == {str(p.relative_to(ROOT)) for p in files}


@pytest.mark.parametrize(
    "pattern",
    [
        r"festum/domain/gazetteer_data/communes-occitanie\.csv",
        r"festum/domain/gazetteer_data/departements-occitanie\.geojson",
        r"festum/domain/gazetteer_data/GAZETTEER\.md",
        r"festum/pages/templates/\w+\.html",
        r"festum/pages/static/\w+\.css",
        r"festum/locale/(fr|oc|ca|en)\.toml",
        r"festum/store/migrations/versions/\w+\.py",
        r"festum-[\d.]+\.dist-info/(licenses/)?LICENSE",
    ],
)
def test_wheel_holds_what_the_program_reads(wheel: set[str], pattern: str) -> None:
    assert [name for name in wheel if re.fullmatch(pattern, name)]


def test_version_is_said_once() -> None:
    init = (ROOT / "festum" / "__init__.py").read_text("utf-8")
    assert f'__version__ = "{PROJECT["project"]["version"]}"' in init
    assert f"## {PROJECT['project']['version']} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
