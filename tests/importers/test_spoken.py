"""Languages as partners write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festum.domain.vocabulary import SPOKEN_LANGUAGES
from festum.importers.spoken import Spoken, spoken_in


@pytest.mark.parametrize(
    ("text", "languages", "unknown"),
    [
        ("", (), ""),
        ("occitan / français", ("oc", "fr"), ""),
        ("català i francès", ("ca", "fr"), ""),
        ("català", ("ca",), ""),
        ("ca", ("ca",), ""),
        ("OC", ("oc",), ""),
        ("Bilingue oc-fr", ("oc", "fr"), ""),
        ("bilingue occitan-français", ("oc", "fr"), ""),
        ("lenga d’òc", ("oc",), ""),
        ("en langue d'oc et en français", ("oc", "fr"), ""),
        ("gascon", ("oc-gascon",), ""),
        ("oc-gascon|fr", ("oc-gascon", "fr"), ""),
        ("languedocien, gascon", ("oc-lengadoc", "oc-gascon"), ""),
        ("Aranés", ("oc-aranes",), ""),
        ("français, Français", ("fr",), ""),
        ("occitan, catalan et LSF", ("oc", "ca"), "lsf"),
        ("klingon", (), "klingon"),
        ("bilingue", (), "bilingue"),
        ("oc" * 3, (), "ococ" + "oc"),
    ],
)
def test_languages_of_a_cell(text: str, languages: tuple[str, ...], unknown: str) -> None:
    assert spoken_in(text) == Spoken(languages, unknown)


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_language_by_its_own_code(code: str) -> None:
    assert spoken_in(code) == Spoken((code,))


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_languages_of_any_text_are_of_the_closed_list(text: str) -> None:
    assert set(spoken_in(text).languages) <= set(SPOKEN_LANGUAGES)
