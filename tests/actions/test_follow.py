"""Following all changes: whoever does so holds what the lists hold, whatever happens while they page."""

from dataclasses import dataclass, field, replace

import pytest

from festum.actions.ask import ask
from festum.actions.browse import browse_events
from festum.actions.cursors import write_words
from festum.actions.follow import Changes, follow
from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.revise import delete_event, delete_occurrence, revise_event
from festum.actions.settle import bury_tombstones
from festum.domain.event import Edition, Partner
from festum.domain.holder import Holder
from festum.domain.texts import Texts
from festum.errors import Malformed, OutOfRange
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, EDITIONS, PARTNERS, csv_of, events_by_key, names_by_uid, revision_of

ADMIN = Holder("test", None)
Held = dict[str, tuple[str, tuple[tuple[str, int], ...]]]
"""By event id: the title, and each date with its SEQUENCE."""


async def page(house: House, since: int, limit: int = 200, cursor: str | None = None) -> Changes:
    async with house.unit() as unit:
        return await follow(unit, since, limit, cursor)


async def listed(house: House) -> Held:
    """What the public lists hold, of every edition."""
    async with house.unit() as unit:
        answer = await browse_events(unit, await ask(unit, [("edition", "all"), ("limit", "200")], ("limit",)))
    assert answer.next is None
    return {
        dates[0].event_id: (
            dates[0].details.titles.get("fr"),
            tuple((one.occurrence.uid, one.occurrence.sequence) for one in dates),
        )
        for dates in answer.events
    }


@dataclass
class Mirror:
    """Keeps what it is told, by ids and nothing else, as a program elsewhere would."""

    house: House
    limit: int = 3
    since: int = 0
    cursor: str | None = None
    events: Held = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    editions: dict[int, Edition] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    async def turn(self) -> bool:
        """One page; True after the last."""
        changes = await page(self.house, self.since, self.limit, self.cursor)
        for change in changes.events:
            self.told.append(change.event.id)
            self.events.pop(change.event.id, None)
            if change.listings:
                self.events[change.event.id] = (
                    change.listings[0].details.titles.get("fr"),
                    tuple((one.occurrence.uid, one.occurrence.sequence) for one in change.listings),
                )
        self.partners |= {partner.key: partner for partner in changes.partners}
        self.editions |= {edition.year: edition for edition in changes.editions}
        self.cursor = changes.next
        if changes.next is None:
            self.since = changes.revision
        return changes.next is None

    async def catch_up(self) -> None:
        for _ in range(100):
            if await self.turn():
                return
        raise AssertionError("no end")

    async def agrees(self) -> bool:
        return self.events == await listed(self.house)


async def retitle(house: House, key: str, text: str) -> None:
    event = (await events_by_key(house))[key]
    details = replace(event.details, titles=Texts.of({"fr": text}))
    await house.change(lambda unit: revise_event(unit, event.id, ADMIN, lambda e: replace(e, details=details)))


async def test_the_first_page_brings_everything_there_is_with_editions_and_partners(small: House) -> None:
    changes = await page(small, 0)
    now = (await revision_of(small)).number
    names = await names_by_uid(small)
    assert [e.year for e in changes.editions] == [2017, 2018]
    assert changes.partners == PARTNERS
    assert (changes.next, changes.revision, {change.revision for change in changes.events}) == (None, now, {now})
    told = {c.event.event_key: [names[one.occurrence.uid] for one in c.listings] for c in changes.events}
    assert told == {
        "bal": ["bal"], "cant": ["cant"], "dos": ["dos1", "dos2"], "expo": ["expo"], "fuoc": ["fuoc"],
        "sens": ["sens"], "vielh": ["vielh"],
    }  # fmt: skip
    assert {change.deleted for change in changes.events} == {()}


async def test_who_is_up_to_date_is_told_nothing(small: House) -> None:
    now = (await revision_of(small)).number
    assert await page(small, now) == Changes((), (), (), None, now)


async def test_what_is_deleted_is_told_by_its_ids_for_good(small: House, clock: TestClock) -> None:
    before = (await revision_of(small)).number
    events = await events_by_key(small)
    await small.change(lambda unit: delete_event(unit, events["bal"].id, ADMIN))
    await small.change(lambda unit: delete_occurrence(unit, events["dos"].occurrences[0].uid, ADMIN))
    names = await names_by_uid(small)

    async def told() -> dict[str, tuple[list[str], list[str]]]:
        return {
            c.event.event_key: ([names[one.occurrence.uid] for one in c.listings], [names[uid] for uid in c.deleted])
            for c in (await page(small, before)).events
        }

    expected: dict[str, tuple[list[str], list[str]]] = {"bal": ([], ["bal"]), "dos": (["dos2"], ["dos1"])}
    assert await told() == expected
    clock.advance(days=31)
    await small.change(bury_tombstones)
    assert await told() == expected


async def test_a_later_revision_than_there_is_is_refused(small: House) -> None:
    now = (await revision_of(small)).number
    with pytest.raises(OutOfRange) as refusal:
        await page(small, now + 1)
    assert (refusal.value.key, refusal.value.values) == ("since_later", {"since": now + 1, "revision": now})


BROKEN = [(), ("1",), ("1", "x"), ("1", "1", "x", "y"), ("a", "1", "x"), ("1", "a", "x"), ("-1", "1", "x"),
    ("1", "9" * 10, "x"), ("9" * 10, "1", "x"), ("1", "٣", "x"), ("1", "", "x")]  # fmt: skip


@pytest.mark.parametrize("words", BROKEN)
async def test_what_is_no_cursor_of_ours_is_refused(small: House, words: tuple[str, ...]) -> None:
    with pytest.raises(Malformed) as refusal:
        await page(small, 0, cursor=write_words(*words))
    assert refusal.value.key == "bad_cursor"


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
async def test_a_mirror_by_pages_of_any_length_holds_what_the_lists_hold(small: House, limit: int) -> None:
    mirror = Mirror(small, limit)
    await mirror.catch_up()
    assert (await mirror.agrees(), len(mirror.told), len(set(mirror.told))) == (True, 7, 7)
    assert (list(mirror.partners.values()), list(mirror.editions)) == (list(PARTNERS), [2017, 2018])


async def test_what_changes_while_somebody_pages_is_told_again_at_the_end_and_nothing_is_missed(small: House) -> None:
    mirror = Mirror(small, 2)
    ids = {event.id: key for key, event in (await events_by_key(small)).items()}
    assert await mirror.turn() is False
    seen = ids[mirror.told[0]]
    await retitle(small, seen, "Vu, puis changé")
    order = [ids[change.event.id] for change in (await page(small, 0)).events]
    assert order[-1] == seen
    unseen = order[-2]
    await retitle(small, unseen, "Pas encore vu")
    assert await mirror.turn() is False
    gone = next(key for key in order if key not in {ids[one] for one in mirror.told} | {seen, unseen})
    event_id = (await events_by_key(small))[gone].id
    await small.change(lambda unit: delete_event(unit, event_id, ADMIN))
    await load_csv(small, csv_of([{**BAL, "event_key": "nou", "title": "Nouveau"}]))
    await mirror.catch_up()
    assert await mirror.agrees()
    told = [ids.get(one, "nou") for one in mirror.told]
    assert (told.count(seen), told[-4:]) == (2, [seen, unseen, gone, "nou"])
    # And then as good as done: nothing more is told.
    assert (await page(small, mirror.since)).events == ()


async def test_what_changes_of_the_frame_while_somebody_pages_is_told_too(small: House) -> None:
    mirror = Mirror(small, 2)
    await mirror.turn()
    async with small.unit() as unit:
        await load_frame_partners(unit, [replace(PARTNERS[1], kind="other"), Partner("nova", "Nòva")], "test")
    await mirror.turn()
    async with small.unit() as unit:
        await load_frame_editions(unit, [replace(EDITIONS[0], number=99)])
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    await mirror.catch_up()
    assert mirror.partners == {
        "cercle": PARTNERS[0],
        "mairie": replace(PARTNERS[1], kind="other"),
        "nova": Partner("nova", "Nòva"),
    }
    assert {year: edition.number for year, edition in mirror.editions.items()} == {2017: 99, 2018: 13, 2019: 14}
    assert await mirror.agrees()
    # A page in the middle tells what is new since the one before it, not the whole frame again.
    calm = await page(small, 0, 2)
    assert calm.next is not None
    following = await page(small, 0, 2, calm.next)
    assert (len(calm.partners), following.partners, following.editions) == (3, (), ())


async def test_a_renamed_partner_is_told_with_its_events(small: House) -> None:
    before = (await revision_of(small)).number
    async with small.unit() as unit:
        await load_frame_partners(unit, [replace(PARTNERS[1], name="Comuna de Perpinyà")], "test")
    changes = await page(small, before)
    assert [p.name for p in changes.partners] == ["Comuna de Perpinyà"]
    assert {c.event.event_key: c.listings[0].partner.name for c in changes.events} == dict.fromkeys(
        ("expo", "fuoc", "vielh"), "Comuna de Perpinyà"
    )


async def test_an_edition_unseen_is_told_once_it_is_published_and_not_before(small: House) -> None:
    mirror = Mirror(small)
    await mirror.catch_up()
    await retitle(small, "futur", "Toujours en préparation")
    async with small.unit() as unit:
        await load_frame_editions(unit, [replace(EDITIONS[2], number=99)])
    told = len(mirror.told)
    await mirror.catch_up()
    assert (len(mirror.told), sorted(mirror.editions)) == (told, [2017, 2018])
    async with small.unit() as unit:
        await publish_years(unit, [2019])
    await mirror.catch_up()
    assert (len(mirror.told), mirror.editions[2019].number, await mirror.agrees()) == (told + 1, 99, True)


async def test_a_mirror_that_comes_now_and_then_ends_equal(small: House, clock: TestClock) -> None:
    mirror, late = Mirror(small, 2), Mirror(small, 1)
    steps = [
        lambda: retitle(small, "bal", "Un"),
        lambda: load_csv(small, csv_of([{**BAL, "event_key": f"n{n}", "title": f"N{n}"} for n in range(5)])),
        lambda: retitle(small, "n3", "Trois"),
        lambda: retitle(small, "futur", "Caché"),
        lambda: _delete(small, "n1"),
        lambda: _delete(small, "vielh"),
        lambda: _publish(small, 2019),
        lambda: retitle(small, "bal", "Deux"),
        lambda: _bury(small, clock),
        lambda: retitle(small, "futur", "Dit"),
    ]
    for number, step in enumerate(steps):
        await step()
        await mirror.turn()
        if number % 3 == 0:
            await late.turn()
    for one in (mirror, late):
        await one.catch_up()  # the rest of a run begun long ago
        await one.catch_up()
        assert await one.agrees()
    assert mirror.since == late.since == (await revision_of(small)).number


async def _delete(house: House, key: str) -> None:
    event_id = (await events_by_key(house))[key].id
    await house.change(lambda unit: delete_event(unit, event_id, ADMIN))


async def _publish(house: House, year: int) -> None:
    async with house.unit() as unit:
        await publish_years(unit, [year])


async def _bury(house: House, clock: TestClock) -> None:
    clock.advance(days=31)
    await house.change(bury_tombstones)
