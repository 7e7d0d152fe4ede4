"""Numbers of houses, and numbers that are none."""

import pytest

from festum.domain.house_numbers import (
    HouseNumber,
    first_of_ranges,
    read_number,
    split_last_number,
    split_number,
)


@pytest.mark.parametrize(
    ("text", "number", "street"),
    [
        ("12 rue Foch", HouseNumber(12), "rue Foch"),
        ("12, rue Foch", HouseNumber(12), "rue Foch"),
        ("12 bis rue Foch", HouseNumber(12, "b"), "rue Foch"),
        ("12BIS, rue Foch", HouseNumber(12, "b"), "rue Foch"),
        ("12b rue Foch", HouseNumber(12, "b"), "rue Foch"),
        ("3 ter, place du Mail", HouseNumber(3, "t"), "place du Mail"),
        ("n°12 rue Foch", HouseNumber(12), "rue Foch"),
        ("N° 5 A avenue Foch", HouseNumber(5, "a"), "avenue Foch"),
        ("12 R FOCH", HouseNumber(12), "R FOCH"),
        ("4 l'Esplanade", HouseNumber(4), "l'Esplanade"),
        ("rue Foch", None, "rue Foch"),
        ("8 mai 1945", None, "8 mai 1945"),
        ("14 juillet", None, "14 juillet"),
        ("12", None, "12"),
        ("34700 Lodève", None, "34700 Lodève"),
    ],
)
def test_number_before_a_street(text: str, number: HouseNumber | None, street: str) -> None:
    assert split_number(text) == (number, street)


@pytest.mark.parametrize(
    ("text", "number", "street"),
    [
        ("rue de la République 12", HouseNumber(12), "rue de la République"),
        ("rue de la République, 12 bis", HouseNumber(12, "b"), "rue de la République"),
        ("carrer Major n° 3", HouseNumber(3), "carrer Major"),
        ("rue du 8 mai 1945", None, "rue du 8 mai 1945"),
        ("rue du 8 mai 45", None, "rue du 8 mai 45"),
        ("Route Nationale 9", None, "Route Nationale 9"),
        ("place 1848", None, "place 1848"),
        ("rue Foch", None, "rue Foch"),
    ],
)
def test_number_after_a_street(text: str, number: HouseNumber | None, street: str) -> None:
    assert split_last_number(text) == (number, street)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", HouseNumber(12)), ("12bis", HouseNumber(12, "b")), ("n° 12 B", HouseNumber(12, "b")),
        ("12 rue", None), ("", None), ("34700", None), ("bis", None),
    ],
)  # fmt: skip
def test_number_alone(text: str, number: HouseNumber | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["12-14 rue Foch", "12/14 rue Foch", "12 et 14 rue Foch", "12 à 16, rue Foch"])
def test_range_of_numbers_is_its_first(text: str) -> None:
    assert split_number(first_of_ranges(text)) == (HouseNumber(12), "rue Foch")


def test_number_is_written_as_a_geocoder_reads_it() -> None:
    assert [str(HouseNumber(12, repetition)) for repetition in ("", "b", "t", "a")] == [
        "12",
        "12 bis",
        "12 ter",
        "12 A",
    ]
