"""GeoJSON: whole features, the same bytes twice, judged by a schema written from RFC 7946."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from festum.domain.place import Point, Precision, Provenance
from festum.domain.texts import Chain
from festum.feeds import geojson
from festum.feeds.shape import occurrence_shape
from tests.feeds.feeding import NASTY, NASTY_LISTING, another, feed
from tests.feeds.listings import BASE, CA, EN, FR, FULL, OC, dated, when, with_occurrence, with_venue

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "schemas/geojson.json").read_text("utf-8")))
SECOND = another(when("2018-06-30T22:00"))


def read(*entries: Any, chain: Chain = FR) -> Any:
    document = json.loads(feed(geojson.FORMAT, [[one] for one in entries], chain))
    assert [error.message for error in SCHEMA.iter_errors(document)] == []
    return document


def test_a_collection_of_nothing_is_whole() -> None:
    assert feed(geojson.FORMAT, []).decode() == (
        f'{{"type":"FeatureCollection","name":"Total Festum","source":"{BASE}/feeds/x.geojson?departement=34&free=yes",'
        f'"page":"{BASE}/?departement=34&free=yes","attribution":"Communes : INSEE","features":[]}}\n'
    )
    assert read()["features"] == []


@pytest.mark.parametrize("chain", [FR, OC, CA, EN])
def test_a_feature_is_a_date_in_the_shape_of_the_api(chain: Chain) -> None:
    assert read(FULL, SECOND, chain=chain)["features"] == [
        {
            "type": "Feature",
            "id": one.occurrence.uid,
            "geometry": {"type": "Point", "coordinates": [3.3172, 43.7331]},
            "properties": occurrence_shape(one, chain, BASE),
        }
        for one in (FULL, SECOND)
    ]


@pytest.mark.parametrize(
    "listing", [with_occurrence(venue=None), with_venue(point=None, precision=None, provenance=None)]
)
def test_what_has_no_point_is_a_feature_without_geometry(listing: Any) -> None:
    assert read(listing)["features"][0]["geometry"] is None


@pytest.mark.parametrize(
    ("point", "written"),
    [
        (Point(43.12345678, 1.00000049), b"[1.0,43.123457]"),
        (Point(43.0, -0.0000001), b"[0.0,43.0]"),
        (Point(42.9, -0.5), b"[-0.5,42.9]"),
    ],
)
def test_coordinates_are_longitude_then_latitude_to_six_decimals(point: Point, written: bytes) -> None:
    listing = with_venue(point=point, precision=Precision.COMMUNE, provenance=Provenance.GAZETTEER)
    assert b'"coordinates":' + written in feed(geojson.FORMAT, [[listing]])


@pytest.mark.parametrize("status", ["cancelled", "postponed", "full"])
def test_what_does_not_take_place_says_so(status: str) -> None:
    assert read(with_occurrence(status=status))["features"][0]["properties"]["status"] == status


def test_whole_days_have_a_date_alone() -> None:
    said = read(dated("2018-06-20", "2018-06-30", all_day=True))["features"][0]["properties"]
    assert (said["start"], said["end"], said["all_day"]) == ("2018-06-20", "2018-06-30", True)


def test_nasty_texts_come_back_whole() -> None:
    assert read(NASTY_LISTING)["features"][0]["properties"]["title"] == NASTY


def test_the_same_data_has_the_same_bytes() -> None:
    assert feed(geojson.FORMAT, [[FULL], [SECOND]]) == feed(geojson.FORMAT, [[FULL], [SECOND]])


@pytest.mark.parametrize("changes", [{"type": "Feature"}, {"features": None}, {"crs": {}}, {"properties": {}}])
def test_the_schema_refuses_what_is_no_collection(changes: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(read(FULL) | changes)
