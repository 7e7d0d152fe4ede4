"""Visitors' own programmes, from their making to their end."""

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from sqlalchemy import select

from festum.actions.ask import ask_event_feed
from festum.actions.change_selection import change_selection, end_selection
from festum.actions.end_selections import end_selections
from festum.actions.find_selection import Found, find_selection, show_selection
from festum.actions.frame import publish_years
from festum.actions.house import House, Unit
from festum.actions.make_selection import Made, make_selection
from festum.actions.revise import delete_occurrence, revise_occurrence
from festum.actions.serve_selection_feed import SelectionFeed, serve_selection_feed
from festum.actions.settle import bury_tombstones
from festum.domain.event import Occurrence
from festum.domain.holder import Holder
from festum.domain.selection import Selection
from festum.domain.when import When
from festum.errors import FestumError, Gone, NotHere, NotSignedIn, Stale, TooMany, Unfit
from festum.feeds.formats import FORMATS
from festum.store import tables as t
from festum.store.programme import publish_edition
from festum.store.revision import raise_revision
from tests.conftest import TestClock
from tests.store.small import dump, names_by_uid, revision_of

ADMIN = Holder("test", None)


async def uids_of(house: House, *names: str) -> list[str]:
    known = {name: uid for uid, name in (await names_by_uid(house)).items()}
    return [known[name] for name in names]


async def made(house: House, *names: str, per_hour: int = 100) -> Made:
    uids = await uids_of(house, *names)
    return await house.change(lambda unit: make_selection(unit, uids, per_hour))


async def changed(house: House, mine: Made, *names: str) -> Selection:
    uids = await uids_of(house, *names)
    return await house.change(lambda unit: change_selection(unit, mine.token, mine.edit_token, uids))


async def found(house: House, token: str) -> Found:
    async with house.unit() as unit:
        return await find_selection(unit, token)


async def fed(house: House, token: str, extension: str = "ics", **parameters: str) -> SelectionFeed:
    async with house.unit() as unit:
        question = ask_event_feed(list(parameters.items()))
        return await serve_selection_feed(unit, question, token, extension, f"/feeds/s/{token}/x.{extension}")


async def events(house: House, token: str) -> dict[str, icalendar.Event]:
    """What its calendar holds, by the names of `small.py`, in its order."""
    known = await names_by_uid(house)
    body = (await fed(house, token)).feed.body
    return {known[str(event["UID"])]: event for event in icalendar.Calendar.from_ical(body).events}


async def refusal(house: House, uids: list[str], per_hour: int = 100) -> FestumError | None:
    try:
        await house.change(lambda unit: make_selection(unit, uids, per_hour))
    except FestumError as error:
        return error
    return None


# --- made ------------------------------------------------------------------------------------------------------------


async def test_what_was_picked_is_kept_under_two_tokens_and_is_no_revision(small: House, clock: TestClock) -> None:
    before = await revision_of(small)
    clock.advance(hours=1)
    mine = await made(small, "bal", "dos2")
    after = await revision_of(small)
    expected = Selection(tuple(await uids_of(small, "bal", "dos2")), clock(), before.number, date(2019, 7, 8))
    assert (mine.selection, (await found(small, mine.token)).selection) == (expected, expected)
    assert (after.number, after.at, after.selections) == (before.number, before.at, before.selections + 1)
    assert small.watch.latest == after
    assert (await found(small, mine.token)).number == after.of_selections


async def test_no_two_tokens_are_alike_and_none_can_be_guessed(small: House) -> None:
    some = [await made(small, "bal") for _ in range(5)]
    tokens = {token for one in some for token in (one.token, one.edit_token)}
    assert len(tokens) == 10
    assert {(len(one.token), len(one.edit_token)) for one in some} == {(24, 43)}


async def test_the_tokens_are_nowhere_in_the_database(small: House, tmp_path: Path) -> None:
    mine = await made(small, "bal")
    await changed(small, mine, "bal", "cant")
    told = repr(await dump(small))
    assert mine.selection.occurrences[0] in told
    assert mine.token not in told
    assert mine.edit_token not in told
    if small.database.is_sqlite:
        await small.database.close()
        for file in tmp_path.glob("festum.sqlite3*"):
            content = file.read_bytes()
            assert mine.token.encode() not in content
            assert mine.edit_token.encode() not in content


async def test_it_lasts_a_year_beyond_the_latest_edition_in_it(small: House) -> None:
    old, both = await made(small, "vielh"), await made(small, "vielh", "bal")
    assert (old.selection.ends_on, both.selection.ends_on) == (date(2018, 7, 9), date(2019, 7, 8))


async def test_what_cannot_be_in_it_is_named_one_by_one(small: House) -> None:
    bal, futur, sens = await uids_of(small, "bal", "futur", "sens")
    await small.change(lambda unit: delete_occurrence(unit, sens, ADMIN))
    before = await dump(small)
    odd = ["nothing", "", "\0", "\ud800", bal.upper(), bal + " ", f"{bal}\n", "0" * 36]
    refused = await refusal(small, [bal, futur, sens, bal, *odd, bal])
    assert isinstance(refused, Unfit)
    assert [(p.key, p.column, p.value) for p in refused.problems] == [
        ("selected_twice", "occurrences", bal),
        *(("occurrence_unknown", "occurrences", uid) for uid in (futur, sens, *odd)),
    ]
    assert await dump(small) == before


async def test_so_many_in_an_hour_and_no_more(small: House, clock: TestClock) -> None:
    (bal,) = await uids_of(small, "bal")
    seen: list[object] = []
    for minutes in (0, 20, 20, 19, 1, 0, 20):
        clock.advance(minutes=minutes)
        refused = await refusal(small, [bal], per_hour=3)
        assert refused is None or (type(refused), refused.key) == (TooMany, "too_many_selections")
        seen.append(refused.values if refused else None)
    assert seen == [None, None, None, {"seconds": 60}, None, {"seconds": 1200}, None]


async def test_changing_and_ending_take_no_place_of_a_new_one_and_give_none_back(small: House) -> None:
    (bal,) = await uids_of(small, "bal")
    mine = await made(small, "bal", per_hour=2)
    for names in (("cant",), ("bal",), ()):
        await changed(small, mine, *names)
    await small.change(lambda unit: end_selection(unit, mine.token, mine.edit_token))
    assert await refusal(small, [bal], per_hour=2) is None
    assert isinstance(await refusal(small, [bal], per_hour=2), TooMany)


async def test_none_at_all_where_the_site_takes_none(small: House) -> None:
    refused = await refusal(small, await uids_of(small, "bal"), per_hour=0)
    assert isinstance(refused, TooMany)
    assert (refused.key, refused.values) == ("selections_closed", {})


async def test_a_crowd_gets_exactly_what_there_is_room_for(small: House) -> None:
    (bal,) = await uids_of(small, "bal")
    refusals = await asyncio.gather(*(refusal(small, [bal], per_hour=4) for _ in range(9)))
    assert [type(one) for one in refusals].count(type(None)) == 4
    assert [type(one) for one in refusals].count(TooMany) == 5
    async with small.database.reading() as connection:
        assert len((await connection.execute(select(t.selections.c.id))).all()) == 4
    assert (await revision_of(small)).selections == 4


# --- changed ---------------------------------------------------------------------------------------------------------


async def test_a_change_replaces_the_list_and_the_day_it_ends(small: House, clock: TestClock) -> None:
    mine = await made(small, "vielh")
    revision = await revision_of(small)
    clock.advance(hours=1)
    after = await changed(small, mine, "bal", "vielh")
    assert after == Selection(
        tuple(await uids_of(small, "bal", "vielh")), clock(), mine.selection.revision, date(2019, 7, 8)
    )
    assert (await found(small, mine.token)).selection == after
    now = await revision_of(small)
    assert (now.number, now.at, now.selections) == (revision.number, revision.at, revision.selections + 1)


async def test_an_emptied_one_keeps_its_day_and_can_be_filled_again(small: House) -> None:
    mine = await made(small, "bal")
    empty = await changed(small, mine)
    assert (empty.occurrences, empty.ends_on, empty.ended) == ((), mine.selection.ends_on, False)
    assert await events(small, mine.token) == {}
    await changed(small, mine, "cant")
    assert list(await events(small, mine.token)) == ["cant"]


async def test_a_change_that_changes_nothing_is_not_written(small: House) -> None:
    mine = await made(small, "bal", "cant")
    before = await dump(small)
    assert await changed(small, mine, "bal", "cant") == mine.selection
    assert await dump(small) == before


async def test_each_change_has_a_second_of_its_own(small: House) -> None:
    mine = await made(small, "bal")
    moments = [(await changed(small, mine, *names)).modified for names in (("cant",), ("bal",), ("cant",))]
    assert [moment - mine.selection.modified for moment in moments] == [timedelta(seconds=n) for n in (1, 2, 3)]


async def test_what_was_deleted_since_may_stay_in_it_and_not_come_back(small: House) -> None:
    mine = await made(small, "bal", "cant")
    bal, cant, fuoc = await uids_of(small, "bal", "cant", "fuoc")
    await small.change(lambda unit: delete_occurrence(unit, bal, ADMIN))
    assert (await changed(small, mine, "bal", "cant", "fuoc")).occurrences == (bal, cant, fuoc)
    await changed(small, mine, "cant")
    with pytest.raises(Unfit) as refused:
        await changed(small, mine, "cant", "bal")
    assert [p.value for p in refused.value.problems] == [bal]


async def test_one_whose_dates_are_all_of_an_edition_taken_back_keeps_its_day(small: House) -> None:
    mine = await made(small, "vielh", "bal")
    async with small.unit() as unit:
        connection = await unit.take_pen()
        await publish_edition(connection, 2018, None)
        unit.revised = await raise_revision(connection, small.clock())
    assert list(await events(small, mine.token)) == ["vielh"]
    assert (await changed(small, mine, "bal")).ends_on == mine.selection.ends_on
    assert await events(small, mine.token) == {}


async def test_only_its_own_edit_token_changes_it(small: House) -> None:
    mine, yours = await made(small, "bal"), await made(small, "cant")
    uids = await uids_of(small, "fuoc")
    before = await dump(small)
    for wrong in (yours.edit_token, mine.token, "", mine.edit_token[:-1], mine.edit_token + "x", "\0", "é"):
        for verb in (
            lambda unit, wrong=wrong: change_selection(unit, mine.token, wrong, uids),
            lambda unit, wrong=wrong: end_selection(unit, mine.token, wrong),
        ):
            with pytest.raises(NotSignedIn) as refused:
                await small.change(verb)
            assert refused.value.key == "bad_edit_token"
    assert await dump(small) == before


async def test_an_unknown_address_is_nothing_to_read_change_or_end(small: House) -> None:
    mine = await made(small, "bal")
    for token in ("", "x", mine.edit_token, mine.token[:-1], mine.token.swapcase(), "\0"):
        for verb in (
            lambda unit, token=token: find_selection(unit, token),
            lambda unit, token=token: show_selection(unit, token),
            lambda unit, token=token: change_selection(unit, token, mine.edit_token, []),
            lambda unit, token=token: end_selection(unit, token, mine.edit_token),
            lambda unit, token=token: serve_selection_feed(unit, ask_event_feed([]), token, "ics", "/x.ics"),
        ):
            with pytest.raises(NotHere) as refused:
                await small.change(verb)
            assert refused.value.key == "no_such_selection"


async def test_changes_made_at_once_are_made_one_after_the_other(small: House) -> None:
    mine = await made(small, "bal")
    await asyncio.gather(*(changed(small, mine, name) for name in ("cant", "fuoc", "expo", "sens", "dos1")))
    after = (await found(small, mine.token)).selection
    assert after.modified == mine.selection.modified + timedelta(seconds=5)
    assert len(after.occurrences) == 1
    assert (await revision_of(small)).selections == 6


async def test_one_changed_in_between_is_stale(small: House) -> None:
    mine = await made(small, "bal")
    uids = await uids_of(small, "fuoc")
    ready, go = asyncio.Event(), asyncio.Event()

    async def slow(unit: Unit) -> None:
        take_pen = unit.take_pen

        async def late() -> object:
            ready.set()
            await go.wait()
            return await take_pen()

        unit.take_pen = late  # type: ignore[assignment, method-assign]
        await change_selection(unit, mine.token, mine.edit_token, uids)

    async def once() -> None:
        async with small.unit() as unit:
            await slow(unit)

    waiting = asyncio.create_task(once())
    await ready.wait()
    await changed(small, mine, "cant")
    go.set()
    with pytest.raises(Stale):
        await waiting
    assert (await found(small, mine.token)).selection.occurrences == tuple(await uids_of(small, "cant"))


# --- fed -------------------------------------------------------------------------------------------------------------


async def test_its_calendar_holds_what_was_picked_in_the_order_of_dates(small: House) -> None:
    mine = await made(small, "dos2", "vielh", "fuoc", "bal")
    assert list(await events(small, mine.token)) == ["vielh", "fuoc", "bal", "dos2"]


@pytest.mark.parametrize("extension", FORMATS)
async def test_it_is_served_in_every_format_full_and_empty(small: House, extension: str) -> None:
    mine = await made(small, "bal", "cant")
    full = await fed(small, mine.token, extension)
    await changed(small, mine)
    empty = await fed(small, mine.token, extension)
    assert full.feed.format is empty.feed.format is FORMATS[extension]
    assert full.feed.body != empty.feed.body
    assert b"bal" in full.feed.body.lower() or extension == "xlsx"


async def test_it_names_the_published_editions_its_dates_are_of(small: House) -> None:
    mine = await made(small, "vielh", "bal")
    for names, years in ((("vielh", "bal"), ["2017", "2018"]), (("vielh",), ["2017"]), ((), [])):
        await changed(small, mine, *names)
        graph = json.loads((await fed(small, mine.token, "jsonld")).feed.body)["@graph"]
        festivals = [node["name"] for node in graph if node["@type"] == "Festival"]
        assert [name.split()[-1] for name in festivals] == years


async def test_another_format_is_refused_before_the_token_is_looked_at(small: House) -> None:
    with pytest.raises(NotHere) as refused:
        await fed(small, "unknown", "pdf")
    assert refused.value.key == "no_such_format"


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("fr", "Mon programme · Total Festum"),
        ("oc", "Mon programa · Total Festum"),
        ("ca", "El meu programa · Total Festum"),
        ("en", "My programme · Total Festum"),
    ],
)
async def test_it_is_called_mine_in_the_reader_s_language(small: House, lang: str, name: str) -> None:
    mine = await made(small, "bal")
    calendar = icalendar.Calendar.from_ical((await fed(small, mine.token, lang=lang)).feed.body)
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == (name, name)
    assert calendar["SOURCE"].startswith(f"https://agenda.example/feeds/s/{mine.token}/x.ics")


async def test_a_moved_date_is_in_it_and_a_deleted_one_is_told_as_cancelled(small: House, clock: TestClock) -> None:
    mine = await made(small, "bal", "cant")
    bal, cant = await uids_of(small, "bal", "cant")
    clock.advance(hours=1)

    def later(occurrence: Occurrence) -> Occurrence:
        when = When.made(datetime(2018, 6, 24, 21, 0), None, False, "")  # noqa: DTZ001
        assert when is not None
        return replace(occurrence, when=when)

    await small.change(lambda unit: revise_occurrence(unit, bal, ADMIN, later))
    await small.change(lambda unit: delete_occurrence(unit, cant, ADMIN))
    inside = await events(small, mine.token)
    assert list(inside) == ["cant", "bal"]
    assert [str(inside[name].get("STATUS")) for name in inside] == ["CANCELLED", "CONFIRMED"]
    assert (inside["bal"].start.day, inside["bal"]["SEQUENCE"]) == (24, 1)
    clock.advance(days=31)
    await small.change(bury_tombstones)
    assert list(await events(small, mine.token)) == ["bal"]


async def test_its_number_and_date_follow_the_revision_and_its_own_changes(small: House, clock: TestClock) -> None:
    mine, other = await made(small, "bal"), await made(small, "cant")
    told = []

    async def tell() -> None:
        stamp, feed = await revision_of(small), await fed(small, mine.token)
        assert feed.feed.revision == stamp.of_selections == (await found(small, mine.token)).number
        told.append(feed.told_at)

    await tell()
    first = clock.advance(hours=1)
    await changed(small, other, "fuoc")
    await tell()  # another's change moves the number, and not the date
    await changed(small, mine, "fuoc")
    await tell()
    second = clock.advance(hours=1)
    async with small.unit() as unit:
        await publish_years(unit, [2018])
    await tell()
    assert told == [mine.selection.modified, mine.selection.modified, first, second]


# --- ended -----------------------------------------------------------------------------------------------------------


async def test_an_ended_one_is_an_empty_calendar_for_good(small: House, clock: TestClock) -> None:
    mine = await made(small, "bal")
    clock.advance(hours=1)
    before = await revision_of(small)
    await small.change(lambda unit: end_selection(unit, mine.token, mine.edit_token))
    after = await revision_of(small)
    assert (after.number, after.selections) == (before.number, before.selections + 1)
    assert (await found(small, mine.token)).selection == Selection(
        (), clock(), mine.selection.revision, mine.selection.ends_on, ended=True
    )
    assert await events(small, mine.token) == {}
    for verb in (
        lambda unit: show_selection(unit, mine.token),
        lambda unit: change_selection(unit, mine.token, mine.edit_token, []),
        lambda unit: end_selection(unit, mine.token, mine.edit_token),
    ):
        with pytest.raises(Gone) as refused:
            await small.change(verb)
        assert refused.value.key == "ended_selection"
    assert await revision_of(small) == after


async def test_it_ends_a_year_after_the_edition_by_a_write_and_not_by_the_clock(small: House, clock: TestClock) -> None:
    mine = await made(small, "bal")
    steps = []
    # Midnight in Paris: the 8 July 2019 begins at 22:00 UTC.
    for moment in ("2019-07-07T21:59:59", "2019-07-07T22:00:00", "2019-07-09T00:00:00"):
        clock.now = datetime.fromisoformat(f"{moment}+00:00")
        inside = list(await events(small, mine.token))
        before = await revision_of(small)
        ended = await small.change(end_selections)
        after = await revision_of(small)
        steps.append(
            (inside, ended, after.number - before.number, after.selections - before.selections,
             list(await events(small, mine.token)))
        )  # fmt: skip
    assert steps == [(["bal"], 0, 0, 0, ["bal"]), (["bal"], 1, 0, 1, []), ([], 0, 0, 0, [])]
    ended_one = (await found(small, mine.token)).selection
    assert (ended_one.ended, ended_one.modified.isoformat()) == (True, "2019-07-07T22:00:00+00:00")


async def test_those_that_end_together_end_once_however_many_processes_look(small: House, clock: TestClock) -> None:
    for _ in range(3):
        await made(small, "bal")
    later = await made(small, "bal")
    clock.advance(days=500)
    await changed(small, later, "bal", "cant")
    before = (await revision_of(small)).selections
    ended = await asyncio.gather(*(small.change(end_selections) for _ in range(4)))
    assert (sorted(ended), (await revision_of(small)).selections) == ([0, 0, 0, 3], before + 1)
    assert list(await events(small, later.token)) == ["bal", "cant"]


async def test_one_that_ran_ahead_of_the_clock_ends_with_a_later_stamp_still(small: House, clock: TestClock) -> None:
    mine = await made(small, "bal")
    clock.advance(days=600)
    async with small.database.writing() as connection:
        await connection.execute(t.selections.update().values(modified=clock.now + timedelta(days=1)))
    await small.change(end_selections)
    assert (await found(small, mine.token)).selection.modified == clock() + timedelta(days=1, seconds=1)
