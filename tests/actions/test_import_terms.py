"""Uploads on terms: a file that replaces, answers to questions, other partners' programmes, nobody's dry run."""

from datetime import date

import pytest

from festum.actions.house import House
from festum.actions.import_file import Defaults, Proposal, apply_import, plan_import, plan_without_house
from festum.actions.restore import restore_event
from festum.actions.revise import delete_event
from festum.domain.event import State
from festum.domain.gazetteer import load_gazetteer
from festum.domain.holder import Holder
from festum.domain.plan import Answer, Brake, Decision, Mode, Terms
from festum.domain.upload import UploadHeading
from festum.errors import NotHere, Problem, Unfit
from tests.conftest import TestClock
from tests.store.small import BAL, ROWS, Row, csv_of, dump, events_by_key

ADMIN = Holder("test", None)
NOTHING_SAID = Defaults()
REPLACE = Terms(Mode.REPLACE)
CERCLE = [row for row in ROWS if row["partner"] == "cercle" and row["edition"] == "2018"]


def nameless(*rows: Row) -> list[Row]:
    return [{name: cell for name, cell in row.items() if not name.endswith("_key")} for row in rows]


def of_nobody(*rows: Row) -> list[Row]:
    return [{name: cell for name, cell in row.items() if name not in ("partner", "edition")} for row in rows]


async def planned(
    house: House,
    *rows: Row,
    defaults: Defaults = NOTHING_SAID,
    terms: Terms = Terms(),  # noqa: B008 - a value
) -> Proposal:
    async with house.unit() as unit:
        return await plan_import(unit, csv_of(rows), "file.csv", defaults, terms=terms)


async def applied(house: House, *rows: Row, terms: Terms = Terms()) -> Proposal:  # noqa: B008 - a value
    async with house.unit() as unit:
        proposal = await plan_import(unit, csv_of(rows), "file.csv", NOTHING_SAID, terms=terms)
        await apply_import(unit, proposal, "partner")
    return proposal


async def test_programme_replaced_withdraws_the_rest_and_sent_whole_brings_it_back(
    small: House, clock: TestClock
) -> None:
    before = await events_by_key(small)
    clock.advance(hours=1)
    rest = [row for row in CERCLE if row["event_key"] != "bal"]
    proposal = await applied(small, *rest, terms=REPLACE)
    assert (proposal.plan.counts, proposal.plan.brake) == ({"unchanged": 4, "missing": 1}, None)
    (gone,) = (await events_by_key(small))["bal"].occurrences
    assert (gone.state, gone.status, gone.sequence, gone.locks) == (State.TOMBSTONE, "cancelled", 1, ())
    clock.advance(hours=1)
    again = await applied(small, *CERCLE)
    assert again.plan.counts == {"create": 1, "unchanged": 4}
    (back,) = (await events_by_key(small))["bal"].occurrences
    was = before["bal"].occurrences[0]
    assert (back.uid, back.state, back.status, back.when, back.sequence) == (
        was.uid,
        State.LIVE,
        "confirmed",
        was.when,
        2,
    )
    assert {key: event for key, event in (await events_by_key(small)).items() if key != "bal"} == {
        key: event for key, event in before.items() if key != "bal"
    }


async def test_whole_programme_withdrawn_meets_the_brake(small: House) -> None:
    await applied(small, *({**BAL, "event_key": f"e{n}", "title": f"Jorn {n}"} for n in range(5)))
    proposal = await planned(small, CERCLE[0], terms=REPLACE)
    assert proposal.plan.brake == Brake(9, 10)


async def test_what_an_editor_deleted_stays_deleted_until_an_editor_brings_it_back(
    small: House, clock: TestClock
) -> None:
    bal = (await events_by_key(small))["bal"]
    async with small.unit() as unit:
        await delete_event(unit, bal.id, ADMIN)
    assert (await events_by_key(small))["bal"].occurrences[0].locks == ("state", "status")
    assert (await planned(small, BAL)).plan.rows[0].verdict == "ignored"
    clock.advance(hours=1)
    async with small.unit() as unit:
        await restore_event(unit, bal.id, 1, ADMIN)
    back = (await events_by_key(small))["bal"].occurrences[0]
    assert (back.state, back.locks) == (State.LIVE, ("status",))
    assert (await planned(small, BAL)).plan.rows[0].verdict == "unchanged"


async def test_question_answered_is_applied(small: House) -> None:
    unsure = {**BAL, "event_key": "nou", "title": "Nou", "commune": "Barjac", "insee_code": ""}
    assert (await planned(small, unsure)).plan.rows[0].verdict == "ask"
    barjac = small.gazetteer.commune("30029")
    assert barjac is not None
    await applied(small, unsure, terms=Terms(decisions={2: Decision(Answer.YES, barjac)}))
    (made,) = (await events_by_key(small))["nou"].occurrences
    assert made.venue is not None
    assert (made.venue.name, made.venue.commune) == ("Halle", barjac)


async def test_event_moved_and_renamed_without_any_key_is_the_event_it_was(small: House, clock: TestClock) -> None:
    rows = nameless(*CERCLE)
    first = await applied(small, *rows)
    assert first.plan.counts == {"unchanged": 5}
    before = await events_by_key(small)
    clock.advance(hours=1)
    changed = [{**rows[0], "title": "Grand bal de la Saint-Jean", "start": "2018-06-24T21:00", "end": ""}, *rows[1:]]
    moved = await applied(small, *changed)
    assert moved.plan.counts == {"moved": 1, "unchanged": 4}
    after = await events_by_key(small)
    assert after.keys() == before.keys()
    assert [o.uid for o in after["bal"].occurrences] == [o.uid for o in before["bal"].occurrences]
    unchanged = await dump(small)
    await applied(small, *reversed(changed))
    assert await dump(small) == unchanged


async def test_event_of_another_partner_is_offered_and_nothing_is_merged(small: House) -> None:
    theirs = {**BAL, "partner": "mairie", "event_key": "", "title": "BAL DE LA ST-JEAN", "start": "2018-06-23T20:00"}
    proposal = await planned(small, theirs, {**theirs, "title": "Bal de la Saint Jean", "venue": "Place"})
    assert [(str(row.verdict), [p for p in row.problems if p.key == "elsewhere_too"]) for row in proposal.plan.rows][
        1
    ] == ("create", [Problem("warning", "elsewhere_too", "title", "Cercle occitan", "Bal de la Saint-Jean")])
    own = await planned(small, {**theirs, "partner": "cercle", "title": "Bal de la Saint Jean", "venue": "Place"})
    assert [p.key for p in own.plan.rows[0].problems] == []


async def test_dry_run_for_nobody_shows_and_cannot_be_applied(small: House) -> None:
    rows = of_nobody(BAL, {**BAL, "start": "2016-06-23T21:00", "end": ""})
    for defaults in (NOTHING_SAID, Defaults(2018), Defaults(2031)):
        proposal = await planned(small, *rows, defaults=defaults)
        assert (proposal.plan.counts, proposal.plan.nobodys) == ({"create": 2}, True)
    before = await dump(small)
    with pytest.raises(Unfit) as refusal:
        async with small.unit() as unit:
            await apply_import(unit, proposal, "nobody")
    assert (refusal.value.key, await dump(small)) == ("partner_needed", before)


async def test_edition_that_is_not_there_is_said_to_a_partner(small: House) -> None:
    for rows, defaults in ((of_nobody(BAL), Defaults(2031, "cercle")), ([BAL], Defaults(2031))):
        with pytest.raises(NotHere) as refusal:
            await planned(small, *rows, defaults=defaults)
        assert refusal.value.key == "no_such_edition"


async def test_file_is_read_knowing_the_day_and_the_editions(small: House, clock: TestClock) -> None:
    """A date that is over is not withdrawn, by the house's clock."""
    clock.advance(days=53)  # 24 June, the day after the ball
    proposal = await planned(small, *[row for row in CERCLE if row["event_key"] != "bal"], terms=REPLACE)
    missing = [row for row in proposal.plan.rows if row.line is None]
    assert [(row.title, row.problems) for row in missing] == [
        ("Bal de la Saint-Jean", (Problem("note", "missing_over"),))
    ]
    assert proposal.plan.revisions == ()


PROGRAMME = """Titre;Date;Heure;Lieu;Commune
Balèti;samedi 23 juin;21h;Halle;Lodève
Concert;dimanche 24 juin 2018;;Halle;Lodève

Contact : Générations Lodève;;;;
"""


async def test_machine_without_a_database_shows_a_programme_too() -> None:
    proposal = await plan_without_house(
        load_gazetteer(), date(2018, 5, 2), PROGRAMME.encode(), "programme.csv", Defaults(2018, "cercle")
    )
    assert (proposal.plan.nobodys, proposal.plan.revisions) == (True, ())
    assert [(row.line, str(row.verdict)) for row in proposal.plan.rows] == [
        (2, "create"),
        (3, "create"),
        (5, "ignored"),
    ]
    assert "Contact" in proposal.plan.rows[2].title
    assert (proposal.kind, proposal.encoding, proposal.delimiter, proposal.header_line) == ("sheet", "utf-8", ";", 1)
    assert [heading.column for heading in proposal.headings][:1] == ["title"]
    assert all(isinstance(heading, UploadHeading) for heading in proposal.headings)
