"""Settings: from the environment or from files it names; every mistake is named, no secret is shown."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from festum.errors import FestumError
from festum.settings import SettingLine, Settings, read_settings, settings_table


def test_without_anything_said_it_runs_here_on_sqlite() -> None:
    settings = read_settings({"PATH": "/bin", "HOME": "/root"})
    assert settings.model_dump() == {
        "database_url": SecretStr("sqlite+aiosqlite:///var/festum.sqlite3"),
        "base_url": "",
        "host": "127.0.0.1",
        "port": 8000,
        "cache_mb": 96,
        "selections_per_hour": 2000,
        "fetch_private": False,
        "geocoders": "gazetteer",
        "geocoder_contact": "",
        "geocoder_seconds": 10.0,
        "ban_url": "https://data.geopf.fr/geocodage",
        "ban_per_second": 10.0,
        "ban_bulk_from": 50,
        "nominatim_url": "https://nominatim.openstreetmap.org",
        "nominatim_per_second": 1.0,
        "geocode_score": 0.5,
        "geocode_far_km": 15.0,
        "geocode_publish_minutes": 10.0,
        "worker": True,
        "log_level": "info",
    }
    assert settings.public_url == "http://127.0.0.1:8000"


def test_the_environment_says_each_of_them() -> None:
    settings = read_settings(
        {
            "FESTUM_DATABASE_URL": "postgresql+asyncpg://festum:s3cret@db/festum",
            "FESTUM_BASE_URL": "https://agenda.example/",
            "FESTUM_HOST": "0.0.0.0",
            "FESTUM_PORT": "9000",
            "FESTUM_CACHE_MB": "256",
            "FESTUM_SELECTIONS_PER_HOUR": "0",
            "FESTUM_FETCH_PRIVATE": "true",
            "FESTUM_LOG_LEVEL": "warning",
        }
    )
    assert settings == Settings(
        database_url=SecretStr("postgresql+asyncpg://festum:s3cret@db/festum"),
        base_url="https://agenda.example",
        host="0.0.0.0",
        port=9000,
        cache_mb=256,
        selections_per_hour=0,
        fetch_private=True,
        log_level="warning",
    )
    assert settings.public_url == "https://agenda.example"
    assert "s3cret" not in repr(settings) + str(settings)


def test_the_public_address_follows_the_port_until_it_is_said() -> None:
    assert read_settings({"FESTUM_PORT": "9000"}).public_url == "http://127.0.0.1:9000"
    assert read_settings({"FESTUM_PORT": "9000", "FESTUM_BASE_URL": ""}).public_url == "http://127.0.0.1:9000"


def test_a_setting_is_read_from_the_file_named_for_it(tmp_path: Path) -> None:
    secret = tmp_path / "database"
    secret.write_text("sqlite+aiosqlite:////data/été.sqlite3\n", encoding="utf-8")
    settings = read_settings({"FESTUM_DATABASE_URL_FILE": str(secret)})
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:////data/été.sqlite3"


@pytest.mark.parametrize(
    ("environment", "name", "reason"),
    [
        ({"FESTUM_PROT": "9000"}, "FESTUM_PROT", "no such setting; `festum settings` lists them"),
        ({"FESTUM_": "x"}, "FESTUM_", "no such setting; `festum settings` lists them"),
        ({"FESTUM_PROT_FILE": "/x"}, "FESTUM_PROT_FILE", "no such setting; `festum settings` lists them"),
        (
            {"FESTUM_PORT": "http"},
            "FESTUM_PORT",
            "Input should be a valid integer, unable to parse string as an integer",
        ),
        ({"FESTUM_PORT": "65536"}, "FESTUM_PORT", "Input should be less than or equal to 65535"),
        ({"FESTUM_PORT": ""}, "FESTUM_PORT", "Input should be a valid integer, unable to parse string as an integer"),
        ({"FESTUM_CACHE_MB": "0"}, "FESTUM_CACHE_MB", "Input should be greater than or equal to 3"),
        (
            {"FESTUM_SELECTIONS_PER_HOUR": "-1"},
            "FESTUM_SELECTIONS_PER_HOUR",
            "Input should be greater than or equal to 0",
        ),
        (
            {"FESTUM_LOG_LEVEL": "loud"},
            "FESTUM_LOG_LEVEL",
            "String should match pattern '^(debug|info|warning|error)$'",
        ),
        (
            {"FESTUM_BASE_URL": "agenda.example"},
            "FESTUM_BASE_URL",
            "Value error, must begin with http:// or https://",
        ),
        (
            {"FESTUM_DATABASE_URL": "mysql://u:s3cret@db/festum"},
            "FESTUM_DATABASE_URL",
            "Value error, must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://",
        ),
        (
            {"FESTUM_DATABASE_URL_FILE": "/nowhere/at/all"},
            "FESTUM_DATABASE_URL_FILE",
            "[Errno 2] No such file or directory: '/nowhere/at/all'",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_mistake_is_refused_and_named(environment: dict[str, str], name: str, reason: str) -> None:
    with pytest.raises(FestumError) as refused:
        read_settings(environment)
    assert (refused.value.key, refused.value.values) == ("setting", {"name": name, "reason": reason})


def test_a_file_that_is_no_text_is_refused_and_named(tmp_path: Path) -> None:
    binary = tmp_path / "database"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FestumError) as refused:
        read_settings({"FESTUM_DATABASE_URL_FILE": str(binary)})
    assert refused.value.values["name"] == "FESTUM_DATABASE_URL_FILE"


def test_only_names_with_the_prefix_are_ours() -> None:
    assert read_settings({"PORT": "9", "festum_port": "10", "XFESTUM_PORT": "11"}).port == 8000


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings({}).port = 1  # type: ignore[misc]


def test_the_table_has_a_line_for_every_setting() -> None:
    lines = settings_table()
    assert [(line.name, line.kind, line.default, line.secret) for line in lines] == [
        ("FESTUM_DATABASE_URL", "secret", "sqlite+aiosqlite:///var/festum.sqlite3", True),
        ("FESTUM_BASE_URL", "str", "", False),
        ("FESTUM_HOST", "str", "127.0.0.1", False),
        ("FESTUM_PORT", "int", "8000", False),
        ("FESTUM_CACHE_MB", "int", "96", False),
        ("FESTUM_SELECTIONS_PER_HOUR", "int", "2000", False),
        ("FESTUM_FETCH_PRIVATE", "bool", "False", False),
        ("FESTUM_GEOCODERS", "str", "gazetteer", False),
        ("FESTUM_GEOCODER_CONTACT", "str", "", False),
        ("FESTUM_GEOCODER_SECONDS", "float", "10.0", False),
        ("FESTUM_BAN_URL", "str", "https://data.geopf.fr/geocodage", False),
        ("FESTUM_BAN_PER_SECOND", "float", "10.0", False),
        ("FESTUM_BAN_BULK_FROM", "int", "50", False),
        ("FESTUM_NOMINATIM_URL", "str", "https://nominatim.openstreetmap.org", False),
        ("FESTUM_NOMINATIM_PER_SECOND", "float", "1.0", False),
        ("FESTUM_GEOCODE_SCORE", "float", "0.5", False),
        ("FESTUM_GEOCODE_FAR_KM", "float", "15.0", False),
        ("FESTUM_GEOCODE_PUBLISH_MINUTES", "float", "10.0", False),
        ("FESTUM_WORKER", "bool", "True", False),
        ("FESTUM_LOG_LEVEL", "str", "info", False),
    ]
    assert lines[3] == SettingLine("FESTUM_PORT", "int", "8000", "Port to listen on", False)
    assert all(line.help for line in lines)
