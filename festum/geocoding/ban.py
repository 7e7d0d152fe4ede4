"""BAN, the French address base, asked through geopy: on the Géoplateforme, or an addok of one's own."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from geopy.geocoders import BANFrance
from geopy.geocoders.base import DEFAULT_SENTINEL

from festum.domain.geocoding import Candidate, Question
from festum.domain.place import Provenance
from festum.geocoding.answer_values import readable
from festum.geocoding.ban_bulk import FIELDS, questions_file, read_answers
from festum.geocoding.ban_place import read_feature
from festum.geocoding.geocoder import BulkAnswer, Manners
from festum.geocoding.transport import connection
from festum.geocoding.unanswered import in_our_words

MOST_CANDIDATES = 10

MOST_IN_A_FILE = 500
"""The Géoplateforme takes far more, but a file that fails is asked again as a whole."""

FILE_SECONDS = 60.0


class BanSearch(BANFrance):  # type: ignore[misc]
    """geopy's, which still names a host that is gone, with BAN's filters and without its guessing as one types."""

    def geocode(
        self,
        query: str,
        *,
        limit: int | None = None,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        citycode: str = "",
        postcode: str = "",
        kind: str = "",
        autocomplete: bool = False,
    ) -> Any:
        """`kind`: BAN's `type`. Filters that contradict each other find nothing."""
        asked = {"q": query, "limit": limit, "citycode": citycode, "postcode": postcode, "type": kind}
        said = {name: value for name, value in asked.items() if value} | {"autocomplete": int(autocomplete)}
        url = f"{self.geocode_api}?{urlencode(said)}"
        return self._call_geocoder(url, partial(self._parse_json, exactly_one=exactly_one), timeout=timeout)

    def _parse_json(self, response: Any, exactly_one: bool) -> Any:
        """One unusable feature does not spoil the others."""
        if not isinstance(features := response["features"], list):
            raise TypeError("not a collection of features")
        found = list(readable(features, self._parse_feature))
        if exactly_one:
            return found[0] if found else None
        return found

    def _parse_feature(self, feature: Any) -> Any:
        read_feature(feature)
        return super()._parse_feature(feature)


class Ban:
    """The Geocoder. `base`: an address under which /search and /search/csv are; `seconds` an answer is waited for."""

    def __init__(self, base: str, *, per_second: float = 10.0, seconds: float = 10.0, agent: str = "festum") -> None:
        self._search = BanSearch(**connection(base, seconds, agent))
        self._service = urlsplit(base).netloc
        self._seconds = seconds
        self._manners = Manners(per_second, MOST_IN_A_FILE, seconds, max(seconds, FILE_SECONDS))

    @property
    def provider(self) -> Provenance:
        return Provenance.BAN

    @property
    def manners(self) -> Manners:
        return self._manners

    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        with in_our_words(self._service, self._seconds):
            found = await self._search.geocode(
                question.text,
                exactly_one=False,
                limit=MOST_CANDIDATES,
                citycode=question.commune.insee_code,
                postcode=postcode_of(question),
            )
            return tuple(read_feature(place.raw) for place in found)

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        seconds = self._manners.bulk_seconds
        with in_our_words(self._service, seconds):
            said = await self._search.adapter.send_file(
                f"{self._search.geocode_api}/csv",
                questions_file([(one.text, one.commune.insee_code, postcode_of(one)) for one in questions]),
                FIELDS,
                timeout=seconds,
                headers=self._search.headers,
            )
            return read_answers(said, len(questions))

    async def close(self) -> None:
        await self._search.adapter.close()


def postcode_of(question: Question) -> str:
    """Empty where it is none of the commune's, as a CEDEX or a slip: together with the code it would find nothing."""
    return question.postcode if question.postcode in question.commune.postcodes else ""
