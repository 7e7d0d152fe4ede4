"""The gazetteer asked as any geocoder of geopy is."""

import pytest
from geopy.geocoders.base import Geocoder
from geopy.point import Point as GeopyPoint

from festum.geocoding.gazetteer import EmbeddedGazetteer
from tests.geocoding.misbehaving import GAZETTEER


@pytest.fixture(scope="module")
def embedded() -> EmbeddedGazetteer:
    return EmbeddedGazetteer(GAZETTEER)


@pytest.mark.parametrize(
    "query",
    ["Béziers", "34500 Besièrs", {"city": "beziers", "county": "34"}, {"city": "Béziers", "postalcode": "34500"}],
)
def test_commune_is_found_as_people_write_it(embedded: EmbeddedGazetteer, query: str | dict[str, str]) -> None:
    place = embedded.geocode(query)
    assert isinstance(embedded, Geocoder)
    assert (place.address, place.latitude, place.longitude, place.raw.insee_code) == (
        "Béziers (34)",
        43.343,
        3.21386,
        "34032",
    )


def test_namesakes_are_given_together_or_not_at_all(embedded: EmbeddedGazetteer) -> None:
    places = embedded.geocode("Bouillac", exactly_one=False)
    assert [one.address for one in places] == ["Bouillac (82)", "Bouillac (12)"]
    assert embedded.geocode("Bouillac") is None
    assert embedded.geocode("Bouillac", exactly_one=False, limit=1) == places[:1]


@pytest.mark.parametrize("beside", [{"county": "12"}, {"county": "Aveyron"}, {"postalcode": "12300"}], ids=str)
def test_namesakes_are_told_apart_by_what_is_said_beside(embedded: EmbeddedGazetteer, beside: dict[str, str]) -> None:
    assert embedded.geocode({"city": "Bouillac"} | beside).address == "Bouillac (12)"


def test_name_nobody_bears(embedded: EmbeddedGazetteer) -> None:
    assert (embedded.geocode("Nowhere"), embedded.geocode("Nowhere", exactly_one=False)) == (None, None)


@pytest.mark.parametrize(
    "query", ["43.34, 3.21", (43.34, 3.21), GeopyPoint(43.34, 3.21)], ids=["text", "pair", "point"]
)
def test_commune_of_a_point(embedded: EmbeddedGazetteer, query: object) -> None:
    assert embedded.reverse(query).address == "Béziers (34)"
    nearest = embedded.reverse(query, exactly_one=False, limit=2)
    assert [one.address for one in nearest] == ["Béziers (34)", "Boujan-sur-Libron (34)"]


def test_point_outside_the_region(embedded: EmbeddedGazetteer) -> None:
    assert embedded.reverse((48.85, 2.35)) is None
