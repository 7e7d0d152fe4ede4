"""`festum import`: a plan that changes nothing, then the same plan applied, whole or its good rows alone."""

import json
from pathlib import Path

import pytest

from festum.actions.count import health
from festum.actions.house import House
from tests.cli.conftest import Festum
from tests.small import ROWS, date_of, event

GOOD = """\
event_key,title,start,end,insee_code,languages,price
one,Balèti,2018-06-23T21:00,2018-06-23T23:00,34142,oc|fr,gratuit
two,Fuòc [b],2018-06-23,,34172,,
"""
HALF = GOOD + "three,,2018-06-24,,99999,,\nfour,Tard,2019-01-01T20:00,,66136,,5 €\n"
NEW = ("--edition", "2018", "--partner", "amics")


async def occurrences(house: House) -> int:
    async with house.unit() as unit:
        return (await health(unit)).counts["occurrences"]


async def revision(house: House) -> int:
    async with house.unit() as unit:
        return (await health(unit)).revision


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "programme d'été.csv"
    made.write_text(GOOD, encoding="utf-8")
    return made


async def test_a_plan_is_shown_and_nothing_changes(festum: Festum, small: House, file: Path) -> None:
    before = await revision(small)
    ran = await festum("import", str(file), *NEW)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "      2  new",
        "      4  not in the file",
        "Nothing was changed: this is the plan. Publish it with --apply.",
    ]
    assert (await revision(small), await occurrences(small)) == (before, 9)


async def test_applying_publishes_it_and_applying_again_changes_nothing(
    festum: Festum, small: House, file: Path
) -> None:
    before = await revision(small)
    first, again = [await festum("import", str(file), *NEW, "--apply") for _ in range(2)]
    assert (first.status, first.out.splitlines()[0]) == (0, "      2  new")
    assert first.out.splitlines()[-1] == "Applied as import 1. Take it back with `festum imports undo 1`."
    assert (again.status, again.out.splitlines()[0]) == (0, "      2  unchanged")
    assert (await revision(small), await occurrences(small)) == (before + 1, 11)


async def test_a_refused_row_stops_the_whole_file_and_says_why(festum: Festum, small: House, file: Path) -> None:
    file.write_text(HALF, encoding="utf-8")
    before = await revision(small)
    for how in ((), ("--apply",)):
        ran = await festum("import", str(file), *NEW, *how)
        assert (ran.status, ran.err, await revision(small)) == (1, "", before)
        assert ran.out.splitlines()[:3] == ["      3  new", "      4  not in the file", "      1  refused"]
        assert "      4  refused: \n         title: the cell is empty; it is needed\n" in ran.out
        assert "         start: 2019-01-01 is outside the edition (2018-05-19 - 2018-07-08)\n" in ran.out
        advice = ran.out.splitlines()[-1]
        assert advice == (
            "The plan is kept as import 1: `festum imports apply 1`."
            if how
            else "Nothing was changed: mend the rows above, or publish the good ones with --partial."
        )


async def test_the_good_rows_alone_are_published_when_asked(festum: Festum, small: House, file: Path) -> None:
    file.write_text(HALF, encoding="utf-8")
    ran = await festum("import", str(file), *NEW, "--partial")
    assert (ran.status, ran.out.splitlines()[-1].startswith("Applied as import 1."), await occurrences(small)) == (
        0,
        True,
        12,
    )


async def test_json_is_the_whole_plan_and_nothing_else(festum: Festum, small: House, file: Path) -> None:
    file.write_text(HALF, encoding="utf-8")
    ran = await festum("import", str(file), *NEW, "--json")
    plan = json.loads(ran.out)
    assert (ran.status, ran.err, ran.out.count("\n")) == (1, "", 1)
    assert plan["counts"] == {"create": 3, "missing": 4, "refused": 1}
    assert plan["messages"] == []
    assert [(row["line"], row["verdict"]) for row in plan["rows"]] == [
        (2, "create"), (3, "create"), (4, "refused"), (5, "create"), *[(None, "missing")] * 4,
    ]  # fmt: skip
    assert plan["rows"][0] == {
        "line": 2,
        "verdict": "create",
        "title": "Balèti",
        "uids": [date_of("amics", "one")],
        "messages": [],
        "changes": [],
        "draft": {
            "title": "Balèti",
            "occurrences": [{"start": "2018-06-23T21:00", "end": "2018-06-23T23:00", "all_day": False}],
            "venue": None,
            "commune": {"insee": "34142", "name": "Lodève"},
            "languages": ["oc", "fr"],
            "free": True,
            "price": "gratuit",
        },
    }
    assert plan["rows"][1]["draft"]["occurrences"] == [{"start": "2018-06-23", "end": None, "all_day": True}]
    refused = plan["rows"][2]
    assert (refused["uids"], refused["draft"]["commune"], [m["key"] for m in refused["messages"]]) == (
        [],
        None,
        ["required", "commune_unknown"],
    )
    assert refused["messages"][0] == {
        "level": "error",
        "key": "required",
        "column": "title",
        "value": "",
        "text": "the cell is empty; it is needed",
    }
    assert (plan["rows"][3]["draft"]["free"], plan["rows"][4]["draft"]) == (False, None)


async def test_json_tells_what_was_applied_and_what_would_change(festum: Festum, small: House, file: Path) -> None:
    applied = json.loads((await festum("import", str(file), *NEW, "--apply", "--json")).out)
    assert applied["counts"] == {"create": 2, "missing": 4}
    file.write_text(GOOD.replace("gratuit", "5 €").replace("2018-06-23,,", "2018-06-24,,"), encoding="utf-8")
    planned = json.loads((await festum("import", str(file), *NEW, "--json")).out)
    assert [(row["verdict"], row["changes"]) for row in planned["rows"][:2]] == [
        (
            "update",
            [
                {"field": "price", "old": "gratuit", "new": "5 €"},
                {"field": "admission", "old": "free", "new": "paid"},
            ],
        ),
        ("moved", [{"field": "when", "old": "2018-06-23", "new": "2018-06-24"}]),
    ]


async def test_a_change_is_shown_old_and_new(festum: Festum, small: House, file: Path) -> None:
    await festum("import", str(file), *NEW, "--apply")
    file.write_text(GOOD.replace("Fuòc [b]", "Fuòc [/red]"), encoding="utf-8")
    ran = await festum("import", str(file), *NEW)
    assert "      3  changed: Fuòc [/red]\n         titles: fr: Fuòc [b] -> fr: Fuòc [/red]\n" in ran.out


async def test_the_report_speaks_the_terminals_language(festum: Festum, small: House, file: Path) -> None:
    first = [
        (await festum("import", str(file), *NEW, LANG=language)).out.split("\n")[0]
        for language in ("fr_FR.UTF-8", "oc_FR", "ca_ES@valencia", "C", "de_DE.UTF-8", "")
    ]
    assert first == ["      2  nouveau", "      2  nòu", "      2  nou", *["      2  new"] * 3]
    refusal = await festum("import", "none.csv", LANG="oc_FR.UTF-8")
    assert (refusal.status, refusal.err) == (1, "I a pas de fichièr none.csv.\n")


async def test_a_dash_reads_what_is_piped_in(festum: Festum, small: House) -> None:
    ran = await festum("import", "-", "--apply", stdin=ROWS.replace("Sardanes,", "Sardanas,").encode("cp1252"))
    assert (ran.status, ran.out.splitlines()[:2]) == (0, ["      1  changed", "      9  unchanged"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("none.csv",), "There is no file none.csv."),
        (("/",), "There is no file /."),
        (("-", "--edition", "2030", "--partner", "amics"), "There is no 2030 edition. Editions: 2017, 2018, 2019."),
        (("-", "--partner", "nobody"), "There is no partner “nobody”."),
    ],
)
async def test_what_cannot_be_begun_is_said_in_a_sentence(
    festum: Festum, small: House, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = await festum("import", *arguments, "--json", stdin=GOOD.encode())
    assert (ran.status, ran.out, ran.err) == (1, "", f"{sentence}\n")


async def test_a_file_in_which_nothing_can_be_read_is_said_so(festum: Festum, small: House) -> None:
    said = {
        content: (await festum("import", "-", stdin=content)).err
        for content in (b"", b"\x00\x01", b"name;where\n", b'title,start\n"x,1\n')
    }
    assert said == {
        b"": "The file is empty. Save the table and send it again.\n",
        b"\x00\x01": ("This file is neither text nor a known spreadsheet. Save the table as .xlsx, .ods or .csv.\n"),
        b"name;where\n": (
            "Row 1 does not name the date of the events. Headings found: name, where. Call one column "
            "“date”, or say which one holds it\n"
        ),
        b'title,start\n"x,1\n': (
            'On line 2 a straight quotation mark (") opens a cell that is never closed: it would swallow '
            "all that follows. Close it or take it out, or save the table as .xlsx or .ods.\n"
        ),
    }


async def test_a_partner_cannot_upload_into_anothers_programme(festum: Festum, small: House) -> None:
    ran = await festum("import", "-", "--partner", "biblioteca", "--apply", stdin=ROWS.encode())
    assert (ran.status, await revision(small)) == (1, 6)
    assert "partner: the row is of “amics”, the upload of “biblioteca”" in ran.out
    assert event("amics", "bal") not in ran.out
