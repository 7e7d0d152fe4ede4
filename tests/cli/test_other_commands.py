"""Settings, the OpenAPI document, help, migrations: and what a real process does with its exit status and its port."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from festum.actions.house import House
from festum.app import openapi_document
from festum.cli.commands import COMMANDS
from festum.settings import Settings
from tests.cli.conftest import Festum
from tests.conftest import free_port
from tests.small import ROWS, on_sqlite

pytestmark = on_sqlite


async def test_settings_are_shown_and_secrets_are_not(festum: Festum) -> None:
    secret = "postgresql+asyncpg://festum:s3cret@db/festum"
    ran = await festum("settings", FESTUM_DATABASE_URL=secret, FESTUM_PORT="9000", FESTUM_BASE_URL="https://a.example/")
    lines = [line for line in ran.out.splitlines() if not line.startswith(" ")]  # what is said of one may go on below
    rows = {line.split()[0]: line.split()[1:3] for line in lines}
    assert (ran.status, ran.err, "s3cret" in ran.out) == (0, "", False)
    assert rows == {
        "setting": ["value", "default"],
        "FESTUM_DATABASE_URL": ["(set)", "sqlite+aiosqlite:///var/festum.sqlite3"],
        "FESTUM_BASE_URL": ["https://a.example", "Public"],
        "FESTUM_HOST": ["127.0.0.1", "127.0.0.1"],
        "FESTUM_PORT": ["9000", "8000"],
        "FESTUM_CACHE_MB": ["96", "96"],
        "FESTUM_SELECTIONS_PER_HOUR": ["2000", "2000"],
        "FESTUM_FETCH_PRIVATE": ["False", "False"],
        "FESTUM_GEOCODERS": ["gazetteer", "gazetteer"],
        "FESTUM_GEOCODER_CONTACT": ["Mail", "or"],
        "FESTUM_GEOCODER_SECONDS": ["10.0", "10.0"],
        "FESTUM_BAN_URL": ["https://data.geopf.fr/geocodage", "https://data.geopf.fr/geocodage"],
        "FESTUM_BAN_PER_SECOND": ["10.0", "10.0"],
        "FESTUM_BAN_BULK_FROM": ["50", "50"],
        "FESTUM_NOMINATIM_URL": ["https://nominatim.openstreetmap.org", "https://nominatim.openstreetmap.org"],
        "FESTUM_NOMINATIM_PER_SECOND": ["1.0", "1.0"],
        "FESTUM_GEOCODE_SCORE": ["0.5", "0.5"],
        "FESTUM_GEOCODE_FAR_KM": ["15.0", "15.0"],
        "FESTUM_GEOCODE_PUBLISH_MINUTES": ["10.0", "10.0"],
        "FESTUM_WORKER": ["True", "True"],
        "FESTUM_LOG_LEVEL": ["info", "info"],
    }


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"FESTUM_PROT": "1"}, "FESTUM_PROT: no such setting; `festum settings` lists them"),
        ({"FESTUM_PORT": "x"}, "FESTUM_PORT: Input should be a valid integer, unable to parse string as an integer"),
        (
            {"FESTUM_DATABASE_URL": "mysql://u:s3cret@h/d"},
            "FESTUM_DATABASE_URL: Value error, must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://",
        ),
    ],
)
async def test_a_bad_setting_stops_every_command_with_its_name(
    festum: Festum, environment: dict[str, str], sentence: str
) -> None:
    for arguments in (("settings",), ("openapi",), ("migrate",), ("edition", "list"), ("serve",)):
        ran = await festum(*arguments, **environment)
        assert (ran.status, ran.out, ran.err) == (1, "", f"{sentence}\n"), arguments


async def test_openapi_prints_the_document_without_a_database(festum: Festum, tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "festum.sqlite3"
    ran = await festum("openapi", FESTUM_DATABASE_URL=f"sqlite+aiosqlite:///{nowhere}")
    assert (ran.status, ran.err, nowhere.exists()) == (0, "", False)
    assert json.loads(ran.out) == json.loads(json.dumps(openapi_document(Settings())))


async def test_help_names_every_command_and_each_explains_itself(festum: Festum) -> None:
    ran = await festum("--help")
    assert ran.status == 0
    for command in COMMANDS:
        assert f"    {command.name} " in ran.out
        assert command.help.split()[0] in ran.out
        own = await festum(command.name, "--help")
        assert (own.status, own.out.startswith(f"usage: festum {command.name}")) == (0, True)
        assert command.help in " ".join(own.out.split())
    assert (await festum("--version")).out == "festum 0.1.0\n"


async def test_a_command_line_not_understood_is_status_2(festum: Festum) -> None:
    for arguments in ((), ("frobnicate",), ("import",), ("edition",), ("import", "-", "--apply", "--partial")):
        ran = await festum(*arguments)
        assert (ran.status, ran.out, ran.err.startswith("usage: festum")) == (2, "", True)


async def test_a_database_never_migrated_says_what_to_do(festum: Festum, tmp_path: Path) -> None:
    fresh = f"sqlite+aiosqlite:///{tmp_path}/deep/fresh.sqlite3"
    for arguments in (
        ("edition", "list"),
        ("partner", "list"),
        ("partner", "key", "--admin"),
        ("import", "-", "--apply"),
    ):
        ran = await festum(*arguments, FESTUM_DATABASE_URL=fresh, stdin=ROWS.encode())
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == "The database is not ready: run “festum migrate”.\n"
    migrated, again = [await festum("migrate", FESTUM_DATABASE_URL=fresh) for _ in range(2)]
    assert (migrated.status, migrated.out, again.out) == (0, "schema 0004\n", "schema 0004\n")
    assert (await festum("edition", "list", FESTUM_DATABASE_URL=fresh)).status == 0


# --- real processes --------------------------------------------------------------------------------------------------


@pytest.fixture
def environment(database_url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FESTUM_", "LC_", "LANG"))}
    return {**kept, "FESTUM_DATABASE_URL": database_url, "LANG": "en_GB.UTF-8", "FESTUM_LOG_LEVEL": "warning"}


def test_a_real_process_pipes_in_and_out_and_leaves_its_status(small: House, environment: dict[str, str]) -> None:
    module, script = [sys.executable, "-m", "festum"], [str(Path(sys.executable).with_name("festum"))]
    done = subprocess.run(
        [*module, "import", "-", "--json"], input=ROWS.encode(), env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr, json.loads(done.stdout)["counts"]) == (0, b"", {"unchanged": 10})
    refused = subprocess.run(
        [*script, "import", "none.csv"], env=environment, capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", "There is no file none.csv.\n")


def test_reader_that_goes_away_is_no_failure_to_report(small: House, environment: dict[str, str]) -> None:
    """`festum import … | head`"""
    there, here = os.pipe()
    os.close(there)
    with os.fdopen(here, "wb") as closed:
        plan = [sys.executable, "-m", "festum", "import", "-", "--json"]
        ran = subprocess.run(
            plan, input=ROWS.encode(), env=environment, stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.fixture
def served(small: House, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """`festum serve --port`, its public address not said."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "festum", "serve", "--port", str(port)], env=environment)
    yield f"http://127.0.0.1:{port}", port
    process.terminate()
    assert process.wait(timeout=10) in {0, -signal.SIGTERM}


def test_the_port_on_the_command_line_is_part_of_the_public_address(served: tuple[str, int]) -> None:
    address, port = served
    deadline = time.monotonic() + 30
    while True:
        try:
            answer = httpx.get(f"{address}/feeds/a.ics", headers={"host": "evil.example"}, timeout=5)
            break
        except httpx.TransportError:
            assert time.monotonic() < deadline, "the server did not answer within 30 s"
            time.sleep(0.05)
    assert f"SOURCE;VALUE=URI:http://127.0.0.1:{port}/feeds/a.ics\r\n" in answer.text
    assert f"URL:http://127.0.0.1:{port}/events/" in answer.text.replace("\r\n ", "")
    assert "evil.example" not in answer.text
    assert httpx.head(f"{address}/feeds/a.ics").headers["etag"] == answer.headers["etag"]


def test_a_port_that_is_none_is_refused_by_name(environment: dict[str, str]) -> None:
    serve = [sys.executable, "-m", "festum", "serve", "--port", "70000"]
    ran = subprocess.run(serve, env=environment, capture_output=True, text=True, check=False, timeout=20)
    sentence = "FESTUM_PORT: Input should be less than or equal to 65535\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", sentence)
