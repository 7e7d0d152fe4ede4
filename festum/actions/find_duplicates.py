"""Venues that may be one place under two spellings: offered to a person, never merged by themselves."""

import asyncio
from dataclasses import dataclass

from festum.actions.house import Unit
from festum.domain.holder import Holder
from festum.domain.near_duplicates import NearDuplicate, near_duplicates
from festum.domain.place import Venue
from festum.store.numbered_venues import count_events_at, load_venues_in_use


@dataclass(frozen=True, slots=True)
class DuplicateShown:
    """`keep` is the venue that says more of where it is, or else has more on; `give_up` would be merged into it.

    `events` are those with a live date, there and there.
    """

    keep_id: int
    keep: Venue
    give_up_id: int
    give_up: Venue
    events: tuple[int, int]
    pair: NearDuplicate


async def find_duplicates(unit: Unit, holder: Holder, limit: int = 200) -> tuple[DuplicateShown, ...]:
    """The likeliest first; a partner sees those among venues that only its own dates are at."""
    venues = await load_venues_in_use(unit.connection, unit.house.gazetteer, holder.partner)
    pairs = (await asyncio.to_thread(near_duplicates, venues))[:limit]
    numbered = dict(venues)
    counts = await count_events_at(unit.connection, sorted({n for pair in pairs for n in (pair.one, pair.other)}))
    return tuple(_shown(pair, numbered, counts) for pair in pairs)


def _shown(pair: NearDuplicate, venues: dict[int, Venue], counts: dict[int, int]) -> DuplicateShown:
    keep, give_up = pair.one, pair.other
    if _worth(venues[give_up], counts[give_up]) > _worth(venues[keep], counts[keep]):
        keep, give_up = give_up, keep
    return DuplicateShown(
        keep, venues[keep], give_up, venues[give_up], (counts[keep], counts[give_up]), pair
    )  # fmt: skip


def _worth(venue: Venue, events: int) -> tuple[bool, bool, bool, int]:
    """What is said more exactly is kept, then what is in more of the programme."""
    return bool(venue.name), bool(venue.address), bool(venue.postcode), events
