"""Points are on Earth, places are the same when a reader takes them for the same."""

from dataclasses import replace
from math import nan

import pytest

from festum.domain.place import Point, Precision, Provenance, Venue
from tests.domain.examples import LODEVE, MONTPELLIER, PIN, commune, venue


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1), (nan, 0), (0, nan)]
)
def test_point_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a WGS 84 point"):
        Point(latitude, longitude)


def test_point_at_the_edges_of_the_globe_is_one() -> None:
    assert [Point(90, 180).latitude, Point(-90, -180).longitude] == [90, -180]


def test_distance_of_lodeve_and_montpellier_is_measured_on_the_sphere() -> None:
    there, back = (
        one.point.distance_km(other.point)
        for one, other in ((commune(LODEVE), commune(MONTPELLIER)), (commune(MONTPELLIER), commune(LODEVE)))
    )
    assert (round(there, 2), round(back, 2), PIN.distance_km(PIN)) == (48.95, 48.95, 0.0)


def test_precision_is_finer_down_to_the_house() -> None:
    finer = [(one, other) for one in Precision for other in Precision if one.finer_than(other)]
    order = [Precision.HOUSENUMBER, Precision.STREET, Precision.LOCALITY, Precision.COMMUNE]
    assert finer == [(one, other) for i, one in enumerate(order) for other in order[i + 1 :]]
    assert all(one.finer_than(None) for one in Precision)


def test_provenance_outranks_down_from_the_human() -> None:
    outranked = [(one, other) for one in Provenance for other in Provenance if one.outranks(other)]
    order = [Provenance.HUMAN, Provenance.BAN, Provenance.NOMINATIM, Provenance.GAZETTEER]
    assert outranked == [(one, other) for i, one in enumerate(order) for other in order[i + 1 :]]
    assert all(one.outranks(None) for one in Provenance)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (venue("Salle des Fêtes"), venue("SALLE DES FETES", pin=PIN, postcode="34700"), True),
        (venue("Salle des fêtes"), venue("Salle, des   fêtes"), True),
        (venue("Halle"), venue("Halle", MONTPELLIER), False),
        (venue("Halle"), venue("Halle", address="1 place de la Halle"), False),
        (venue("Halle 1"), venue("Halle", address="1"), False),
        (replace(venue(postcode="34070"), commune=None), replace(venue(postcode="34080"), commune=None), False),
        (replace(venue(postcode="34070"), commune=None), replace(venue(postcode=" 34070 "), commune=None), True),
        (replace(venue(postcode="34142"), commune=None), venue(), False),
        (venue("", pin=PIN), venue(""), False),
        (venue("", pin=PIN), venue("", pin=Point(43.7301, 3.3201)), False),
        (venue("", pin=PIN), venue("", pin=Point(PIN.latitude + 1e-7, PIN.longitude)), True),
        (venue("", address="1 rue Foch", pin=PIN), venue("", address="1, rue Foch"), True),
        (replace(venue(""), point=PIN), venue(""), True),
        (venue("★"), venue("★ ★"), False),
    ],
)
def test_venue_key_is_one_for_what_is_one_place(one: Venue, other: Venue, same: bool) -> None:
    assert (one.venue_key == other.venue_key) is same


def test_placed_venue_is_on_its_commune_unless_it_has_a_point() -> None:
    bare = Venue("Halle", "", "", commune(), None, None, None)
    nowhere = replace(bare, commune=None)
    assert [bare.placed(), venue(pin=PIN).placed(), nowhere.placed()] == [venue(), venue(pin=PIN), nowhere]
