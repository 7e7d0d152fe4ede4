"""Every sentence in every language, with the same values in it; every word of the closed lists."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import festum
from festum import errors
from festum.domain.plan import Verdict
from festum.domain.vocabulary import CATEGORIES, FLAGS, NOT_STATED, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.errors import FestumError
from festum.locale.catalogue import LANGUAGES, catalogue, say

FRENCH = catalogue("fr")
REFUSALS = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, FestumError)}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_languages_are_those_a_text_may_be_in_french_first() -> None:
    assert (sorted(LANGUAGES), LANGUAGES[0]) == (sorted(TEXT_LANGUAGES), TEXT_LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_the_keys_of_the_french_one(language: str) -> None:
    assert list(catalogue(language)) == list(FRENCH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_sentences_hold_the_values_of_the_french_ones(language: str) -> None:
    ours = {key: placeholders(sentence) for key, sentence in catalogue(language).items()}
    french = {key: placeholders(sentence) for key, sentence in FRENCH.items()}
    assert {key: names for key, names in ours.items() if names != french[key]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_says_something_everywhere(language: str) -> None:
    assert [key for key, sentence in catalogue(language).items() if not sentence.strip()] == []


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("category", (*CATEGORIES, NOT_STATED)),
        ("language", (*SPOKEN_LANGUAGES, NOT_STATED)),
        ("flag", FLAGS),
        ("status", STATUSES),
        ("free", ("yes", "no", "donation", NOT_STATED)),
        ("verdict", tuple(Verdict)),
        ("day", tuple(map(str, range(7)))),
        ("month", tuple(map(str, range(1, 13)))),
        ("calendar", [status for status in STATUSES if status != "confirmed"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_a_word_for_every_member_of_a_closed_list(
    language: str, table: str, words: tuple[str, ...]
) -> None:
    assert [word for word in words if f"{table}.{word}" not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_words_of_one_list_differ_from_each_other(language: str) -> None:
    for table in ("category", "language", "flag", "status", "free", "verdict", "day", "month"):
        words = [text for key, text in catalogue(language).items() if key.startswith(f"{table}.")]
        spoken = words[:-1] if table == "language" else words  # the last is the catalogue's own name
        assert len(set(spoken)) == len(spoken)


def test_sentences_of_rows_use_what_a_problem_has() -> None:
    used = {key: placeholders(sentence) for key, sentence in FRENCH.items() if key.startswith("row.")}
    assert {key: names for key, names in used.items() if not names <= {"value", "proposal", "column"}} == {}


def test_say_fills_in_values_and_leaves_their_braces_alone() -> None:
    assert say("en", "row.url_unreadable", value="{value}") == "“{value}” is not an http address"


def calls() -> Iterator[tuple[str, str]]:
    """(table, key) of every refusal and problem named in the source by a literal."""
    for path in sorted(Path(festum.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            table, place = ("error", 0) if name in REFUSALS else ("row", 1 if name in {"Problem", "complain"} else -1)
            key = node.args[place] if 0 <= place < len(node.args) else None
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield table, key.value


def test_catalogue_has_a_sentence_for_every_refusal_and_problem_in_the_source() -> None:
    named = set(calls())
    assert len(named) > 40
    assert sorted(f"{table}.{key}" for table, key in named if f"{table}.{key}" not in FRENCH) == []
