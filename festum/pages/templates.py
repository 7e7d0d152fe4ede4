"""Jinja, escaping everything; the words come from the catalogues."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from festum.locale.catalogue import LANGUAGES, say

IN_ENGLISH = Markup(' lang="en"')
"""Marks what is written in English alone on a page in another language."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["coded"] = coded
    return made


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
            english=IN_ENGLISH if language != "en" else "",
            **values,
        )
    )


def coded(text: str) -> Markup:
    """Help texts set `names` between backticks, as the README does."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


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
