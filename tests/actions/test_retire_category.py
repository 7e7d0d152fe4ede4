"""A category retired: its events are no longer of it, and its addresses go on answering."""

import pytest

from festum.actions.ask import FEED, ask
from festum.actions.browse import browse
from festum.actions.count import count_facets
from festum.actions.house import House
from festum.actions.retire_category import retire_category
from festum.actions.serve_feed import serve_feed
from festum.domain.vocabulary import CATEGORIES
from festum.errors import NotHere
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, csv_of, dump, events_by_key, names_by_uid, revision_of


async def categories(house: House) -> dict[str, tuple[str, ...]]:
    return {key: event.details.categories for key, event in (await events_by_key(house)).items()}


async def found(house: House, **asked: str) -> list[str]:
    names = await names_by_uid(house)
    async with house.unit() as unit:
        answer = await browse(unit, await ask(unit, list(asked.items())))
    return [names[one.occurrence.uid] for one in answer.listings]


BEFORE = {
    "bal": ("baleti",), "cant": ("song", "concert"), "fuoc": ("bonfire",), "expo": ("exhibition",), "sens": (),
    "dos": ("workshop", "walk"), "vielh": ("sardana",), "futur": ("baleti",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("category", "into", "how_many", "changed"),
    [
        ("baleti", None, 2, {"bal": (), "futur": ()}),
        ("baleti", "dance", 2, {"bal": ("dance",), "futur": ("dance",)}),
        ("song", "concert", 1, {"cant": ("concert",)}),
        ("workshop", "other", 1, {"dos": ("other", "walk")}),
        ("walk", None, 1, {"dos": ("workshop",)}),
        ("sardana", "dance", 1, {"vielh": ("dance",)}),
        ("correfoc", "bonfire", 0, {}),
        ("baleti", "baleti", 2, {}),
    ],
)
async def test_its_events_are_of_another_or_of_none_in_every_edition(
    small: House, category: str, into: str | None, how_many: int, changed: dict[str, tuple[str, ...]]
) -> None:
    assert await categories(small) == BEFORE
    assert await small.change(lambda unit: retire_category(unit, category, "test", into)) == how_many
    assert await categories(small) == {**BEFORE, **changed}


async def test_it_is_a_change_that_subscribers_are_told_of(small: House, clock: TestClock) -> None:
    before, events = await revision_of(small), await events_by_key(small)
    clock.advance(hours=1)
    await small.change(lambda unit: retire_category(unit, "walk", "test"))
    after = await events_by_key(small)
    assert {key for key in events if events[key] != after[key]} == {"dos"}
    assert [(o.sequence, o.modified) for o in after["dos"].occurrences] == [(1, clock())] * 2
    assert (await revision_of(small)).number == before.number + 1


async def test_its_address_stays_good_with_nothing_in_it(small: House) -> None:
    assert await found(small, category="baleti") == ["bal"]
    await small.change(lambda unit: retire_category(unit, "baleti", "test", "dance"))
    assert "baleti" in CATEGORIES
    assert (await found(small, category="baleti"), await found(small, category="dance")) == ([], ["bal"])
    async with small.unit() as unit:
        feed = await serve_feed(unit, await ask(unit, [("category", "baleti")], FEED), "ics", "/feeds/x.ics")
        facets = await count_facets(unit, await ask(unit, [("facets", "category")], ("facets",)))
    assert (feed.body.count(b"BEGIN:VEVENT"), feed.body.count(b"BEGIN:VTIMEZONE")) == (0, 1)
    assert [count.key for count in facets["category"] if count.key in ("baleti", "dance")] == ["dance"]


async def test_words_still_find_what_was_of_it_and_its_concept_no_longer_does(small: House) -> None:
    assert await found(small, q="bonfire") == ["fuoc"]  # by its title too
    assert await found(small, q="cantèra") == ["cant"]
    await small.change(lambda unit: retire_category(unit, "concert", "test"))
    await small.change(lambda unit: retire_category(unit, "bonfire", "test"))
    assert (await found(small, q="concert"), await found(small, q="bonfire")) == ([], ["fuoc"])


@pytest.mark.parametrize(("category", "into"), [("none", None), ("baleti", "none"), ("not-stated", None), ("", None)])
async def test_a_word_that_never_was_a_category_is_refused(small: House, category: str, into: str | None) -> None:
    before = await dump(small)
    with pytest.raises(NotHere) as refusal:
        await small.change(lambda unit: retire_category(unit, category, "test", into))
    assert (refusal.value.key, refusal.value.values) == ("no_such_category", {"category": into or category})
    assert await dump(small) == before


async def test_the_next_upload_does_not_bring_it_back(small: House) -> None:
    await small.change(lambda unit: retire_category(unit, "baleti", "test", "dance"))
    await load_csv(small, csv_of([{**BAL, "title": "Autre titre"}]))
    bal = (await events_by_key(small))["bal"]
    assert (bal.details.titles.get("fr"), bal.details.categories, bal.locks) == (
        "Autre titre", ("dance",), ("categories",)
    )  # fmt: skip
