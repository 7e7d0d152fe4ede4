"""A hundred venues as partners write them, asked of BAN's own engine among near-namesakes: right or refused.

From the cells of a row to the verdict by the code of production: the commune by the gazetteer, the questions, addok
over HTTP, the judging. What is true is in `tests/addok/places.csv`; the spellings, and what becomes of each, are in
`hundred_spellings.csv` beside this file.
"""

import csv
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from festum.domain.addressing import questions
from festum.domain.gazetteer import load_gazetteer
from festum.domain.geocoding import Candidate, Thresholds
from festum.domain.judging import judge
from festum.domain.place import Provenance, Venue
from festum.geocoding.ban import Ban
from festum.importers.places import PlaceCells, Places
from tests.addok.places import Place, places

CSV = Path(__file__).parent / "hundred_spellings.csv"
SAME_KM = 0.002
"""Two metres: coordinates are rounded on their way."""
NEAR_KM = 0.15


@dataclass(frozen=True, slots=True)
class Spelling:
    """`true`: the places it may be, empty where a person would have to ask. `may`: right, refused, either."""

    why: str
    cells: PlaceCells
    insee_code: str
    true: tuple[Place, ...]
    number: str
    may: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Became:
    """`said`: what was accepted, with its precision, or the doubts that the questions met with, in their order."""

    venue: Venue | None
    accepted: Candidate | None
    said: str


def spellings() -> tuple[Spelling, ...]:
    with CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))
    return tuple(
        Spelling(
            row["why"],
            PlaceCells(
                row["venue"], row["address"], row["postcode"], row["commune"], "", row["departement"], row["where"]
            ),
            row["insee_code"],
            tuple(_place(row["insee_code"], name) for name in row["place"].split("|") if name),
            row["number"],
            row["may"],
            row["outcome"],
        )
        for row in rows
    )


def _place(insee_code: str, name: str) -> Place:
    old_code, _, name = name.rpartition(": ")
    (found,) = [
        place
        for place in places()
        if (place.commune.insee_code, place.name) == (insee_code, name) and old_code in ("", place.old_code)
    ]
    return found


SPELLINGS = spellings()


@asynccontextmanager
async def asking(addok: str) -> AsyncIterator[Ban]:
    ban = Ban(addok)
    try:
        yield ban
    finally:
        await ban.close()


@pytest.fixture(scope="session")
async def became(addok: str) -> AsyncIterator[dict[str, Became]]:
    """Of every spelling, by what is tried with it."""
    async with asking(addok) as ban:
        yield {spelling.why: await _asked(spelling.cells, ban) for spelling in SPELLINGS}


async def _asked(cells: PlaceCells, ban: Ban) -> Became:
    gazetteer = load_gazetteer()
    venue = Places(gazetteer, "", {}, ()).of(cells).venue
    doubts = []
    for question in questions(venue, Provenance.BAN, gazetteer) if venue else ():
        judgement = judge(question, await ban.ask(question), gazetteer, Thresholds())
        if judgement.accepted is not None:
            return Became(venue, judgement.accepted, _shown(judgement.accepted))
        doubts.append(str(judgement.doubt))
    return Became(venue, None, "refused: " + ", ".join(doubts) if doubts else "not asked")


def _shown(accepted: Candidate) -> str:
    words = " ".join(word for word in (accepted.housenumber, accepted.name) if word)
    return f"{accepted.precision} {words}" + (f" ({accepted.old_commune})" if accepted.old_commune else "")


def _is_one_of(accepted: Candidate, true: tuple[Place, ...], number: str) -> bool:
    """The very place, not a namesake nearby; and not far from the very house."""
    return any(
        accepted.point.distance_km(point) <= SAME_KM
        and (number not in place.numbers or place.numbers[number].distance_km(accepted.point) <= NEAR_KM)
        for place in true
        for point in (place.point, *([place.numbers[number]] if number in place.numbers else []))
    )


def test_spellings_are_a_hundred() -> None:
    assert len({spelling.why for spelling in SPELLINGS}) == len(SPELLINGS) == 100


async def test_commune_of_each_is_the_meant_one_or_none(became: dict[str, Became]) -> None:
    recognised = {
        why: one.venue.commune.insee_code if one.venue and one.venue.commune else "" for why, one in became.items()
    }
    assert recognised == {spelling.why: spelling.insee_code for spelling in SPELLINGS}


async def test_nothing_accepted_is_wrong(became: dict[str, Became]) -> None:
    wrong = {
        spelling.why: became[spelling.why].said
        for spelling in SPELLINGS
        if (accepted := became[spelling.why].accepted)
        and not (
            spelling.may != "refused"
            and accepted.insee_code == spelling.insee_code
            and _is_one_of(accepted, spelling.true, spelling.number)
        )
    }
    assert wrong == {}


async def test_plain_enough_spelling_is_accepted(became: dict[str, Became]) -> None:
    refused = {
        spelling.why: became[spelling.why].said
        for spelling in SPELLINGS
        if spelling.may == "right" and became[spelling.why].accepted is None
    }
    assert refused == {}


async def test_outcome_of_each_is_as_written(became: dict[str, Became]) -> None:
    assert {why: one.said for why, one in became.items()} == {one.why: one.outcome for one in SPELLINGS}


async def test_precisions_and_refusals_are_so_many(became: dict[str, Became]) -> None:
    counted = Counter(str(one.accepted.precision) if one.accepted else "refused" for one in became.values())
    assert counted == {"housenumber": 43, "street": 31, "locality": 6, "refused": 20}


async def test_namesakes_of_a_place_that_addok_does_not_have_are_refused(addok: str) -> None:
    """Every place asked for by its own name, and the answer judged as if BAN had all but that place."""
    gazetteer = load_gazetteer()
    taken = []
    async with asking(addok) as ban:
        for place in places():
            venue = Venue("", place.name, place.postcode, place.commune, None, None, None)
            for question in questions(venue, Provenance.BAN, gazetteer):
                others = [one for one in await ban.ask(question) if not _is_one_of(one, (place,), "")]
                judgement = judge(question, others, gazetteer, Thresholds())
                if judgement.accepted is not None:
                    taken.append((place.commune.name, place.name, judgement.accepted.label))
    assert taken == []
