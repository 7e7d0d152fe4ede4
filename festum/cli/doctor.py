"""`festum doctor`: examines a calendar, ours or anybody's; exit status 1 when there is an error in it."""

import argparse
import json
import sys

from rich.console import Console

from festum.actions.diagnose import MOST_BYTES, Report, diagnose_address, diagnose_file, is_address
from festum.cli.doctor_report import print_report, report_json
from festum.cli.given_file import read_given
from festum.cli.words import terminal_language
from festum.clock import utc_now
from festum.locale.catalogue import LANGUAGES

WELL, ILL = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="URL|FILE", help="http, https or webcal address, or a file; `-`: standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report; that of the terminal by default")


def run(arguments: argparse.Namespace) -> int:
    report = _examined(arguments.source)
    language = arguments.lang or terminal_language()
    if arguments.json:
        json.dump(report_json(report, arguments.source, language), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print_report(Console(soft_wrap=True, highlight=False), report, arguments.source, language)
    return ILL if report.failed else WELL


def _examined(source: str) -> Report:
    return diagnose_address(source, utc_now) if is_address(source) else diagnose_file(read_given(source, MOST_BYTES))
