"""The made-up places are fit to be the truth of other tests."""

from collections import Counter

import httpx

from festum.domain.geocoding import Thresholds
from tests.addok.places import places


def test_place_has_its_name_alone_in_its_commune() -> None:
    named = Counter((place.commune.insee_code, place.old_code, place.name) for place in places())
    assert [name for name, times in named.items() if times > 1] == []


def test_place_lies_in_the_surroundings_of_its_commune() -> None:
    far = [place for place in places() if place.commune.point.distance_km(place.point) > Thresholds().far_km]
    assert far == []


def test_addok_finds_a_place_by_its_name_in_its_commune(addok: str) -> None:
    """Of namesakes in a merged commune, either."""
    missed = []
    with httpx.Client(base_url=addok) as client:
        for place in places():
            question = {"q": place.name, "citycode": place.commune.insee_code, "autocomplete": 0}
            first, *_ = client.get("/search", params=question).json()["features"]
            said = first["properties"]
            if (said["name"], said["type"]) != (place.name, place.kind):
                missed.append((place.name, said["label"]))
    assert missed == []
