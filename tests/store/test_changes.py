"""What changed since a revision, as the tables know it: in one order, and from when the public sees it."""

from dataclasses import replace

import pytest

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.revise import delete_event, delete_occurrence, revise_event
from festum.actions.settle import bury_tombstones
from festum.domain.event import Edition, Partner
from festum.domain.holder import Holder
from festum.domain.texts import Texts
from festum.store.changes import Changed, changed_events, changed_frame
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, EDITIONS, PARTNERS, csv_of, events_by_key, revision_of

ADMIN = Holder("test", None)
SEEN = ["bal", "cant", "dos", "expo", "fuoc", "sens", "vielh"]
"""Those of published editions; "futur" is not."""


async def told(house: House, since: int, limit: int = 200, after: Changed | None = None) -> list[tuple[str, int]]:
    """(event key, revision)"""
    keys = {event.id: key for key, event in (await events_by_key(house)).items()}
    async with house.database.reading() as connection:
        changed, more = await changed_events(connection, since, after, limit)
    assert len(changed) <= limit
    assert not more or len(changed) == limit
    return [(keys[one.event_id], one.revision) for one in changed]


async def frame(house: House, since: int) -> tuple[list[int], list[str]]:
    async with house.database.reading() as connection:
        editions, partners = await changed_frame(connection, since)
    return [e.year for e in editions], [p.key for p in partners]


async def retitle(house: House, key: str, text: str) -> int:
    """And the revision it made."""
    event = (await events_by_key(house))[key]
    details = replace(event.details, titles=Texts.of({"fr": text}))
    await house.change(lambda unit: revise_event(unit, event.id, ADMIN, lambda e: replace(e, details=details)))
    return (await revision_of(house)).number


async def test_everything_public_has_changed_since_nothing_in_the_order_of_revisions_and_ids(small: House) -> None:
    now = (await revision_of(small)).number
    found = await told(small, 0)
    ids = {key: event.id for key, event in (await events_by_key(small)).items()}
    assert found == [(key, now) for key in sorted(SEEN, key=lambda key: ids[key])]
    assert await told(small, now - 1) == found
    assert await told(small, now) == []


async def test_what_changes_moves_to_the_end_and_alone_has_changed_since(small: House) -> None:
    before = (await revision_of(small)).number
    one, other = await retitle(small, "dos", "Autre"), await retitle(small, "bal", "Autre")
    assert await told(small, before) == [("dos", one), ("bal", other)]
    assert await told(small, one) == [("bal", other)]
    assert dict(await told(small, 0)) == {**dict.fromkeys(SEEN, before), "dos": one, "bal": other}


async def test_pages_follow_one_another_within_and_across_revisions(small: House) -> None:
    last = await retitle(small, "dos", "Autre")
    whole = await told(small, 0)
    ids = {key: event.id for key, event in (await events_by_key(small)).items()}
    for limit in (1, 2, 3, 6, 7, 8):
        found: list[tuple[str, int]] = []
        after = None
        while page := await told(small, 0, limit, after):
            found += page
            after = Changed(page[-1][1], ids[page[-1][0]])
        assert found == whole
    assert whole[-1] == ("dos", last)


async def test_publishing_an_edition_changes_all_its_events_for_the_public_and_no_other(small: House) -> None:
    before = (await revision_of(small)).number
    await retitle(small, "futur", "En préparation")
    assert await told(small, before) == []
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    published = (await revision_of(small)).number
    assert await told(small, before) == [("futur", published)]
    changed = await retitle(small, "futur", "Publié")
    assert await told(small, published) == [("futur", changed)]


async def test_a_deletion_is_a_change_and_its_burial_is_none(small: House, clock: TestClock) -> None:
    before = (await revision_of(small)).number
    events = await events_by_key(small)
    await small.change(lambda unit: delete_event(unit, events["bal"].id, ADMIN))
    deleted = (await revision_of(small)).number
    await small.change(lambda unit: delete_occurrence(unit, events["dos"].occurrences[0].uid, ADMIN))
    shortened = (await revision_of(small)).number
    clock.advance(days=31)
    await small.change(bury_tombstones)
    assert await told(small, before) == [("bal", deleted), ("dos", shortened)]


async def test_an_upload_that_changes_nothing_changes_nothing(small: House) -> None:
    before = (await revision_of(small)).number
    await load_csv(small, csv_of([BAL]))
    assert await told(small, before) == []


@pytest.mark.parametrize(
    ("change", "told_of"),
    [
        ("nothing", ([], [])),
        ("edition", ([2017], [])),
        ("unseen edition", ([], [])),
        ("new partner", ([], ["nova"])),
        ("renamed partner", ([], ["mairie"])),
        ("kind of a partner", ([], ["mairie"])),
        ("publication", ([2019], [])),
        ("publication again", ([2017], [])),
    ],
)
async def test_the_frame_is_told_where_it_changed(
    small: House, change: str, told_of: tuple[list[int], list[str]]
) -> None:
    assert await frame(small, 0) == ([2017, 2018], ["cercle", "mairie"])
    before = (await revision_of(small)).number
    async with small.unit() as unit:
        match change:
            case "nothing":
                await load_frame_editions(unit, EDITIONS)
            case "edition":
                await load_frame_editions(unit, [replace(EDITIONS[0], number=99), *EDITIONS[1:]])
            case "unseen edition":
                await load_frame_editions(unit, [Edition(2020), replace(EDITIONS[2], number=99)])
            case "new partner":
                await load_frame_partners(unit, [*PARTNERS, Partner("nova", "Nòva")], "test")
            case "renamed partner":
                await load_frame_partners(unit, [PARTNERS[0], replace(PARTNERS[1], name="Nòva")], "test")
            case "kind of a partner":
                await load_frame_partners(unit, [PARTNERS[0], replace(PARTNERS[1], kind="other")], "test")
            case "publication":
                await publish_years(unit, [2019])
            case "publication again":
                await publish_years(unit, [2017])
    assert await frame(small, before) == told_of
