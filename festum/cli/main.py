"""Reading the command line, and saying a refusal in words with what to do."""

import argparse
import os
import sys
from collections.abc import Sequence

from rich.console import Console

from festum import __version__
from festum.cli.commands import COMMANDS
from festum.cli.log import configure_log
from festum.cli.words import problem_words
from festum.errors import FestumError

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="festum", description="The open agenda of a territorial festival.")
    made.add_argument("--version", action="version", version=f"festum {__version__}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        its = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(its)
        its.set_defaults(run=command.run)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 refused with a sentence on standard error, 2 a command line not understood."""
    arguments = parser().parse_args(argv)
    configure_log("warning")
    try:
        status = int(arguments.run(arguments) or DONE)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader has what it wanted (`… | head`). Python flushes once more at its end, and would complain; the
        # status is the one rich leaves with where it is rich that writes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except FestumError as error:
        Console(stderr=True, soft_wrap=True).print(
            problem_words(error), style="bold red", markup=False, highlight=False
        )
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
