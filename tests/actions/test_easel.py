"""What was just drawn is at hand until it is stored: nobody draws it twice, and it never fills the memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from festum.actions.ask import FEED, ask
from festum.actions.easel import MOST_BYTES, Easel
from festum.actions.house import House
from festum.actions.serve_feed import Feed, serve_feed
from festum.domain.listing import Face, Fragment
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of

FACE = Face("ics", "oc,fr,ca,en", "keep", "renderer")
AT = datetime(2018, 6, 1, tzinfo=UTC)


def drawn(uid: str, body: bytes = b"x", at: datetime = AT) -> Fragment:
    return Fragment(uid, FACE, at, body, "digest")


def test_a_fragment_is_found_as_it_was_drawn_of_that_very_state_and_face() -> None:
    easel = Easel()
    easel.remember([drawn("a")])
    assert easel.find("a", FACE, AT) == drawn("a")
    later = AT + timedelta(seconds=1)
    misses = [("a", FACE, later), ("a", FACE, None), ("b", FACE, AT), ("a", replace(FACE, chain="ca"), AT)]
    assert [easel.find(*miss) for miss in misses] == [None] * 4


def test_the_latest_drawing_of_a_face_replaces_the_one_before() -> None:
    easel, later = Easel(), AT + timedelta(seconds=1)
    easel.remember([drawn("a"), drawn("a", b"y", later)])
    assert (easel.find("a", FACE, AT), easel.find("a", FACE, later)) == (None, drawn("a", b"y", later))


def test_the_oldest_are_let_go_when_there_is_no_more_room() -> None:
    easel, quarter = Easel(), b"x" * (MOST_BYTES // 4)
    for uid in "abcd":
        easel.remember([drawn(uid, quarter)])
    assert [uid for uid in "abcd" if easel.find(uid, FACE, AT)] == ["b", "c", "d"]
    for _ in range(50):  # drawn again and again, one fragment weighs as much as one
        easel.remember([drawn("d", quarter)])
    assert [uid for uid in "abcd" if easel.find(uid, FACE, AT)] == ["b", "c", "d"]


def test_what_is_larger_than_the_room_is_not_remembered_and_leaves_the_room_usable() -> None:
    easel = Easel()
    easel.remember([drawn("a", b"x" * (MOST_BYTES + 1))])
    easel.remember([drawn("b")])
    assert (easel.find("a", FACE, AT), easel.find("b", FACE, AT)) == (None, drawn("b"))


async def feed(house: House) -> Feed:
    async with house.unit() as unit:
        return await serve_feed(unit, await ask(unit, [("lang", "oc")], FEED), "ics", "/feeds/x.ics")


async def test_readers_who_come_together_have_it_drawn_once(small: House) -> None:
    feeds = await asyncio.gather(*(feed(small) for _ in range(5)))
    assert {one.body for one in feeds} == {feeds[0].body}
    assert {id(fragment) for one in feeds for fragment in one.drawn} == {id(fragment) for fragment in feeds[0].drawn}


async def test_what_is_at_hand_is_not_told_after_a_change(small: House) -> None:
    first = await feed(small)
    await load_csv(small, csv_of([{**BAL, "title_oc": "Lo balèti"}]))
    second = await feed(small)
    assert b"SUMMARY:Lo bal" not in first.body
    assert b"SUMMARY:Lo bal" in second.body
    same = {id(fragment) for fragment in first.drawn} & {id(fragment) for fragment in second.drawn}
    assert (len(first.drawn), len(second.drawn), len(same)) == (7, 7, 6)
