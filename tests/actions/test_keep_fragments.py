"""What was drawn for one reader is kept for the next: the second request draws nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from festum.actions.ask import FEED, ask
from festum.actions.house import House
from festum.actions.keep_fragments import MOST_WAITING, FragmentKeeper
from festum.actions.serve_feed import Feed, serve_feed
from festum.domain.listing import Face, Fragment
from festum.store import tables as t
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, events_by_key


@pytest.fixture
async def keeper(small: House) -> AsyncIterator[FragmentKeeper]:
    made = FragmentKeeper(small)
    made.start()
    yield made
    await made.stop()


async def feed(house: House, **parameters: str) -> Feed:
    async with house.unit() as unit:
        return await serve_feed(unit, await ask(unit, list(parameters.items()), FEED), "ics", "/feeds/x.ics")


async def chains(house: House) -> dict[str, int]:
    async with house.database.reading() as connection:
        rows = (await connection.execute(select(t.fragments.c.chain))).scalars().all()
    return {chain: rows.count(chain) for chain in rows}


async def test_a_second_request_draws_nothing_and_has_the_same_bytes(small: House, keeper: FragmentKeeper) -> None:
    first = await feed(small, lang="oc")
    keeper.keep(first.drawn)
    await keeper.drained()
    second = await feed(small, lang="oc")
    assert (len(first.drawn), second.drawn, second.body == first.body) == (7, (), True)
    assert await chains(small) == {"fr,oc,ca,en": 9, "oc,fr,ca,en": 7}


async def test_the_default_was_drawn_when_it_was_written(small: House) -> None:
    assert (await feed(small)).drawn == ()


async def test_a_changed_occurrence_is_the_only_one_drawn_again(small: House, keeper: FragmentKeeper) -> None:
    keeper.keep((await feed(small, lang="oc")).drawn)
    await keeper.drained()
    await load_csv(small, csv_of([{**BAL, "title_oc": "Lo balèti"}]))
    again = await feed(small, lang="oc")
    assert [b"Lo bal" in fragment.body for fragment in again.drawn] == [True]
    keeper.keep(again.drawn)
    await keeper.drained()
    assert (await feed(small, lang="oc")).drawn == ()
    assert await chains(small) == {"fr,oc,ca,en": 9, "oc,fr,ca,en": 7}


async def test_what_was_overtaken_while_it_waited_is_not_kept(small: House, keeper: FragmentKeeper) -> None:
    drawn = (await feed(small, lang="oc", category="baleti")).drawn
    await load_csv(small, csv_of([{**BAL, "title_oc": "Lo balèti"}]))
    keeper.keep(drawn)
    await keeper.drained()
    assert await chains(small) == {"fr,oc,ca,en": 9}


async def test_marked_bytes_are_drawn_for_the_cancelled_alone(small: House, keeper: FragmentKeeper) -> None:
    marked = await feed(small, cancelled="mark")
    fuoc = (await events_by_key(small))["fuoc"].occurrences[0].uid
    assert [(fragment.uid, fragment.face.cancelled) for fragment in marked.drawn] == [(fuoc, "mark")]
    keeper.keep(marked.drawn)
    await keeper.drained()
    again = await feed(small, cancelled="mark")
    assert (again.drawn, again.body) == ((), marked.body)


async def test_what_is_not_cancelled_is_drawn_for_every_mode_at_once(small: House, keeper: FragmentKeeper) -> None:
    marked = await feed(small, cancelled="mark", lang="oc")
    keeper.keep(marked.drawn)
    await keeper.drained()
    kept = await feed(small, lang="oc")
    assert sorted(fragment.face.cancelled for fragment in marked.drawn) == ["keep"] * 6 + ["mark"]
    assert [fragment.face.cancelled for fragment in kept.drawn] == ["keep"]
    assert (await feed(small, cancelled="hide", lang="oc")).drawn == ()


async def test_reading_a_feed_is_no_revision(small: House, keeper: FragmentKeeper) -> None:
    first = await feed(small, lang="ca")
    keeper.keep(first.drawn)
    await keeper.drained()
    assert (await feed(small, lang="ca")).revision == first.revision


async def test_more_than_may_wait_is_let_go(small: House) -> None:
    keeper = FragmentKeeper(small)  # not started: nothing is taken off
    bal = (await events_by_key(small))["bal"].occurrences[0]
    assert bal.modified is not None
    one = Fragment(bal.uid, Face("ics", "oc", "keep", "r"), bal.modified, b"x", "d")
    keeper.keep([replace(one, uid="of nothing we know")] * MOST_WAITING)
    keeper.keep([one])
    keeper.start()
    await keeper.drained()
    assert "oc" not in await chains(small)
    keeper.keep([one])
    await keeper.drained()
    await keeper.stop()
    assert (await chains(small))["oc"] == 1


async def test_a_write_that_fails_does_not_stop_the_keeper(small: House, keeper: FragmentKeeper) -> None:
    drawn = (await feed(small, lang="oc")).drawn
    broken = Fragment(drawn[0].uid, drawn[0].face, drawn[0].modified, None, "d")  # type: ignore[arg-type]
    keeper.keep([broken])
    keeper.keep(drawn)
    await keeper.drained()
    assert (await feed(small, lang="oc")).drawn == ()


async def test_two_keepers_at_once_keep_each_fragment_once(small: House, keeper: FragmentKeeper) -> None:
    other = FragmentKeeper(small)
    other.start()
    drawn = (await feed(small, lang="oc")).drawn
    for _ in range(5):
        keeper.keep(drawn)
        other.keep(drawn)
    await asyncio.gather(keeper.drained(), other.drained())
    await other.stop()
    assert await chains(small) == {"fr,oc,ca,en": 9, "oc,fr,ca,en": 7}
