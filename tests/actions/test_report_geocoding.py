"""How far it has come with where venues are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from festum.actions.house import House
from festum.actions.list_venues import show_venue
from festum.actions.pin_venue import set_pin
from festum.actions.report_geocoding import GeocodingReport, PointCount, Service, report_geocoding
from festum.domain.geocoding import Candidate, Doubt, GeocodingState, Question
from festum.domain.holder import Holder
from festum.domain.place import Point, Precision, Provenance
from festum.geocoding.geocoder import BulkAnswer, Chain, Manners
from festum.store.geocoders import lock_geocoder, note_failure
from tests.proposed import leave, leave_found, leave_in_doubt
from tests.small import load_small

EVERYBODY, LIBRARY = Holder("admin", None), Holder("key", "biblioteca")

UNASKED = (PointCount(Provenance.GAZETTEER, Precision.COMMUNE, 5), PointCount(None, None, 1))


@pytest.fixture
async def programme(house: House) -> House:
    """That of `tests/small.py`: six venues, in the order of its rows."""
    await load_small(house)
    return house


class Silent:
    """A geocoder that is only looked at."""

    def __init__(self, provider: Provenance, per_second: float) -> None:
        self.provider, self.manners = provider, Manners(per_second)

    async def ask(self, question: Question) -> tuple[Candidate, ...]:
        raise AssertionError(question)

    async def ask_many(self, questions: Sequence[Question]) -> tuple[BulkAnswer, ...]:
        raise AssertionError(questions)

    async def close(self) -> None: ...


async def reported(house: House, holder: Holder = EVERYBODY, first: int = 10) -> GeocodingReport:
    async with house.unit() as unit:
        return await report_geocoding(unit, holder, first)


async def test_report_of_a_programme_nobody_was_asked_about(programme: House) -> None:
    report = await reported(programme)
    assert report == GeocodingReport(
        at=report.at,
        venues=6,
        points=UNASKED,
        states=((GeocodingState.WAITING, 6),),
        doubts=(),
        due=6,
        unpublished=0,
        services=(),
        queue=(),
    )


async def test_report_counts_what_was_found_doubted_and_pinned_in_their_order(programme: House) -> None:
    await leave_found(programme, 1)
    await leave_in_doubt(programme, 4)
    await leave_in_doubt(programme, 5)
    await leave(programme, 6, GeocodingState.REVIEW, doubt=Doubt.NUMBER)
    await leave(programme, 3, GeocodingState.UNASKABLE)
    await programme.change(lambda unit: set_pin(unit, 5, Point(42.7, 2.9), EVERYBODY))
    report = await reported(programme, first=1)
    async with programme.unit() as unit:
        fourth = await show_venue(unit, 4, EVERYBODY)
    assert report == GeocodingReport(
        at=report.at,
        venues=6,
        points=(
            PointCount(Provenance.HUMAN, Precision.HOUSENUMBER, 1),
            PointCount(Provenance.GAZETTEER, Precision.COMMUNE, 4),
            PointCount(None, None, 1),
        ),
        states=(
            (GeocodingState.WAITING, 1),
            (GeocodingState.FOUND, 1),
            (GeocodingState.REVIEW, 2),
            (GeocodingState.UNASKABLE, 1),
            (GeocodingState.PINNED, 1),
        ),
        doubts=((Doubt.SEVERAL, 1), (Doubt.NUMBER, 1)),
        due=1,
        unpublished=1,
        services=(),
        queue=(fourth,),
    )


async def test_report_for_a_partner_is_of_venues_that_only_its_dates_are_at(programme: House) -> None:
    await leave_in_doubt(programme, 1)
    await leave_in_doubt(programme, 4)
    report = await reported(programme, LIBRARY)
    assert (report.venues, [one.geocoding.venue_id for one in report.queue]) == (2, [4])


async def test_report_tells_how_each_service_stands_until_its_rest_is_over(programme: House) -> None:
    now = programme.instant()
    chain = Chain((Silent(Provenance.BAN, 10), Silent(Provenance.NOMINATIM, 1)))
    house = replace(programme, chain=chain, instant=lambda: now)
    until = now + timedelta(seconds=30)
    async with house.database.claiming() as connection:
        await lock_geocoder(connection, "ban", now)
        await note_failure(connection, "ban", 5, until, "geocoder_failed")
    healthy = Service(Provenance.NOMINATIM, 1, 0, None, "")
    assert (await reported(house)).services == (Service(Provenance.BAN, 10, 5, until, "geocoder_failed"), healthy)
    later = replace(house, instant=lambda: until)
    assert (await reported(later)).services == (Service(Provenance.BAN, 10, 5, None, ""), healthy)
