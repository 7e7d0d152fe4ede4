"""One date of a made-up event, and the row it becomes."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from bench.programme.announce import Announcement
from bench.programme.kinds import KINDS
from bench.programme.places import Commune
from bench.programme.practical import ADDRESSES
from bench.programme.rows import SYNTHETIC, EventRow
from bench.programme.themes import Theme


@dataclass(frozen=True, slots=True)
class Place:
    commune: Commune
    venue: str
    address: str = ""
    postcode: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    """`start` is a date for an all-day showing, whose `end` is then its last day, included."""

    announcement: Announcement
    number: int
    place: Place
    start: date | datetime
    end: date | datetime | None = None
    time_text: str = ""
    status: str = "confirmed"
    notice: str = ""

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)


def place(rng: Random, theme: Theme, commune: Commune) -> Place:
    """Most programmes name a place and nothing more; a few give an address, or a point."""
    venue = rng.choice(theme.venues or KINDS[theme.category].venues)
    pointed = rng.random() < 0.04
    return Place(
        commune,
        venue,
        address=ADDRESSES.get(venue, "") if rng.random() < 0.4 else "",
        postcode=commune.postcode if rng.random() < 0.8 else "",
        latitude=f"{commune.latitude + rng.uniform(-0.002, 0.002):.5f}" if pointed else "",
        longitude=f"{commune.longitude + rng.uniform(-0.002, 0.002):.5f}" if pointed else "",
    )


def row(showing: Showing) -> EventRow:
    told, where = showing.announcement, showing.place
    return EventRow(
        edition="2018",
        partner=told.player.row.key,
        event_key=told.key,
        occurrence_key=str(showing.number),
        **told.texts,
        start=_written(showing.start),
        end=_written(showing.end),
        all_day="true" if showing.all_day else "false",
        time_text=showing.time_text,
        venue=where.venue,
        address=where.address,
        postcode=where.postcode,
        commune=where.commune.name,
        insee_code=where.commune.insee_code,
        latitude=where.latitude,
        longitude=where.longitude,
        languages="|".join(told.languages),
        categories="|".join((told.theme.category, *told.theme.also)),
        flags="|".join(told.theme.flags),
        organiser="|".join(told.organisers),
        price=told.price,
        booking=told.booking,
        access=told.access,
        url=told.url,
        status=showing.status,
        notice=showing.notice,
        source=SYNTHETIC,
    )


def _written(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""
