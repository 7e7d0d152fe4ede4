"""A cell about a place is cut into what it says, and noise goes."""

import pytest

from festum.domain.venue_words import Piece, pieces


def texts(cell: str) -> list[str]:
    return [piece.text for piece in pieces(cell) if piece.text]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("12, rue Foch", ["12", "rue Foch"]),
        ("Médiathèque - 12 rue Foch", ["Médiathèque", "12 rue Foch"]),
        ("Sala de las fèstas / Salle des fêtes", ["Sala de las fèstas", "Salle des fêtes"]),
        ("12/14 rue Foch", ["12 rue Foch"]),
        ("Saint-Jean-de-Fos", ["Saint-Jean-de-Fos"]),
        ("Place de l’Hôtel-de-Ville", ["Place de l'Hôtel-de-Ville"]),
        ("« Le Clandestin »", ["Le Clandestin"]),
        ("12 rue Foch 34700 LODEVE CEDEX 2", ["12 rue Foch", "LODEVE"]),
        ("BP 12, 34700 Lodève", ["Lodève"]),
        ("Bât. B, 1er étage, 12 rue Foch", ["12 rue Foch"]),
        ("rez-de-chaussée de la mairie", ["de la mairie"]),
        ("12 rue Foch tél. : 04 67 12 34 56", ["12 rue Foch"]),
        ("Mairie +33 (0)4.67.12.34.56 mairie@lodeve.fr www.lodeve.fr", ["Mairie"]),
        ("12 rue Foch, 10h30 à 12h", ["12 rue Foch"]),
        ("10 à 12h rue Foch", ["rue Foch"]),
        ("12 rue Foch\n34700 Lodève", ["12 rue Foch", "Lodève"]),
        ("43.7321, 3.3165", []),
        ("Place du Mail (en cas de pluie : salle Ramadier)", ["Place du Mail", "salle Ramadier"]),
        ("Châtillon s/Loire", ["Châtillon sur Loire"]),
        ("", []),
        ("x" * 101, []),
    ],
)
def test_cell_is_cut(cell: str, words: list[str]) -> None:
    assert texts(cell) == words


@pytest.mark.parametrize(
    ("cell", "cut"),
    [
        ("face à la mairie", (Piece("mairie", near=True),)),
        ("Place du Mail, près de l'église", (Piece("Place du Mail"), Piece("église", near=True))),
        ("Parking derrière le stade", (Piece("Parking"), Piece("le stade", near=True))),
        ("davant la glèisa", (Piece("la glèisa", near=True),)),
        ("à 200 m de la place du Mail", ()),
        ("angle rue Foch et rue Pasteur", (Piece("rue Foch et rue Pasteur", near=True),)),
        ("Halle (à côté de la poste)", (Piece("Halle"), Piece("poste", near=True, aside=True))),
        ("Place Proche", (Piece("Place"),)),
    ],
)
def test_what_is_only_near_is_told_apart(cell: str, cut: tuple[Piece, ...]) -> None:
    assert pieces(cell) == cut


def test_postcode_stands_before_what_it_is_of() -> None:
    assert pieces("12 rue Foch 34 700 Lodève") == (
        Piece("12 rue Foch"),
        Piece("", postcode="34700"),
        Piece("Lodève", postcode="34700"),
    )


def test_postcode_whose_zero_a_spreadsheet_took() -> None:
    assert [piece.postcode for piece in pieces("12 rue Foch 9000 Foix")] == ["", "09000", "09000"]
