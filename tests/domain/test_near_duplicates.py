"""Which two venues may be one place: alike in name and near, or of one name where one has no address."""

import random
import time
from dataclasses import replace

import pytest

from festum.domain.gazetteer import load_gazetteer
from festum.domain.near_duplicates import NearDuplicate, near_duplicates
from festum.domain.place import Point, Precision, Provenance, Venue

LODEVE, PERPIGNAN = "34142", "66136"
DEGREE = 111_195
"""Metres of a degree of latitude."""


def venue(
    name: str, address: str = "", metres: float | None = None, commune: str = LODEVE,
    precision: Precision = Precision.STREET,
) -> Venue:  # fmt: skip
    """So many metres north of a corner, or nowhere but in its commune."""
    place = load_gazetteer().commune(commune)
    unplaced = Venue(name, address, "", place, None, None, None)
    if metres is None:
        return unplaced.placed()
    return Venue(name, address, "", place, Point(43.7 + metres / DEGREE, 3.3), precision, Provenance.BAN)


def pairs(*venues: Venue) -> list[tuple[int, int, int | None]]:
    return [(pair.one, pair.other, pair.metres) for pair in near_duplicates(list(enumerate(venues, 1)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salle des fêtes", "Salle de fetes"),
        ("Halle", "Les Halles"),
        ("Médiathèque", "Médiathèque Pierre-Bayle"),
        ("Centre culturel occitan", "Centre occitan culturel"),
        ("Sant Joan", "Saint-Joan"),
        ("Téatre de la Mer", "Théâtre de la mer"),
    ],
)
def test_names_that_are_alike_and_near_are_offered(one: str, other: str) -> None:
    assert pairs(venue(one, "1 rue du Pont", 0), venue(other, "3 rue du Pont", 149)) == [(1, 2, 149)]
    assert pairs(venue(one, "1 rue du Pont", 0), venue(other, "3 rue du Pont", 151)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mairie", "Médiathèque"),
        ("Salle 1", "Salle 2"),
        ("Salle polyvalente", "Salle polyvalente 2"),
        ("Église", "Place de l'Église"),
        ("Rue de la Halle", "Place de la Halle"),
    ],
)
def test_two_names_are_two_places_however_near(one: str, other: str) -> None:
    assert pairs(venue(one, "1 rue du Pont", 0), venue(other, "1 rue du Pont", 5)) == []


def test_one_name_with_and_without_an_address_is_offered_wherever_it_is() -> None:
    assert pairs(venue("La Halle", "", None), venue("Halle", "1 place du Marché", 0)) == [(1, 2, None)]
    assert pairs(venue("La Halle", "", 900), venue("Halle", "1 place du Marché", 0)) == [(1, 2, 900)]
    assert pairs(venue("Halle", "2 rue du Pont", None), venue("Halle", "1 place du Marché", None)) == []
    assert pairs(venue("Grande halle", "", None), venue("Halle", "1 place du Marché", None)) == []


def test_a_venue_without_a_name_goes_by_its_address() -> None:
    assert pairs(venue("", "Place du Marché", 0), venue("Place du marché", "", 20)) == [(1, 2, 20)]
    assert pairs(venue("", "1 rue du Pont", 0), venue("Foyer", "1 rue du pont", 0)) == [(1, 2, 0)]
    assert pairs(venue("", "1 rue du Pont", 0), venue("", "3 rue du Pont", 20)) == []
    assert pairs(venue("", "", None), venue("", "", 0)) == []


def test_the_same_name_in_another_commune_is_another_place() -> None:
    assert pairs(venue("Halle", "", 0), venue("La Halle", "", 0, PERPIGNAN)) == []
    nowhere = Venue("Halle", "", "34700", None, None, None, None)
    assert pairs(nowhere, Venue("La Halle", "", "34700", None, None, None, None)) == []


def test_the_point_of_a_commune_is_near_to_nothing() -> None:
    coarse = venue("Grande halle", "1 rue du Pont", 0, precision=Precision.COMMUNE)
    assert pairs(coarse, venue("Halle", "3 rue du Pont", 0)) == []


def test_the_likeliest_come_first_and_each_pair_once() -> None:
    found = near_duplicates(
        [(30, venue("Halle", "", 0)), (20, venue("La Halle", "", 40)), (10, venue("Grande halle", "", 10))]
    )
    alike = [pair.likeness for pair in found]
    assert [(pair.one, pair.other, pair.metres) for pair in found] == [(20, 30, 40), (10, 30, 10), (10, 20, 30)]
    assert alike[0] == 1.0 > alike[1] == alike[2]
    assert found[0] == NearDuplicate(20, 30, 1.0, 40)


def test_ten_thousand_venues_of_one_town_are_compared_in_a_moment() -> None:
    """The largest town of the region has some thousand."""
    choice = random.Random(5)
    words = [a + b for a in ("mar", "sal", "cen", "pla", "fon", "tor", "gra") for b in ("ca", "de", "ti", "lo", "ne")]
    town = [
        (number, replace(one, point=Point(choice.uniform(43.5, 43.7), choice.uniform(3.7, 3.9))))
        for number in range(10_000)
        if (one := venue(" ".join(choice.sample(words, 2)), f"{number} rue du Pont", 0))
    ]
    started = time.perf_counter()
    near_duplicates(town)
    assert time.perf_counter() - started < 5
