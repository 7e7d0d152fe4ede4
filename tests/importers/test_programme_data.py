"""The programme of `data/` is read without a fault, and sending it again changes nothing."""

import csv
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from festum.domain.draft import Draft
from festum.domain.event import Edition, Partner
from festum.domain.gazetteer import load_gazetteer
from festum.importers.dialects import read
from festum.importers.reading import Defaults, Reading
from tests.domain.examples import Stored

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def programme(file: str) -> Reading:
    return read((DATA / file).read_bytes(), load_gazetteer(), Defaults())


def column(file: str, name: str) -> list[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return [row[name] for row in csv.DictReader(opened)]


def house() -> Stored:
    """With the editions and partners of `data/`, and no event."""
    return Stored(
        editions={int(year): Edition(int(year)) for year in column("editions.csv", "year")},
        partners={key: Partner(key, key) for key in column("partners.csv", "key")},
    )


@pytest.mark.parametrize(("file", "rows"), [("events.csv", 500), ("archive.csv", 144)])
def test_programme_is_read_without_an_error(file: str, rows: int) -> None:
    reading = programme(file)
    errors = [(d.line, p) for d in reading.drafts for p in d.problems if p.level == "error"]
    assert (errors, reading.problems, len(reading.drafts)) == ([], (), rows)


@pytest.mark.parametrize("file", ["events.csv", "archive.csv"])
def test_programme_without_commune_is_the_only_warning(file: str) -> None:
    warned = Counter(problem.key for draft in programme(file).drafts for problem in draft.problems)
    assert warned.keys() <= {"commune_missing"}
    assert warned["commune_missing"] == column(file, "commune").count("")


@pytest.mark.parametrize("file", ["events.csv", "archive.csv"])
def test_programme_sent_twice_changes_nothing(file: str) -> None:
    drafts = programme(file).drafts
    store = house()
    assert store.load(*drafts).counts == {"create": len(drafts)}
    for order in (drafts, drafts[::-1]):
        again = store.plan(*order)
        assert (again.counts, again.revisions) == ({"unchanged": len(drafts)}, ())


@pytest.mark.parametrize("file", ["events.csv", "archive.csv"])
def test_programme_without_keys_sent_twice_changes_nothing(file: str) -> None:
    drafts: list[Draft] = [replace(d, event_key="", occurrence_key="") for d in programme(file).drafts]
    store = house()
    assert store.load(*drafts).counts == {"create": len(drafts)}
    again = store.plan(*drafts)
    assert (again.counts, again.revisions) == ({"unchanged": len(drafts)}, ())


@pytest.mark.parametrize("file", ["events.csv", "archive.csv"])
def test_programme_sent_without_its_keys_is_found_again(file: str) -> None:
    drafts = programme(file).drafts
    store = house()
    store.load(*drafts)
    assert store.plan(*(replace(d, event_key="", occurrence_key="") for d in drafts)).counts == {
        "unchanged": len(drafts)
    }
