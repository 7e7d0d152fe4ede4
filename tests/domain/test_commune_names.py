"""Spellings of one name become one, and a cell says which part of it is the name."""

import pytest

from festum.domain.commune_names import Cell, normalise, read_cell, read_postcode, significant, spelling


@pytest.mark.parametrize(
    ("normalised", "spellings"),
    [
        ("l isle jourdain", ["L'Isle-Jourdain", "L’Isle-Jourdain", "L ISLE JOURDAIN", "l-isle-jourdain"]),
        ("l isle jourdain", ["Isle-Jourdain (L')", "ISLE JOURDAIN (L’)", "Isle Jourdain, L'"]),
        ("le vigan", ["Le Vigan", "VIGAN (LE)", "le-vigan", "Vigan, Le"]),
        ("saint privat des vieux", ["Saint-Privat-des-Vieux", "ST PRIVAT DES VIEUX", "St. Privat des Vieux"]),
        ("sainte croix", ["Sainte-Croix", "STE CROIX", "Santa Croix"]),
        ("saint gaudens", ["Saint-Gaudens", "Sent Gaudens"]),
        ("saint christol les ales", ["Saint-Christol-lez-Alès", "St Christol lès Alès"]),
        ("castelnau le lez", ["Castelnau-le-Lez", "CASTELNAU LE LEZ", "Castelnau-le-Lès"]),
        ("bagnols sur ceze", ["Bagnols-sur-Cèze", "Bagnols s/Cèze", "BAGNOLS S/ CEZE"]),
        ("montpellier", ["Montpellier", "MONTPELLIER CEDEX", "Montpellier Cédex 2"]),
        ("montpellier", ["34000 Montpellier", "Montpellier (34)"]),
        ("coeur", ["Cœur", "COEUR", "cœur "]),
        ("collioure", ["Collioure", "Col·lioure"]),
    ],
)  # fmt: skip
def test_normalise_spellings_of_one_name(normalised: str, spellings: list[str]) -> None:
    assert {text: normalise(text) for text in spellings} == dict.fromkeys(spellings, normalised)


def test_normalise_of_a_normalised_name_changes_nothing() -> None:
    names = ["castelnau le lez", "saint christol les ales", "sainte croix", "l isle jourdain"]
    assert [normalise(name) for name in names] == names


def test_spelling_keeps_the_accents_that_tell_two_places_apart() -> None:
    assert [spelling(name) for name in ("RODÈS", "Rodés", "rodes", "Ste-Énimie")] == [
        "rodès", "rodés", "rodes", "sainte énimie",
    ]  # fmt: skip


def test_significant_without_small_words_unless_nothing_is_left() -> None:
    assert significant("la bastide de serou") == "bastide serou"
    assert significant("castelnau le lez") == "castelnau lez"
    assert significant("la") == "la"


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("34000", "34000"), ("9300", "09300"), ("9300.0", "09300"), ("34 000", "34000"), ("F-09300", "09300"),
        (" 30400\u00a0", "30400"), ("930", None), ("340000", None), ("2A004", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_read_postcode_as_spreadsheets_leave_it(text: str | None, postcode: str | None) -> None:
    assert read_postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Gruissan", Cell("Gruissan", ("Gruissan",), None, None)),
        ("34000 MONTPELLIER CEDEX 2", Cell("MONTPELLIER", ("MONTPELLIER",), "34000", None)),
        ("L'ISLE-JOURDAIN (32)", Cell("L'ISLE-JOURDAIN", ("L'ISLE-JOURDAIN",), None, "32")),
        ("L'Isle-Jourdain (86)", Cell("L'Isle-Jourdain", ("L'Isle-Jourdain",), None, "86")),
        ("Isle-Jourdain (L') (Gers)", Cell("L' Isle-Jourdain", ("L' Isle-Jourdain",), None, "32")),
        ("Gignac 34", Cell("Gignac", ("Gignac",), None, "34")),
        ("Gignac - Hérault", Cell("Gignac", ("Gignac",), None, "34")),
        ("Lot", Cell("Lot", ("Lot",), None, None)),
        ("Cotlliure / Collioure", Cell("Cotlliure Collioure", ("Cotlliure", "Collioure"), None, None)),
        (
            "Place Jean-Jaurès, 30400 Villeneuve-lès-Avignon - Gard",
            Cell(
                "Place Jean-Jaurès Villeneuve-lès-Avignon",
                ("Place Jean-Jaurès", "Villeneuve-lès-Avignon"),
                "30400",
                "30",
            ),
        ),
        ("12, rue des Halles, Albi", Cell("rue des Halles Albi", ("rue des Halles", "Albi"), None, None)),
        (
            "Médiathèque, 2 rue de la Paix, 9300 Lavelanet",
            Cell(
                "Médiathèque 2 rue de la Paix Lavelanet",
                ("Médiathèque", "2 rue de la Paix", "Lavelanet"),
                "09300",
                None,
            ),
        ),
        ("9300 LAVELANET", Cell("LAVELANET", ("LAVELANET",), "09300", None)),
        ("Place du 8 mai 1945 Albi", Cell("Place du 8 mai 1945 Albi", ("Place du 8 mai 1945 Albi",), None, None)),
        ("Salle 9300, 34700 Lodève", Cell("Salle 9300 Lodève", ("Salle 9300", "Lodève"), "34700", None)),
        ("34000", Cell("", (), "34000", None)),
        ("", Cell("", (), None, None)),
    ],
)  # fmt: skip
def test_read_cell_as_partners_fill_it(text: str, cell: Cell) -> None:
    assert read_cell(text) == cell


def test_read_cell_with_a_whole_description_reads_its_beginning() -> None:
    assert read_cell("a" * 40_000) == Cell("a" * 300, ("a" * 300,), None, None)
