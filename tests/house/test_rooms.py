"""Water flows one way: the contracts hold, and each of them can break."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tables import ROOT

LINT = Path(sys.executable).parent / "lint-imports"


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Over the package that lies in that folder, wherever festum is installed from."""
    return subprocess.run(
        [LINT, "--config", str(ROOT / ".importlinter.toml"), "--no-cache", "--no-logo"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree: Path = tmp_path_factory.mktemp("rooms")
    code = shutil.ignore_patterns("__pycache__", "*.csv", "*.geojson")
    shutil.copytree(ROOT / "festum", tree / "festum", ignore=code)
    return tree


def test_contracts_when_nothing_is_wrong_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


BREACHES = [
    ("domain", "import festum.store.tables", "water flows one way"),
    ("store", "import festum.feeds.ics", "water flows one way"),
    ("api", "import festum.pages.listing", "water flows one way"),
    ("actions", "import festum.settings", "water flows one way"),
    ("actions", "import sqlalchemy", "SQLAlchemy lives in store"),
    ("locale", "import sqlalchemy.orm", "SQLAlchemy lives in store"),
    ("store", "import litestar", "Litestar lives in api, pages and app"),
    ("api", "import icalendar", "icalendar is written in feeds and read in importers"),
    ("importers", "import geopy.geocoders", "geopy lives in geocoding"),
    ("api", "import festum.store.filters", "doors open onto actions"),
    ("pages", "import festum.feeds.formats", "doors open onto actions"),
]


@pytest.mark.parametrize(("room", "breach", "contract"), BREACHES, ids=[f"{r}: {b}" for r, b, _ in BREACHES])
def test_contract_when_breached_is_broken(copy: Path, room: str, breach: str, contract: str) -> None:
    module = copy / "festum" / room / "breach.py"
    module.write_text(f"{breach}\n", "utf-8")
    done = lint(copy)
    module.unlink()
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout


def test_room_without_a_place_is_noticed(copy: Path) -> None:
    shed = copy / "festum" / "shed"
    shed.mkdir(exist_ok=True)
    (shed / "__init__.py").write_text('"""Where would this belong?"""\n', "utf-8")
    done = lint(copy)
    shutil.rmtree(shed)
    assert done.returncode == 1, done.stdout
    assert "water flows one way BROKEN" in done.stdout
