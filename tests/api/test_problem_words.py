"""Every refusal has a status and words: what the source can say is in each catalogue, with the values it is given."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from festum import errors
from festum.api.problems import STATUS
from festum.errors import FestumError
from festum.locale.catalogue import LANGUAGES, catalogue

SOURCE = Path(errors.__file__).parent
LEVELS = {"error", "warning", "note"}


def refusals() -> set[type[FestumError]]:
    """All classes of the tree but its root."""
    found: set[type[FestumError]] = set()
    waiting = list(FestumError.__subclasses__())
    while waiting:
        found.add(kind := waiting.pop())
        waiting += kind.__subclasses__()
    return found


NAMES = {kind.__name__ for kind in refusals()} | {"FestumError"}


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in names:
                    yield f"{file.relative_to(SOURCE)}:{node.lineno}", node


def constants(node: ast.expr) -> list[str]:
    """What a key may be: a word, or one of two."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def said_errors() -> list[tuple[str, str, set[str]]]:
    """(where, key, names of its values) of each refusal the source can raise."""
    found = []
    for where, call in calls(*NAMES):
        values = {word.arg for word in call.keywords if word.arg and word.arg != "problems"}
        found += [(where, key, values) for key in (constants(call.args[0]) if call.args else [])]
    return found


def said_rows() -> list[tuple[str, str]]:
    found = []
    for where, call in calls("Problem", "complain"):
        if len(call.args) >= 2 and set(constants(call.args[0])) & LEVELS:
            found += [(where, key) for key in constants(call.args[1])]
    return found


def mentioned() -> set[str]:
    """Every text of the source that may be a key: many are chosen from tables, or passed on by a reader's own words."""
    return {
        node.value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_class_of_refusal_has_a_status() -> None:
    assert len(refusals()) > 10
    for kind in refusals():
        status, title = next(STATUS[parent] for parent in kind.__mro__ if parent in STATUS)
        drawn = re.search(rf"─ {kind.__name__} +(\d+)?", errors.__doc__ or "")
        assert 400 <= status < 600, kind
        assert title
        assert drawn, f"{kind.__name__} is not in the tree drawn in errors.py"
        assert drawn[1] in {None, str(status)}


def test_the_root_itself_is_raised_by_the_command_line_alone() -> None:
    """A refusal without a class would have no status at the door."""
    where = {place for place, call in calls("FestumError") if call.args}
    assert {place.partition(":")[0] for place in where} == {"settings.py"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_in_the_source_has_words_for_the_values_it_gives(language: str) -> None:
    said = said_errors()
    assert len(said) > 30
    words = catalogue(language)
    for where, key, values in said:
        assert f"error.{key}" in words, where
        assert placeholders(words[f"error.{key}"]) <= values, where


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_a_row_in_the_source_has_words(language: str) -> None:
    said = said_rows()
    assert len({key for _, key in said}) > 15
    words = catalogue(language)
    for where, key in said:
        assert f"row.{key}" in words, where
        assert placeholders(words[f"row.{key}"]) <= {"value", "proposal", "column"}, where


def test_no_sentence_is_kept_that_nobody_says() -> None:
    raised = {key for _, key, _ in said_errors()} | {"inside", "no_such_page", "method", "too_large", "rejected"}
    rows, passed_on = {key for _, key in said_rows()}, mentioned()
    words = catalogue("fr")
    assert {key.removeprefix("error.") for key in words if key.startswith("error.")} - raised - passed_on == set()
    assert {key.removeprefix("row.") for key in words if key.startswith("row.")} - rows - passed_on == set()
