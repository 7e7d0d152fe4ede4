"""Titles as people write them again."""

import pytest

from festum.domain.likeness import ALIKE, AT_THE_SAME_TIME, alike, same_numbers
from festum.domain.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bal de la Saint-Jean", "Grand bal de la Saint-Jean"),
        ("Balèti amb Garic", "Balèti amb Garric"),
        ("Atelier de cuina", "Atelier de cuisine"),
        ("Concert : Joanda", "Joanda, concert"),
        ("Fuòc de Sant Joan", "FUOC DE SANT-JOAN"),
    ],
)
def test_titles_written_again_are_alike(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) == alike(fold(other), fold(one)) >= ALIKE


def test_title_with_much_more_said_is_alike_where_the_hour_is_the_same() -> None:
    short, long = fold("Conférence de Miquela Valls"), fold("Conférence de Miquela Valls sur Simona Gay")
    assert AT_THE_SAME_TIME <= alike(short, long) < ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Balèti", "Balèti per los mainatges amb la calandreta"),
        ("Concert de Patric", "Concert Goulamas'K"),
        ("Passejada botanica", "Passejada de la flama, sardanes"),
        ("Feu de la Saint-Jean", "Repas de la Saint-Jean"),
        ("Dictada", "Dictada e concert"),
    ],
)
def test_titles_of_two_events_are_not(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) < ALIKE


def test_numbers_tell_titles_apart() -> None:
    assert [same_numbers("atelier 1", other) for other in ("atelier 1", "atelier 01", "atelier 2", "atelier")] == [
        True,
        False,
        False,
        False,
    ]
