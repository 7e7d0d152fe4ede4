"""`festum geocode`, asking a service on a real socket, and `festum geocode report`."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from festum.actions.count import health
from festum.actions.house import House
from festum.actions.list_venues import show_venue
from festum.actions.pin_venue import set_pin
from festum.cli.opening import OPERATOR
from festum.domain.geocoding import GeocodingState
from festum.domain.place import Point, Precision, Provenance, Venue
from tests.cli.conftest import Festum
from tests.conftest import BASE_URL, load_csv
from tests.geocoding.misbehaving import Service, feature, features, misbehaving, said
from tests.proposed import leave_in_doubt
from tests.small import on_sqlite
from tests.store.small import BAL, csv_of

pytestmark = on_sqlite

SQUARE = feature(
    2.8954, 42.7005, label="Place de la Loge 66000 Perpignan", name="Place de la Loge", postcode="66000",
    citycode="66136", city="Perpignan",
)  # fmt: skip
OTHER = feature(
    3.3191, 43.7334, label="Place du Mail 34700 Lodève", name="Place du Mail", postcode="34700",
    citycode="34142", city="Lodève", score=0.6,
)  # fmt: skip

HALLE, LOGE = 1, 4
"""Numbers of venues of the small programme: of its six one has no commune and one no name, so that four can be asked
about."""


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """Knows the square of Perpignan, and one that nobody asked for."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        asked = parse_qs(urlsplit(made.asked[-1].target).query)
        known = {"Place de la Loge": SQUARE, "1 Place du Marché": OTHER}.get(asked["q"][0])
        writer.write(said(features(known) if known else features()))
        await writer.drain()

    async with misbehaving(answer) as made:
        yield made


def asking(service: Service) -> dict[str, str]:
    return {
        "FESTUM_GEOCODERS": "gazetteer,ban", "FESTUM_BAN_URL": service.base, "FESTUM_BAN_PER_SECOND": "50",
        "FESTUM_BAN_BULK_FROM": "0",
    }  # fmt: skip


def questions(service: Service) -> list[str]:
    return sorted(parse_qs(urlsplit(one.target).query)["q"][0] for one in service.asked)


async def venue(house: House, number: int) -> Venue:
    async with house.unit() as unit:
        return (await show_venue(unit, number, OPERATOR)).geocoding.venue


async def revision(house: House) -> int:
    async with house.unit() as unit:
        return (await health(unit)).revision


async def test_all_that_wait_are_asked_about_and_published_in_one_revision(
    festum: Festum, small: House, service: Service
) -> None:
    before = await revision(small)
    ran = await festum("geocode", **asking(service))
    assert (ran.status, ran.out, ran.err) == (
        0,
        "1 found, 0 to be checked, 3 without a proposal, 2 that cannot be asked about.\nPoints published: 1.\n",
        "",
    )
    assert questions(service) == ["1 Place du Marché", "Halle", "Médiathèque", "Place de la Loge", "Prairie"]
    loge = await venue(small, LOGE)
    assert (loge.point, loge.precision, loge.provenance) == (
        Point(42.7005, 2.8954), Precision.STREET, Provenance.BAN,
    )  # fmt: skip
    assert await revision(small) == before + 1
    again = await festum("geocode", **asking(service))
    assert (again.status, again.out.splitlines()[-1], len(service.asked)) == (0, "Points published: 0.", 5)
    assert await revision(small) == before + 1


async def test_one_venue_is_asked_about_anew_whatever_was_answered_before(
    festum: Festum, small: House, service: Service
) -> None:
    await festum("geocode", **asking(service))
    kept = await festum("geocode", "--venue", "4", **asking(service))
    assert (kept.status, kept.out.splitlines()) == (0, [
        "4  Place de la Loge, 66000 Perpignan (66)",
        "  42.700500, 2.895400  street, Base Adresse Nationale (BAN)",
        "  found  (events: 2)",
        kept.out.splitlines()[3],
        "  1  Place de la Loge 66000 Perpignan  street  score 0.96, 0.1 km from the middle of the commune"
        "  42.700500, 2.895400  Base Adresse Nationale (BAN)",
        "Points published: 0.",
    ])  # fmt: skip
    assert (len(service.asked), kept.out.splitlines()[3][:29]) == (5, "  asked: “Place de la Loge” (")
    await festum("geocode", "--venue", "4", "--fresh", **asking(service))
    assert questions(service)[-3:] == ["Place de la Loge", "Place de la Loge", "Prairie"]


async def test_provider_named_is_asked_though_it_is_not_switched_on(
    festum: Festum, small: House, service: Service
) -> None:
    ran = await festum("geocode", "--all", "--provider", "ban", **asking(service) | {"FESTUM_GEOCODERS": "gazetteer"})
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "Points published: 1.")
    offline = await festum("geocode", "--provider", "gazetteer", LANG="ca_ES.UTF-8")
    assert (offline.status, offline.out) == (0, "Llocs posats al punt del seu municipi: 0.\n")


async def test_service_that_refuses_us_ends_it_with_its_sentence(
    festum: Festum, small: House, service: Service
) -> None:
    service.answer = said(b"", "403 Forbidden")
    ran = await festum("geocode", **asking(service))
    host = service.base.removeprefix("http://")
    assert (ran.status, ran.out.splitlines()[-1], ran.err.splitlines()[-1]) == (
        1,
        "Points published: 0.",
        "4 venues still wait: `festum serve` and `festum worker` ask about them by themselves once the service answers."
        " If it should have answered, look at FESTUM_BAN_URL.",
    )
    assert f"{host} refuses to answer us (403): check its address and the contact in the settings.\n" in ran.err
    report = (await festum("geocode", "report", **asking(service))).out
    assert "it refuses us: see its address and the contact in the settings\n" in report


async def test_service_that_never_answers_ends_it_once_it_is_left_alone(
    festum: Festum, small: House, service: Service
) -> None:
    names, there = ("Foch", "Zola", "Hugo", "Molière", "Pasteur", "Curie"), {**BAL, "partner": "amics"}
    rows = [{**there, "event_key": name, "venue": f"Rue {name}", "title": name} for name in names]
    await load_csv(small, csv_of(rows))
    service.answer = said(b"", "500 Internal Server Error")
    ran = await festum("geocode", **asking(service))
    assert (ran.status, ran.out.splitlines()[-1]) == (1, "Points published: 0.")
    assert ran.err.splitlines()[-1].endswith("look at FESTUM_BAN_URL.")


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        ((), {}, "No geocoder is configured: set FESTUM_GEOCODERS=gazetteer,ban"),
        (("--provider", "nominatim"), {}, "FESTUM_GEOCODER_CONTACT: Nominatim wants to know whom to write to"),
        (("--venue", "99"), {"FESTUM_GEOCODERS": "ban"}, "There is no such venue."),
        (("--venue", "1"), {"FESTUM_GEOCODERS": "ban"}, ""),
    ],
)
async def test_what_cannot_be_asked_is_refused_and_nobody_is_asked(
    festum: Festum, small: House, service: Service, arguments: tuple[str, ...], environment: dict[str, str],
    sentence: str,
) -> None:  # fmt: skip
    await small.change(lambda unit: set_pin(unit, HALLE, Point(43.73, 3.31), OPERATOR))
    ran = await festum("geocode", *arguments, **environment, FESTUM_BAN_URL=service.base)
    assert (ran.status, ran.out, service.asked) == (1, "", [])
    assert ran.err.strip()
    assert ran.err.startswith(sentence)


@pytest.mark.parametrize(
    ("told", "status", "after"), [(signal.SIGINT, 130, "\n"), (signal.SIGTERM, 143, "")], ids=["ctrl-c", "terminated"]
)
async def test_interrupted_it_says_how_far_it_came_and_gives_back_what_it_held(
    database_url: str, small: House, service: Service, told: signal.Signals, status: int, after: str
) -> None:
    asked = asyncio.Event()

    async def hang(_: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    service.answer = hang
    environment = os.environ | asking(service) | {"FESTUM_DATABASE_URL": database_url, "FESTUM_BASE_URL": BASE_URL}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "festum", "geocode", env=environment | {"LC_ALL": "fr_FR.UTF-8"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    await asked.wait()
    running.send_signal(told)
    out, err = await running.communicate()
    assert (err.decode(), running.returncode, out.decode()) == (
        after,
        status,
        "Arrêté : 2 lieux sur 6 sont faits. Rien n'est perdu : « festum geocode » continue de là.\n",
    )
    async with small.unit() as unit:
        halle = (await show_venue(unit, HALLE, OPERATOR)).geocoding
    assert (halle.state, halle.attempts) == (GeocodingState.WAITING, 0)


async def test_report_counts_and_shows_the_first_of_the_queue(festum: Festum, small: House) -> None:
    await leave_in_doubt(small, HALLE)
    ran = await festum("geocode", "report", FESTUM_GEOCODERS="ban")
    assert (ran.status, ran.out.splitlines()) == (0, [
        "Venues with dates: 6",
        "",
        "Points",
        "  5  commune   the list of communes",
        "  1  no point  nobody",
        "",
        "How far it has come",
        "  5  waiting",
        "  1  to be checked",
        "  to be asked about now: 5; found and not yet public: 0",
        "",
        "Why they wait for a person",
        "  1  several answers are as good",
        "",
        "Services",
        "  Base Adresse Nationale (BAN)  10 questions a second  in service",
        "",
        "First of those to be checked",
        "  1  Halle, 1 place du Marché, 34700 Lodève (34)  to be checked: several answers are as good  "
        "Place du Marché 34700 Lodève: score 0.82, 0.2 km from the middle of the commune",
        "",
        "Go on: festum venue show ID, then accept ID N, pin ID LAT LON or ask ID.",
    ])  # fmt: skip
    told = json.loads((await festum("geocode", "report", "--json")).out)
    assert (told["states"], told["doubts"], told["services"]) == ({"waiting": 5, "review": 1}, {"several": 1}, [])
    assert [(one["venue"]["id"], one["events"], len(one["geocoding"]["candidates"])) for one in told["queue"]] == [
        (HALLE, 3, 2)
    ]


async def test_report_without_a_network_says_so(festum: Festum, small: House) -> None:
    ran = await festum("geocode", "report", LANG="oc_FR.UTF-8")
    assert ran.out.splitlines()[-2:] == ["Servicis", "  cap : se vòl pas de ret (FESTUM_GEOCODERS)"]
