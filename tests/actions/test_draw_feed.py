"""What is drawn for a feed, and what is not: an entry that did not change is neither read nor drawn again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from festum.actions import draw_feed as drawing
from festum.actions.ask import FEED, ask
from festum.actions.draw_feed import Feed
from festum.actions.easel import Easel
from festum.actions.house import House
from festum.actions.keep_fragments import FragmentKeeper
from festum.actions.revise import delete_event, delete_occurrence, revise_event
from festum.actions.serve_feed import serve_feed
from festum.domain.holder import Holder
from festum.domain.listing import Listing
from festum.domain.texts import Texts
from festum.feeds.format import Drawing, Entry
from festum.feeds.formats import FORMATS
from festum.store import tables as t
from tests.conftest import TestClock
from tests.store.small import events_by_key, name_of

ADMIN = Holder("test", None)
ALL = [["dos1"], ["expo"], ["fuoc"], ["bal"], ["cant"], ["sens"], ["dos2"]]
BY_EVENT = [["dos1", "dos2"], ["expo"], ["fuoc"], ["bal"], ["cant"], ["sens"]]
every_format = pytest.mark.parametrize("extension", FORMATS)


class Spy:
    """Writes down what was drawn, each entry by the names of its dates, and what was read to be drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.drawn: list[list[str]] = []
        self.ways: list[str] = []
        self.read: list[str] = []
        for extension, form in FORMATS.items():
            monkeypatch.setitem(FORMATS, extension, replace(form, draw=self._watching(form.draw)))
        read = drawing.listings_by_uid

        async def reading(connection: object, gazetteer: object, uids: Sequence[str]) -> dict[str, Listing]:
            found = await read(connection, gazetteer, uids)  # type: ignore[arg-type]
            self.read += [name_of(one.event_key, one.occurrence.occurrence_key) for one in found.values()]
            return found

        monkeypatch.setattr(drawing, "listings_by_uid", reading)

    def _watching(self, draw):  # type: ignore[no-untyped-def]
        def drawn(entry: Entry, how: Drawing) -> bytes:
            self.drawn.append([name_of(one.event_key, one.occurrence.occurrence_key) for one in entry])
            self.ways.append(how.cancelled)
            return draw(entry, how)

        return drawn

    def told(self) -> list[list[str]]:
        """Since it was last asked; whatever was drawn had been read, and nothing else was."""
        drawn, read = self.drawn, self.read
        assert sorted(name for entry in drawn for name in entry) == sorted(read)
        self.drawn, self.read, self.ways = [], [], []
        return drawn


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    return Spy(monkeypatch)


async def fed(house: House, extension: str, **parameters: str) -> Feed:
    async with house.unit() as unit:
        question = await ask(unit, [(name.rstrip("_"), value) for name, value in parameters.items()], FEED)
        return await serve_feed(unit, question, extension, f"/feeds/x.{extension}")


async def retitle(house: House, key: str) -> None:
    event = (await events_by_key(house))[key]
    details = replace(event.details, titles=Texts.of({"fr": "Autre titre"}))
    await house.change(lambda unit: revise_event(unit, event.id, ADMIN, lambda e: replace(e, details=details)))


def whole(extension: str) -> list[list[str]]:
    return BY_EVENT if FORMATS[extension].grain == "event" else ALL


@every_format
async def test_what_did_not_change_is_not_drawn_again(small: House, spy: Spy, clock: TestClock, extension: str) -> None:
    first = await fed(small, extension, lang="oc")
    assert sorted(spy.told()) == sorted(whole(extension))
    assert (await fed(small, extension, lang="oc")).body == first.body
    assert spy.told() == []
    clock.advance(hours=1)
    await retitle(small, "dos")
    spy.drawn, spy.ways = [], []  # publishing draws by itself what most subscribers get
    second = await fed(small, extension, lang="oc")
    assert spy.told() == [entry for entry in whole(extension) if entry[0].startswith("dos")]
    assert (second.body == first.body, b"Autre titre" in second.body or extension == "xlsx") == (False, True)
    # As if it had never been drawn before.
    assert (await fed(replace(small, easel=Easel()), extension, lang="oc")).body == second.body


@every_format
async def test_another_question_takes_what_is_drawn_and_draws_what_is_not(
    small: House, spy: Spy, extension: str
) -> None:
    await fed(small, extension, lang="oc", departement="34")
    spy.told()
    await fed(small, extension, lang="oc", partner="cercle")
    if FORMATS[extension].grain == "event":
        # Under that filter "dos" had one date, now it has two: another entry.
        assert spy.told() == [["dos1", "dos2"], ["cant"], ["sens"]]
    else:
        assert spy.told() == [["cant"], ["sens"], ["dos2"]]
    await fed(small, extension, lang="oc", departement="34")
    assert spy.told() == []
    await fed(small, extension, lang="ca", departement="34")
    assert spy.told() == [["dos1"], ["bal"]]


async def test_an_event_under_a_filter_has_those_of_its_dates_only_that_match(small: House, spy: Spy) -> None:
    bodies = {}
    for terms, entry in (
        ({"departement": "34"}, ["dos1"]),
        ({"departement": "31"}, ["dos2"]),
        ({"to": "2018-06-15"}, ["dos1"]),
        ({"from_": "2018-06-15"}, ["dos2"]),
        ({}, ["dos1", "dos2"]),
    ):
        easel = Easel()
        bodies[str(terms)] = (await fed(replace(small, easel=easel), "jsonld", **terms)).body
        assert [drawn for drawn in spy.told() if drawn[0].startswith("dos")] == [entry], terms
    assert b"2018-07-06" not in bodies["{'departement': '34'}"]
    assert b"2018-06-01" not in bodies["{'departement': '31'}"]


@pytest.mark.parametrize("extension", [name for name, form in FORMATS.items() if form.stored])
async def test_a_process_just_started_reads_what_is_stored(small: House, spy: Spy, extension: str) -> None:
    first = await fed(small, extension, lang="oc")
    assert len(first.drawn) == 7
    spy.told()
    cold = replace(small, easel=Easel())
    assert len((await fed(cold, extension, lang="oc")).drawn) == 7  # nothing was kept yet
    spy.told()
    keeper = FragmentKeeper(small)
    keeper.start()
    keeper.keep(first.drawn)
    await keeper.drained()
    await keeper.stop()
    cold = replace(small, easel=Easel())
    again = await fed(cold, extension, lang="oc")
    assert (again.body, again.drawn, spy.told()) == (first.body, (), [])
    # What was stored is at hand from then on.
    async with small.database.writing() as connection:
        await connection.execute(delete(t.fragments))
    assert ((await fed(cold, extension, lang="oc")).body, spy.told()) == (first.body, [])


@pytest.mark.parametrize("extension", [name for name, form in FORMATS.items() if not form.stored])
async def test_what_is_quickly_drawn_is_not_stored(small: House, spy: Spy, extension: str) -> None:
    assert (await fed(small, extension)).drawn == ()
    async with small.database.reading() as connection:
        forms = set((await connection.execute(select(t.fragments.c.form))).scalars())
    assert forms == {"ics"}  # drawn by publishing


async def test_stored_bytes_of_another_state_or_renderer_are_not_taken(small: House, spy: Spy) -> None:
    cold = replace(small, easel=Easel())
    assert ((await fed(cold, "ics")).drawn, spy.told()) == ((), [])
    uid = (await events_by_key(small))["bal"].occurrences[0].uid
    async with small.database.writing() as connection:
        f = t.fragments
        await connection.execute(update(f).where(f.c.uid == uid).values(modified=f.c.modified, renderer="older"))
    cold = replace(small, easel=Easel())
    feed = await fed(cold, "ics")
    assert ([one.uid for one in feed.drawn], spy.told()) == ([uid], [["bal"]])


async def test_a_cancelled_date_has_two_faces_in_a_calendar_and_all_others_one(small: House, spy: Spy) -> None:
    kept = await fed(small, "jcal")
    assert (set(spy.ways), len(spy.told())) == ({"keep"}, 7)
    marked = await fed(small, "jcal", cancelled="mark")
    assert (spy.ways, spy.told()) == (["mark"], [["fuoc"]])
    assert kept.body != marked.body
    hidden = await fed(small, "jcal", cancelled="hide")
    assert (spy.told(), kept.body.count(b"vevent") - hidden.body.count(b"vevent")) == ([], 1)
    for extension in ("json", "atom"):
        one = await fed(small, extension)
        spy.told()
        other = await fed(small, extension, cancelled="mark")
        assert spy.told() == []
        assert one.body.replace(b"X", b"").count(b"\n") == other.body.replace(b"X", b"").count(b"\n")


@every_format
async def test_what_is_deleted_is_told_by_calendars_alone(
    small: House, spy: Spy, clock: TestClock, extension: str
) -> None:
    event_id = (await events_by_key(small))["expo"].id
    await small.change(lambda unit: delete_event(unit, event_id, ADMIN))
    spy.drawn, spy.ways = [], []
    await fed(small, extension, lang="oc")
    assert (["expo"] in spy.told()) is FORMATS[extension].calendar


async def test_a_small_easel_draws_again_what_it_let_go(small: House, spy: Spy) -> None:
    poor = replace(small, easel=Easel(most_bytes=2000))
    first = await fed(poor, "json")
    assert len(spy.told()) == 7
    assert (await fed(poor, "json")).body == first.body
    assert spy.told()


async def test_a_tombstone_is_drawn_of_what_is_said_now_whoever_drew_it_before(small: House) -> None:
    """Deleted, and then its event's title corrected: a process that has nothing at hand hands out the same bytes."""
    dos = (await events_by_key(small))["dos"]
    await small.change(lambda unit: delete_occurrence(unit, dos.occurrences[0].uid, ADMIN))
    await fed(small, "ics")
    retitled = replace(dos.details, titles=Texts.of({"fr": "Autre titre"}))
    await small.change(lambda unit: revise_event(unit, dos.id, ADMIN, lambda e: replace(e, details=retitled)))
    warm = await fed(small, "ics")
    async with small.database.writing() as connection:
        await connection.execute(delete(t.fragments))
    cold = await fed(replace(small, easel=Easel()), "ics")
    assert (warm.body == cold.body, cold.body.count("ANNULÉ : Autre titre".encode())) == (True, 1)
