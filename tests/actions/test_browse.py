"""Lists and single things as the public may see them."""

from collections.abc import Awaitable, Callable

import pytest

from festum.actions.ask import PAGING, ask
from festum.actions.browse import Answer, Shown, browse, current, show_event, show_occurrence
from festum.actions.frame import publish_years
from festum.actions.house import House, Unit
from festum.actions.revise import delete_event, delete_occurrence
from festum.domain.holder import Holder
from festum.errors import FestumError, Gone, Malformed, NotHere
from tests.conftest import load_csv
from tests.store.small import BAL, csv_of, events_by_key, names_by_uid, revision_of

ADMIN = Holder("test", None)


async def browsed(house: House, **parameters: str) -> Answer:
    async with house.unit() as unit:
        return await browse(unit, await ask(unit, list(parameters.items()), PAGING))


async def names(house: House, *answers: Answer) -> list[str]:
    known = await names_by_uid(house)
    return [known[listing.occurrence.uid] for answer in answers for listing in answer.listings]


async def test_following_the_cursors_gives_the_whole_list(small: House) -> None:
    answers = [await browsed(small, limit="3")]
    while answers[-1].next and len(answers) < 10:
        answers.append(await browsed(small, limit="3", cursor=answers[-1].next))
    assert await names(small, *answers) == ["dos1", "expo", "fuoc", "bal", "cant", "sens", "dos2"]
    assert [(len(answer.listings), answer.total) for answer in answers] == [(3, 7), (3, 7), (1, 7)]
    assert {answer.revision for answer in answers} == {(await revision_of(small)).number}


async def test_a_cursor_keeps_its_place_over_a_write_and_under_other_filters(small: House) -> None:
    first = await browsed(small, limit="3")
    assert first.next is not None
    await load_csv(small, csv_of([{**BAL, "event_key": "abans", "start": "2018-05-20T10:00", "end": ""}]))
    rest = await browsed(small, cursor=first.next)
    other = await browsed(small, cursor=first.next, language="oc")
    assert await names(small, rest) == ["bal", "cant", "sens", "dos2"]
    assert await names(small, other) == ["bal", "cant", "dos2"]
    assert rest.revision > first.revision


async def test_no_match_is_an_empty_answer(small: House) -> None:
    answer = await browsed(small, departement="09")
    assert (answer.listings, answer.total, answer.next) == ((), 0, None)


async def test_a_broken_cursor_is_refused(small: House) -> None:
    with pytest.raises(Malformed):
        await browsed(small, cursor="broken")


async def test_a_page_of_everything_has_no_limit(small: House) -> None:
    async with small.unit() as unit:
        answer = await browse(unit, await ask(unit, [("limit", "1")], PAGING), everything=True)
    assert (len(answer.listings), answer.next) == (7, None)


async def test_an_event_is_shown_with_its_dates_in_order(small: House) -> None:
    dos = (await events_by_key(small))["dos"]
    async with small.unit() as unit:
        shown = await show_event(unit, dos.id)
        one = await show_occurrence(unit, dos.occurrences[1].uid)
    assert shown == Shown(dos, shown.listings, (await revision_of(small)).number)
    assert [listing.occurrence for listing in shown.listings] == list(dos.occurrences)
    assert (one.event, [listing.occurrence for listing in one.listings]) == (dos, [dos.occurrences[1]])
    assert {listing.partner.name for listing in shown.listings} == {"Cercle occitan"}


async def outcome(house: House, show: Callable[[Unit], Awaitable[Shown]]) -> str:
    async with house.unit() as unit:
        try:
            await show(unit)
        except FestumError as refusal:
            assert isinstance(refusal, NotHere | Gone)
            return refusal.key
    return "shown"


async def test_what_is_unseen_deleted_or_unknown_is_told_apart(small: House) -> None:
    events = await events_by_key(small)
    dos, bal, futur = events["dos"], events["bal"], events["futur"]
    unseen = futur.occurrences[0].uid
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    await small.change(lambda unit: delete_occurrence(unit, dos.occurrences[0].uid, ADMIN))
    assert {
        "deleted event": await outcome(small, lambda unit: show_event(unit, bal.id)),
        "its date": await outcome(small, lambda unit: show_occurrence(unit, bal.occurrences[0].uid)),
        "event with a deleted date": await outcome(small, lambda unit: show_event(unit, dos.id)),
        "deleted date": await outcome(small, lambda unit: show_occurrence(unit, dos.occurrences[0].uid)),
        "the other date": await outcome(small, lambda unit: show_occurrence(unit, dos.occurrences[1].uid)),
        "unseen event": await outcome(small, lambda unit: show_event(unit, futur.id)),
        "unseen date": await outcome(small, lambda unit: show_occurrence(unit, unseen)),
        "unseen event for its editor": await outcome(small, lambda unit: show_event(unit, futur.id, unseen=True)),
        "unseen date for its editor": await outcome(small, lambda unit: show_occurrence(unit, unseen, unseen=True)),
        "unknown event": await outcome(small, lambda unit: show_event(unit, "x")),
        "unknown date": await outcome(small, lambda unit: show_occurrence(unit, "x")),
        "uid as event": await outcome(small, lambda unit: show_event(unit, dos.occurrences[1].uid)),
    } == {
        "deleted event": "deleted_event",
        "its date": "deleted_occurrence",
        "event with a deleted date": "shown",
        "deleted date": "deleted_occurrence",
        "the other date": "shown",
        "unseen event": "no_such_event",
        "unseen date": "no_such_occurrence",
        "unseen event for its editor": "shown",
        "unseen date for its editor": "shown",
        "unknown event": "no_such_event",
        "unknown date": "no_such_occurrence",
        "uid as event": "no_such_event",
    }
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    assert await outcome(small, lambda unit: show_event(unit, futur.id)) == "shown"


async def test_a_deleted_event_of_an_unseen_edition_is_as_unseen_as_it_was(small: House) -> None:
    futur = (await events_by_key(small))["futur"]
    await small.change(lambda unit: delete_event(unit, futur.id, ADMIN))
    assert await outcome(small, lambda unit: show_event(unit, futur.id)) == "no_such_event"


async def test_the_current_edition_is_named(small: House, clock: object) -> None:
    async with small.unit() as unit:
        edition = await current(unit, await ask(unit, []))
    assert edition is not None
    assert (edition.year, edition.number) == (2018, 13)
