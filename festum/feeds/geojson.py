"""GeoJSON (RFC 7946): a Feature per date, in WGS 84 (no `crs`: 4), for maps and GIS."""

from collections.abc import Sequence

import msgspec

from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.points import longitude_latitude
from festum.feeds.shape import occurrence_shape

_encode = msgspec.json.Encoder().encode


def draw(entry: Entry, how: Drawing) -> bytes:
    """Without a place it still is a Feature, "unlocated" (3.2): geometry null."""
    one = entry[0]
    point = one.occurrence.venue.point if one.occurrence.venue else None
    return _encode(
        {
            "type": "Feature",
            "id": one.occurrence.uid,
            "geometry": None if point is None else {"type": "Point", "coordinates": longitude_latitude(point)},
            "properties": occurrence_shape(one, how.chain, how.base_url),
        }
    )


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    """`name`, `source`, `page` and `attribution` are foreign members (6.1); `name` is what QGIS calls the layer."""
    said = {
        "type": "FeatureCollection",
        "name": head.name,
        "source": head.source,
        "page": head.page,
        "attribution": head.attribution,
    }
    return b"".join((_encode(said)[:-1], b',"features":[', b",\n".join(bodies), b"]}\n"))


FORMAT = Format("geojson", "application/geo+json", "occurrence", "GeoJSON (RFC 7946): for maps", 2, draw, whole)
