"""`festum imports list | show | apply | undo | discard | report`: what became of the files that were sent."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from festum.actions.apply_upload import apply_upload
from festum.actions.discard_upload import discard_upload
from festum.actions.find_uploads import find_upload, find_upload_rows, list_uploads
from festum.actions.house import House
from festum.actions.report_upload import report_upload
from festum.actions.undo_upload import undo_upload
from festum.api.plan_shapes import plan_json
from festum.cli.defaults import read_accepted
from festum.cli.opening import OPERATOR, in_house
from festum.cli.plan_report import print_rows
from festum.cli.progress import Bar
from festum.cli.words import row_words, terminal_language
from festum.domain.shown_plan import ShownRow
from festum.domain.upload import Consent, Upload
from festum.errors import NotHere
from festum.locale.catalogue import say

ROWS_AT_ONCE = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="the latest uploads, newest first")
    listed.add_argument("--limit", type=int, default=20, help="how many")
    shown = _of_one(verbs, "show", "an upload with its plan")
    shown.add_argument("--json", action="store_true", help="print the plan as JSON and nothing else")
    applied = _of_one(verbs, "apply", "publish a plan that was kept")
    applied.add_argument("--partial", action="store_true", help="the good rows alone")
    applied.add_argument("--accept", metavar="LINE=ANSWER", action="append", default=[], help="as of `festum import`")
    applied.add_argument("--withdraw", action="store_true", help="much of a programme is meant to go")
    _of_one(verbs, "undo", "give every event it touched its previous version, unless edited since")
    _of_one(verbs, "discard", "forget a plan that was not applied, and its file")
    report = _of_one(verbs, "report", "write the file with its verdicts")
    report.add_argument("out", type=Path, metavar="OUT", help=".csv or .xlsx")


def _of_one(verbs: Any, name: str, said: str) -> argparse.ArgumentParser:
    its: argparse.ArgumentParser = verbs.add_parser(name, help=said)
    its.add_argument("id", type=int, help="number of the import")
    return its


def run(arguments: argparse.Namespace) -> None:
    match arguments.verb:
        case "list":
            in_house(lambda house: _list(house, arguments.limit))
        case "show":
            in_house(lambda house: _show(house, arguments.id, arguments.json))
        case "apply":
            consent = Consent(read_accepted(arguments.accept), arguments.partial, arguments.withdraw)
            in_house(lambda house: _apply(house, arguments.id, consent))
        case "undo":
            in_house(lambda house: _undo(house, arguments.id))
        case "discard":
            in_house(lambda house: discard_upload(house, arguments.id, OPERATOR))
        case "report":
            in_house(lambda house: _report(house, arguments.id, arguments.out))


async def _list(house: House, limit: int) -> None:
    async with house.unit() as unit:
        found = await list_uploads(unit, OPERATOR, limit)
    for upload in found:
        print(_line(upload))


async def _show(house: House, upload_id: int, as_json: bool) -> None:
    language = terminal_language()
    async with house.unit() as unit:
        upload = await find_upload(unit, upload_id, OPERATOR)
        rows: list[ShownRow] = []
        after = -1
        while some := await find_upload_rows(unit, upload_id, OPERATOR, after=after, limit=ROWS_AT_ONCE):
            rows += [row for _, row in some]
            after = some[-1][0]
    if as_json:
        json.dump(plan_json(upload.counts or {}, upload.problems, rows, language), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    print(_line(upload))
    if upload.failure is not None:
        print(say(language, f"error.{upload.failure.key}", **upload.failure.values))
    console = Console(soft_wrap=True, highlight=False)
    for problem in upload.problems:
        console.print(row_words(problem, language), markup=False)
    print_rows(console, rows, language, all_of_them=True)


async def _apply(house: House, upload_id: int, consent: Consent) -> None:
    with Bar() as bar:
        applied = await apply_upload(house, upload_id, OPERATOR, consent, bar.advance)
    print(_line(applied))


async def _undo(house: House, upload_id: int) -> None:
    with Bar() as bar:
        undone = await undo_upload(house, upload_id, OPERATOR, bar.advance)
    print(_line(undone))
    for left in undone.left:
        print(f"         left as it is, edited since: {left.title} ({left.event})")


async def _report(house: House, upload_id: int, out: Path) -> None:
    form: Any = out.suffix.removeprefix(".")
    if form not in {"csv", "xlsx"}:
        raise NotHere("report_form", name=str(out))
    out.write_bytes(await report_upload(house, upload_id, OPERATOR, form, terminal_language()))


def _line(upload: Upload) -> str:
    """Lines, not a fitted table: what is cut to the width of the terminal is of no use."""
    when = (upload.undone_at or upload.applied_at or upload.made_at).isoformat(" ", "minutes")
    counts = ", ".join(f"{number} {verdict}" for verdict, number in (upload.counts or {}).items())
    parts = (str(upload.id), when, str(upload.state), upload.partner or "-", upload.file_name or "-", counts)
    return "  ".join(part for part in parts if part)
