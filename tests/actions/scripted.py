"""A geocoder that answers what a test tells it to, and remembers what it was asked."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from festum.actions.geocode_asking import Round
from festum.actions.geocode_venues import geocode_some
from festum.actions.house import House
from festum.domain.geocoding import Candidate, Geocoding, Question
from festum.domain.place import Point, Precision, Provenance
from festum.errors import NoAnswer
from festum.geocoding.geocoder import BulkAnswer, Chain, Geocoder, Manners
from festum.store.geocoders import GeocoderStanding, load_standings
from festum.store.geocodings import Wanted, load_geocodings
from tests.conftest import TestClock, load_csv
from tests.store.small import Row, csv_of

BAN, NOMINATIM = Provenance.BAN, Provenance.NOMINATIM
LODEVE, MONTPELLIER = Point(43.7331, 3.3172), Point(43.6109, 3.8772)

Said = Sequence[Candidate] | BulkAnswer | Exception | Callable[[], Awaitable[Sequence[Candidate]]]


@dataclass
class Scripted:
    """A Geocoder. `says`: by the text of a question, all its answers in turn, of which the last one stays; nothing is
    proposed to others. `files`: all its answers to files, as they are said or to be raised."""

    provider: Provenance
    says: dict[str, list[Said]] = field(default_factory=dict)
    manners: Manners = field(default_factory=lambda: Manners(50))
    files: list[dict[str, BulkAnswer] | Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    filed: list[list[str]] = field(default_factory=list)

    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        self.asked.append(question.text)
        said = self.says.get(question.text, [()])
        answer = said.pop(0) if len(said) > 1 else said[0]
        if isinstance(answer, Exception):
            raise answer
        assert not isinstance(answer, BulkAnswer)
        return tuple(await answer() if callable(answer) else answer)

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        self.filed.append([question.text for question in questions])
        said = self.files.pop(0)
        if isinstance(said, Exception):
            raise said
        return tuple(said.get(question.text, BulkAnswer(None, None)) for question in questions)

    async def close(self) -> None: ...


def street(name: str, score: float = 0.9, provider: Provenance = BAN, point: Point = LODEVE) -> Candidate:
    """In Lodève, as its geocoder would say it; made up."""
    return Candidate(
        provider, f"{name} 34700 Lodève", name, "", "street", Precision.STREET, point, score, "34142", "34700", "Lodève"
    )


UNREACHABLE = NoAnswer("geocoder_unreachable", service="ban.example")


def house_asking(house: House, clock: TestClock, *geocoders: Geocoder, bulk_from: int = 0) -> House:
    """One whose turns go by the test's clock; a minute later, as the stamps of a burst of writes run ahead of it."""
    clock.advance(minutes=1)
    return replace(house, instant=clock, chain=Chain(tuple(geocoders), bulk_from=bulk_from))


def streets(*names: str, address: str = "") -> list[Row]:
    """An event each at a venue of its own in Lodève, in the order of their ids; all at one address where one is
    given."""
    return [
        {
            "edition": "2018", "partner": "cercle", "event_key": name, "title": name, "start": "2018-06-20T18:00",
            "venue": name, "address": address, "insee_code": "34142", "commune": "Lodève",
        }
        for name in names
    ]  # fmt: skip


async def load_streets(house: House, *names: str, address: str = "") -> None:
    await load_csv(house, csv_of(streets(*names, address=address)))


async def only_streets(small: House, clock: TestClock, *names: str, address: str = "") -> None:
    """The small programme's venues are found first, so that they are not in the way."""
    await rounds(house_asking(small, clock, ban := Scripted(BAN)), clock, ban)
    await load_streets(small, *names, address=address)


async def round_with(house: House, clock: TestClock, geocoder: Geocoder) -> Round:
    """One second later, so that turns taken before are over."""
    clock.now += timedelta(seconds=1)
    return await geocode_some(house, geocoder)


async def rounds(house: House, clock: TestClock, geocoder: Geocoder) -> list[Round]:
    """Until nothing is left to ask it now."""
    done: list[Round] = []
    while not done or not done[-1].idle:
        done.append(await round_with(house, clock, geocoder))
    return done[:-1]


async def by_name(house: House) -> dict[str, Geocoding]:
    async with house.database.reading() as connection:
        found = await load_geocodings(connection, house.gazetteer, Wanted())
    return {one.venue.name: one for one in found}


async def standing_of(house: House, name: Provenance = BAN) -> GeocoderStanding:
    async with house.database.reading() as connection:
        return {one.name: one for one in await load_standings(connection)}[name]


async def for_ever() -> Sequence[Candidate]:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")
