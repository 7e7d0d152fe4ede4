"""The gazetteer as geopy has it: a program that knows geopy finds communes offline as it would ask any service."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from festum.domain.gazetteer import Ambiguous, Gazetteer, Recognised
from festum.domain.place import Commune, Point
from festum.domain.whereabouts import whereabouts


class _Offline(BaseSyncAdapter):  # type: ignore[misc]
    """geopy wants an adapter of every geocoder."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:
        raise NotImplementedError("the gazetteer asks nobody")

    get_text = get_json


class EmbeddedGazetteer(Geocoder):  # type: ignore[misc]
    """Of a Location, `raw` is the Commune. Synchronous: nothing is waited for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=_Offline)
        self._gazetteer = gazetteer

    def geocode(self, query: str | Mapping[str, str], *, exactly_one: bool = True, limit: int | None = None) -> Any:
        """By a name as people write it ("34500 Béziers"), or by `city`, `postalcode` and `county` as Nominatim has
        them. Of namesakes `exactly_one` gives none: there is no best one. A Location, a list of them, or None."""
        said = {"city": query} if isinstance(query, str) else query
        found = self._gazetteer.recognise(
            said.get("city", ""), postcode=said.get("postalcode"), departement=said.get("county")
        )
        match found:
            case Recognised(commune=commune):
                return _located((commune,), exactly_one, limit)
            case Ambiguous(candidates=communes) if not exactly_one:
                return _located(communes, exactly_one, limit)
            case _:
                return None

    def reverse(self, query: Any, *, exactly_one: bool = True, limit: int = 5) -> Any:
        """The communes whose chefs-lieux are nearest, likeliest first. `query` as geopy takes it: a pair, a text
        "43.34, 3.21", a geopy Point. None outside the region."""
        latitude, longitude = GeopyPoint(query)[:2]
        found = whereabouts(Point(latitude, longitude), self._gazetteer, limit)
        return _located(tuple(commune for commune, _ in found.communes), exactly_one, limit)


def _located(communes: Sequence[Commune], exactly_one: bool, limit: int | None) -> Any:
    places = [Location(f"{one.name} ({one.departement})", tuple(_pair(one)), one) for one in communes[:limit]]
    if exactly_one:
        return places[0] if places else None
    return places or None


def _pair(commune: Commune) -> tuple[float, float]:
    return commune.point.latitude, commune.point.longitude
