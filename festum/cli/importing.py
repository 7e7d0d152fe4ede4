"""`festum import`: without --apply it shows the plan and changes nothing."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from festum.actions.house import House
from festum.actions.import_file import MOST_BYTES, Defaults, Proposal, apply_import, plan_import
from festum.cli.opening import ACTOR, in_house
from festum.cli.plan_report import plan_json, print_plan
from festum.cli.progress import Bar
from festum.cli.words import terminal_language
from festum.domain.text import clean
from festum.errors import NotHere, Unreadable

APPLIED, STOPPED = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="festum's own CSV; `-` reads standard input")
    parser.add_argument("--edition", type=int, help="year for rows that name none")
    parser.add_argument("--partner", help="upload as this partner: rows of another are refused")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--apply", action="store_true", help="publish it, unless a row is refused")
    how.add_argument("--partial", action="store_true", help="publish the good rows, leave the refused ones out")
    parser.add_argument("--json", action="store_true", help="print the plan as JSON and nothing else")


def run(arguments: argparse.Namespace) -> int:
    content = _read(arguments.file)
    defaults = Defaults(arguments.edition, arguments.partner or "")
    name = clean(arguments.file.name)
    return in_house(lambda house: _import(house, content, name, defaults, arguments))


async def _import(house: House, content: bytes, name: str, defaults: Defaults, arguments: argparse.Namespace) -> int:
    """One unit: what is applied is the very plan that is shown, in one transaction."""
    with Bar(hidden=arguments.json) as bar:
        async with house.unit() as unit:
            proposal = await plan_import(unit, content, name, defaults, bar.advance)
            applying = arguments.partial or (arguments.apply and not proposal.plan.stopped)
            changed = applying and await apply_import(unit, proposal, ACTOR, bar.advance) is not None
    _report(proposal, applying, changed, arguments)
    return STOPPED if proposal.plan.stopped and not arguments.partial else APPLIED


def _report(proposal: Proposal, applied: bool, changed: bool, arguments: argparse.Namespace) -> None:
    language = terminal_language()
    if arguments.json:
        json.dump(plan_json(proposal, language, applied), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    print_plan(Console(soft_wrap=True, highlight=False), proposal, language)
    if changed:
        print("Applied.")
    elif applied:
        print("Nothing was changed: what is stored is what the file says.")
    elif proposal.plan.stopped:
        print("Nothing was changed: mend the rows above, or publish the good ones with --partial.")
    else:
        print("Nothing was changed: this is the plan. Publish it with --apply.")


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unreadable("unreadable_too_large", most=MOST_BYTES // 1_000_000)
        return file.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise NotHere("no_such_file", name=str(file)) from None
