"""What was just drawn is at hand until it is stored: nobody draws it twice, and it never fills the memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from festum.actions.ask import FEED, ask
from festum.actions.draw_feed import Feed
from festum.actions.easel import Easel, State
from festum.actions.house import House
from festum.actions.serve_feed import serve_feed
from festum.domain.listing import Face
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of

FACE = Face("ics", "oc,fr,ca,en", "keep", "renderer")
AT = datetime(2018, 6, 1, tzinfo=UTC)


def one(uid: str, at: datetime = AT) -> State:
    return ((uid, at),)


def test_an_entry_is_found_as_it_was_drawn_of_that_very_state_and_face() -> None:
    easel, later = Easel(), AT + timedelta(seconds=1)
    easel.remember(FACE, {one("a"): b"a", (("a", AT), ("b", AT)): b"a and b"})
    both: State = (("a", AT), ("b", AT))
    assert easel.find(FACE, [both, one("a")]) == {one("a"): b"a", both: b"a and b"}
    misses: list[State] = [one("a", later), one("b"), (("a", AT), ("b", later)), (("b", AT), ("a", AT))]
    assert easel.find(FACE, misses) == {}
    assert easel.find(replace(FACE, chain="ca"), [one("a")]) == {}


def test_the_latest_drawing_of_an_entry_replaces_the_one_before() -> None:
    easel, later = Easel(), AT + timedelta(seconds=1)
    easel.remember(FACE, {one("a"): b"x"})
    weight = easel.weight
    easel.remember(FACE, {one("a", later): b"y"})
    assert (easel.find(FACE, [one("a"), one("a", later)]), easel.weight) == ({one("a", later): b"y"}, weight)


def test_the_longest_unused_are_let_go_when_there_is_no_more_room() -> None:
    easel, quarter = Easel(40_000), b"x" * 10_000
    for uid in "abc":
        easel.remember(FACE, {one(uid): quarter})
    assert easel.find(FACE, [one("a")]) == {one("a"): quarter}
    easel.remember(FACE, {one("d"): quarter})
    assert [uid for uid in "abcd" if easel.find(FACE, [one(uid)])] == ["a", "c", "d"]
    for _ in range(50):  # drawn again and again, one entry weighs as much as one
        easel.remember(FACE, {one("d"): quarter})
        assert easel.weight <= 40_000
    assert [uid for uid in "abcd" if easel.find(FACE, [one(uid)])] == ["a", "c", "d"]


def test_what_is_larger_than_the_room_is_not_remembered_and_leaves_the_room_usable() -> None:
    easel = Easel(40_000)
    easel.remember(FACE, {one("a"): b"x" * 40_001})
    easel.remember(FACE, {one("b"): b"x"})
    assert easel.find(FACE, [one("a"), one("b")]) == {one("b"): b"x"}


async def feed(house: House) -> Feed:
    async with house.unit() as unit:
        return await serve_feed(unit, await ask(unit, [("lang", "oc")], FEED), "ics", "/feeds/x.ics")


async def test_readers_who_come_together_have_it_drawn_once(small: House) -> None:
    feeds = await asyncio.gather(*(feed(small) for _ in range(5)))
    assert {one.body for one in feeds} == {feeds[0].body}
    assert sorted(len(one.drawn) for one in feeds) == [0, 0, 0, 0, 7]


async def test_what_is_at_hand_is_not_told_after_a_change(small: House) -> None:
    first = await feed(small)
    await load_csv(small, csv_of([{**BAL, "title_oc": "Lo balèti"}]))
    second = await feed(small)
    assert b"SUMMARY:Lo bal" not in first.body
    assert b"SUMMARY:Lo bal" in second.body
    assert (len(first.drawn), len(second.drawn)) == (7, 1)
