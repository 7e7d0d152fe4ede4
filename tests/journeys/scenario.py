"""A year of a small programme: what is done to it, one step after the other, and what each step must change.

Written down beforehand, by hand. Names of occurrences and feeds are separated by blanks.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import httpx

from festum.actions.frame import load_frame_editions, load_frame_partners, publish_years
from festum.actions.house import House
from festum.actions.refine_venue import refine_venue
from festum.actions.restore import restore_event
from festum.actions.retire_category import retire_category
from festum.actions.settle import bury_tombstones, settle_renderer
from festum.domain.event import Edition, Partner
from festum.domain.holder import Holder
from festum.domain.identity import event_id, occurrence_uid
from festum.domain.place import Point, Precision, Provenance, Venue
from tests.conftest import TestClock, load_csv
from tests.store.small import csv_of

EDITOR = Holder("editor", None)
NEXT_BASE_URL = "https://programa.example"

EDITIONS = (Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8), "2018"),)
NEXT_EDITION = Edition(2019, 14, date(2019, 5, 18), date(2019, 7, 7), "2019")
PARTNERS = (
    Partner("cercle", "Cercle occitan", "association", "34142", "34"),
    Partner("foirail", "Lo Foiral", "association", "48095", "48"),
    Partner("carcin", "Biais de Carcin", "association", "46042", "46"),
    Partner("ros", "Casa del Rosselló", "association", "66136", "66"),
)

HALLE = {"venue": "Halle", "commune": "Lodève", "insee_code": "34142"}
FOIRAIL = {"venue": "Foirail", "commune": "Mende", "insee_code": "48095"}
LOGE = {"venue": "Place de la loge", "commune": "Perpignan", "insee_code": "66136"}
BALL = {"partner": "cercle", "event_key": "bal", "title": "Bal trad", "title_oc": "Balèti", "languages": "oc",
        "categories": "baleti", "price": "gratuit", "description": "Trois groupes, l'un après l'autre."}  # fmt: skip

ROWS: dict[str, dict[str, str]] = {
    "bal1": {**BALL, "start": "2018-06-02T21:00", "end": "2018-06-02T23:30", **HALLE},
    "bal2": {**BALL, "occurrence_key": "2", "start": "2018-06-09T21:00", "end": "2018-06-09T23:30", **HALLE},
    "bal3": {**BALL, "occurrence_key": "3", "start": "2018-06-16T21:00", "end": "2018-06-16T23:30", **FOIRAIL},
    "camin": {"partner": "foirail", "event_key": "camin", "title": "Promenade des mots", "start": "2018-06-03T10:00",
              "languages": "oc", "categories": "walk", "venue": "Mairie", "commune": "Florac Trois Rivières",
              "insee_code": "48061"},
    "conte": {"partner": "carcin", "event_key": "conte", "title": "Contes du Lot", "start": "2018-06-05T18:00",
              "end": "2018-06-05T19:30", "languages": "fr", "categories": "storytelling", "commune": "Cahors",
              "insee_code": "46042"},
    "cant": {"partner": "carcin", "event_key": "cant", "title": "Cantèra", "start": "2018-06-07T18:00",
             "end": "2018-06-07T20:00", "languages": "oc", "categories": "song", "venue": "Salle", "commune": "Figeac",
             "insee_code": "46102"},
    "fuoc": {"partner": "ros", "event_key": "fuoc", "title": "Feu de la Saint-Jean", "start": "2018-06-23",
             "languages": "ca", "categories": "bonfire", **LOGE},
    "sard": {"partner": "ros", "event_key": "sard", "title": "Sardanes", "start": "2018-06-24T17:00",
             "end": "2018-06-24T19:00", "languages": "ca", "categories": "sardana", **LOGE},
}  # fmt: skip
NEXT_ROWS: dict[str, dict[str, str]] = {
    "bal19": {**BALL, "start": "2019-06-01T21:00", "end": "2019-06-01T23:30", **HALLE},
    "cant19": {**ROWS["cant"], "partner": "foirail", "start": "2019-06-02T18:00", "end": "", **FOIRAIL},
}
for _year, _rows in (("2018", ROWS), ("2019", NEXT_ROWS)):
    for _row in _rows.values():
        _row.setdefault("occurrence_key", "1")
        _row["edition"] = _year

ALL_ROWS = ROWS | NEXT_ROWS
UIDS = {
    name: occurrence_uid(int(row["edition"]), row["partner"], row["event_key"], row["occurrence_key"])
    for name, row in ALL_ROWS.items()
}
"""Made of keys, which no step changes: each is the same for life."""

EVENTS = {name: event_id(int(row["edition"]), row["partner"], row["event_key"]) for name, row in ALL_ROWS.items()}
NAMES = {uid: name for name, uid in UIDS.items()}

FEEDS = {
    "all": "/feeds/programme.ics",
    "every": "/feeds/programme.ics?edition=all",
    "2018": "/feeds/programme.ics?edition=2018",
    "34": "/feeds/departement/34/herault.ics",
    "46": "/feeds/departement/46/lot.ics",
    "48": "/feeds/departement/48/lozere.ics",
    "66": "/feeds/departement/66/pyrenees-orientales.ics",
    "oc": "/feeds/programa.ics?lang=oc",
    "spoken": "/feeds/en-occitan.ics?language=oc",
    "baleti": "/feeds/baleti.ics?category=baleti",
    "walk": "/feeds/walk.ics?category=walk",
    "2019": "/feeds/programme.ics?edition=2019",
    "bal": f"/events/{EVENTS['bal1']}.ics",
    "bal19": f"/events/{EVENTS['bal19']}.ics",
    "jcal": "/feeds/programme.jcal",
    "json": "/feeds/programme.json",
    "atom": "/feeds/programme.atom",
    "csv": "/feeds/programme.csv",
}
CALENDARS = [name for name, path in FEEDS.items() if ".ics" in path]

WHOLE = "all every 2018 oc jcal json atom csv"
"""Every feed that holds the whole edition."""


@dataclass
class Stage:
    """Where it is played: the house of this process writes, and so does the application behind `client`."""

    house: House
    client: httpx.AsyncClient
    clock: TestClock
    key: dict[str, str]
    rows: dict[str, dict[str, str]] = field(default_factory=lambda: {name: dict(row) for name, row in ROWS.items()})

    async def upload(self, **changes: Mapping[str, str]) -> None:
        """The whole file once more, some of its cells changed."""
        for name, cells in changes.items():
            self.rows[name] |= cells
        await load_csv(self.house, csv_of(self.rows.values()))

    async def correct(self, name: str, **said: Any) -> None:
        await self._ask("PATCH", f"/api/v1/occurrences/{UIDS[name]}", said)

    async def correct_event(self, name: str, **said: Any) -> None:
        await self._ask("PATCH", f"/api/v1/events/{EVENTS[name]}", said)

    async def delete(self, name: str) -> None:
        await self._ask("DELETE", f"/api/v1/occurrences/{UIDS[name]}", None)

    async def delete_event(self, name: str) -> None:
        await self._ask("DELETE", f"/api/v1/events/{EVENTS[name]}", None)

    async def _ask(self, method: str, path: str, said: dict[str, Any] | None) -> None:
        answer = await self.client.request(method, path, json=said, headers=self.key)
        assert answer.is_success, answer.text


async def publish_programme(stage: Stage) -> None:
    await stage.upload()


async def upload_the_same(stage: Stage) -> None:
    await stage.upload()


async def change_a_title(stage: Stage) -> None:
    await stage.upload(conte={"title": "Contes du Quercy"})


async def change_a_time(stage: Stage) -> None:
    await stage.correct("bal2", start="2018-06-09T20:00")


async def move_to_another_day(stage: Stage) -> None:
    await stage.upload(camin={"start": "2018-06-10T10:00"})


async def move_to_another_departement(stage: Stage) -> None:
    await stage.correct("cant", **FOIRAIL)


async def spell_a_venue_otherwise(stage: Stage) -> None:
    await stage.correct("fuoc", venue="Place de la Loge")


async def rename_a_venue(stage: Stage) -> None:
    await stage.upload(bal1={"venue": "Halle Dardé"}, bal2={"venue": "Halle Dardé"})


async def refine_a_point(stage: Stage) -> None:
    commune = stage.house.gazetteer.commune(HALLE["insee_code"])
    key = Venue("Halle Dardé", "", "", commune, None, None, None).venue_key
    found = Point(43.7331, 3.3172), Precision.STREET, Provenance.BAN
    assert await stage.house.change(lambda unit: refine_venue(unit, key, *found, "geocoder"))


async def cancel_one_of_three(stage: Stage) -> None:
    await stage.correct("bal3", status="cancelled")


async def cancel_an_event(stage: Stage) -> None:
    await stage.correct_event("sard", status="cancelled")


async def postpone_one(stage: Stage) -> None:
    await stage.correct("fuoc", status="postponed", notice="À cause du vent.")


async def fill_one(stage: Stage) -> None:
    await stage.upload(bal1={"status": "full"})


async def delete_an_event(stage: Stage) -> None:
    await stage.delete_event("conte")


async def delete_one_of_three(stage: Stage) -> None:
    await stage.delete("bal2")


async def upload_the_same_again(stage: Stage) -> None:
    """With what an editor corrected and deleted meanwhile still in it as it was."""
    await stage.upload()


async def restore_the_first_version(stage: Stage) -> None:
    await stage.house.change(lambda unit: restore_event(unit, EVENTS["bal1"], 1, EDITOR))


async def rename_a_partner(stage: Stage) -> None:
    renamed = [replace(p, name="Casa de Perpinyà") if p.key == "ros" else p for p in PARTNERS]
    await stage.house.change(lambda unit: load_frame_partners(unit, renamed, "test"))


async def add_languages(stage: Stage) -> None:
    await stage.correct_event("fuoc", languages=["ca", "oc"], titles={"oc": "Fuòc de Sant Joan"})


async def retire_the_walks(stage: Stage) -> None:
    assert await stage.house.change(lambda unit: retire_category(unit, "walk", "test", "workshop")) == 1


async def bury_after_thirty_days(stage: Stage) -> None:
    """`conte` alone: the other deleted one was restored."""
    assert await stage.house.change(bury_tombstones) == 0
    stage.clock.advance(days=1)
    assert await stage.house.change(bury_tombstones) == 1


async def upgrade_the_renderer(stage: Stage) -> None:
    """The test has put the application of the next release in the place of this one."""
    assert await stage.house.change(settle_renderer) is None, "it settled when it started"


async def prepare_the_next_edition(stage: Stage) -> None:
    """The old file with new rows below: it still says what was retired, corrected and deleted meanwhile."""
    await stage.house.change(lambda unit: load_frame_editions(unit, [*EDITIONS, NEXT_EDITION]))
    await load_csv(stage.house, csv_of([*stage.rows.values(), *NEXT_ROWS.values()]))


async def publish_the_next_edition(stage: Stage) -> None:
    await stage.house.change(lambda unit: publish_years(unit, [2019]))


@dataclass(frozen=True)
class Step:
    """What is done, and what it must change; all else must be as it was.

    `new` occurrences are SEQUENCE 0; of those `raised`, SEQUENCE rises by one and the stamp is the step's moment; of
    those `refined` the stamp alone. `feeds` have other bytes than before. `moved` are the starts that are told as the
    previous ones. Whoever follows changes is told of the events of the new, raised and refined, and of no others.
    """

    do: Callable[[Stage], Awaitable[None]]
    feeds: str = ""
    raised: str = ""
    refined: str = ""
    new: str = ""
    unseen: str = ""
    deleted: str = ""
    buried: str = ""
    restored: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)
    revisions: int = 1
    later: float = 1
    """Hours before it."""


STEPS = (
    Step(publish_programme, f"{WHOLE} 34 46 48 66 spoken baleti walk bal", new=" ".join(ROWS)),
    Step(upload_the_same, revisions=0),
    Step(change_a_title, f"{WHOLE} 46", raised="conte"),
    Step(change_a_time, f"{WHOLE} 34 spoken baleti bal", raised="bal2", moved={"bal2": "2018-06-09T21:00"}),
    Step(move_to_another_day, f"{WHOLE} 48 spoken walk", raised="camin", moved={"camin": "2018-06-03T10:00"}),
    Step(move_to_another_departement, f"{WHOLE} 46 48 spoken", raised="cant"),
    Step(spell_a_venue_otherwise, f"{WHOLE} 66", raised="fuoc sard"),
    Step(rename_a_venue, f"{WHOLE} 34 spoken baleti bal", raised="bal1 bal2"),
    Step(refine_a_point, f"{WHOLE} 34 spoken baleti bal", refined="bal1 bal2"),
    Step(cancel_one_of_three, f"{WHOLE} 48 spoken baleti bal", raised="bal3"),
    Step(cancel_an_event, f"{WHOLE} 66", raised="sard"),
    Step(postpone_one, f"{WHOLE} 66", raised="fuoc"),
    Step(fill_one, f"{WHOLE} 34 spoken baleti bal", raised="bal1"),
    Step(delete_an_event, f"{WHOLE} 46", raised="conte", deleted="conte"),
    Step(delete_one_of_three, f"{WHOLE} 34 spoken baleti bal", raised="bal2", deleted="bal2"),
    Step(upload_the_same_again, revisions=0),
    Step(
        restore_the_first_version, f"{WHOLE} 34 48 spoken baleti bal", raised="bal1 bal2 bal3", restored="bal2",
        moved={"bal2": "2018-06-09T20:00"},
    ),
    Step(rename_a_partner, "all every 2018 oc jcal json atom 66", raised="fuoc sard"),
    Step(add_languages, f"{WHOLE} 66 spoken", raised="fuoc"),
    Step(retire_the_walks, f"{WHOLE} 48 spoken walk", raised="camin"),
    Step(bury_after_thirty_days, "all every 2018 oc jcal 46", buried="conte", later=29.5 * 24),
    Step(upgrade_the_renderer, "all every 2018 oc jcal json atom 34 46 48 66 spoken baleti walk bal"),
    Step(prepare_the_next_edition, unseen="bal19 cant19", revisions=2, later=200 * 24),
    Step(
        publish_the_next_edition, "all every oc jcal json atom csv 34 48 66 spoken baleti 2019 bal19",
        new="bal19 cant19", later=24,
    ),
)  # fmt: skip


@dataclass
class Expected:
    """What must be true after each step, kept up to date with the table."""

    stamps: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    previous: dict[str, str | None] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    _unseen: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def after(self, step: Step, at: datetime) -> None:
        self._unseen |= dict.fromkeys(step.unseen.split(), (0, at))
        self.stamps |= {name: self._unseen.pop(name, (0, at)) for name in step.new.split()}
        self.stamps |= {name: (self.stamps[name][0] + 1, at) for name in step.raised.split()}
        self.stamps |= {name: (self.stamps[name][0], at) for name in step.refined.split()}
        self.deleted = (self.deleted | set(step.deleted.split())) - {*step.restored.split(), *step.buried.split()}
        self.stamps = {name: stamp for name, stamp in self.stamps.items() if name not in step.buried.split()}
        self.previous |= dict.fromkeys(step.new.split())
        self.previous |= step.moved
        self.told = {EVENTS[name] for part in (step.new, step.raised, step.refined) for name in part.split()}
