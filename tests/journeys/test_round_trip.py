"""A programme exported and sent back changes nothing; sent to an empty house, it is the same programme there."""

import csv
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from festum.actions.frame import load_frame_editions, load_frame_partners
from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, apply_import, plan_import
from festum.actions.revise import delete_occurrence, revise_event, revise_occurrence
from festum.domain.admission import admission_of
from festum.domain.event import Event, Occurrence
from festum.domain.gazetteer import ATTRIBUTION, load_gazetteer
from festum.domain.holder import Holder
from festum.domain.images import Copied, image_key, image_path
from festum.domain.listing import Listing
from festum.domain.place import Point, Precision, Provenance
from festum.domain.text import clean
from festum.domain.texts import DEFAULT_CHAIN, Texts
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.domain.when import When
from festum.feeds import csv as csv_feed
from festum.feeds import xlsx as xlsx_feed
from festum.feeds.format import Drawing, Format, Head
from festum.store.database import Database
from festum.store.images import keep_image
from festum.store.listings import page_of_listings
from tests.conftest import BASE_URL, DATA, STARTS, TestClock, load_csv, load_frame
from tests.databases import Files, Server
from tests.store.small import EDITIONS, PARTNERS, ROWS, dump, events_by_key, furnish

ADMIN = Holder("test", None)
IMAGE = Copied(image_key("https://cercle.example/a.png"), "https://cercle.example/a.png", "image/jpeg", 1, 1, b"", "")
HEAD = Head("Total Festum", "", f"{BASE_URL}/feeds/tot.csv", BASE_URL, DEFAULT_CHAIN, BASE_URL, ATTRIBUTION)


async def stored(house: House) -> tuple[Listing, ...]:
    """All that is live, of every edition."""
    async with house.database.reading() as connection:
        return (await page_of_listings(connection, house.gazetteer, [], None)).listings


async def exported(house: House, form: Format = csv_feed.FORMAT) -> bytes:
    how = Drawing(DEFAULT_CHAIN, "keep", BASE_URL)
    return form.join(HEAD, [form.draw([listing], how) for listing in await stored(house)])


async def sent_back(house: House, content: bytes) -> Proposal:
    async with house.unit() as unit:
        proposal = await plan_import(unit, content, "export.csv", Defaults())
        assert await apply_import(unit, proposal, "test") is None
    return proposal


@asynccontextmanager
async def _beside(database_url: str, clock: TestClock) -> AsyncIterator[House]:
    made = House(Database(database_url), load_gazetteer(), clock, BASE_URL)
    yield made
    await made.database.close()


@pytest.fixture
async def elsewhere(
    database_url: str, tmp_path: Path, sqlite_files: Files, postgresql_server: Server
) -> AsyncIterator[House]:
    """A second house without a programme, on the same kind of database."""
    clock = TestClock(STARTS)
    if database_url.startswith("sqlite"):
        async with _beside(await sqlite_files.copy(None, tmp_path / "elsewhere.sqlite3"), clock) as made:
            yield made
        return
    url = await postgresql_server.copy(None)
    async with _beside(url, clock) as made:
        yield made
    await postgresql_server.drop(url)


async def test_whole_programme_and_its_archive_go_out_and_come_back_unchanged(
    demonstration: House, elsewhere: House, clock: TestClock
) -> None:
    await load_csv(demonstration, (DATA / "archive.csv").read_bytes())
    before = await dump(demonstration)
    content = await exported(demonstration)
    clock.advance(hours=1)
    proposal = await sent_back(demonstration, content)
    assert proposal.plan.counts == {"unchanged": 644}
    said = {problem.key for row in proposal.plan.rows for problem in row.problems}
    assert said <= {"commune_missing", "out_of_window"}
    assert await dump(demonstration) == before

    await load_frame(elsewhere)
    await load_csv(elsewhere, content)
    assert await exported(elsewhere) == content


async def test_sheet_for_people_is_the_file_for_programs(demonstration: House) -> None:
    sheet = await exported(demonstration, xlsx_feed.FORMAT)
    file = (await exported(demonstration)).decode("utf-8-sig")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_name("Total Festum").to_python()
    assert rows == list(csv.reader(io.StringIO(file, newline="")))
    assert await exported(demonstration, xlsx_feed.FORMAT) == sheet


async def test_stored_programme_is_in_the_one_spelling_that_a_file_can_say(demonstration: House) -> None:
    """What the export leaves out can be read from what it tells."""
    for listing in await stored(demonstration):
        details, when = listing.details, listing.occurrence.when
        assert details.admission == admission_of(details.price)
        assert details.titles.get(TEXT_LANGUAGES[0])
        assert (when.start.second, when.start.microsecond) == (0, 0)
        assert when == When.made(when.start, when.end, when.all_day, when.time_text)
        assert all(clean(text) == text for _, text in (*details.titles, *details.descriptions))


def _of_event(**changes: object) -> Callable[[Event], Event]:
    return lambda event: replace(event, details=replace(event.details, **changes))  # type: ignore[arg-type]


def _at(point: Point, precision: Precision, provenance: Provenance) -> Callable[[Occurrence], Occurrence]:
    def placed(occurrence: Occurrence) -> Occurrence:
        assert occurrence.venue is not None
        return replace(
            occurrence, venue=replace(occurrence.venue, point=point, precision=precision, provenance=provenance)
        )

    return placed


@pytest.fixture
async def corrected(house: House) -> House:
    """With what only an editor, a geocoder or a keyless file leaves behind, and one date deleted."""
    await furnish(house)
    keyless = [{name: cell for name, cell in ROWS[1].items() if not name.endswith("_key")}]
    await load_csv(house, _sheet({**keyless[0], "title": "Sans clé ni date fixe", "organiser": "= A | B"}))
    events = await events_by_key(house)
    revisions: list[tuple[str, Callable[[Event], Event]]] = [
        ("bal", _of_event(organisers=("Mairie | Ajuntament", "A\\B", "=C"), price="-5", admission=admission_of("-5"))),
        ("cant", _of_event(titles=Texts.of({"fr": "=SOMME(A1)", "oc": "'=SOMA", "ca": "@cant", "en": "<r>a</r>"}))),
        ("sens", _of_event(image=image_path(IMAGE.key))),
        ("expo", _of_event(descriptions=Texts.of({"fr": 'Un\n\n"dos" ; 3', "en": "- one\n- two"}))),
    ]
    places: list[tuple[str, Callable[[Occurrence], Occurrence]]] = [
        ("bal", _at(Point(43.7310001, 3.3180), Precision.STREET, Provenance.BAN)),
        ("expo", _at(Point(42.7, -0.00005), Precision.HOUSENUMBER, Provenance.HUMAN)),
        ("dos", lambda o: replace(o, notice="+ d'una ora\nplus tard", status="postponed")),
        ("sens", lambda o: replace(o, when=replace(o.when, time_text="=a la nuèch"))),
    ]
    async with house.database.writing() as connection:
        await keep_image(connection, IMAGE, STARTS)
    async with house.unit() as unit:
        await delete_occurrence(unit, events["dos"].occurrences[1].uid, ADMIN)
    for key, rewrite in revisions:
        async with house.unit() as unit:
            await revise_event(unit, events[key].id, ADMIN, rewrite)
    for key, move in places:
        async with house.unit() as unit:
            await revise_occurrence(unit, events[key].occurrences[0].uid, ADMIN, move)
    return house


def _sheet(row: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()


async def test_corrections_points_and_made_keys_go_out_and_come_back_unchanged(
    corrected: House, elsewhere: House, clock: TestClock
) -> None:
    before = await dump(corrected)
    content = await exported(corrected)
    clock.advance(hours=1)
    proposal = await sent_back(corrected, content)
    assert proposal.plan.counts == {"unchanged": 9}
    assert not {"field_locked", "pin_left"} & {p.key for row in proposal.plan.rows for p in row.problems}
    assert await dump(corrected) == before
    assert "~" in {event_key[:1] for event_key in await events_by_key(corrected)}

    async with elsewhere.unit() as unit:
        await load_frame_editions(unit, EDITIONS)
    async with elsewhere.unit() as unit:
        await load_frame_partners(unit, PARTNERS, "test")
    async with elsewhere.database.writing() as connection:
        await keep_image(connection, IMAGE, STARTS)
    await load_csv(elsewhere, content)
    assert await exported(elsewhere) == content
    here, there = await stored(corrected), await stored(elsewhere)
    assert list(map(_told, here)) == list(map(_told, there)), (
        "the same identities, points and words, in the other house too"
    )


def _told(listing: Listing) -> Listing:
    """Without what belongs to the house it is stored in."""
    return replace(
        listing,
        occurrence=replace(listing.occurrence, locks=(), sequence=0, modified=None, previous_start=None),
    )


async def test_export_of_before_never_outranks_a_pin_of_after(corrected: House, clock: TestClock) -> None:
    content = await exported(corrected)
    halle = (await events_by_key(corrected))["dos"].occurrences[0]
    async with corrected.unit() as unit:
        pin = _at(Point(43.7331, 3.3172), Precision.HOUSENUMBER, Provenance.HUMAN)
        await revise_occurrence(unit, halle.uid, ADMIN, pin)
    before = await dump(corrected)
    clock.advance(hours=1)
    await sent_back(corrected, content)
    assert await dump(corrected) == before
