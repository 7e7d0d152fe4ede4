"""Points as the formats write them: six decimals (a hand's breadth), and never "-0" on the meridian of Greenwich."""

from festum.domain.listing import Listing
from festum.domain.place import Point
from festum.feeds.markup import element


def longitude_latitude(point: Point) -> tuple[float, float]:
    """In the order of RFC 7946 3.1.1."""
    return round(point.longitude, 6) + 0.0, round(point.latitude, 6) + 0.0


def georss(listing: Listing) -> str:
    """GeoRSS Simple: latitude first. Empty where there is no point."""
    venue = listing.occurrence.venue
    if venue is None or venue.point is None:
        return ""
    longitude, latitude = longitude_latitude(venue.point)
    return element("georss:point", f"{latitude:.6f} {longitude:.6f}")
