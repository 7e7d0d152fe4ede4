"""Settings: one table of name, default and help. From the environment, `FESTUM_*`, or a file `FESTUM_*_FILE` names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from festum.errors import FestumError

PREFIX = "FESTUM_"


def _without_slash(address: str) -> str:
    if address and not address.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return address.rstrip("/")


def _known_database(address: SecretStr) -> SecretStr:
    """The driver is checked here, where a mistake can be named; the address itself never goes into a message."""
    if not address.get_secret_value().startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://", "postgresql://")):
        raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
    return address


GEOCODERS = ("gazetteer", "ban", "nominatim")


def _known_geocoders(names: str) -> str:
    """As written between commas, each once; the gazetteer is there whether named or not."""
    said = [name.strip().lower() for name in names.split(",") if name.strip()]
    for name in said:
        if name not in GEOCODERS:
            raise ValueError(f"{name}: no such geocoder; there are {', '.join(GEOCODERS)}")
    return ",".join(dict.fromkeys(said)) or GEOCODERS[0]


class Settings(BaseSettings):
    """Read once by the app and the commands; every other room receives values."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    database_url: Annotated[SecretStr, AfterValidator(_known_database)] = Field(
        SecretStr("sqlite+aiosqlite:///var/festum.sqlite3"),
        description="Where the programme is kept: `sqlite+aiosqlite:///path` or `postgresql+asyncpg://user:pw@host/db`",
    )
    base_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "",
        description="Public address in every feed and page; empty: `http://127.0.0.1:` and the port",
        validate_default=False,
    )
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on")
    cache_mb: int = Field(
        96, ge=3, le=16384, description="Most megabytes of ready answers and of what they are made of, in one process"
    )
    selections_per_hour: int = Field(
        2000, ge=0, le=1_000_000, description="Most new programmes visitors may put together in an hour; 0: none"
    )
    fetch_private: bool = Field(
        False, description="Lets partners' addresses be private ones: for an intranet, where all partners are trusted"
    )
    geocoders: Annotated[str, AfterValidator(_known_geocoders)] = Field(
        "gazetteer",
        description="Who is asked where venues are, in this order: `gazetteer` alone needs no network; "
        "`gazetteer,ban` asks the French address base, `gazetteer,ban,nominatim` OpenStreetMap after it",
    )
    geocoder_contact: str = Field(
        "", description="Mail or web address told to the services that are asked; Nominatim wants one"
    )
    geocoder_seconds: float = Field(10.0, gt=0, le=60, description="How long an answer of a geocoder is waited for")
    ban_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "https://data.geopf.fr/geocodage", description="Where BAN is asked; an addok of one's own will do"
    )
    ban_per_second: float = Field(10.0, gt=0, le=50, description="Questions a second to BAN, by all processes together")
    ban_bulk_from: int = Field(
        50, ge=0, description="From so many waiting venues on BAN is asked for all in one file; 0: never"
    )
    nominatim_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "https://nominatim.openstreetmap.org", description="Where Nominatim is asked"
    )
    nominatim_per_second: float = Field(
        1.0, gt=0, le=50, description="Questions a second to Nominatim; its public server allows one"
    )
    geocode_score: float = Field(0.5, ge=0, le=1, description="A proposed address below this score is left to a person")
    geocode_far_km: float = Field(
        15.0, gt=0, le=100, description="Likewise one farther than this from the middle of its commune"
    )
    geocode_publish_minutes: float = Field(
        10.0, ge=0, le=1440, description="Better points are published together, at most once in so many minutes"
    )
    worker: bool = Field(True, description="`festum serve` also asks where venues are; if not, `festum worker` does")
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    @property
    def public_url(self) -> str:
        return self.base_url or f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One line of the settings table."""

    name: str
    kind: str
    default: str
    help: str
    secret: bool


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises FestumError naming the setting at fault; a name that does not exist is a fault too."""
    environment = os.environ if environment is None else environment
    given: dict[str, str] = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        field, from_file = name.removeprefix(PREFIX).lower(), False
        if field not in Settings.model_fields and field.endswith("_file"):
            field, from_file = field.removesuffix("_file"), True
        if field not in Settings.model_fields:
            raise FestumError("setting", name=name, reason="no such setting; `festum settings` lists them")
        try:
            given[field] = Path(value).read_text("utf-8").strip() if from_file else value
        except (OSError, UnicodeDecodeError) as error:
            raise FestumError("setting", name=name, reason=str(error)) from error
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise FestumError("setting", name=PREFIX + str(first["loc"][0]).upper(), reason=first["msg"]) from error


def settings_table() -> tuple[SettingLine, ...]:
    lines = []
    for name, field in Settings.model_fields.items():
        default, secret = field.default, field.annotation is SecretStr
        shown = default.get_secret_value() if isinstance(default, SecretStr) else default
        kind = "secret" if secret else getattr(field.annotation, "__name__", "str")
        lines.append(SettingLine(PREFIX + name.upper(), kind, str(shown), field.description or "", secret))
    return tuple(lines)
