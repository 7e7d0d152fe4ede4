"""The commands, one line each; the README's table is compared with this one."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from festum.cli import doctor, edition, importing, migrating, openapi, partner, serving, setting


@dataclass(frozen=True, slots=True)
class Command:
    """`run` gives the exit status, None for 0."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int | None]


COMMANDS = (
    Command("serve", "Serve listings, feeds and pages", serving.arguments, serving.run),
    Command("migrate", "Bring the database to this release's tables", migrating.arguments, migrating.run),
    Command("import", "Plan or apply an upload", importing.arguments, importing.run),
    Command("doctor", "Check any iCalendar file or address", doctor.arguments, doctor.run),
    Command("edition", "List, load or publish editions", edition.arguments, edition.run),
    Command("partner", "List or load partners, make or revoke their keys", partner.arguments, partner.run),
    Command("settings", "Show every setting with its effective value", setting.arguments, setting.run),
    Command("openapi", "Print the OpenAPI document", openapi.arguments, openapi.run),
)
