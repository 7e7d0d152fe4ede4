"""The committed programme keeps its promises, and the generator still makes it."""

import csv
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest

from bench.programme.cast import players
from bench.programme.folder import write_folder
from bench.programme.real import categories, price_and_booking
from bench.programme.rows import SYNTHETIC, EditionRow, EventRow, PartnerRow, cells, columns
from bench.programme.stream import ROUND, occurrences
from bench.programme.themes import themes
from festum.domain.vocabulary import CATEGORIES, FLAGS, PARTNER_KINDS, SPOKEN_LANGUAGES, STATUSES

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
FIRST, LAST = date(2018, 5, 19), date(2018, 7, 8)
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(row: Row) -> tuple[str, str, str, str]:
    return row["edition"], row["partner"], row["event_key"], row["occurrence_key"]


def day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


@pytest.fixture(scope="module")
def events() -> list[Row]:
    return read(DATA / "events.csv")


@pytest.fixture(scope="module")
def archive() -> list[Row]:
    return read(DATA / "archive.csv")


@pytest.fixture(scope="module")
def partners() -> dict[str, Row]:
    return {row["key"]: row for row in read(DATA / "partners.csv")}


@pytest.fixture(scope="module")
def communes() -> dict[str, Row]:
    gazetteer = ROOT / "festum/domain/gazetteer_data/communes-occitanie.csv"
    return {row["insee_code"]: row for row in read(gazetteer)}


@pytest.fixture(scope="module")
def synthetic(events: list[Row]) -> list[Row]:
    return [row for row in events if row["source"] == SYNTHETIC]


def test_the_edition_has_the_size_of_2018(events: list[Row]) -> None:
    assert len(events) == 500
    assert {row["edition"] for row in events} == {"2018"}
    assert len({row["partner"] for row in events}) == 78
    assert len({row["insee_code"] for row in events}) == 124
    assert len({row["insee_code"][:2] for row in events}) == 13


def test_real_rows_are_kept_apart_from_made_up_ones(
    events: list[Row], archive: list[Row], synthetic: list[Row]
) -> None:
    real = [row for row in events if row["source"] != SYNTHETIC]
    assert (len(real), len(synthetic), len(archive)) == (14, ROUND, 144)
    assert all(row["source"].startswith("http") for row in real + archive)
    assert all(row["event_key"].startswith("tf") for row in real + archive)


def test_a_made_up_row_belongs_to_a_partner_named_as_such(synthetic: list[Row], partners: dict[str, Row]) -> None:
    for row in synthetic:
        partner = partners[row["partner"]]
        assert partner["source"] == SYNTHETIC
        assert "de démonstration" in partner["name"]
        assert all("de démonstration" in name for name in row["organiser"].split("|") if name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("events", EventRow), ("archive", EventRow), ("partners", PartnerRow), ("editions", EditionRow)],
)
def test_files_are_utf8_with_lf_and_the_agreed_columns(name: str, kind: type) -> None:
    raw = (DATA / f"{name}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8").splitlines()[0] == ",".join(columns(kind))


def test_keys_are_unique(events: list[Row], archive: list[Row]) -> None:
    counted = Counter(map(key, events + archive))
    assert counted.most_common(1)[0][1] == 1


def test_values_are_in_the_closed_lists(events: list[Row], archive: list[Row]) -> None:
    lists = {"languages": SPOKEN_LANGUAGES, "categories": CATEGORIES, "flags": FLAGS, "status": STATUSES}
    for row in events + archive:
        for column, allowed in lists.items():
            values = [value for value in row[column].split("|") if value]
            assert set(values) <= set(allowed), (key(row), column)
            assert len(values) == len(set(values)), (key(row), column)
        assert row["categories"], key(row)
        assert row["title"], key(row)
        assert row["all_day"] in ("true", "false")


def test_every_category_and_status_is_shown(events: list[Row]) -> None:
    assert {value for row in events for value in row["categories"].split("|")} == set(CATEGORIES)
    assert {value for row in events for value in row["flags"].split("|") if value} == set(FLAGS)
    counted = Counter(row["status"] for row in events)
    assert (counted["cancelled"], counted["postponed"], counted["full"]) == (6, 3, 4)
    assert all(row["notice"] for row in events if row["status"] != "confirmed")


def test_communes_are_those_of_the_gazetteer(
    events: list[Row], archive: list[Row], partners: dict[str, Row], communes: dict[str, Row]
) -> None:
    for row in [*events, *archive, *partners.values()]:
        if row["insee_code"]:
            assert communes[row["insee_code"]]["name"] == row["commune"]
        else:
            assert not row["commune"]
    for row in events:
        postcodes = communes[row["insee_code"]]["postcodes"]
        assert row["postcode"] in ("", *postcodes.split("|"))


def test_partners_are_named_once_and_all_are_used(
    events: list[Row], archive: list[Row], partners: dict[str, Row]
) -> None:
    rows = read(DATA / "partners.csv")
    assert len(rows) == len(partners) == len({row["name"] for row in rows})
    assert {row["kind"] for row in rows} <= set(PARTNER_KINDS)
    assert {row["partner"] for row in events + archive} == set(partners)
    assert [row for row in rows if row["source"] == SYNTHETIC] == [
        dict(zip(columns(PartnerRow), cells(player.row), strict=True)) for player in players()
    ]


def test_dates_are_well_formed_and_in_order(events: list[Row], archive: list[Row]) -> None:
    for row in events + archive:
        parse = date.fromisoformat if row["all_day"] == "true" else datetime.fromisoformat
        length = 10 if row["all_day"] == "true" else 16
        assert len(row["start"]) == length, key(row)
        start = parse(row["start"])
        if row["end"]:
            assert len(row["end"]) == length, key(row)
            assert parse(row["end"]) > start, key(row)


def test_2018_keeps_to_its_window(events: list[Row]) -> None:
    days = {day(row["start"]) for row in events}
    assert min(days) == FIRST
    assert max(days) == LAST
    assert all(day(row["end"]) <= LAST for row in events if row["end"])


def test_the_difficult_hours_are_there(events: list[Row]) -> None:
    all_day = [row for row in events if row["all_day"] == "true"]
    timed = [row for row in events if row["all_day"] == "false"]
    assert 35 <= len(all_day) <= 45
    assert sum(bool(row["end"]) for row in all_day) >= 8
    assert 15 <= sum(row["end"][:10] > row["start"][:10] for row in timed) <= 25
    assert 2 <= sum(row["start"][11:13] == "00" for row in timed) <= 5
    assert sum(bool(row["end"]) for row in timed) > 0.8 * len(timed)


def test_occurrences_of_one_event_say_the_same(events: list[Row]) -> None:
    own = {
        *("occurrence_key", "start", "end", "all_day", "time_text", "venue", "address", "postcode", "commune"),
        *("insee_code", "latitude", "longitude", "status", "notice"),
    }
    told: dict[tuple[str, ...], Row] = {}
    for row in events:
        shared = {column: value for column, value in row.items() if column not in own}
        assert told.setdefault(key(row)[:3], shared) == shared
    assert 30 <= sum(n > 1 for n in Counter(key(row)[:3] for row in events).values()) <= 90


def test_titles_exercise_quoting_and_are_filled_in(events: list[Row]) -> None:
    titles = [row["title"] for row in events]
    assert all(any(mark in title for title in titles) for mark in (",", '"', ";", "'", "é"))
    assert any("\n" in row["description"] for row in events)
    texts = [value for row in events for column, value in row.items() if column.startswith(("title", "desc"))]
    assert not any("{" in text or "}" in text for text in texts)
    occitan = sum(bool(row["title_oc"]) for row in events)
    assert 0.28 <= occitan / len(events) <= 0.4
    assert any(row["title_ca"] for row in events)
    assert any(row["title_en"] for row in events)


def test_languages_are_stated_for_most_and_fit_their_country(synthetic: list[Row]) -> None:
    unstated = sum(not row["languages"] for row in synthetic) / len(synthetic)
    assert 0.1 <= unstated <= 0.2
    for row in synthetic:
        spoken = row["languages"].split("|")
        if "oc-gascon" in spoken:
            assert row["insee_code"][:2] in ("32", "65", "09", "31")
        if "oc-provenc" in spoken:
            assert row["insee_code"][:2] == "30"
        if "sardana" in row["categories"].split("|") and row["languages"]:
            assert "ca" in spoken


def test_editions_are_those_of_the_rows_and_only_2018_is_current(events: list[Row], archive: list[Row]) -> None:
    editions = read(DATA / "editions.csv")
    assert [row["year"] for row in editions] == sorted({row["edition"] for row in events + archive})
    assert [row["year"] for row in editions if row["current"] == "true"] == ["2018"]
    (current,) = (row for row in editions if row["year"] == "2018")
    assert (current["number"], current["starts_on"], current["ends_on"]) == ("13", "2018-05-19", "2018-07-08")
    assert all(bool(row["starts_on"]) == bool(row["ends_on"]) for row in editions)
    assert all(row["source"] for row in editions if row["number"] or row["starts_on"])


def test_the_storm_of_albi_is_kept(archive: list[Row]) -> None:
    cancelled = [row["event_key"] for row in archive if row["status"] == "cancelled"]
    assert cancelled == ["tf2024-albi-01"]


def test_the_first_round_is_the_committed_demonstration(synthetic: list[Row]) -> None:
    made = [dict(zip(columns(EventRow), cells(row), strict=True)) for row in islice(occurrences(), ROUND)]
    assert made == synthetic


def test_ten_thousand_occurrences_have_keys_of_their_own() -> None:
    rows = list(islice(occurrences(), 10_000))
    assert len({(row.partner, row.event_key, row.occurrence_key) for row in rows}) == 10_000
    assert {row.source for row in rows} == {SYNTHETIC}
    assert {row.partner for row in rows} == {player.row.key for player in players()}
    assert all(FIRST <= day(row.start) <= LAST and day(row.end or row.start) <= LAST for row in rows)


def test_the_command_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    written = []
    for name in ("once.csv", "twice.csv"):
        command = [sys.executable, "-m", "bench.programme", "--occurrences", "1000", "--out", str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert len(read(tmp_path / "once.csv")) == 1000


FACTS = {
    "total-festum-events.csv": """\
edition_year,external_id,title,starts_at,ends_at,all_day,venue,address,postcode,commune,departement_code,languages,\
categories,organiser,description_fr,price,url,source_url,source_note
2018,tf-1,Feu,2018-06-23,,true,,,,Mende,48,,bonfire|children,A et B,,gratuit,,http://x,"tf=stated; à la nuit tombée"
2018,tf-2,Ailleurs,2018-06-24,,true,,,,Mende,48,,food,A,,,,http://x,tf=not-stated
2015,tf-3,Bal,2015-06-24T21:00,,false,,,,,,oc,dance,,,,,http://x,tf=inferred
""",
    "total-festum-partners.csv": """\
name,commune,departement_code,kind,source_url
A,Mende,48,collectivité,http://a
B,,,association,http://b
""",
    "total-festum-editions.csv": """\
year,number,starts_on,ends_on,partners,communes,departements,budget_eur,source_url
2015,10,,2015-07-04,,,,,http://y
""",
}


def test_a_folder_of_facts_becomes_the_four_files_each_time_the_same(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    for name, text in FACTS.items():
        (facts / name).write_text(text, encoding="utf-8")
    counts = write_folder(facts, tmp_path / "once")
    assert write_folder(facts, tmp_path / "twice") == counts
    assert counts == {"events.csv": 1 + ROUND, "archive.csv": 1, "partners.csv": 76, "editions.csv": 2}
    assert all((tmp_path / "once" / name).read_bytes() == (tmp_path / "twice" / name).read_bytes() for name in counts)

    fire = read(tmp_path / "once/events.csv")[0]
    assert (fire["partner"], fire["organiser"], fire["insee_code"]) == ("a", "B", "48095")
    assert (fire["categories"], fire["flags"], fire["time_text"]) == ("bonfire", "children", "à la nuit tombée")
    (ball,) = read(tmp_path / "once/archive.csv")
    assert (ball["partner"], ball["commune"], ball["languages"]) == ("total-festum", "", "oc")
    edition = EditionRow("2015", number="10", source="http://y")
    assert list(read(tmp_path / "once/editions.csv")[0].values()) == cells(edition)


def test_no_theme_is_told_twice() -> None:
    titles = Counter(theme.title for theme in themes())
    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize(
    ("given", "title", "expected"),
    [
        ("dance", "Balèti avec le groupe", ("baleti",)),
        ("concert|dance", "Suite du bal", ("concert", "baleti")),
        ("dance", "Sardanes sur la place", ("sardana",)),
        ("dance", "Danses folkloriques", ("dance",)),
        ("dance", "Concert de Balthazar", ("dance",)),
        ("parade", "Ronde des animaux totémiques", ("totemic-animals", "parade")),
        ("bonfire", "Feux et correfocs", ("bonfire", "correfoc")),
        ("children", "Remise des prix", ("other",)),
    ],
)
def test_a_real_category_is_refined_only_by_what_is_said(given: str, title: str, expected: tuple[str, ...]) -> None:
    assert categories({"title": title, "description_fr": "", "categories": given}) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("15 € sur réservation", ("15 €", "sur réservation")),
        ("sur inscription", ("", "sur inscription")),
        ("gratuit", ("gratuit", "")),
        ("", ("", "")),
    ],
)
def test_booking_is_taken_out_of_the_price(cell: str, expected: tuple[str, str]) -> None:
    assert price_and_booking(cell) == expected
