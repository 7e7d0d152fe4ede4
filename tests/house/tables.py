"""What the README must say, made from the code, and the README's tables, read from its text."""

import argparse
import re
from pathlib import Path

from festum.api.import_openapi import AFTER, BEFORE, VERDICT
from festum.api.openapi import ALSO, CANCELLED, CURSOR, FACETS_NOTE, LANG, LIMIT, SINCE, SORT
from festum.api.problems import STATUS
from festum.api.routes import ROUTES
from festum.api.venue_openapi import LATITUDE, LONGITUDE, STATE
from festum.cli.main import parser
from festum.domain import vocabulary
from festum.domain.columns import COLUMNS
from festum.errors import FestumError
from festum.feeds.formats import FORMATS
from festum.locale.catalogue import say
from festum.pages.routes import PAGES
from festum.settings import settings_table
from festum.store.filters import FILTERS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")

Row = tuple[str, ...]

WHERE = {
    "list": "lists", "count": "counts", "named": "languages and categories", "changes": "changes", "feed": "feeds",
    "one": "single events and dates", "write": "corrections", "import list": "imports", "import rows": "their rows",
    "venues": "venues", "merges": "merges", "whereabouts": "whereabouts",
}  # fmt: skip


def rows_of(text: str, heading: str) -> list[Row]:
    """The first table under a heading, without its head; cells stripped, `\\|` read as `|`."""
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"no heading {heading!r}"
    section = re.split(r"\n#+ ", rest)[0]
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert table, f"no table under {heading!r}"
    _, _, *lines = table[0].splitlines()
    return [tuple(cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]


def code(text: str) -> str:
    return f"`{text}`"


def commands() -> list[Row]:
    """(how it is typed, what it does), every sub-command on a line of its own."""
    return [(code(typed), said) for typed, said in _leaves(parser(), "festum", "")]


def _leaves(of: argparse.ArgumentParser, typed: str, said: str) -> list[tuple[str, str]]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            below = [
                leaf for name, its in action.choices.items() for leaf in _leaves(its, f"{typed} {name}", helps[name])
            ]
            return below if action.required else [_leaf(of, typed, said), *below]
    return [_leaf(of, typed, said)]


def _leaf(of: argparse.ArgumentParser, typed: str, said: str) -> tuple[str, str]:
    return " ".join((typed, *_arguments(of))), said


def _arguments(of: argparse.ArgumentParser) -> list[str]:
    """Positional ones first, as they are typed; what excludes one another stands in one bracket."""
    groups = [group._group_actions for group in of._mutually_exclusive_groups]
    found = []
    for action in sorted(of._actions, key=lambda a: bool(a.option_strings)):
        group = next((g for g in groups if action in g), None)
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction) or (group and action is not group[0]):
            continue
        together = " | ".join(_argument(member) for member in group or [action])
        required = action.required if group is None else of._mutually_exclusive_groups[groups.index(group)].required
        if required:
            found.append(f"({together})" if group else together)
        else:
            found.append(f"[{together}]")
    return found


def _argument(action: argparse.Action) -> str:
    name = action.metavar or action.dest.upper()
    if not action.option_strings:
        return str(name).upper()
    return action.option_strings[0] if action.nargs == 0 else f"{action.option_strings[0]} {name}"


def settings() -> list[Row]:
    return [(code(s.name), code(s.default) if s.default else "empty", s.help) for s in settings_table()]


def filters() -> list[Row]:
    return [(code(f.name), f.help, code(f.example), "yes" if f.plural else "no") for f in FILTERS.values()]


def others() -> list[Row]:
    """Parameters beside the filters, and what takes them."""
    return [
        (code(note.name), note.help, code(note.example) if note.example else "",
         ", ".join(WHERE[kind] for kind, notes in ALSO.items() if note in notes and kind in WHERE))
        for note in (
            LANG, CANCELLED, SORT, FACETS_NOTE, LIMIT, CURSOR, SINCE, VERDICT, STATE, AFTER, BEFORE,
            LATITUDE, LONGITUDE,
        )
    ]  # fmt: skip


def columns() -> list[Row]:
    return [(code(c.name), c.help, "yes" if c.required else "", str(c.longest)) for c in COLUMNS.values()]


def formats() -> list[Row]:
    return [(code(f".{f.extension}"), code(f.media_type), f.label) for f in FORMATS.values()]


def errors() -> list[Row]:
    """(status, class, when), in the order of the tree; a class without a status of its own has its parent's."""

    def below(kind: type[FestumError]) -> list[type[FestumError]]:
        children = [child for child in kind.__subclasses__() if child.__module__ == kind.__module__]
        return [found for child in children for found in (child, *below(child))]

    return [
        (str(next(STATUS[parent] for parent in kind.__mro__ if parent in STATUS)[0]), code(kind.__name__), _said(kind))
        for kind in below(FestumError)
    ]


def _said(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split()).removesuffix(".")


def categories() -> list[Row]:
    return [(code(word), say("en", f"category.{word}")) for word in vocabulary.CATEGORIES]


def spoken_languages() -> list[Row]:
    return [(code(word), say("en", f"language.{word}")) for word in vocabulary.SPOKEN_LANGUAGES]


def flags() -> list[Row]:
    return [(code(word), say("en", f"flag.{word}")) for word in vocabulary.FLAGS]


def statuses() -> list[Row]:
    return [(code(word), say("en", f"status.{word}")) for word in vocabulary.STATUSES]


def addresses() -> set[Row]:
    """(method, path) of every route, the names of its parameters left out."""
    return {
        (method, re.sub(r"\{[^}]*\}", "{}", path))
        for handler in (*ROUTES, *PAGES)
        for path in handler.paths
        for method in handler.http_methods
    }
