"""`festum import`: without --apply or --partial it shows the plan and changes nothing."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from festum.actions.apply_upload import apply_upload
from festum.actions.fetch_upload import fetch_upload
from festum.actions.house import House
from festum.actions.import_file import MOST_BYTES, Defaults, Proposal, plan_import, plan_without_house
from festum.actions.plan_upload import Planned, Sending, plan_upload
from festum.actions.report_upload import report_proposal
from festum.api.plan_shapes import plan_json
from festum.cli.defaults import add_defaults, read_accepted, read_defaults
from festum.cli.given_file import read_given
from festum.cli.opening import OPERATOR, in_house
from festum.cli.plan_report import print_plan
from festum.cli.progress import Bar
from festum.cli.words import problem_words, terminal_language
from festum.clock import festival_day
from festum.domain.plan import Mode, Terms
from festum.domain.shown_plan import shown
from festum.domain.text import clean
from festum.domain.upload import Consent, Upload
from festum.errors import NotHere, NotReady, Unfit

DONE, STOPPED = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|URL", help="a spreadsheet, calendar or export; `-` reads standard input")
    add_defaults(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="show the plan and change nothing: what happens anyway")
    how.add_argument("--apply", action="store_true", help="publish it, unless a row is refused or asks something")
    how.add_argument("--partial", action="store_true", help="publish the good rows, leave the others out")
    parser.add_argument(
        "--accept", metavar="LINE=ANSWER", action="append", default=[],
        help="answer a row's question: yes, skip, new or an INSEE code; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--withdraw", action="store_true", help="with --mode replace: much of a programme is meant to go"
    )
    parser.add_argument("--report", type=Path, metavar="OUT", help="write the file with its verdicts: .csv or .xlsx")
    parser.add_argument("--json", action="store_true", help="print the plan as JSON and nothing else")


def run(arguments: argparse.Namespace) -> int:
    accepted = read_accepted(arguments.accept)
    if arguments.report and arguments.report.suffix not in {".csv", ".xlsx"}:
        raise NotHere("report_form", name=str(arguments.report))
    return in_house(lambda house: _import(house, arguments, Consent(accepted, arguments.partial, arguments.withdraw)))


async def _import(house: House, arguments: argparse.Namespace, consent: Consent) -> int:
    defaults = read_defaults(arguments, house.gazetteer)
    sending = await _sending(house, arguments.file, defaults, Mode(arguments.mode))
    with Bar(hidden=arguments.json) as bar:
        if not (arguments.apply or arguments.partial):
            proposal = await _planned(house, sending, bar)
            _report(proposal, arguments, sending)
            _advise(proposal, arguments)
            return STOPPED if proposal.plan.stopped else DONE
        planned = await plan_upload(house, sending, OPERATOR, bar.advance)
        if not arguments.report:
            sending = replace(sending, content=b"")  # it is kept: a large one need not be in memory twice
        return await _apply(house, planned, consent, arguments, sending, bar)


async def _planned(house: House, sending: Sending, bar: Bar) -> Proposal:
    """Also before there is any database: what a file says can be read without one."""
    defaults, terms = sending.defaults, Terms(sending.mode)
    try:
        async with house.unit() as unit:
            return await plan_import(unit, sending.content, sending.file_name, defaults, bar.advance, terms)
    except NotReady:
        if defaults.partner:
            raise
        today = festival_day(house.clock())
        return await plan_without_house(
            house.gazetteer, today, sending.content, sending.file_name, defaults, bar.advance, terms
        )


async def _apply(
    house: House, planned: Planned, consent: Consent, arguments: argparse.Namespace, sending: Sending, bar: Bar
) -> int:
    proposal = planned.proposal
    try:
        applied = await apply_upload(house, planned.upload.id, OPERATOR, consent, bar.advance, proposal)
    except Unfit as refusal:
        _report(proposal, arguments, sending)
        if not arguments.json:
            print(f"Nothing was changed: {problem_words(refusal)}")
            print(f"The plan is kept as import {planned.upload.id}: `festum imports apply {planned.upload.id}`.")
        return STOPPED
    _report(proposal, arguments, sending)
    if not arguments.json:
        print(_came_of(applied))
    return DONE


def _came_of(applied: Upload) -> str:
    if applied.import_id is None:
        return "Nothing was changed: what is stored is what the file says."
    return f"Applied as import {applied.id}. Take it back with `festum imports undo {applied.id}`."


def _advise(proposal: Proposal, arguments: argparse.Namespace) -> None:
    if arguments.json:
        return
    if proposal.plan.stopped:
        print("Nothing was changed: mend the rows above, or publish the good ones with --partial.")
    elif proposal.plan.brake is not None:
        brake = proposal.plan.brake
        print(f"Nothing was changed: {brake.withdrawn} of {brake.of} dates would go. If it is meant: --withdraw.")
    else:
        print("Nothing was changed: this is the plan. Publish it with --apply.")


def _report(proposal: Proposal, arguments: argparse.Namespace, sending: Sending) -> None:
    language = terminal_language()
    if arguments.report:
        form: Any = arguments.report.suffix.removeprefix(".")
        arguments.report.write_bytes(report_proposal(proposal, sending.content, sending.defaults.sheet, form, language))
    if arguments.json:
        rows = map(shown, proposal.plan.rows)
        json.dump(plan_json(proposal.plan.counts, proposal.problems, rows, language), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print_plan(Console(soft_wrap=True, highlight=False), proposal, language)


async def _sending(house: House, source: str, defaults: Defaults, mode: Mode) -> Sending:
    if "://" in source:
        return await fetch_upload(house, source, defaults, mode)
    name = "" if source == "-" else clean(Path(source).name)
    return Sending(read_given(source, MOST_BYTES), name, replace(defaults, file_name=name), mode)
