"""A place as Nominatim describes it (format `json`, with `addressdetails`) -> a Candidate."""

from collections.abc import Mapping

from festum.domain.geocoding import Candidate
from festum.domain.place import Precision, Provenance
from festum.domain.text import closeness, fold
from festum.geocoding.answer_values import point, words

_COMMUNES = frozenset(
    {"city", "town", "village", "municipality", "county", "state_district", "state", "region", "country", "postcode"}
)
_ROADS = frozenset({"road", "square"})
_AREAS = frozenset({"place", "boundary", "landuse", "natural", "waterway", "highway", "railway", "aeroway"})
"""Classes of what has no door: quarters and hamlets, woods and rivers, bus stops and stations."""

_COMMUNE_LEVELS = ("city", "town", "village", "municipality")
"""`municipality` last: in France it is the arrondissement, which bears the name of another commune."""


def read_place(place: object, asked: str) -> Candidate:
    """`asked`: the words it is proposed for. Its `importance` says how well known a place is, not how well it matches:
    the score is the likeness of its name, or of its number and street, to the words. Raises TypeError, ValueError,
    OverflowError, LookupError."""
    if not isinstance(place, dict):
        raise TypeError("not a place")
    address = place.get("address") or {}
    if not isinstance(address, dict):
        raise TypeError("not an address")
    label, number, road = words(place["display_name"]), words(address.get("house_number")), words(address.get("road"))
    first = label.partition(",")[0].strip()
    named = words(place.get("name")) or (road if first == number else first)
    commune = next((said for level in _COMMUNE_LEVELS if (said := words(address.get(level)))), "")
    village = words(address.get("village"))
    precision = _precision(place, number)
    return Candidate(
        provider=Provenance.NOMINATIM,
        label=label,
        name=named or road or label,
        housenumber=number,
        kind=f"{words(place.get('class'))}/{words(place.get('type'))}",
        precision=precision,
        point=point(place["lat"], place["lon"]),
        score=max(_likeness(asked, name) for name in (named, f"{number} {road}", f"{number} {named}")),
        postcode=words(address.get("postcode")),
        commune=commune,
        old_commune=village if village != commune else "",
    )


def _precision(place: Mapping[str, object], number: str) -> Precision:
    """`addresstype` is what a place is in an address, whatever it is on the map: "road", "hamlet", "amenity". Servers
    before 4.3 do not say it."""
    kind, its_class = words(place.get("addresstype")), words(place.get("class"))
    if kind in _COMMUNES or (its_class == "boundary" and not kind):
        return Precision.COMMUNE
    if kind in _ROADS or (its_class == "highway" and not kind):
        return Precision.STREET
    if number or kind in {"building", "house"}:
        return Precision.HOUSENUMBER
    return Precision.LOCALITY if its_class in _AREAS else Precision.HOUSENUMBER


def _likeness(asked: str, name: str) -> float:
    return closeness(fold(asked), fold(name)) / 100 if name.strip() else 0.0
