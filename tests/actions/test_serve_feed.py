"""Feeds put together: what is in them, what they are called, and that equal questions have equal bytes."""

from dataclasses import replace

import icalendar
import pytest

from festum.actions.ask import FEED, ask
from festum.actions.browse import browse
from festum.actions.draw_feed import Feed
from festum.actions.feed_words import feed_name
from festum.actions.house import House
from festum.actions.revise import delete_event
from festum.actions.serve_feed import serve_event_feed, serve_feed
from festum.actions.settle import bury_tombstones
from festum.domain.holder import Holder
from festum.domain.vocabulary import CATEGORIES, NOT_STATED, SPOKEN_LANGUAGES, STATUSES, TEXT_LANGUAGES
from festum.errors import NotHere
from festum.feeds import ics
from festum.feeds.formats import FORMATS
from festum.feeds.vevent import vevent
from tests.conftest import TestClock, load_csv
from tests.store.small import BAL, csv_of, events_by_key, names_by_uid, revision_of

ADMIN = Holder("test", None)
IN_ORDER = ["dos1", "expo", "fuoc", "bal", "cant", "sens", "dos2"]


async def fed(house: House, path: str = "/feeds/x.ics", **parameters: str) -> Feed:
    async with house.unit() as unit:
        asked = list(parameters.items())
        return await serve_feed(unit, await ask(unit, asked, FEED), "ics", path)


async def event_fed(house: House, event_id: str, **parameters: str) -> bytes:
    async with house.unit() as unit:
        return (await serve_event_feed(unit, await ask(unit, list(parameters.items()), FEED), event_id, "ics")).body


async def names(house: House, body: bytes) -> list[str]:
    known = await names_by_uid(house)
    return [known[str(event["UID"])] for event in icalendar.Calendar.from_ical(body).events]


async def test_a_feed_holds_what_the_list_holds_in_the_same_order(small: House) -> None:
    for parameters in ({}, {"departement": "34"}, {"language": "oc"}, {"edition": "all"}, {"from": "2018-06-24"}):
        async with small.unit() as unit:
            listed = await browse(unit, await ask(unit, list(parameters.items())), everything=True)
        known = await names_by_uid(small)
        feed = await fed(small, **parameters)
        assert await names(small, feed.body) == [known[one.occurrence.uid] for one in listed.listings]
        assert feed.revision == listed.revision


async def test_an_empty_selection_is_a_calendar_with_its_zone_and_no_event(small: House) -> None:
    body = (await fed(small, departement="09")).body
    assert (body.count(b"BEGIN:VTIMEZONE"), body.count(b"BEGIN:VEVENT"), body[-15:]) == (1, 0, b"END:VCALENDAR\r\n")


async def test_equal_questions_have_equal_bytes_and_another_address_only_another_source(small: House) -> None:
    one = (await fed(small, departement="34,66", language="oc")).body
    async with small.unit() as unit:
        asked = [("language", "OC"), ("departement", "Pyrénées-Orientales"), ("departement", "herault"), ("utm_a", "b")]
        other = (await serve_feed(unit, await ask(unit, asked, FEED), "ics", "/feeds/x.ics")).body
    elsewhere = (await fed(small, "/feeds/departement/34,66/y.ics", departement="34,66", language="oc")).body
    assert one == other
    unfolded = [body.replace(b"\r\n ", b"").split(b"\r\n") for body in (one, elsewhere)]
    assert [line for line, another in zip(*unfolded, strict=True) if line != another] == [
        b"SOURCE;VALUE=URI:https://agenda.example/feeds/x.ics?departement=34,66&language=oc"
    ]


SOURCES: list[tuple[dict[str, str], str]] = [
    ({}, ""),
    ({"lang": "fr"}, ""),
    ({"lang": "oc"}, "?lang=oc,fr,ca,en"),
    ({"cancelled": "keep"}, ""),
    ({"cancelled": "mark", "to": "2018-06-30"}, "?to=2018-06-30&cancelled=mark"),
    ({"from": "today", "edition": "2018"}, "?edition=2018&from=today"),  # so that it goes on moving
]


async def test_a_feed_says_where_it_comes_from_in_its_canonical_question(small: House) -> None:
    found = [
        (asked, str(icalendar.Calendar.from_ical((await fed(small, **asked)).body)["SOURCE"])) for asked, _ in SOURCES
    ]
    assert found == [(asked, f"https://agenda.example/feeds/x.ics{source}") for asked, source in SOURCES]


@pytest.mark.parametrize(
    ("cancelled", "status", "shown"),
    [
        ("keep", "CANCELLED", IN_ORDER),
        ("mark", "CONFIRMED", IN_ORDER),
        ("hide", None, [n for n in IN_ORDER if n != "fuoc"]),
    ],
)
async def test_the_three_ways_of_a_cancelled_occurrence(
    small: House, cancelled: str, status: str | None, shown: list[str]
) -> None:
    body = (await fed(small, cancelled=cancelled)).body
    assert await names(small, body) == shown
    said = {str(e["SUMMARY"]): str(e["STATUS"]) for e in icalendar.Calendar.from_ical(body).events}
    assert said.get("ANNULÉ : Feu de la Saint-Jean") == status
    assert said["REPORTÉ : Sans rien"] == "CONFIRMED"


async def test_a_deleted_occurrence_stays_as_cancelled_until_it_is_buried(small: House, clock: TestClock) -> None:
    bal = (await events_by_key(small))["bal"]
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    feeds = [await fed(small), await fed(small, cancelled="hide")]
    clock.advance(days=31)
    await small.change(bury_tombstones)
    feeds.append(await fed(small))
    without = [name for name in IN_ORDER if name != "bal"]
    assert [await names(small, feed.body) for feed in feeds] == [IN_ORDER, [n for n in without if n != "fuoc"], without]
    told = next(
        e for e in icalendar.Calendar.from_ical(feeds[0].body).events if str(e["UID"]) == bal.occurrences[0].uid
    )
    assert (str(told["SUMMARY"]), str(told["STATUS"]), told["SEQUENCE"]) == (
        "ANNULÉ : Bal de la Saint-Jean",
        "CANCELLED",
        1,
    )


async def test_every_language_of_a_feed_has_the_same_uids_and_stamps(small: House) -> None:
    def stamps(body: bytes) -> list[tuple[str, str, str]]:
        events = icalendar.Calendar.from_ical(body).events
        return [(str(e["UID"]), str(e["SEQUENCE"]), str(e["DTSTAMP"].to_ical())) for e in events]

    bodies = {language: (await fed(small, lang=language)).body for language in TEXT_LANGUAGES}
    assert len({tuple(stamps(body)) for body in bodies.values()}) == 1
    assert len(set(bodies.values())) == len(TEXT_LANGUAGES)
    assert "SUMMARY:Balèti\r\n".encode() in bodies["oc"]


async def test_the_feed_of_one_event_has_its_dates_and_no_name(small: House) -> None:
    dos = (await events_by_key(small))["dos"]
    body = await event_fed(small, dos.id)
    assert await names(small, body) == ["dos1", "dos2"]
    assert [
        name for name in (b"NAME", b"X-WR-CALNAME", b"COLOR", b"REFRESH-INTERVAL", b"SOURCE") if b"\r\n" + name in body
    ] == []


async def test_the_feed_of_a_deleted_event_is_handed_out_for_ever(small: House, clock: TestClock) -> None:
    bal = (await events_by_key(small))["bal"]
    await small.change(lambda unit: delete_event(unit, bal.id, ADMIN))
    told = await event_fed(small, bal.id)
    clock.advance(days=31)
    await small.change(bury_tombstones)
    empty = await event_fed(small, bal.id)
    assert (await names(small, told), await names(small, empty), empty.count(b"BEGIN:VTIMEZONE")) == (["bal"], [], 1)


async def test_an_event_unseen_or_unknown_has_no_feed_and_an_unknown_format_neither(small: House) -> None:
    events = await events_by_key(small)
    for event_id in (events["futur"].id, "no-such"):
        with pytest.raises(NotHere) as refusal:
            await event_fed(small, event_id)
        assert refusal.value.key == "no_such_event"
    async with small.unit() as unit:
        with pytest.raises(NotHere) as refusal:
            await serve_feed(unit, await ask(unit, []), "doc", "/feeds/x.doc")
    assert refusal.value.values == {"extension": "doc", "known": ", ".join(FORMATS)}


NAMES: list[tuple[dict[str, str], str]] = [
    ({}, "Total Festum"),
    ({"edition": "2017"}, "Total Festum · édition 2017"),
    ({"edition": "all"}, "Total Festum · toutes les éditions"),
    ({"departement": "34,66"}, "Total Festum · Hérault\\, Pyrénées-Orientales"),
    ({"commune": "34142"}, "Total Festum · Lodève"),
    ({"epci": "243100518"}, "Total Festum · Toulouse Métropole"),
    ({"partner": "cercle"}, "Total Festum · Cercle occitan"),
    ({"from": "2018-06-23", "to": "2018-06-24"}, "Total Festum · à partir du 2018-06-23 · jusqu'au 2018-06-24"),
    ({"from": "today", "to": "tomorrow"}, "Total Festum · à partir d'aujourd'hui · jusqu'à demain"),
    ({"language": "oc", "category": "baleti"}, "Total Festum · balèti · occitan"),
    ({"free": "donation", "lang": "ca"}, "Total Festum · aportació lliure"),
    ({"status": "full"}, "Total Festum · complet"),
]


async def test_a_feed_is_called_by_what_was_asked(small: House) -> None:
    found = []
    for asked, _ in NAMES:
        lines = (await fed(small, **asked)).body.decode().replace("\r\n ", "").split("\r\n")
        told = [line.partition(":") for line in lines]
        found.append((asked, [said for key, _, said in told if key in ("NAME", "X-WR-CALNAME")]))
    assert found == [(asked, [name, name]) for asked, name in NAMES]


async def test_every_value_of_every_closed_list_has_a_name_in_every_language(small: House) -> None:
    values = {
        "language": (*SPOKEN_LANGUAGES, NOT_STATED),
        "category": (*CATEGORIES, NOT_STATED),
        "free": ("yes", "no", "donation", NOT_STATED),
        "status": STATUSES,
    }
    async with small.unit() as unit:
        for language in TEXT_LANGUAGES:
            for name, words in values.items():
                question = await ask(unit, [(name, ",".join(words)), ("lang", language)], FEED)
                told = feed_name(question, small.gazetteer, {}).partition(" · ")[2].split(", ")
                assert len(told) == len(words)
                assert all(told)


async def test_a_feed_joined_of_stored_bytes_is_what_icalendar_writes(demonstration: House) -> None:
    feed = await fed(demonstration)
    whole = icalendar.Calendar.from_ical(feed.body)
    async with demonstration.unit() as unit:
        question = await ask(unit, [])
        listed = await browse(unit, question, everything=True)
    title = ics.Title(str(whole["NAME"]), str(whole["DESCRIPTION"]), str(whole["SOURCE"]))
    calendar = ics.calendar(title, question.chain)
    for listing in listed.listings:
        calendar.add_component(vevent(listing, question.chain, "keep", demonstration.base_url))
    assert len(listed.listings) == 500
    assert (feed.drawn, feed.body == calendar.to_ical()) == ((), True)


async def test_another_base_url_draws_other_bytes_and_keeps_the_first_ones(small: House) -> None:
    first = await fed(small)
    moved = replace(small, base_url="https://next.example")
    second = await fed(moved)
    unfolded = [body.replace(b"\r\n ", b"") for body in (first.body, second.body)]
    assert len(second.drawn) == 7
    assert unfolded[1] == unfolded[0].replace(b"https://agenda.example", b"https://next.example")
    assert (await fed(small)).body == first.body


async def test_a_write_between_two_reads_of_one_feed_is_not_half_seen(small: House) -> None:
    async with small.unit() as unit:
        question = await ask(unit, [], FEED)
        before = await revision_of(small)
        await load_csv(small, csv_of([{**BAL, "event_key": "nou"}, {**BAL, "title": "Autre"}]))
        feed = await serve_feed(unit, question, "ics", "/feeds/x.ics")
    assert (feed.revision, await names(small, feed.body), feed.drawn) == (before.number, IN_ORDER, ())
    assert b"SUMMARY:Autre" not in feed.body
