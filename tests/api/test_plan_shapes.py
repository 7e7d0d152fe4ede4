"""A plan's rows as programs read them: every field there, whatever is known."""

from dataclasses import replace
from datetime import datetime

from festum.api.import_schemas import RowOut
from festum.api.plan_shapes import plan_json, row_json
from festum.domain.diff import Change
from festum.domain.plan import Verdict
from festum.domain.shown_plan import ShownDraft, ShownRow
from festum.domain.when import When
from festum.errors import Problem

local = datetime.fromisoformat

EVENING = When(local("2018-06-23T21:00"), local("2018-06-24T01:30"), time_text="a nuèch")
DAYS = When(local("2018-06-23"), local("2018-06-24"), all_day=True)
FULL = ShownDraft("Balèti", (EVENING, DAYS), "Halle", "34142", "Lodève", ("oc", "fr"), False, "5 €")
BARE = ShownDraft("Balèti", (When(local("2018-06-23"), all_day=True),), "", "", "", (), None, "")
ROW = ShownRow(9, Verdict.CREATE, "Balèti", FULL, ("a", "b"))


def test_row_is_told_whole() -> None:
    problem = Problem("warning", "required", "Heure", "?", "")
    row = replace(ROW, verdict=Verdict.UPDATE, changes=(Change("price", "", "5 €"),), problems=(problem,))
    told = row_json(row, "en")
    assert told == {
        "line": 9,
        "verdict": "update",
        "title": "Balèti",
        "messages": [
            {
                "level": "warning",
                "key": "required",
                "column": "Heure",
                "value": "?",
                "text": "the cell is empty; it is needed",
            }
        ],
        "draft": {
            "title": "Balèti",
            "occurrences": [
                {"start": "2018-06-23T21:00", "end": "2018-06-24T01:30", "all_day": False},
                {"start": "2018-06-23", "end": "2018-06-24", "all_day": True},
            ],
            "venue": "Halle",
            "commune": {"insee": "34142", "name": "Lodève"},
            "languages": ["oc", "fr"],
            "free": False,
            "price": "5 €",
        },
        "uids": ["a", "b"],
        "changes": [{"field": "price", "old": "", "new": "5 €"}],
    }
    assert RowOut.model_validate(told).line == 9


def test_what_is_not_known_is_null() -> None:
    assert row_json(replace(ROW, draft=BARE), "fr")["draft"] == {
        "title": "Balèti",
        "occurrences": [{"start": "2018-06-23", "end": None, "all_day": True}],
        "venue": None,
        "commune": None,
        "languages": [],
        "free": None,
        "price": None,
    }


def test_what_is_stored_and_not_in_the_file_has_neither_line_nor_draft() -> None:
    told = row_json(ShownRow(None, Verdict.MISSING, "Vièlh bal", None, ("a",)), "fr")
    assert (told["line"], told["title"], told["draft"], told["uids"]) == (None, "Vièlh bal", None, ["a"])


def test_plan_holds_its_counts_what_is_said_of_the_file_and_every_row() -> None:
    note = Problem("note", "column_unknown", "Quoi", "Quoi", "title")
    told = plan_json({"create": 2}, [note], [ROW, ROW], "oc")
    assert told.keys() == {"counts", "messages", "rows"}
    assert told["counts"] == {"create": 2}
    assert [(one["level"], one["key"], one["column"]) for one in told["messages"]] == [
        ("note", "column_unknown", "Quoi")
    ]
    assert told["rows"] == [row_json(ROW, "oc")] * 2
