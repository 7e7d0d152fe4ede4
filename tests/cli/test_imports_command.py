"""`festum imports`: what was sent, shown, applied later, taken back, forgotten - and `festum import` of any file."""

import json
from pathlib import Path

import pytest

from festum.actions.count import health
from festum.actions.house import House
from tests.cli.conftest import Festum

SHEET = """\
PROGRAMME DE LA SAINT-JEAN;;;;
Date;Heure;Intitulé;Commune;Tarif
samedi 23 juin 2018;21h;Balèti;Lodève;gratuit
23/06/18;22h30;Fuòc de Sant Joan;Lodève;
24 juin 2018;de 14h à 17h;Jeux;Lodeve;5 €
"""
UNCLEAR = SHEET + "24 juin 2018;10h;Balade;Saint-Martin;\n"
NEW = ("--edition", "2018", "--partner", "amics")


async def occurrences(house: House) -> int:
    async with house.unit() as unit:
        return (await health(unit)).counts["occurrences"]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    made = tmp_path / "saint-jean.csv"
    made.write_bytes(SHEET.encode("cp1252"))
    return made


async def test_partners_own_sheet_is_read_applied_shown_and_undone(festum: Festum, small: House, sheet: Path) -> None:
    applied = await festum("import", str(sheet), *NEW, "--apply")
    assert (applied.status, applied.out.splitlines()[0]) == (0, "      3  new")
    assert applied.out.splitlines()[-1] == "Applied as import 1. Take it back with `festum imports undo 1`."
    assert await occurrences(small) == 12
    listed = await festum("imports", "list")
    assert [line.split("  ")[0:1] + line.split("  ")[2:5] for line in listed.out.splitlines()] == [
        ["1", "applied", "amics", "saint-jean.csv"]
    ]
    shown = await festum("imports", "show", "1")
    assert "      3  new: Balèti\n" in shown.out
    plan = json.loads((await festum("imports", "show", "1", "--json")).out)
    assert [(row["line"], row["verdict"]) for row in plan["rows"] if row["line"]] == [
        (3, "create"), (4, "create"), (5, "create"),
    ]  # fmt: skip
    undone = await festum("imports", "undo", "1")
    assert (undone.status, undone.out.split("  ")[2]) == (0, "undone")
    assert await occurrences(small) == 9
    again = await festum("imports", "undo", "1")
    assert (again.status, again.out) == (1, "")


async def test_file_with_a_question_waits_and_is_applied_with_an_answer(
    festum: Festum, small: House, sheet: Path
) -> None:
    sheet.write_text(UNCLEAR, encoding="utf-8")
    stopped = await festum("import", str(sheet), *NEW, "--apply")
    assert (stopped.status, await occurrences(small)) == (1, 9)
    assert "The plan is kept as import 1: `festum imports apply 1`." in stopped.out
    answered = await festum("imports", "apply", "1", "--accept", "6=34142")
    assert (answered.status, await occurrences(small)) == (0, 13)


async def test_plan_that_is_discarded_is_no_longer_there(festum: Festum, small: House, sheet: Path) -> None:
    sheet.write_text(UNCLEAR, encoding="utf-8")
    await festum("import", str(sheet), *NEW, "--apply")
    assert (await festum("imports", "discard", "1")).status == 0
    gone = await festum("imports", "apply", "1", "--partial")
    assert (gone.status, await occurrences(small)) == (1, 9)


@pytest.mark.parametrize("name", ["report.csv", "report.xlsx"])
async def test_report_is_the_file_with_its_verdicts(
    festum: Festum, small: House, sheet: Path, tmp_path: Path, name: str
) -> None:
    before = await festum("import", str(sheet), *NEW, "--report", str(tmp_path / name))
    assert before.status == 0
    again = json.loads((await festum("import", str(tmp_path / name), *NEW, "--json")).out)
    assert [(row["line"], row["verdict"]) for row in again["rows"] if row["line"]] == [
        (3, "create"), (4, "create"), (5, "create"),
    ]  # fmt: skip
    await festum("import", str(sheet), *NEW, "--apply")
    assert (await festum("imports", "report", "1", str(tmp_path / f"kept-{name}"))).status == 0
    assert (tmp_path / f"kept-{name}").stat().st_size > 100
    wrong = await festum("imports", "report", "1", str(tmp_path / "report.pdf"))
    assert wrong.status == 1


async def test_dry_run_needs_no_partner_and_no_database(festum: Festum, sheet: Path, tmp_path: Path) -> None:
    nowhere = f"sqlite+aiosqlite:///{tmp_path / 'none.sqlite3'}"
    ran = await festum("import", str(sheet), "--json", FESTUM_DATABASE_URL=nowhere)
    plan = json.loads(ran.out)
    assert (ran.status, plan["counts"]) == (0, {"create": 3})
    assert plan["rows"][2]["draft"] == {
        "title": "Jeux",
        "occurrences": [{"start": "2018-06-24T14:00", "end": "2018-06-24T17:00", "all_day": False}],
        "venue": None,
        "commune": {"insee": "34142", "name": "Lodève"},
        "languages": [],
        "free": False,
        "price": "5 €",
    }
    refused = await festum("import", str(sheet), "--apply", FESTUM_DATABASE_URL=nowhere)
    assert refused.status == 1


async def test_what_a_row_lacks_is_said_beside_the_file(festum: Festum, small: House, tmp_path: Path) -> None:
    file = tmp_path / "sans-commune.csv"
    file.write_text("Quand;Quoi;Genre de machin\n23 juin;Balèti;x\n", encoding="utf-8")
    said = ("--edition", "2018", "--commune", "34142", "--language", "oc", "--mapping", '{"Genre de machin": ""}')
    plan = json.loads((await festum("import", str(file), *said, "--json")).out)
    (row,) = plan["rows"]
    assert (row["verdict"], row["draft"]["commune"]["name"], row["draft"]["languages"]) == ("create", "Lodève", ["oc"])


@pytest.mark.parametrize(
    "wrong",
    [
        ("--commune", "Bouillac"),
        ("--commune", "Nulle-Part"),
        ("--language", "klingon"),
        ("--mapping", "{"),
        ("--accept", "yes"),
        ("--report", "x.pdf"),
    ],
)
async def test_option_that_cannot_be_taken_is_refused_with_a_sentence(
    festum: Festum, small: House, sheet: Path, wrong: tuple[str, str]
) -> None:
    ran = await festum("import", str(sheet), *wrong)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
