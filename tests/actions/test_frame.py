"""The frame: editions shown at their hour, partners renamed in what is told of their events."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from festum.actions.ask import ask
from festum.actions.browse import browse
from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.errors import NotHere, UnknownValue
from festum.store import tables as t
from tests.conftest import TestClock
from tests.store.small import EDITIONS, PARTNERS, dump, events_by_key, revision_of


async def titles(house: House, **parameters: str) -> list[str]:
    async with house.unit() as unit:
        answer = await browse(unit, await ask(unit, list(parameters.items())), everything=True)
    return [listing.details.titles.get("fr") for listing in answer.listings]


async def test_publishing_an_edition_shows_it_and_moves_what_is_current(small: House) -> None:
    assert len(await titles(small)) == 7
    with pytest.raises(UnknownValue):
        await titles(small, edition="2019")
    before = await revision_of(small)
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    assert await titles(small) == await titles(small, edition="2019") == ["L'an prochain"]
    assert len(await titles(small, edition="2018")) == 7
    assert (await revision_of(small)).number == before.number + 1


async def test_the_last_of_several_years_is_current(small: House) -> None:
    async with small.unit() as unit:
        await publish_years(unit, [2019, 2017])
    assert await titles(small) == ["L'an passé"]


async def test_an_unknown_year_publishes_none(small: House) -> None:
    before = await dump(small)
    with pytest.raises(NotHere) as refusal:
        async with small.unit() as unit:
            await publish_years(unit, [2019, 2031])
    assert refusal.value.values == {"year": 2031, "known": "2017, 2018, 2019"}
    assert await dump(small) == before


async def test_the_same_frame_again_is_no_revision(small: House) -> None:
    before = await dump(small)
    async with small.unit() as unit:
        assert await load_frame_editions(unit, EDITIONS) == 0
    async with small.unit() as unit:
        assert await load_frame_partners(unit, PARTNERS, "test") == []
    assert await dump(small) == before


async def test_a_changed_edition_is_one_revision_and_stays_published(small: House) -> None:
    before = await revision_of(small)
    async with small.unit() as unit:
        assert await load_frame_editions(unit, [replace(EDITIONS[1], number=31), *EDITIONS[::2]]) == 1
    assert (await revision_of(small)).number == before.number + 1
    assert len(await titles(small)) == 7


async def test_a_renamed_partner_is_told_in_every_one_of_its_events(small: House, clock: TestClock) -> None:
    before = await events_by_key(small)
    revision = await revision_of(small)
    clock.advance(hours=1)
    async with small.unit() as unit:
        assert await load_frame_partners(unit, [replace(PARTNERS[0], name="Lo Cercle"), PARTNERS[1]], "test") == [
            "cercle"
        ]
    after = await events_by_key(small)
    told = {
        key: [(o.sequence, o.modified) for o in after[key].occurrences] for key in after if after[key] != before[key]
    }
    assert told == {
        **{key: [(1, clock())] for key in ("bal", "cant", "sens", "futur")},
        "dos": [(1, clock())] * 2,
    }
    stamp = await revision_of(small)
    assert (stamp.number, stamp.at) == (revision.number + 1, max(clock(), revision.at + timedelta(seconds=1)))
    uids = [o.uid for event in after.values() if event.partner == "cercle" for o in event.occurrences]
    query = select(t.fragments.c.body).where(t.fragments.c.uid.in_(uids))
    async with small.database.reading() as connection:
        bodies = (await connection.execute(query)).scalars().all()
        versions = (
            (await connection.execute(select(t.versions.c.action).where(t.versions.c.version == 2))).scalars().all()
        )
    assert [b"Organisation : Lo Cercle\\n" in body for body in bodies] == [True] * 6
    assert versions == ["rename partner"] * 5


@pytest.mark.parametrize(
    ("change", "told"),
    [({"url": "https://a.example"}, True), ({"kind": "school"}, False), ({"source": "synthetic"}, True)],
)
async def test_only_what_is_said_in_a_calendar_is_told_to_its_subscribers(
    small: House, change: dict[str, str], told: bool
) -> None:
    before, revision = await events_by_key(small), await revision_of(small)
    async with small.unit() as unit:
        changed = await load_frame_partners(unit, [replace(PARTNERS[0], **change)], "test")
    after = await events_by_key(small)
    assert (changed, before != after) == (["cercle"], told)
    assert (await revision_of(small)).number == revision.number + 1
