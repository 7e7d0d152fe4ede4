"""Jinja, escaping everything; the words come from the catalogues."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from festum.locale.catalogue import LANGUAGES, say


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, language: str, **values: Any) -> str:
    def word(key: str, **filling: object) -> str:
        return say(language, key, **filling)

    return (
        _environment()
        .get_template(name)
        .render(
            say=word,
            written=lambda day: written(day, language),
            language=language,
            languages=LANGUAGES,
            say_in=say,
            **values,
        )
    )


def written(day: date, language: str) -> str:
    """A day as people of that language write it: « samedi 23 juin 2018 », "dissabte 23 de junh de 2018"."""
    return say(
        language,
        "day.written",
        weekday=say(language, f"day.{day.weekday()}"),
        day=say(language, "day.first") if day.day == 1 else day.day,
        month=say(language, f"month.{day.month}"),
        year=day.year,
    )
