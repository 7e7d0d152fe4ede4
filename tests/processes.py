"""Processes of the program that begin with its modules read already: what reading them takes is spent once.

A process of its own each, which can be killed. That `python -m festum` and the installed script come as far as this is
tested in `tests/cli/test_other_commands.py`.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import vdirsyncer.cli
import vdirsyncer.cli.tasks
import vdirsyncer.storage.filesystem
import vdirsyncer.storage.http

from festum.cli.main import main
from festum.domain.gazetteer import load_gazetteer

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])

load_gazetteer()


def festum(*arguments: str, environment: Mapping[str, str], said: Path | None = None) -> ForkServerProcess:
    """`festum` with these arguments, started; of the settings in this environment it has none but those given.

    What it says goes into the file `said`, if one is named.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("FESTUM_")}
    return _started(_festum, arguments, {**inherited, **environment}, said)


def run_vdirsyncer(*arguments: str, environment: Mapping[str, str], said: Path) -> str:
    """What it says; fails unless it ends well within a minute."""
    process = _started(_vdirsyncer, arguments, environment, said)
    process.join(timeout=60)
    assert process.exitcode == 0, said.read_text()
    return said.read_text()


def _started(
    target: object, arguments: Sequence[str], environment: Mapping[str, str], said: Path | None
) -> ForkServerProcess:
    process = FORKED.Process(target=target, args=(arguments, dict(environment), said), daemon=True)
    process.start()
    return process


def _festum(arguments: Sequence[str], environment: Mapping[str, str], said: Path | None) -> None:
    _enter(environment, said)
    sys.exit(main(arguments))


def _vdirsyncer(arguments: Sequence[str], environment: Mapping[str, str], said: Path | None) -> None:
    _enter(environment, said)
    vdirsyncer.cli.app(arguments, prog_name="vdirsyncer")


def _enter(environment: Mapping[str, str], said: Path | None) -> None:
    os.environ.clear()
    os.environ.update(environment)
    if said is not None:
        written = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(written, 1)
        os.dup2(written, 2)
