"""A place as BAN describes it -> a Candidate. The same words in its JSON and, after `result_`, in its CSV."""

from collections.abc import Mapping

from festum.domain.geocoding import Candidate
from festum.domain.place import Precision, Provenance
from festum.geocoding.answer_values import point, share, words

_PRECISIONS = {
    "housenumber": Precision.HOUSENUMBER,
    "street": Precision.STREET,
    "locality": Precision.LOCALITY,
    "municipality": Precision.COMMUNE,
}


def read_place(said: Mapping[str, object], latitude: object, longitude: object) -> Candidate:
    """What it calls by a word unknown to us says no more than the commune. Raises TypeError, ValueError,
    OverflowError where a value is of the wrong kind, or the label is missing."""
    label, kind, number = words(said.get("label")), words(said.get("type")), words(said.get("housenumber"))
    if not label:
        raise ValueError("a place without a label")
    street, name = words(said.get("street")), words(said.get("name"))
    return Candidate(
        provider=Provenance.BAN,
        label=label,
        name=(street if number else "") or name.removeprefix(f"{number} ") or label,
        housenumber=number,
        kind=kind,
        precision=_PRECISIONS.get(kind, Precision.COMMUNE),
        point=point(latitude, longitude),
        score=share(said.get("score")),
        insee_code=words(said.get("citycode")),
        postcode=words(said.get("postcode")),
        commune=words(said.get("city")),
        old_commune=words(said.get("oldcity")),
    )


def read_feature(feature: object) -> Candidate:
    """Of GeoJSON: longitude first. Raises as `read_place`, and LookupError."""
    if not isinstance(feature, dict) or not isinstance(feature["properties"], dict):
        raise TypeError("not a feature")
    coordinates = feature["geometry"]["coordinates"]
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError("not a point")
    return read_place(feature["properties"], coordinates[1], coordinates[0])
