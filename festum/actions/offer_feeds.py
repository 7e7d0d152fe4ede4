"""Offering a selection in every format: what each is, and the address it can be had at."""

from dataclasses import dataclass

from festum.actions.ask import Question
from festum.actions.feed_words import feed_address, feed_name
from festum.actions.house import Unit
from festum.feeds.format import Grain
from festum.feeds.formats import FORMATS
from festum.store.filters import conditions
from festum.store.listings import choose
from festum.store.programme import load_partners
from festum.store.revision import read_revision


@dataclass(frozen=True, slots=True)
class OfferedFeed:
    """One format of the table, with the address of the selection in it."""

    extension: str
    media_type: str
    grain: Grain
    label: str
    calendar: bool
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """`name` is what such a feed calls itself; `dates` is how many it holds now, as its way with cancelled ones has it.

    Deleted dates, which calendars still tell for a while as cancelled ones, are not counted.
    """

    name: str
    feeds: tuple[OfferedFeed, ...]
    dates: int
    revision: int


async def offer_feeds(unit: Unit, question: Question) -> Offer:
    revision = await read_revision(unit.connection)
    partners = await load_partners(unit.connection) if question.query.values("partner") else {}
    name = feed_name(question, unit.house.gazetteer, {key: partner.name for key, partner in partners.items()})
    where = conditions(question.query, question.current)
    held = await choose(unit.connection, where, deleted_too=False, cancelled_too=question.cancelled != "hide")
    feeds = tuple(
        OfferedFeed(
            f.extension,
            f.media_type,
            f.grain,
            f.label,
            f.calendar,
            feed_address(question, unit.house.base_url, name, f.extension),
        )
        for f in FORMATS.values()
    )
    return Offer(name, feeds, len(held), revision.number)
