"""`festum venue`: what a person sees of the queue, and decides."""

import pytest

from festum.actions.house import House
from festum.actions.list_venues import show_venue
from festum.cli.opening import OPERATOR
from festum.domain.geocoding import Doubt, GeocodingState
from festum.domain.place import Point, Precision, Provenance
from tests.cli.conftest import Festum
from tests.conftest import load_csv
from tests.proposed import HALL, leave, leave_in_doubt
from tests.small import on_sqlite

pytestmark = on_sqlite

HALLE = 1
"""The first venue of the small programme: "Halle, 1 place du Marché" of Lodève, which is in three of its rows."""

NAMED = "1  Halle, 1 place du Marché, 34700 Lodève (34)"


async def venue(house: House) -> tuple[GeocodingState, Point | None, Precision | None, Provenance | None]:
    async with house.unit() as unit:
        geocoding = (await show_venue(unit, HALLE, OPERATOR)).geocoding
    return geocoding.state, geocoding.venue.point, geocoding.venue.precision, geocoding.venue.provenance


async def test_queue_shows_why_each_waits_and_the_best_that_was_proposed(festum: Festum, small: House) -> None:
    empty = await festum("venue", "queue")
    assert (empty.status, empty.out) == (0, "No venue waits for a person.\n")
    await leave_in_doubt(small, HALLE)
    listed = await festum("venue", "queue", "--departement", "Hérault")
    assert (listed.status, listed.out) == (
        0,
        f"{NAMED}  to be checked: several answers are as good  "
        "Place du Marché 34700 Lodève: score 0.82, 0.2 km from the middle of the commune\n",
    )
    assert (await festum("venue", "queue", "--departement", "66", LANG="oc_FR")).out == (
        "Cap de luòc espèra pas una persona.\n"
    )
    waiting = await festum("venue", "queue", "--state", "waiting", "--state", "review", "--limit", "2")
    assert [line.split("  ")[0] for line in waiting.out.splitlines()] == ["1", "2", "There are more: --after 2"]
    rest = await festum("venue", "queue", "--state", "waiting", "--after", "2")
    assert [line.split("  ")[0] for line in rest.out.splitlines()] == ["3", "4", "5", "6"]


async def test_candidate_is_shown_accepted_and_given_back(festum: Festum, small: House) -> None:
    await leave_in_doubt(small, HALLE)
    shown = await festum("venue", "show", "1")
    assert (shown.status, shown.out.splitlines()) == (0, [
        NAMED,
        "  43.732350, 3.317080  commune, the list of communes",
        "  to be checked: several answers are as good  (events: 3)",
        "  asked: “1 place du marche” (Base Adresse Nationale (BAN), 2018-05-02 09:00+00:00)",
        "  1  Place du Marché 34700 Lodève               street  score 0.82, 0.2 km from the middle of the commune"
        "  43.733400, 3.319100  Base Adresse Nationale (BAN)  several answers are as good",
        "  2  Place des Halles 34700 Lodève (Les Plans)  street  score 0.41, 0.1 km from the middle of the commune"
        "  43.731100, 3.316400  Base Adresse Nationale (BAN)  it is not the same name",
        "Go on: festum venue accept 1 N, pin 1 LAT LON or ask 1.",
    ])  # fmt: skip
    accepted = await festum("venue", "accept", "1", "1")
    assert (accepted.status, accepted.out.splitlines()[1:4]) == (0, [
        "  43.733400, 3.319100  street, a person",
        "  pinned by hand  (events: 3)",
        "  decided by: command line",
    ])  # fmt: skip
    assert await venue(small) == (GeocodingState.PINNED, HALL.point, Precision.STREET, Provenance.HUMAN)
    released = await festum("venue", "release", "1")
    assert (released.status, await venue(small)) == (
        0, (GeocodingState.WAITING, Point(43.73235, 3.31708), Precision.COMMUNE, Provenance.GAZETTEER),
    )  # fmt: skip


async def test_pin_says_which_commune_it_fell_in_and_that_it_is_far(festum: Festum, small: House) -> None:
    near = await festum("venue", "pin", "1", "43.7331", "3.319")
    assert (near.status, near.out.splitlines()[-2:]) == (0, [
        "Go on: festum venue release 1 gives the decision back.",
        "43.733100, 3.319000  in Lodève (34), 0.2 km from its middle",
    ])  # fmt: skip
    far = await festum("venue", "pin", "1", "43.6", "-0.3")
    assert (far.status, far.out.splitlines()[-1]) == (0, "That is 291.3 km from the middle of Lodève: is it meant?")
    assert (await venue(small))[:2] == (GeocodingState.PINNED, Point(43.6, -0.3))


async def test_venue_nobody_proposed_anything_for_is_asked_about_again(festum: Festum, small: House) -> None:
    await leave(small, HALLE, GeocodingState.NOTHING, doubt=Doubt.NO_ANSWER)
    assert (await festum("venue", "show", "1")).out.splitlines()[2:] == [
        "  nothing found: asked several times, without an answer  (events: 3)",
        "Go on: festum venue pin 1 LAT LON or ask 1.",
    ]
    asked = await festum("venue", "ask", "1")
    assert (asked.status, asked.out.splitlines()[2:3]) == (0, ["  waiting  (events: 3)"])
    assert (await venue(small))[0] is GeocodingState.WAITING


async def test_two_spellings_are_offered_merged_and_taken_apart(festum: Festum, small: House) -> None:
    assert (await festum("venue", "duplicates")).out == "No two venues look like one place.\n"
    await load_csv(
        small, "edition,partner,title,start,venue,insee_code\n2018,amics,Velhada,2018-06-22T21:00,La Halle,34142\n"
    )
    offered = await festum("venue", "duplicates")
    assert (offered.status, offered.out) == (
        0,
        "La Halle, 34700 Lodève (34)  =  Halle, 1 place du Marché, 34700 Lodève (34)  "
        "one place? festum venue merge 7 1\n",
    )
    merged = await festum("venue", "merge", "7", "1")
    assert (merged.status, merged.out) == (
        0, "Venue 7 is now 1 (merge 1); dates moved: 1. Back: festum venue unmerge 1\n"
    )  # fmt: skip
    again = await festum("venue", "merge", "7", "1")
    assert (again.status, again.out, again.err.count("\n")) == (1, "", 1)
    undone = await festum("venue", "unmerge", "1")
    assert (undone.status, undone.out) == (0, "Merge 1 taken back; dates at venue 7 again: 1.\n")
    number, _, *said = (await festum("venue", "merges")).out.split("  ")
    assert (number, said) == ("1", [
        "command line",
        "7 La Halle, 34700 Lodève (34) is now 1 Halle, 1 place du Marché, 34700 Lodève (34)",
        "(taken back)\n",
    ])  # fmt: skip


async def test_point_is_told_its_commune_without_a_database(festum: Festum) -> None:
    nowhere = "sqlite+aiosqlite:////nowhere/at/all.sqlite3"
    there = await festum("venue", "at", "43.7331", "3.319", FESTUM_DATABASE_URL=nowhere)
    assert (there.status, there.out.splitlines()[:2]) == (0, [
        "43.733100, 3.319000  in Lodève (34), 0.2 km from its middle",
        "  or Soumont (34), 2.7 km",
    ])  # fmt: skip
    sea = await festum("venue", "at", "42", "3.6", LANG="fr_FR.UTF-8")
    assert (sea.status, sea.out) == (1, "42.000000, 3.600000  Ce point n'est pas en Occitanie.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "99"), "There is no such venue."),
        (("pin", "1", "nan", "3"), "“nan,3.0” is not a position: write latitude,longitude in degrees, for example"),
        (("queue", "--departement", "Gironde"), "“Gironde” is not a value of “departement”."),
    ],
)
async def test_what_cannot_be_done_is_refused_with_a_sentence(
    festum: Festum, small: House, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = await festum("venue", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(sentence)
