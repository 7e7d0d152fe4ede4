"""A commune's names within other words: now, of old, in Occitan."""

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.naming import Naming, naming
from tests.domain.examples import commune

PALMAS = "12177"
"""Palmas d'Aveyron, made of Palmas, Coussergues and Cruéjouls in 2016."""


def named(insee_code: str = "34142") -> Naming:
    return naming(commune(insee_code), load_gazetteer())


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("LODEVE", True), ("Lodève centre", True), ("à Lodève", True), ("centre ville de Lodève", True),
        ("Lodève nord", False), ("Soubès", False), ("", False),
    ],
)  # fmt: skip
def test_words_that_are_the_commune_and_nothing_else(text: str, called: bool) -> None:
    assert named().is_called(text) is called


def test_names_in_occitan_and_of_old_are_the_communes_too() -> None:
    assert named("34172").is_called("Montpelhièr")
    assert named(PALMAS).is_called("Coussergues")


def test_former_commune_is_known_from_a_mere_other_name() -> None:
    assert [named(PALMAS).former(name) for name in ("COUSSERGUES", "Palmas", "Palmas d'Aveyron", "Lodève")] == [
        "Coussergues", "Palmas", "", "",
    ]  # fmt: skip
    assert named("34172").former("Montpelhièr") == ""


def test_commune_made_of_several() -> None:
    assert [named(code).is_made_of_several for code in (PALMAS, "34172")] == [True, False]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Place du Mail à Lodève", "Place du Mail"),
        ("Rue de Lodève", "Rue de Lodève"),
        ("Salle des fêtes de Lodève", "Salle des fêtes de Lodève"),
        ("Lodève", "Lodève"),
    ],
)
def test_commune_behind_a_place_is_taken_off_only_where_it_is_said_to_be_there(text: str, without: str) -> None:
    assert named().without_after(text) == (without, "")


def test_former_commune_behind_a_hall_is_taken_off_and_told() -> None:
    assert named(PALMAS).without_after("Salle des fêtes de Coussergues") == ("Salle des fêtes", "Coussergues")


def test_commune_before_a_street_is_taken_off() -> None:
    assert named().without_before("Lodève rue Foch") == "rue Foch"
    assert named().without_before("Lodève") == "Lodève"
