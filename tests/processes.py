"""Processes of the program that begin with its modules read already: what reading them takes is spent once.

A process of its own each, which can be killed. That `python -m festum` and the installed script come as far as this is
tested in `tests/cli/test_other_commands.py`.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess

from festum.cli.main import main
from festum.domain.gazetteer import load_gazetteer

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])

load_gazetteer()


def festum(
    *arguments: str, environment: Mapping[str, str], quiet: bool = False
) -> ForkServerProcess:
    """`festum` with these arguments, started: in the tests' environment, of whose settings it has none but those given."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("FESTUM_")}
    process = FORKED.Process(target=_run, args=(arguments, {**inherited, **environment}, quiet), daemon=True)
    process.start()
    return process


def _run(arguments: Sequence[str], environment: Mapping[str, str], quiet: bool) -> None:
    os.environ.clear()
    os.environ.update(environment)
    if quiet:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    sys.exit(main(arguments))
