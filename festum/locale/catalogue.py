"""What people read, one file per language. Adding a language is adding a file; a test compares their keys."""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent

TOPICS = ("doctor", "reading", "imports", "columns", "geocoding")
"""What `festum doctor` says, what is said of a partner's rows, of what becomes of its upload, of our columns, and of
where venues are."""

_FIRST = ("fr", "oc", "ca")

LANGUAGES = tuple(
    sorted(
        (path.stem for path in FOLDER.glob("*.toml")),
        key=lambda lang: (_FIRST.index(lang) if lang in _FIRST else len(_FIRST), lang),
    )
)
"""The catalogues present: the programme's own language, then the festival's two, then the others."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Dotted key -> sentence with `{values}`; what is long and in no calendar has folders of its own (`TOPICS`)."""
    files = (FOLDER / f"{language}.toml", *(FOLDER / topic / f"{language}.toml" for topic in TOPICS))
    tables = [named for file in files for named in tomllib.loads(file.read_text("utf-8")).items()]
    return {f"{table}.{key}": text for table, entries in tables for key, text in entries.items()}


def say(language: str, key: str, **values: object) -> str:
    return catalogue(language)[key].format(**values)


@cache
def digest() -> str:
    """Changes with any word that may be in a calendar (the topics' are not): part of the renderer's version."""
    return sha256(b"".join((FOLDER / f"{lang}.toml").read_bytes() for lang in LANGUAGES)).hexdigest()[:12]
