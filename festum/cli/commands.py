"""The commands, one line each; the README's table is compared with this one."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from festum.cli import (
    doctor,
    edition,
    geocode,
    importing,
    imports,
    migrating,
    openapi,
    partner,
    serving,
    setting,
    source,
    venue,
    worker,
)


@dataclass(frozen=True, slots=True)
class Command:
    """`run` gives the exit status, None for 0."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int | None]


COMMANDS = (
    Command("serve", "Serve listings, feeds and pages", serving.arguments, serving.run),
    Command("worker", "Ask where venues are, and nothing else", worker.arguments, worker.run),
    Command("migrate", "Bring the database to this release's tables", migrating.arguments, migrating.run),
    Command("import", "Plan or apply an upload: a spreadsheet, calendar or export", importing.arguments, importing.run),
    Command("imports", "Show, apply or undo what was uploaded", imports.arguments, imports.run),
    Command("doctor", "Check any iCalendar file or address", doctor.arguments, doctor.run),
    Command("edition", "List, load or publish editions", edition.arguments, edition.run),
    Command("partner", "List or load partners, make or revoke their keys", partner.arguments, partner.run),
    Command("source", "Addresses of partners that are fetched by themselves", source.arguments, source.run),
    Command("geocode", "Ask where venues are, now, and publish what is found", geocode.arguments, geocode.run),
    Command("venue", "Decide where venues are: the queue, pins, duplicates", venue.arguments, venue.run),
    Command("settings", "Show every setting with its effective value", setting.arguments, setting.run),
    Command("openapi", "Print the OpenAPI document", openapi.arguments, openapi.run),
)
