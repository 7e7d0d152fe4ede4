"""Kind, public and status, by the words of partners."""

import pytest

from festum.domain.vocabulary import CATEGORIES, FLAGS, STATUSES
from festum.importers.kinds import audience_in, categories_in, is_yes, status_before, status_of


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("", (), ()),
        ("Balèti", ("baleti",), ()),
        ("Bal trad", ("baleti",), ()),
        ("Concert / Balèti", ("concert", "baleti"), ()),
        ("feu de la Saint-Jean", ("bonfire",), ()),
        ("Fòc de Sant Joan et sardanes", ("bonfire", "sardana"), ()),
        ("Concert ; Truc", ("concert",), ("Truc",)),
        ("conférence, Conférence", ("conference",), ()),
    ],
)
def test_categories_of_a_cell(text: str, found: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert categories_in(text) == (found, unknown)


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("Tout public", (), ()),
        ("Enfants", ("children",), ()),
        ("en famille, ados", ("children",), ("ados",)),
        ("accessible PMR", ("accessible",), ()),
    ],
)
def test_audience_of_a_cell(text: str, found: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert audience_in(text) == (found, unknown)


def test_every_word_of_ours_is_understood() -> None:
    assert [word for word in CATEGORIES if categories_in(word) != ((word,), ())] == []
    assert [word for word in FLAGS if audience_in(word) != ((word,), ())] == []
    assert [word for word in STATUSES if status_of(word) != word] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ANNULÉ", "cancelled"), ("annulée.", "cancelled"), ("Annulé : orage", "cancelled"), ("anul·lat", "cancelled"),
        ("Reporté au 24", "postponed"), ("complet !", "full"), ("Maintenu", "confirmed"), ("en attente", ""),
    ],
)  # fmt: skip
def test_status_of_a_cell(text: str, status: str) -> None:
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("title", "status", "rest"),
    [
        ("ANNULÉ : Concert", "cancelled", "Concert"),
        ("ANNULÉ - Concert", "cancelled", "Concert"),
        ("[COMPLET] Stage", "full", "Stage"),
        ("(Reporté) Bal", "postponed", "Bal"),
        ("ANNULÉ !! Balèti", "cancelled", "Balèti"),
        ("Annulé", "", "Annulé"),
        ("ANNULÉ :", "", "ANNULÉ :"),
        ("Complet cheval", "", "Complet cheval"),
        ("Full-moon party", "", "Full-moon party"),
        ("Festival : concerts", "", "Festival : concerts"),
    ],
)
def test_status_before_a_title(title: str, status: str, rest: str) -> None:
    assert status_before(title) == (status, rest)


@pytest.mark.parametrize(("text", "yes"), [("oui", True), ("X", True), ("òc", True), ("Non", False), ("5 €", None)])
def test_yes_of_a_column_to_be_ticked(text: str, yes: bool | None) -> None:
    assert is_yes(text) is yes
