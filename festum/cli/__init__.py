"""The command line: `festum COMMAND`; one file per command, listed in `commands.py`."""

from festum.cli.main import main

__all__ = ["main"]
