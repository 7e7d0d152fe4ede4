"""The command line's language: that of the terminal (`LANG`), English where it is none of ours."""

import os

from festum.errors import FestumError, Problem
from festum.locale.catalogue import LANGUAGES, say


def terminal_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = os.environ.get(name, "")[:2]
        if language:
            return language if language in LANGUAGES else "en"
    return "en"


def problem_words(error: FestumError) -> str:
    return say(terminal_language(), f"error.{error.key}", **error.values)


def row_words(problem: Problem, language: str) -> str:
    return say(language, f"row.{problem.key}", value=problem.value, proposal=problem.proposal, column=problem.column)
