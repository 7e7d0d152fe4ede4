"""`festum settings`"""

import argparse

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from festum.settings import PREFIX, read_settings, settings_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: all of them are shown."""


def run(_: argparse.Namespace) -> None:
    settings = read_settings()
    table = Table("setting", "value", "default", "what it is", box=None, pad_edge=False)
    for line in settings_table():
        value = getattr(settings, line.name.removeprefix(PREFIX).lower())
        hidden = "(set)" if isinstance(value, SecretStr) and value.get_secret_value() != line.default else None
        shown = hidden or (value.get_secret_value() if isinstance(value, SecretStr) else str(value))
        table.add_row(line.name, shown, line.default, line.help)
    Console(soft_wrap=True, width=200).print(table)
