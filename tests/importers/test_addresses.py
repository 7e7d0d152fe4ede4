"""A place told in one line: its venue, street, postcode and commune."""

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.importers.addresses import MOST_CHARACTERS, place_told, street_of
from festum.importers.places import PlaceCells


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("", PlaceCells()),
        ("Halle, 3 rue du Port, 34700 Lodève, France", PlaceCells("Halle", "3 rue du Port", "34700", "Lodève")),
        ("Halle, 34700 Lodève", PlaceCells("Halle", "", "34700", "Lodève")),
        ("3 rue du Port, 34700 Lodève", PlaceCells("", "3 rue du Port", "34700", "Lodève")),
        ("3, rue du Port, 34700 Lodève", PlaceCells("", "3, rue du Port", "34700", "Lodève")),
        ("Halle\n3 rue du Port\n34700 Lodève", PlaceCells("Halle", "3 rue du Port", "34700", "Lodève")),
        ("Halle, Lodève 34700", PlaceCells("Halle", "", "34700", "Lodève")),
        ("Halle, Lodève, 34700", PlaceCells("Halle", "", "34700", "Lodève")),
        ("Halle, 34 700 Lodève", PlaceCells("Halle", "", "34700", "Lodève")),
        ("Halle, 34006 Montpellier Cedex 1", PlaceCells("Halle", "", "34006", "Montpellier")),
        ("Halle, rue du Port 34700 Lodève", PlaceCells("Halle", "rue du Port", "34700", "Lodève")),
        ("Halle, Vic-Fezensac, Gers, Occitanie, France",
         PlaceCells("Halle", "", commune="Vic-Fezensac", departement="32")),
        ("Halle, Bouillac", PlaceCells("Halle", "", commune="Bouillac")),
        ("Lodève", PlaceCells("", "", commune="Lodève")),
        ("Salle des fêtes", PlaceCells("Salle des fêtes")),
        ("Narbona-Plaja, plaça dels Karantes", PlaceCells("Narbona-Plaja", "plaça dels Karantes")),
        ("Halle, appelez le 0467000000", PlaceCells("Halle", "appelez le 0467000000")),
        ("France", PlaceCells("France")),
        (",,;\n", PlaceCells()),
    ],
)  # fmt: skip
def test_place_told_in_a_line_is_taken_apart(line: str, cells: PlaceCells) -> None:
    assert place_told(line, load_gazetteer()) == cells


def test_line_far_too_long_is_cut() -> None:
    found = place_told("x" * 100_000, load_gazetteer())
    assert found == PlaceCells("x" * MOST_CHARACTERS)


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("3 rue du Port, 34700 Lodève", "3 rue du Port"),
        ("3 rue du Port, 34700 Lodève, France", "3 rue du Port"),
        ("3 rue du Port 34700 LODEVE", "3 rue du Port"),
        ("3 rue du Port, Lodève", "3 rue du Port"),
        ("34700 Lodève", ""),
        ("3 rue de Lodève", "3 rue de Lodève"),
        ("", ""),
    ],
)
def test_street_of_an_address_is_without_what_stands_beside_it(address: str, street: str) -> None:
    assert street_of(address, "34700", "Lodève") == street
