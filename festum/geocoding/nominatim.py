"""OpenStreetMap's Nominatim, asked through geopy within the surroundings of one commune."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any
from urllib.parse import urlsplit

from geopy.geocoders import Nominatim as NominatimSearch

from festum.domain.geocoding import Candidate, Question
from festum.domain.place import Point, Provenance
from festum.geocoding.answer_values import readable
from festum.geocoding.geocoder import BulkAnswer, Manners
from festum.geocoding.nominatim_place import read_place
from festum.geocoding.transport import connection
from festum.geocoding.unanswered import in_our_words

MOST_CANDIDATES = 10

_KM_A_DEGREE = 111.2


class _Search(NominatimSearch):  # type: ignore[misc]
    def _parse_json(self, places: Any, exactly_one: bool) -> Any:
        """One unusable place does not spoil the others; anything but a list of them is no answer."""
        if not isinstance(places, list):
            raise TypeError("not a list of places")
        return list(readable(places, self._parse_code))

    def _parse_code(self, place: Any) -> Any:
        read_place(place, "")
        return super()._parse_code(place)


class Nominatim:
    """The Geocoder. `agent` has to say who asks and how to reach them; `around_km`: how far from the commune's
    chef-lieu places are looked for."""

    def __init__(
        self, base: str, *, agent: str, per_second: float = 1.0, seconds: float = 10.0, around_km: float = 15.0
    ) -> None:
        self._search = _Search(**connection(base, seconds, agent))
        self._service = urlsplit(base).netloc
        self._seconds = seconds
        self._around_km = around_km
        self._manners = Manners(per_second, 0, seconds)

    @property
    def provider(self) -> Provenance:
        return Provenance.NOMINATIM

    @property
    def manners(self) -> Manners:
        return self._manners

    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        """In free words: a structured question finds streets only, and a lieu-dit is none."""
        with in_our_words(self._service, self._seconds):
            found = await self._search.geocode(
                f"{question.text}, {question.commune.name}",
                exactly_one=False,
                limit=MOST_CANDIDATES,
                addressdetails=True,
                language="fr",
                country_codes="fr",
                viewbox=_around(question.commune.point, self._around_km),
                bounded=True,
            )
            return tuple(read_place(place.raw, question.text) for place in found)

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        raise NotImplementedError("Nominatim takes no files: its manners say so")

    async def close(self) -> None:
        await self._search.adapter.close()


def _around(middle: Point, km: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two corners, latitude first; the box holds the circle."""
    high = km / _KM_A_DEGREE
    wide = high / cos(radians(middle.latitude))
    south, west, north, east = (
        round(degrees, 5)
        for degrees in (
            middle.latitude - high, middle.longitude - wide, middle.latitude + high, middle.longitude + wide
        )
    )  # fmt: skip
    return (south, west), (north, east)
